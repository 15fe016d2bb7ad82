// train-tagger: trains the sequence tagger of the entities plugin, or tags texts with a model.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "plugins/entities/tagger/features.h"
#include "plugins/linguistics/tagging/sequence_tagger.h"
#include "server/base/status_macros.h"
#include "tools/train/tagger/training_text.h"

namespace parallax {
namespace {

using plx::linguistics::tagging::LabelSet;
using plx::linguistics::tagging::SequenceTagger;
using plx::linguistics::tagging::TaggedSpan;
using plx::linguistics::tagging::TagModel;

struct Arguments {
  std::string language;
  std::vector<std::string> types;
  bool iobes = false;
  std::string texts;
  std::string model;
  TrainingOptions options;
};

absl::Status Train(Arguments arguments) {
  ASSIGN_OR_RETURN(const auto texts, ReadMarkedTexts(arguments.texts));
  const LabelSet labels = LabelSet::OfTypes(arguments.types, arguments.iobes);
  arguments.options.schema = plx::entities::kFeatureSchema;
  arguments.options.progress = [](const std::string& line) { std::cerr << line << "\n"; };
  ASSIGN_OR_RETURN(const auto sequences, FeatureReader(arguments.language).Read(texts, labels));
  if (sequences.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(arguments.texts, " has no sentence in \"", arguments.language, "\""));
  }
  const std::string bytes = TrainTagModel(sequences, labels, arguments.options);
  std::ofstream out(arguments.model, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) return absl::UnavailableError(absl::StrCat("cannot write ", arguments.model));
  const TagModel model(bytes, plx::entities::kFeatureSchema);
  std::cerr << arguments.model << ": " << bytes.size() << " bytes, " << model.feature_count()
            << " features\n";
  return absl::OkStatus();
}

// One JSON object for each text: {"names": [[begin, end, type, thousandths], ...]}.
absl::Status Tag(const Arguments& arguments) {
  std::ifstream in(arguments.model, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", arguments.model));
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const TagModel model(bytes, plx::entities::kFeatureSchema);
  SequenceTagger tagger(model);
  ASSIGN_OR_RETURN(const auto texts, ReadMarkedTexts(arguments.texts));
  const FeatureReader reader(arguments.language);
  for (const MarkedText& text : texts) {
    auto names = nlohmann::json::array();
    RETURN_IF_ERROR(reader.Read(text, [&](const auto& rows, const std::vector<plx_span_t>& tokens) {
      for (const TaggedSpan& found : tagger.Tag(rows)) {
        names.push_back({tokens[found.span.first].begin, tokens[found.span.end - 1].end,
                         model.labels().types()[found.span.type], found.confidence});
      }
    }));
    std::cout << nlohmann::json{{"names", names}}.dump() << "\n";
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) {
  CLI::App app(
      "Trains the sequence tagger of the entities plugin, or tags texts with a model.\n"
      "A text is a line of JSON: {\"text\": \"...\", \"names\": [[begin, end, \"PER\"], ...]}, in bytes.",
      "train-tagger");
  parallax::Arguments arguments;
  app.require_subcommand(1);
  CLI::App* train = app.add_subcommand("train", "writes a model");
  CLI::App* tag = app.add_subcommand("tag", "prints the names a model finds, one text a line");
  for (CLI::App* command : {train, tag}) {
    command->add_option("--language", arguments.language, "en or zh")
        ->required()
        ->check(CLI::IsMember({"en", "zh"}));
    command->add_option("--texts", arguments.texts, "file of marked texts")->required();
    command->add_option("--model", arguments.model, "file of the parameters")->required();
  }
  train->add_option("--types", arguments.types, "types of names, as PER,ORG")->required()->delimiter(',');
  train->add_flag("--iobes", arguments.iobes, "labels that mark ends and single tokens too");
  parallax::TrainingOptions& options = arguments.options;
  train->add_option("--epochs", options.epochs, "passes over the texts")->capture_default_str();
  train->add_option("--seed", options.seed, "of the order of sentences")->capture_default_str();
  train->add_option("--cost", options.cost, "of a wrong label while decoding")->capture_default_str();
  train->add_option("--missed-cost", options.missed_cost, "more, for a name missed")
      ->capture_default_str();
  train->add_option("--min-count", options.min_count, "tokens a feature must be seen in")
      ->capture_default_str();
  train->add_option("--max-features", options.max_features, "features that stay")
      ->capture_default_str();
  train->add_option("--folds", options.folds, "parts held out in turn for the calibration; 0: none")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = train->parsed() ? parallax::Train(arguments) : parallax::Tag(arguments);
  if (status.ok()) return 0;
  std::cerr << "train-tagger: " << status.message() << "\n";
  return 1;
}
