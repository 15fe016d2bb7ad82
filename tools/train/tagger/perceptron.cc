#include "tools/train/tagger/perceptron.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <unordered_map>

#include "plugins/linguistics/tagging/lattice.h"
#include "plugins/linguistics/tagging/sequence_tagger.h"
#include "tools/train/tagger/calibration.h"
#include "tools/train/tagger/model_writer.h"

namespace parallax {
namespace {

using plx::linguistics::tagging::LabelSet;
using plx::linguistics::tagging::LabelledSpan;
using plx::linguistics::tagging::Lattice;
using plx::linguistics::tagging::SequenceTagger;
using plx::linguistics::tagging::TaggedSpan;
using plx::linguistics::tagging::TagModel;

// SplitMix64 (G. Steele et al., "Fast Splittable Pseudorandom Number Generators", 2014): the same
// on every machine, which the distributions of <random> are not.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Below(uint64_t n) {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return (z ^ (z >> 31)) % n;
  }

 private:
  uint64_t state_;
};

class Trainer {
 public:
  Trainer(const std::vector<TrainingSequence>& sequences, const std::vector<uint32_t>& use,
          const LabelSet& labels, const TrainingOptions& options)
      : sequences_(sequences), order_(use), labels_(labels), options_(options) {
    CountFeatures();
    weights_.assign(features_.size() * labels_.size(), 0);
    totals_.assign(weights_.size(), 0);
    transitions_.assign(labels_.size() * labels_.size(), 0);
    transition_totals_.assign(transitions_.size(), 0);
  }

  Averages Run() {
    Random random(options_.seed);
    Lattice lattice(labels_, transitions_);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[random.Below(i)]);
      size_t wrong = 0;
      for (const uint32_t index : order_) wrong += Learn(index, &lattice);
      options_.progress("epoch " + std::to_string(epoch + 1) + " of " +
                        std::to_string(options_.epochs) + ": " + std::to_string(wrong) + " of " +
                        std::to_string(order_.size()) + " sentences corrected");
    }
    return Average();
  }

 private:
  void CountFeatures() {
    std::unordered_map<uint64_t, int> counts;
    for (const uint32_t index : order_) {
      for (const uint64_t hash : sequences_[index].rows.All()) ++counts[hash];
    }
    std::vector<uint64_t> kept;
    for (const auto& [hash, count] : counts) {
      if (count >= options_.min_count) kept.push_back(hash);
    }
    std::sort(kept.begin(), kept.end());
    std::unordered_map<uint64_t, uint32_t> numbers;
    numbers.reserve(kept.size());
    for (const uint64_t hash : kept) numbers.emplace(hash, static_cast<uint32_t>(numbers.size()));
    features_ = std::move(kept);
    ids_.resize(sequences_.size());
    starts_.resize(sequences_.size());
    for (const uint32_t index : order_) {
      const auto& rows = sequences_[index].rows;
      starts_[index] = {0};
      for (size_t i = 0; i < rows.size(); ++i) {
        for (const uint64_t hash : rows.Row(i)) {
          const auto it = numbers.find(hash);
          if (it != numbers.end()) ids_[index].push_back(it->second);
        }
        starts_[index].push_back(static_cast<uint32_t>(ids_[index].size()));
      }
    }
  }

  // True if the sentence was labelled wrongly (or by too small a margin) and corrected.
  bool Learn(uint32_t index, Lattice* lattice) {
    const std::vector<uint8_t>& gold = sequences_[index].labels;
    const size_t count = labels_.size();
    lattice->Reset(gold.size());
    for (size_t i = 0; i < gold.size(); ++i) {
      int32_t* emissions = lattice->Emissions(i);
      for (uint32_t f = starts_[index][i]; f < starts_[index][i + 1]; ++f) {
        const int32_t* weights = &weights_[ids_[index][f] * count];
        for (size_t label = 0; label < count; ++label) emissions[label] += weights[label];
      }
      for (size_t label = 0; label < count; ++label) {
        if (label != gold[i]) emissions[label] += options_.cost;
      }
      if (gold[i] != 0) emissions[0] += options_.missed_cost;
    }
    const std::vector<uint8_t>& guess = lattice->Best();
    ++step_;
    if (guess == gold) return false;
    uint8_t gold_before = 0, guess_before = 0;
    for (size_t i = 0; i < gold.size(); ++i) {
      if (guess[i] != gold[i]) {
        for (uint32_t f = starts_[index][i]; f < starts_[index][i + 1]; ++f) {
          Change(ids_[index][f] * count + gold[i], 1);
          Change(ids_[index][f] * count + guess[i], -1);
        }
      }
      ChangeTransition(gold_before * count + gold[i], 1);
      ChangeTransition(guess_before * count + guess[i], -1);
      gold_before = gold[i];
      guess_before = guess[i];
    }
    ChangeTransition(gold_before * count, 1);
    ChangeTransition(guess_before * count, -1);
    return true;
  }

  void Change(size_t at, int by) {
    weights_[at] += by;
    totals_[at] += step_ * by;
  }
  void ChangeTransition(size_t at, int by) {
    transitions_[at] += by;
    transition_totals_[at] += step_ * by;
  }

  // The mean of the weights over all steps, times kAverageUnit.
  Averages Average() const {
    Averages out;
    out.features = features_;
    const auto mean = [this](int64_t weight, int64_t total) {
      return (weight * (step_ + 1) - total) * kAverageUnit / (step_ + 1);
    };
    for (size_t i = 0; i < weights_.size(); ++i) {
      out.weights.push_back(static_cast<int32_t>(mean(weights_[i], totals_[i])));
    }
    for (size_t i = 0; i < transitions_.size(); ++i) {
      out.transitions.push_back(static_cast<int32_t>(mean(transitions_[i], transition_totals_[i])));
    }
    return out;
  }

  const std::vector<TrainingSequence>& sequences_;
  std::vector<uint32_t> order_;
  const LabelSet& labels_;
  const TrainingOptions& options_;
  std::vector<uint64_t> features_;
  std::vector<std::vector<uint32_t>> ids_;
  std::vector<std::vector<uint32_t>> starts_;
  std::vector<int32_t> weights_;
  std::vector<int64_t> totals_;
  std::vector<int32_t> transitions_;
  std::vector<int64_t> transition_totals_;
  int64_t step_ = 0;
};

