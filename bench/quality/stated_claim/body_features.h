// A headline against the body of an article: whether they are about one thing, and how the body stands to
// the headline, as features of two linear models.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_FEATURES_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_FEATURES_H_

#include <map>
#include <string>
#include <vector>

#include "bench/quality/stated_claim/linear_model.h"

namespace parallax::quality {

enum BodyPosition { kAgree = 0, kDisagree = 1, kDiscuss = 2, kUnrelated = 3 };

struct BodySentence {
  struct CueAt {
    int kind = 0;      // linguistics::ReportCueKind
    size_t place = 0;  // word by word
    std::string lemma;
  };
  std::string text;
  std::map<std::string, size_t> keys;  // of its content words, with the place of the first
  std::vector<std::string> lemmas;
  std::vector<double> numbers;
  std::vector<CueAt> cues;
  int counts[5] = {0, 0, 0, 0, 0};     // cues by kind
  bool negated = false;
};

struct Body {
  std::vector<BodySentence> sentences;
  std::map<std::string, size_t> keys;  // of all
};
using Headline = BodySentence;

Body ReadBody(const std::string& text);
Headline ReadHeadline(const std::string& text);

// Fills both: `related` for related or not, `stance` for agree, disagree, discuss.
void PairFeatures(const Headline& headline, const Body& body, Features* related, Features* stance);

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_BODY_FEATURES_H_
