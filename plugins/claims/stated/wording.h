// What a sentence or clause says, word by word. A claim that a caller states is held against whole headlines, for
// they tell it in other clauses, or in none; of a text that goes on, only against what one clause says.
#ifndef PLUGINS_CLAIMS_STATED_WORDING_H_
#define PLUGINS_CLAIMS_STATED_WORDING_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/alignment/comparable.h"
#include "plugins/linguistics/meaning/synonyms.h"
#include "plugins/linguistics/meaning/word_swap.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::claims {

struct Wording {
  // `deed`: the key of its predicate.
  Wording(std::string_view words, std::string_view deed);
  Wording(const Wording&) = delete;
  Wording& operator=(const Wording&) = delete;

  const std::string text;
  const linguistics::TokenSequence tokens;
  Comparable content;           // its content words as terms, each once
  std::vector<plx_span_t> spans;
  std::vector<linguistics::Senses> senses;  // of single English words
  std::vector<int> weights;     // of each: how rare it is
  std::vector<bool> cues;       // of each: it may only say how all this is told ("reportedly")
  std::vector<bool> deeds;      // of each: it is the predicate
  std::vector<linguistics::Numeral> numbers;  // what it counts; ordinals and "a" are none
};

// Of the record's sentence, and of its clause alone. Made once for each Comparable; not to be called by two threads
// for one.
const Wording& SentenceOf(const Comparable& comparable);
const Wording& ClauseOf(const Comparable& comparable);

// How much two of them share, in thousandths by the weight of their words and numbers.
struct Overlap {
  int claim = 0;  // of what the claim says
  int things = 0; // of what it says but the deed: of whom and what it is
  int text = 0;   // of what the text says
  int both = 0;   // of what both say (Dice); 1000 if neither says anything
  int words = 0;  // of the claim, found in the text
  bool number_missing = false;  // the claim gives a number that the text does not give
  bool other_number = false;    // and the text gives others
};
// Leaves out what lies in `swaps`, as FindSwaps(claim.tokens, text.tokens) gives them.
Overlap OverlapOf(const Wording& claim, const Wording& text, const std::vector<linguistics::Swap>& swaps = {});

// True if the predicate of `record` is among the words, as whatever part of speech.
bool SaysDeed(const Wording& wording, const Record& record);
// Or the opposite of it: "approval" where it is rejected.
bool SaysOpposite(const Wording& wording, const Record& record);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_STATED_WORDING_H_
