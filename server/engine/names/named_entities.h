// What one document calls each thing that it names.
#ifndef PARALLAX_SERVER_ENGINE_NAMES_NAMED_ENTITIES_H_
#define PARALLAX_SERVER_ENGINE_NAMES_NAMED_ENTITIES_H_

#include <map>
#include <string>
#include <vector>

#include "server/engine/pipeline.h"

namespace parallax {

struct WrittenName {
  int times = 0;
  bool sure = true;  // each time by a link score of 900 or more: it is known anyway
};

// An entity with the names that a document writes for it.
struct NamedEntity {
  std::string entity;
  std::string type;       // of its last mention
  std::string canonical;  // the LongerName of its mentions
  std::map<std::string, WrittenName> names;
  bool guess = true;  // what kind of thing it is, is a guess: no link score above 500
};

// The longer of two display names, of equally long ones the first by letters.
const std::string& LongerName(const std::string& a, const std::string& b);

// By entity. Without what only refers ("the company"), and without offices, groups, regions, currencies and languages, whose
// identity hangs on the text around them.
std::vector<NamedEntity> NamedEntities(const DocumentAnalysis& analysis);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_NAMES_NAMED_ENTITIES_H_