// Margins of the spans that a model finds in sentences it was not trained on.
void CollectMargins(const std::string& bytes, const std::vector<TrainingSequence>& sequences,
                    const std::vector<uint32_t>& use, std::vector<JudgedMargin>* out) {
  const TagModel model(bytes, plx::linguistics::tagging::SchemaOf(bytes));
  SequenceTagger tagger(model);
  for (const uint32_t index : use) {
    if (sequences[index].copy) continue;
    const auto gold = model.labels().Decode(sequences[index].labels);
    for (const TaggedSpan& found : tagger.Tag(sequences[index].rows)) {
      out->push_back({found.margin, std::find(gold.begin(), gold.end(), found.span) != gold.end()});
    }
  }
}

}  // namespace

std::string TrainTagModel(const std::vector<TrainingSequence>& sequences, const LabelSet& labels,
                          const TrainingOptions& options) {
  std::vector<uint32_t> all(sequences.size());
  std::iota(all.begin(), all.end(), 0);
  const Averages averages = Trainer(sequences, all, labels, options).Run();
  const ModelShape shape = {options.schema, options.max_features, UnitOf(averages)};
  std::vector<JudgedMargin> margins;
  for (int fold = 0; options.folds > 1 && fold < options.folds; ++fold) {
    std::vector<uint32_t> train, held_out;
    for (const uint32_t i : all) {
      const bool held = sequences[i].document % static_cast<uint32_t>(options.folds) ==
                        static_cast<uint32_t>(fold);
      (held ? held_out : train).push_back(i);
    }
    options.progress("calibration: part " + std::to_string(fold + 1) + " of " +
                     std::to_string(options.folds));
    TrainingOptions quiet = options;
    quiet.progress = [](const std::string&) {};
    const Averages part = Trainer(sequences, train, labels, quiet).Run();
    CollectMargins(WriteTagModel(part, labels, shape, {}), sequences, held_out, &margins);
  }
  return WriteTagModel(averages, labels, shape, Calibrate(std::move(margins)));
}

}  // namespace parallax
