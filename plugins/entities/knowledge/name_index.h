// The names of entities: a trie over words (and single Han characters), so that a name is found
// only at word borders and all names that start at a place are found in one walk.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_NAME_INDEX_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_NAME_INDEX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/tables/bit_filter.h"

namespace plx::entities {

// Which letters of a name must be capitals in the text.
enum class Case : uint8_t {
  kProper = 0,  // where the name has a capital the text has one
  kExact = 1,   // letter by letter ("US" is not "us", "IT" is not "It")
  kAny = 2,     // "rare earth", "Rare Earth", "RARE EARTH"
};

enum class NameKind : uint8_t {
  kName = 0,
  kAdjective = 1,  // American, Chinese: of a region
  kBlocker = 2,    // looks like a name and is none: keeps shorter names away
};

struct Name {
  uint32_t entity = 0;     // index into the entity table
  Case letters = Case::kProper;
  NameKind kind = NameKind::kName;
  uint8_t size = 0;        // tokens
  uint32_t capitals = 0;   // bit i: token i starts with a capital
  std::string text;        // as given, for kExact
  uint32_t next = UINT32_MAX;  // next name with the same tokens
};

class NameIndex {
 public:
  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kNone = UINT32_MAX;

  NameIndex();

  // Adds a name. A mark before it sets the letter case: '=' exact, '~' any, '!' blocker; names all
  // of whose letters are capitals are exact without a mark. At most 32 tokens; false if it has
  // none or too many.
  bool Add(std::string_view marked, uint32_t entity, NameKind kind = NameKind::kName);

  // The node after `node` by a token with this hash; kNone if no name goes on like that.
  uint32_t Step(uint32_t node, uint64_t token_hash) const {
    return node == kRoot && !begins_.MayHold(token_hash) ? kNone : Follow(node, token_hash);
  }
  // Index of the first name that ends at `node`; kNone if none does. Follow Name::next.
  uint32_t First(uint32_t node) const { return first_[node]; }
  const Name& name(uint32_t index) const { return names_[index]; }
  size_t size() const { return names_.size(); }

 private:
  struct Edge {
    uint64_t key = 0;  // of (node, token); 0: free
    uint32_t target = 0;
  };
  static uint64_t Key(uint32_t node, uint64_t token_hash);
  uint32_t Follow(uint32_t node, uint64_t token_hash) const;
  uint32_t StepOrGrow(uint32_t node, uint64_t token_hash);
  void Grow();

  linguistics::BitFilter begins_;  // the first tokens of names: most words of a text begin none
  std::vector<Edge> edges_;
  size_t used_ = 0;
  std::vector<uint32_t> first_;  // by node
  std::vector<Name> names_;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_NAME_INDEX_H_
