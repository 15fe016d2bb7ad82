// An analyzer against a gold set.
#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/view/output.h"
#include "clients/cli/view/report_labels.h"
#include "clients/cli/view/table.h"
#include "google/longrunning/operations.grpc.pb.h"
#include "parallax/analysis/v1/analysis_service.grpc.pb.h"

namespace parallax::cli {
namespace {

using analysis::v1::EvaluateAnalyzerMetadata;
using analysis::v1::EvaluateAnalyzerRequest;
using analysis::v1::EvaluateAnalyzerResponse;
using google::longrunning::Operation;
using google::longrunning::Operations;

// What goes in one message: the server takes 1,000 documents, and by default 96 MiB.
constexpr int kDocumentsInPart = 1000;
constexpr size_t kBytesInPart = size_t{32} << 20;

struct EvaluateFlags {
  std::string analyzer, file, options;
  std::vector<std::string> layers, labels;
  bool quiet = false;
};

// A gold file, a message at a time.
class GoldFile {
 public:
  GoldFile(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}

  // Adds the next lines to `request` until it is full or the file ends. False: `error()` says why.
  bool ReadPart(EvaluateAnalyzerRequest& request) {
    size_t bytes = 0;
    std::string line;
    while (request.documents_size() < kDocumentsInPart && bytes < kBytesInPart &&
           std::getline(in_, line)) {
      ++line_;
      if (absl::StripAsciiWhitespace(line).empty()) continue;
      analysis::v1::GoldDocument gold;
      const auto status = google::protobuf::util::JsonStringToMessage(line, &gold);
      if (!status.ok()) return Fail(status.ToString());
      if (!gold.has_document()) return Fail("has no \"document\"");
      if (!gold.has_gold()) return Fail("has no \"gold\"; where nothing is to be found write {}");
      gold.mutable_gold()->clear_document();  // the line says to which it belongs
      bytes += line.size();
      *request.add_documents() = std::move(*gold.mutable_document());
      *request.add_gold() = std::move(*gold.mutable_gold());
    }
    if (in_.bad()) return Fail("cannot be read on");
    return true;
  }

  bool AtEnd() { return in_.peek() == std::istream::traits_type::eof(); }
  const std::string& error() const { return error_; }
  int lines() const { return line_; }

 private:
  bool Fail(absl::string_view what) {
    error_ = absl::StrCat(name_, ":", line_, ": ", what);
    return false;
  }

  std::istream& in_;
  const std::string name_;
  int line_ = 0;
  std::string error_;
};

// One line that rewrites itself, on a terminal's standard error only.
void ShowProgress(bool wanted, int64_t before, const EvaluateAnalyzerMetadata& metadata) {
  if (!wanted || isatty(STDERR_FILENO) == 0) return;
  std::cerr << "\r\033[K" << before + metadata.documents_done() << " documents analyzed" << std::flush;
}

grpc::Status StatusOf(const google::rpc::Status& error) {
  return {static_cast<grpc::StatusCode>(error.code()), error.message(), error.SerializeAsString()};
}

// An evaluation of a gold file: its parts, one after the other.
class Evaluation {
 public:
  Evaluation(const Session& session, const EvaluateFlags& flags, const std::shared_ptr<grpc::Channel>& channel)
      : session_(session), flags_(flags), analysis_(analysis::v1::AnalysisService::NewStub(channel)),
        operations_(Operations::NewStub(channel)) {}

  // Evaluates a part on top of those before. `response` is that of all so far.
  grpc::Status Run(EvaluateAnalyzerRequest request, EvaluateAnalyzerResponse* response) {
    request.set_continue_from(last_);
    grpc::ClientContext context;
    SetDeadline(session_.connection, context);
    Operation operation;
    grpc::Status status = analysis_->EvaluateAnalyzer(&context, request, &operation);
    if (status.ok()) status = Follow(&operation);
    if (!status.ok()) return status;
    if (operation.has_error()) return StatusOf(operation.error());
    operation.response().UnpackTo(response);
    last_ = operation.name();
    done_ = response->document_count();
    return grpc::Status::OK;
  }

 private:
  // Asks every second until the operation is done.
  grpc::Status Follow(Operation* operation) {
    const bool progress = !flags_.quiet && !session_.json;
    while (!operation->done()) {
      EvaluateAnalyzerMetadata metadata;
      operation->metadata().UnpackTo(&metadata);
      ShowProgress(progress, done_, metadata);
      google::longrunning::WaitOperationRequest wait;
      wait.set_name(operation->name());
      wait.mutable_timeout()->set_seconds(1);
      grpc::ClientContext context;
      SetDeadline(session_.connection, context);
      grpc::Status status = operations_->WaitOperation(&context, wait, operation);
      if (!status.ok()) return status;
    }
    if (progress && isatty(STDERR_FILENO) != 0) std::cerr << "\r\033[K";
    return grpc::Status::OK;
  }

