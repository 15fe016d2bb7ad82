// A record made ready for many comparisons: what is asked of a term for every pair is worked out once.
#ifndef PLUGINS_CLAIMS_ALIGNMENT_COMPARABLE_H_
#define PLUGINS_CLAIMS_ALIGNMENT_COMPARABLE_H_

#include <bitset>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "plugins/claims/records/record.h"
#include "plugins/linguistics/meaning/terms.h"

namespace plx::claims {

// A set of terms of one record, by position; EncodeRecord keeps fewer.
inline constexpr size_t kMostComparedTerms = 128;
using TermSet = std::bitset<kMostComparedTerms>;

struct Wording;

struct TermFacts {
  uint64_t key = 0;    // hash of the key
  uint64_t name = 0;   // hash of its LocalName, 0 without one
  std::vector<uint64_t> also;  // hashes of its other names
  // A bit for whatever makes two terms of one script mean the same (key, name, other names, classes, direction,
  // what it is a kind of): terms without a common bit do not.
  std::bitset<256> signature;
  bool latin = false;
  bool region = false;    // a region, place or city
  bool compound = false;  // "undersea-cable": may be a kind of another
  int weight = 0;         // how much it says about which proposition this is
  const std::vector<std::string_view>* classes = nullptr;  // ClassesOf the key
};

struct Comparable {
  Comparable() = default;
  explicit Comparable(Record r);

  Record record;
  std::vector<TermFacts> facts;  // of the first kMostComparedTerms terms
  linguistics::PredicateSense predicate;
  bool has_main_topic = false;  // among its terms
  // Once it was compared with a stated claim (SentenceOf, ClauseOf).
  mutable std::shared_ptr<const Wording> sentence, clause;
};

// The weight of a term of this class.
int WeightOf(std::string_view key, uint8_t term_class);

// True for regions, places and cities.
bool IsPlace(std::string_view key);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_ALIGNMENT_COMPARABLE_H_
