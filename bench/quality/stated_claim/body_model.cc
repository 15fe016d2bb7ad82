#include "bench/quality/stated_claim/body_model.h"

#include "bench/quality/stated_claim/class_factors.h"

namespace parallax::quality {
namespace {

constexpr uint32_t kInnerFolds = 4;

// Which inner fold a body or headline falls into: by other digits of its hash than the outer cut.
uint32_t FoldOf(uint32_t hash) { return (hash / 64) % kInnerFolds; }

}  // namespace

BodyModel::Stages BodyModel::Train(const std::vector<const BodyExample*>& examples) {
  std::vector<Example> related, stance;
  for (const BodyExample* e : examples) {
    related.push_back({e->related, e->gold == kUnrelated ? 1 : 0});
    if (e->gold != kUnrelated) stance.push_back({e->stance, e->gold});
  }
  LinearModel::Options options;
  options.epochs = 6;
  LinearModel is_related(related, 2, options);
  options.epochs = 8;
  options.rate = 0.1;
  options.l2 = 1e-4;
  options.class_weights = {1.2, 3.5, 1};
  return {std::move(is_related), LinearModel(stance, 3, options)};
}

std::vector<double> BodyModel::Probabilities(const Stages& stages, const BodyExample& example) {
  const double unrelated = stages.related.Probabilities(example.related)[1];
  std::vector<double> all = stages.stance.Probabilities(example.stance);
  for (double& p : all) p *= 1 - unrelated;
  all.push_back(unrelated);
  return all;
}

BodyModel::BodyModel(const std::vector<const BodyExample*>& examples) : stages_(Train(examples)) {
  std::vector<Predicted> held_out;
  for (uint32_t fold = 0; fold < kInnerFolds; ++fold) {
    std::vector<const BodyExample*> train;
    for (const BodyExample* e : examples) {
      if (FoldOf(e->body) != fold && FoldOf(e->headline) != fold) train.push_back(e);
    }
    const Stages stages = Train(train);
    for (const BodyExample* e : examples) {
      if (FoldOf(e->body) == fold && FoldOf(e->headline) == fold) held_out.push_back({Probabilities(stages, *e), e->gold});
    }
  }
  factors_ = TuneFactors(held_out, 4);
}

int BodyModel::Predict(const BodyExample& example) const { return Decide(Probabilities(stages_, example), factors_); }

}  // namespace parallax::quality
