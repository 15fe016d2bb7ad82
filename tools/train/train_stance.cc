// Trains the model behind the stance frames; see README.md in this folder.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <memory>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "plugins/linguistics/text/hash64.h"
#include "plugins/stance/model/linear_model.h"
#include "tools/train/logistic.h"
#include "tools/train/stance_features.h"

namespace parallax {
namespace {

using plx::linguistics::Hash64;
using plx::stance::LinearModel;
using plx::stance::ModelScores;
using plx::stance::ModelWeights;

constexpr int kFolds = 5;
constexpr uint32_t kLeastCount = 2;      // rarer features are left out
constexpr size_t kMostFeatures = 60000;  // those with the largest weights stay

// One question with its features, by their numbers in the vocabulary.
struct Row {
  LabelledRow labelled;
  bool development = false;
  uint64_t group = 0;
};

// What a feature's hash is, and how often it occurs in training.
struct Vocabulary {
  std::unordered_map<uint64_t, uint32_t> numbers;
  std::vector<uint64_t> hashes;
  std::vector<uint32_t> counts;
  std::vector<bool> graded;

  uint32_t Number(std::string_view feature) {
    const uint64_t hash = Hash64(feature);
    const auto [it, inserted] = numbers.emplace(hash, static_cast<uint32_t>(hashes.size()));
    if (inserted) {
      hashes.push_back(hash);
      counts.push_back(0);
      const bool named = feature.find('=') != std::string_view::npos;
      const char last = feature.back();
      graded.push_back(!named && (last == '+' || last == '-' || last == '0'));
    }
    return it->second;
  }
};

class RowSink : public plx::stance::FeatureSink {
 public:
  RowSink(Vocabulary* vocabulary, Row* row) : vocabulary_(vocabulary), row_(row) {}
  void Add(Parts parts, int times) override {
    std::string feature;
    for (const std::string_view part : parts) feature += part;
    occurrences_[vocabulary_->Number(feature)] += static_cast<float>(times);
  }
  void Finish() {
    for (const auto& [feature, times] : occurrences_) {
      row_->labelled.features.push_back({feature, times});
      if (!row_->development) ++vocabulary_->counts[feature];
    }
    std::sort(row_->labelled.features.begin(), row_->labelled.features.end(),
              [](const Occurrence& a, const Occurrence& b) { return a.feature < b.feature; });
  }