  const Session& session_;
  const EvaluateFlags& flags_;
  const std::unique_ptr<analysis::v1::AnalysisService::Stub> analysis_;
  const std::unique_ptr<Operations::Stub> operations_;
  std::string last_;  // the operation to go on from
  int64_t done_ = 0;
};

std::string Percent(double figure) { return absl::StrFormat("%.1f", 100 * figure); }

void Show(const EvaluateAnalyzerResponse& response, const Session& session) {
  Table table({"layer", "label", "right", "wrong", "missed", "precision", "recall", "F1", "95% of F1"});
  for (const EvaluateAnalyzerResponse::Score& score : response.scores()) {
    const bool macro = score.aggregate() == EvaluateAnalyzerResponse::AGGREGATE_MACRO;
    const bool micro = score.aggregate() == EvaluateAnalyzerResponse::AGGREGATE_MICRO;
    const Colour colour = macro || micro ? Colour::kBold : Colour::kNone;
    const auto count = [macro](int32_t n) { return macro ? std::string() : absl::StrCat(n); };
    std::string interval;
    if (score.has_f1_interval()) {
      interval = absl::StrCat(Percent(score.f1_interval().low()), "-",
                              Percent(score.f1_interval().high()));
    }
    const std::string label = macro ? "(macro)" : micro ? "(micro)" : score.label();
    table.Add({{score.layer(), colour}, {label, colour}, count(score.true_positives()),
               count(score.false_positives()), count(score.false_negatives()),
               Percent(score.precision()), Percent(score.recall()), {Percent(score.f1()), colour},
               interval});
  }
  table.Print(Terminal(session.colour), std::cout);
  if (response.failed_documents() > 0) {
    std::cerr << "the analyzer failed on " << Counted(response.failed_documents(), "document")
              << ", whose gold counts as missed\n";
  }
  if (response.skipped_documents() > 0) {
    std::cerr << "the analyzer does not speak the language of "
              << Counted(response.skipped_documents(), "document") << ", whose gold counts as missed\n";
  }
}

int Fail(const std::string& what) {
  std::cerr << "parallax: " << what << '\n';
  return kExitLocal;
}

int Evaluate(const Session& session, const EvaluateFlags& flags) {
  EvaluateAnalyzerRequest asked;
  asked.set_analyzer(flags.analyzer);
  for (const std::string& layer : flags.layers) asked.add_layers(layer);
  for (const std::string& label : flags.labels) asked.add_labels(label);
  if (!flags.options.empty()) {
    const auto status =
        google::protobuf::util::JsonStringToMessage(flags.options, asked.mutable_options());
    if (!status.ok()) return Fail(absl::StrCat("--options is no JSON object: ", status.ToString()));
  }
  std::string error;
  const auto channel = Connect(session.connection, &error);
  if (channel == nullptr) return Fail(error);
  std::ifstream file;
  const bool standard_input = flags.file == "-";
  if (!standard_input) file.open(flags.file, std::ios::binary);
  GoldFile gold(standard_input ? std::cin : file, flags.file);
  Evaluation evaluation(session, flags, channel);
  EvaluateAnalyzerResponse response;
  do {
    const int before = gold.lines();
    EvaluateAnalyzerRequest request = asked;
    if (!gold.ReadPart(request)) return Fail(gold.error());
    if (request.documents_size() == 0) {
      if (before == 0) return Fail(absl::StrCat(flags.file, ": is empty"));
      break;
    }
    response.Clear();
    if (const grpc::Status status = evaluation.Run(std::move(request), &response); !status.ok()) {
      std::cerr << "parallax: in lines " << before + 1 << " to " << gold.lines() << " of " << flags.file
                << ":\n";
      return Report(status, session.connection);
    }
  } while (!gold.AtEnd());
  if (session.json) {
    PrintJson(response);
  } else {
    Show(response, session);
  }
  return 0;
}

}  // namespace

void AddEvaluateCommand(CLI::App& app, const Session& session, int& exit_code) {
  auto flags = std::make_shared<EvaluateFlags>();
  CLI::App* evaluate = app.add_subcommand(
      "evaluate", "Score an analyzer against a gold set: precision, recall, F1 by layer and label");
  evaluate->add_option("ANALYZER", flags->analyzer, "Its id; `parallax analyzers` lists them")->required();
  evaluate
      ->add_option("GOLD", flags->file,
                   "JSON lines: {\"document\": InlineDocument, \"gold\": DocumentAnalysis}; - for "
                   "standard input")
      ->required()
      ->check(kFileOrStandardInput);
  evaluate->add_option("--layer", flags->layers,
                       "Score this layer; may be repeated; default: those that gold has");
  evaluate->add_option("--label", flags->labels, "Only this label counts; may be repeated; default: all");
  evaluate->add_option("--options", flags->options, "The analyzer's options, a JSON object");
  evaluate->add_flag("--quiet", flags->quiet, "No progress");
  evaluate->footer(
      "A finding is right if gold has the same one: mentions by span and type, quantities by span, value\n"
      "and unit, claims by predicate and overlap, stances by holder, target and sign; docs/api.md has the\n"
      "rules. Figures are percent; their interval is a bootstrap over documents. More than 1,000 lines\n"
      "are sent in parts.\n\n"
      "A line of a gold file, with offsets in characters (startChar) or UTF-8 bytes (startByte):\n"
      "  {\"document\": {\"text\": \"Norway opened a port.\"},\n"
      "   \"gold\": {\"mentions\": [{\"span\": {\"startChar\": 0, \"endChar\": 6}, \"type\": \"REGION\"}]}}\n"
      "(on one line). Example: parallax evaluate entities gold.jsonl --layer mentions");
  evaluate->callback([flags, &session, &exit_code] { exit_code = Evaluate(session, *flags); });
}

}  // namespace parallax::cli
