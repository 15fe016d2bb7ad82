// From matched frames to stances: polarity, hedging, frames inside frames, who speaks, and what is
// too weak to be said.
#ifndef PLUGINS_STANCE_SCORING_SCORER_H_
#define PLUGINS_STANCE_SCORING_SCORER_H_

#include <memory>
#include <string>
#include <vector>

#include "plugins/stance/frames/matcher.h"
#include "plugins/stance/roles/fillers.h"
#include "plugins/stance/scoring/options.h"

namespace plx::stance {

// One holder's stance towards one target, ready to be emitted.
struct Opinion {
  Party holder;           // kind PLX_HOLDER_OUTLET: the document's own voice
  Target target;
  uint32_t sign = PLX_SIGN_NEUTRAL;
  int strength = 0;       // thousandths
  int score = 0;          // confidence in thousandths
  plx_span_t evidence = {0, 0};
  plx_span_t cue = {0, 0};
  std::string reason;
  std::string rule;
};

// The frames and word lists, read once and constant.
class FrameModel {
 public:
  // Throws plx::Error (PLX_INVALID_ARGUMENT) naming file and line of a malformed row.
  FrameModel();
  FrameModel(const FrameModel&) = delete;

  const WordClasses& classes() const { return classes_; }
  const PartyReader& reader() const { return reader_; }
  const EnglishMatcher& english() const { return *english_; }
  const ChineseMatcher& chinese() const { return *chinese_; }
  size_t frame_count() const { return frames_.size(); }

 private:
  WordClasses classes_;
  std::vector<Frame> frames_;
  PartyReader reader_;
  std::unique_ptr<EnglishMatcher> english_;
  std::unique_ptr<ChineseMatcher> chinese_;
};

// The stances of one document, ordered by evidence.begin. Same input and options, same result.
std::vector<Opinion> ScoreStances(const Document& document, const Call& call,
                                  const FrameModel& model, const Options& options);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_SCORER_H_