 private:
  Vocabulary* vocabulary_;
  Row* row_;
  std::unordered_map<uint32_t, float> occurrences_;
};

absl::StatusOr<std::vector<Row>> ReadRows(const std::vector<StanceExample>& examples,
                                          const StanceFeatureReader& reader, Vocabulary* vocabulary) {
  std::vector<Row> rows;
  for (const StanceExample& example : examples) {
    const absl::Status read = reader.Read(example, [&](const StanceExample::Question& question, const auto& give) {
      Row row;
      row.labelled.label = question.sign + 1;
      row.development = IsDevelopment(example);
      row.group = Hash64(example.group);
      RowSink sink(vocabulary, &row);
      give(&sink);
      sink.Finish();
      rows.push_back(std::move(row));
    });
    if (!read.ok()) return read;
  }
  for (Row& row : rows) {
    std::erase_if(row.labelled.features, [&](const Occurrence& o) {
      return vocabulary->counts[o.feature] < kLeastCount;
    });
  }
  return rows;
}

// The weights that matter most as bytes, in one unit for all.
std::vector<std::pair<uint64_t, ModelWeights>> Quantise(const std::vector<ClassWeights>& weights,
                                                        const Vocabulary& vocabulary) {
  std::vector<std::pair<double, uint32_t>> sizes;
  for (uint32_t f = 0; f < weights.size(); ++f) {
    double size = 0;
    for (double w : weights[f]) size = std::max(size, std::abs(w));
    if (size > 0) sizes.emplace_back(-size, f);
  }
  std::sort(sizes.begin(), sizes.end());
  if (sizes.empty()) return {};
  // One weight in two thousand is cut.
  const double unit = -sizes[sizes.size() / 2000].first / 127;
  if (sizes.size() > kMostFeatures) sizes.resize(kMostFeatures);
  std::vector<std::pair<uint64_t, ModelWeights>> table;
  for (const auto& [size, f] : sizes) {
    ModelWeights bytes{};
    bool any = false;
    for (size_t c = 0; c < bytes.size(); ++c) {
      bytes[c] = static_cast<int8_t>(std::clamp(std::lround(weights[f][c] / unit), -127L, 127L));
      any |= bytes[c] != 0;
    }
    if (any) table.emplace_back(vocabulary.hashes[f], bytes);
  }
  return table;
}

// The sign a model gives, and by how much it leads.
struct Answer {
  int label = 0;
  int32_t margin = 0;
};

Answer AnswerOf(const LinearModel& model, const Row& row, const Vocabulary& vocabulary) {
  ModelScores scores{};
  for (const Occurrence& o : row.labelled.features) {
    model.Score(vocabulary.hashes[o.feature], static_cast<int>(o.times), &scores);
  }
  const auto best = std::max_element(scores.begin(), scores.end());
  int32_t second = INT32_MIN;
  for (auto it = scores.begin(); it != scores.end(); ++it) {
    if (it != best) second = std::max(second, *it);
  }
  return {static_cast<int>(best - scores.begin()), *best - second};
}

// Steps (least margin, thousandths right), both rising: isotonic regression by pooling adjacent
// violators (M. Ayer et al., 1955), at least one in thirty of the answers to a step.
plx::stance::Calibration Calibrate(std::vector<std::pair<int32_t, bool>> answers) {
  std::sort(answers.begin(), answers.end());
  struct Block {
    int32_t margin;
    size_t right, all;
  };
  std::vector<Block> blocks;
  const size_t least = std::max<size_t>(1, answers.size() / 30);
  for (size_t i = 0; i < answers.size();) {
    Block block{answers[i].first, 0, 0};
    while (i < answers.size() && (block.all < least || answers[i].first == answers[i - 1].first)) {
      block.right += answers[i].second;
      ++block.all;
      ++i;
    }
    blocks.push_back(block);
    while (blocks.size() > 1) {
      Block& last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      if (before.right * last.all < last.right * before.all) break;
      before.right += last.right;
      before.all += last.all;
      blocks.pop_back();
    }
  }
  plx::stance::Calibration steps;
  for (const Block& b : blocks) {
    steps.emplace_back(b.margin, static_cast<int32_t>(1000 * b.right / b.all));
  }
  return steps;
}

struct Score {
  int confusion[3][3] = {};  // gold, answer
  double F1(int c) const {
    int right = confusion[c][c], gold = 0, said = 0;
    for (int k = 0; k < 3; ++k) gold += confusion[c][k], said += confusion[k][c];
    return gold + said == 0 ? 0 : 2.0 * right / (gold + said);
  }
  std::string Text() const {
    return absl::StrFormat("macro-F1 %.1f (against %.1f, neutral %.1f, for %.1f)",
                           100 * (F1(0) + F1(1) + F1(2)) / 3, 100 * F1(0), 100 * F1(1), 100 * F1(2));
  }
};

// Trains on part of the rows and gives the file.
std::string TrainOn(const std::vector<const LabelledRow*>& rows, const Vocabulary& vocabulary,
                    const LogisticOptions& options, const plx::stance::Calibration& calibration) {
  const auto weights = TrainLogistic(rows, vocabulary.hashes.size(), vocabulary.graded, options);
  return plx::stance::WriteLinearModel(Quantise(weights, vocabulary), calibration,
                                       plx::stance::kFeatureSchema);
}

struct Trained {
  std::string file;
  Score folds;        // on the training part, each fold by the model of the others
  Score development;
  size_t examples = 0;
  size_t features = 0;
};

Trained Train(const std::string& name, const std::vector<Row>& rows, const Vocabulary& vocabulary,
              const LogisticOptions& options) {
  Trained trained;
  // Calibration on answers that the model of the other folds gave.
  std::vector<std::pair<int32_t, bool>> answers;
  for (int fold = 0; fold < kFolds; ++fold) {
    std::vector<const LabelledRow*> others;
    for (const Row& row : rows) {
      if (!row.development && row.group / kFolds % kFolds != static_cast<uint64_t>(fold)) {
        others.push_back(&row.labelled);
      }
    }
    const std::string file = TrainOn(others, vocabulary, options, {});
    const LinearModel model(file, plx::stance::kFeatureSchema);
    for (const Row& row : rows) {
      if (row.development || row.group / kFolds % kFolds != static_cast<uint64_t>(fold)) continue;
      const Answer answer = AnswerOf(model, row, vocabulary);
      ++trained.folds.confusion[row.labelled.label][answer.label];
      if (answer.label != 1) answers.emplace_back(answer.margin, answer.label == row.labelled.label);
    }
    std::cerr << name << ": fold " << fold + 1 << " of " << kFolds << "\n";
  }
  std::vector<const LabelledRow*> training;
  for (const Row& row : rows) {
    if (!row.development) training.push_back(&row.labelled);
  }
  trained.file = TrainOn(training, vocabulary, options, Calibrate(std::move(answers)));
  trained.examples = training.size();
  const LinearModel model(trained.file, plx::stance::kFeatureSchema);
  trained.features = model.feature_count();
  for (const Row& row : rows) {
    if (!row.development) continue;
    ++trained.development.confusion[row.labelled.label][AnswerOf(model, row, vocabulary).label];
  }
  std::cerr << name << ": " << training.size() << " questions, " << trained.features
            << " features, " << trained.file.size() / 1024 << " KiB\n  folds: " << trained.folds.Text()
            << "\n  development: "
            << trained.development.Text() << "\n";
  return trained;
}

struct Card {
  std::string title, question, data, licence, date;
};

std::string CardText(const Card& card, const Trained& trained, const LogisticOptions& options) {
  return absl::StrFormat(
      "# %s\n\n%s\n\n"
      "- Method: three one-against-the-rest logistic regressions over hashed features\n"
      "  (`plugins/stance/model/target_features.h`), log-count ratios, C = %g%s, seed %d; names are masked.\n"
      "- Data: %s\n- Licence of the data: %s\n"
      "- Size: %d questions trained on, %d features, %d KiB.\n"
      "- Score on the development part (about one group in five, never trained on): %s.\n"
      "- Confidence: isotonic over %d folds of the training part, whose score is %s.\n"
      "- Made %s by `train-stance`, which gives the same bytes again.\n",
      card.title, card.question, options.cost, options.balanced ? ", classes balanced" : "",
      options.seed, card.data, card.licence, trained.examples, trained.features,
      trained.file.size() / 1024, trained.development.Text(), kFolds, trained.folds.Text(), card.date);
}

absl::Status Write(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  return out ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", path));
}

absl::Status Run(const std::string& data, const std::string& out, const std::string& date,
                 const LogisticOptions& target_options, const LogisticOptions& directed_options,
                 bool target_only) {
  const StanceFeatureReader reader;
  const auto make = [&](const char* name, absl::StatusOr<std::vector<StanceExample>> examples,
                        const LogisticOptions& options, Card card) -> absl::Status {
    if (!examples.ok()) return examples.status();
    Vocabulary vocabulary;
    const auto rows = ReadRows(*examples, reader, &vocabulary);
    if (!rows.ok()) return rows.status();
    const Trained trained = Train(name, *rows, vocabulary, options);
    card.date = date;
    if (absl::Status s = Write(absl::StrCat(out, "/", name, ".bin"), trained.file); !s.ok()) return s;
    return Write(absl::StrCat(out, "/", name, ".md"), CardText(card, trained, options));
  };
  absl::Status status = make(
      "target", ReadNewsMtsc(data), target_options,
      {"Which side a sentence takes towards a name", "Against, neutral or for, whoever takes it.",
       "NewsMTSC, training set (F. Hamborg and K. Donnay, \"NewsMTSC: A Dataset for\n"
       "  (Multi-)Target-dependent Sentiment Classification in Political News Articles\", EACL 2021).",
       "MIT", ""});
  if (!status.ok() || target_only) return status;
  return make("directed", ReadDirectedSentiment(data), directed_options,
              {"Which side one name takes towards another",
               "Against, neutral or for, asked of each ordered pair of names.",
               "Directed sentiment in news text, training and validation sets, parted by sentence\n"
               "  (K. Park, Z. Pan and J. Joo, \"Who Blames or Endorses Whom? Entity-to-Entity Directed\n"
               "  Sentiment Extraction in News Text\", Findings of ACL 2021).",
               "free to use with the paper cited", ""});
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) {
  CLI::App app{
      "Trains the parameters of the stance plugin's model and writes them with their cards.\n\n"
      "  train-stance --data $PARALLAX_DATA --out plugins/stance/model/parameters --date 2026-11-29"};
  std::string data, out, date;
  bool target_only = false;
  parallax::LogisticOptions target, directed;
  target.cost = 0.045;  // of 0.03 to 0.09 the folds of NewsMTSC tell none apart (macro-F1 67.2 to 67.5)
  app.add_option("--data", data, "folder with newsmtsc/ and directed_sentiment/")
      ->required()->check(CLI::ExistingDirectory);
  app.add_option("--out", out, "folder for target.bin, directed.bin and their cards")
      ->required()->check(CLI::ExistingDirectory);
  app.add_option("--date", date, "date for the cards, so that a run can be repeated")->required();
  app.add_option("--target-cost", target.cost, "C of the target model")->capture_default_str();
  app.add_option("--directed-cost", directed.cost, "C of the directed model")->capture_default_str();
  app.add_flag("--target-balanced", target.balanced, "weigh the classes of the target model equally");
  app.add_flag("--directed-balanced", directed.balanced, "weigh those of the directed model equally");
  app.add_flag("--target-only", target_only, "leave the directed model as it is");
  app.add_option("--seed", target.seed, "of the order of descent")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  directed.seed = target.seed;
  if (const absl::Status status = parallax::Run(data, out, date, target, directed, target_only); !status.ok()) {
    std::cerr << "train-stance: " << status << "\n";
    return 1;
  }
  return 0;
}
