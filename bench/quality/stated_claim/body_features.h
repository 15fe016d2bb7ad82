// A headline against the body of an article: whether they are about one thing, and how the body stands to
// the headline, as features of two linear models.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_FEATURES_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_FEATURES_H_

#include <set>
#include <string>
#include <vector>

#include "bench/quality/stated_claim/linear_model.h"

namespace parallax::quality {

enum BodyPosition { kAgree = 0, kDisagree = 1, kDiscuss = 2, kUnrelated = 3 };

struct BodySentence {
  std::string text;
  std::set<std::string> keys;    // of its content words
  std::vector<std::string> lemmas;
  int cues[4] = {0, 0, 0, 0};    // by linguistics::ReportCueKind; kObject counts as kRefute
  bool negated = false;
};

struct Body {
  std::vector<BodySentence> sentences;
  std::set<std::string> keys;
};
using Headline = BodySentence;

Body ReadBody(const std::string& text);
Headline ReadHeadline(const std::string& text);

// Fills both: `related` for related or not, `stance` for agree, disagree, discuss.
void PairFeatures(const Headline& headline, const Body& body, Features* related, Features* stance);

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_FEATURES_H_
