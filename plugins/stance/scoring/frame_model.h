// The frames and word lists of the data files, read once.
#ifndef PLUGINS_STANCE_SCORING_FRAME_MODEL_H_
#define PLUGINS_STANCE_SCORING_FRAME_MODEL_H_

#include <memory>
#include <vector>

#include "plugins/stance/frames/matcher.h"
#include "plugins/stance/roles/parties.h"

namespace plx::stance {

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
  // True for English verbs whose subject takes a side in some frame: "reject", "thank".
  bool TakesSide(std::string_view lemma) const { return siding_verbs_.Contains(lemma); }
  size_t frame_count() const { return frames_.size(); }

 private:
  WordClasses classes_;
  std::vector<Frame> frames_;
  linguistics::WordSet siding_verbs_;
  PartyReader reader_;
  std::unique_ptr<EnglishMatcher> english_;
  std::unique_ptr<ChineseMatcher> chinese_;
};

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_FRAME_MODEL_H_
