#include "plugins/stance/scoring/frame_model.h"

#include "plugins/stance/data/tables.h"

namespace plx::stance {

FrameModel::FrameModel() : classes_(data::kClasses), reader_(classes_) {
  const auto add = [&](std::string_view name, std::string_view tsv, bool chinese) {
    for (Frame& frame : ParseFrames(name, tsv, chinese, classes_)) {
      frames_.push_back(std::move(frame));
    }
  };
  add("frames_en.tsv", data::kFramesEn, false);
  add("evaluations_en.tsv", data::kEvaluationsEn, false);
  add("frames_zh.tsv", data::kFramesZh, true);
  add("evaluations_zh.tsv", data::kEvaluationsZh, true);
  for (const Frame& frame : frames_) {
    if (frame.chinese || frame.kind != FrameKind::kVerb || frame.holder.kind != SlotKind::kSubject || frame.sign == 0) continue;
    // "make ... concession to": the noun says it.
    if (frame.pattern.size() > 1 && frame.pattern[1].type != Element::kInner) continue;
    for (const auto& words : frame.pattern.front().alternatives) siding_verbs_.Insert(words.front());
  }
  english_ = std::make_unique<EnglishMatcher>(frames_);
  chinese_ = std::make_unique<ChineseMatcher>(frames_);
}

}  // namespace plx::stance
