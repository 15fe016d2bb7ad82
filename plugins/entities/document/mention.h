// A mention while the document is being read.
#ifndef PLUGINS_ENTITIES_DOCUMENT_MENTION_H_
#define PLUGINS_ENTITIES_DOCUMENT_MENTION_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/entities/knowledge/entity_table.h"
#include "plugins/entities/knowledge/knowledge.h"
#include "plugins/entities/scan/unit.h"

namespace plx::entities {

struct Mention {
  uint32_t unit = 0;   // index into Reading::units
  uint32_t first = 0;  // tokens [first, end) of the unit
  uint32_t end = 0;
  plx_span_t span = {0, 0};
  std::string id;
  std::string type;
  std::string canonical;
  std::string_view rule;    // static
  int score = 900;          // that something of this type is named here
  int link_score = 900;     // that it is this entity
  bool adjective = false;   // American, Chinese
  bool coreferent = false;
  bool nested = false;      // may lie inside another mention
  bool weak = false;        // gives way to any other mention it overlaps
  bool hint = false;        // for the checks only; never emitted
  std::vector<std::string> members;
  uint32_t stated_size = 0;
};

// Does the rule that found it know who it is? A name known by its form alone may be named better.
bool IsKnown(const Mention& mention);

// The rule of a hint that says: no name lies here.
inline constexpr std::string_view kBlockerRule = "gazetteer.blocker";

// What has been found in a document so far.
struct Reading {
  const Knowledge* knowledge = nullptr;
  std::string_view published;  // ISO 8601, may be empty
  std::string_view source;
  std::vector<Unit> units;
  std::vector<Mention> mentions;  // ordered by Before once resolved
};

// Text order; the longer of two that start together first.
bool Before(const Mention& a, const Mention& b);

// A mention of tokens [first, end) of units[unit], not yet added.
Mention MakeMention(const Reading& reading, uint32_t unit, size_t first, size_t end);

// As MakeMention, of somebody the text names elsewhere in full: sure, but less than what a table knows.
Mention MakeMention(const Reading& reading, uint32_t unit, size_t first, size_t end, const std::string& id,
                    const std::string& type, const std::string& canonical, std::string_view rule);

// As MakeMention, filled with an entity of the table.
Mention MakeMention(const Reading& reading, uint32_t unit, size_t first, size_t end,
                    uint32_t entity, std::string_view rule);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_MENTION_H_
