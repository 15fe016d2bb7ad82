// Where two sentences that are otherwise the same differ: one number, country, nationality or opposite for
// another. "Two refs sit on a bench" and "12 refs sit on a bench" cannot both be said of one scene.
//
// Method: the longest common subsequence of the words, then what is left between the same neighbours on
// both sides is one swap.
#ifndef PLUGINS_LINGUISTICS_MEANING_WORD_SWAP_H_
#define PLUGINS_LINGUISTICS_MEANING_WORD_SWAP_H_

#include <string>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

enum class SwapKind : uint8_t {
  kNumber = 1,     // "two" and "12"; equal numbers in other words are no swap
  kOrdinal = 2,    // "fourth" and "tenth"
  kRegion = 3,     // "India" and "Thailand"
  kPeople = 4,     // "Indian" and "Thai"
  kOpposite = 5,   // "start" and "end", "small" and "large"
  kSame = 6,       // "small" and "tiny", "two" and "2"
  kUnknown = 7     // other words
};

struct Swap {
  SwapKind kind = SwapKind::kUnknown;
  plx_span_t left = {0, 0};
  plx_span_t right = {0, 0};
};

// The swaps in order; empty if the sentences are the same. What only one side says ("a dog" and "a big
// dog") is none. Data: data/opposites.tsv, data/region_names.tsv. [any-thread]
std::vector<Swap> FindSwaps(const TokenSequence& left, const TokenSequence& right);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_WORD_SWAP_H_
