// The stance analyzer: which position each holder takes towards each target.
#include "plugins/stance/scoring/scorer.h"
#include "plx/analyzer.hpp"

namespace plx::stance {
namespace {

class StanceModel {
 public:
  StanceModel(const Host&, std::string_view)
      : frames_(std::make_unique<FrameModel>()), back_off_(std::make_unique<BackOff>()) {}
  const FrameModel& frames() const { return *frames_; }
  const BackOff& back_off() const { return *back_off_; }

 private:
  std::unique_ptr<const FrameModel> frames_;
  std::unique_ptr<const BackOff> back_off_;
};

plx_stance_t ToFinding(const Document& document, const Opinion& opinion) {
  plx_stance_t stance = New<plx_stance_t>(opinion.evidence);
  stance.base.score = opinion.score;
  stance.base.rule = Str(opinion.rule);
  stance.holder.kind = opinion.holder.kind;
  stance.holder.span = opinion.holder.span;
  stance.holder.entity = Str(opinion.holder.entity);
  stance.holder.name = Str(opinion.holder.name);
  stance.target.span = opinion.target.span;
  stance.target.entity = Str(opinion.target.entity);
  stance.target.text = Str(opinion.target.text);
  stance.sign = opinion.sign;
  stance.strength = opinion.strength;
  stance.reason = Str(opinion.reason);
  stance.cue = Str(document.Text(opinion.cue));
  return stance;
}

class StanceAnalyzer : public Analyzer {
 public:
  explicit StanceAnalyzer(const StanceModel& model) : model_(model) {}

  void Analyze(const Document& document, const Call& call, Results& out) override {
    const Options options = Options::Parse(call.options());
    for (const Opinion& opinion : ScoreStances(document, call, model_.frames(), model_.back_off(), options)) {
      if (!out.Emit(ToFinding(document, opinion))) return;
    }
  }

 private:
  const StanceModel& model_;
};

void Describe(plx_plugin_info_t* info) {
  info->display_name = "Stance";
  info->description =
      "Finds which side the outlet, the actors it reports and unnamed roles take towards each "
      "target, with the words that say so.";
  info->consumes = "tokens,mentions";
  info->produces = "stances";
  info->languages = "en,zh";
  info->labels = "";
  info->options_schema = kOptionsSchema;
}

}  // namespace
}  // namespace plx::stance

PLX_PLUGIN(plx::stance::StanceModel, plx::stance::StanceAnalyzer, plx::stance::Describe);
