// English words for one thing ("baby", "infant"), and words for kinds of it ("puppy" of "dog"), in the most usual senses
// of each. Data: data/synonyms.tsv.
#ifndef PLUGINS_LINGUISTICS_MEANING_SYNONYMS_H_
#define PLUGINS_LINGUISTICS_MEANING_SYNONYMS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace plx::linguistics {

// The senses of a word as rows of the table: those that it names, and those that it names a kind of.
struct Senses {
  std::vector<uint32_t> names;
  std::vector<uint32_t> kinds;
};

// Of a word in any form; empty if no row has it. [any-thread]
Senses SensesOf(std::string_view word);

// Both may name one thing.
bool MayBeSame(const Senses& a, const Senses& b);
// `a` may name a kind of `b`.
bool MayBeKindOf(const Senses& a, const Senses& b);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_SYNONYMS_H_
