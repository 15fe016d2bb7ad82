// What a stated claim and a text that speaks of it have in common, and how the text stands to it, as
// features of a linear model.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLAIM_FEATURES_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLAIM_FEATURES_H_

#include <string>

#include "bench/quality/stated_claim/linear_model.h"

namespace parallax::quality {

enum Position { kFor = 0, kAgainst = 1, kObserving = 2 };

// By two word lists alone (data/refutation.tsv): a refuting word is against, else a hedging one observes.
// `claim` words are not counted: "hoax" in the claim says nothing of the headline.
Position PositionByCues(const std::string& claim, const std::string& text);

// Features of the words, cues, negation, swaps and overlap of one headline or sentence.
Features HeadlineFeatures(const std::string& claim, const std::string& text);

// Share of the claim's content words that the text has, 0 to 1, weighted by their length in letters.
double Coverage(const std::string& claim, const std::string& text);

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_CLAIM_FEATURES_H_
