#include "server/rpc/services/evaluation/evaluation_operation.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/analysis/batch_analysis.h"
#include "server/rpc/services/evaluation/gold_reader.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/wire/analyzer_writer.h"
#include "server/rpc/wire/document_writer.h"
#include "server/rpc/wire/grpc_status.h"
#include "server/rpc/wire/operation_writer.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

using analysis::v1::EvaluateAnalyzerRequest;
using analysis::v1::EvaluateAnalyzerResponse;

bool Has(const std::vector<std::string>& list, absl::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// The layers of `info` that can be scored.
std::vector<std::string> ScoredLayers(const AnalyzerInfo& info) {
  std::vector<std::string> layers = info.produces;
  if (Has(layers, "mentions")) {
    layers.emplace_back(evaluation::kCoreferences);
    layers.emplace_back(evaluation::kLinks);
  }
  return layers;
}

absl::Status CheckLayers(const std::vector<std::string>& scored,
                         const EvaluateAnalyzerRequest& request) {
  for (int i = 0; i < request.layers_size(); ++i) {
    if (Has(scored, request.layers(i))) continue;
    return InvalidArgument(absl::StrCat("layers[", i, "]: \"", request.layers(i), "\" is none of \"",
                                        request.analyzer(), "\"; it has ", absl::StrJoin(scored, ", ")),
                           "LAYER_UNKNOWN");
  }
  return absl::OkStatus();
}

// What is wrong with a document, with its place in the request.
absl::Status InDocument(int index, const absl::Status& status) {
  const std::string path = absl::StrCat("documents[", index, "]");
  if (absl::StartsWith(status.message(), path)) return status;
  return WithReason(absl::Status(status.code(), absl::StrCat(path, ": ", status.message())),
                    ReasonOf(status));
}

absl::StatusOr<std::vector<DocumentPtr>> ReadDocuments(const DocumentSelector& selector,
                                                       const EvaluateAnalyzerRequest& request,
                                                       bool segment,
                                                       std::map<std::string, size_t>& positions) {
  std::vector<DocumentPtr> documents;
  for (int i = 0; i < request.documents_size(); ++i) {
    absl::StatusOr<report::ReportInput> input =
        selector.ReadInline(request.documents(i), static_cast<size_t>(i), segment);
    if (!input.ok()) return InDocument(i, input.status());
    if (!positions.emplace(input->document->name, documents.size()).second) {
      return InvalidArgument(absl::StrCat("documents[", i, "].id: \"", input->document->name,
                                          "\" is there twice"),
                             "DUPLICATE_DOCUMENT_ID");
    }
    documents.push_back(std::move(input->document));
  }
  return documents;
}

// For every document its gold: by id, else by position.
absl::StatusOr<std::vector<const analysis::v1::DocumentAnalysis*>> PairGold(
    const EvaluateAnalyzerRequest& request, const std::map<std::string, size_t>& positions) {
  std::vector<const analysis::v1::DocumentAnalysis*> gold(positions.size(), nullptr);
  for (int i = 0; i < request.gold_size(); ++i) {
    const std::string& id = request.gold(i).document();
    size_t position = static_cast<size_t>(i);
    if (!id.empty()) {
      const auto found = positions.find(id);
      position = found == positions.end() ? gold.size() : found->second;
    }
    if (position >= gold.size()) {
      return InvalidArgument(absl::StrCat("gold[", i, "].document: ",
                                          id.empty() ? "empty, and there is no document at its position"
                                                     : absl::StrCat("there is no document \"", id, "\"")),
                             "GOLD_WITHOUT_DOCUMENT");
    }
    if (gold[position] != nullptr) {
      return InvalidArgument(absl::StrCat("gold[", i, "]: documents[", position, "] has gold already"),
                             "GOLD_TWICE");
    }
    gold[position] = &request.gold(i);
  }
  const auto missing = std::find(gold.begin(), gold.end(), nullptr);
  if (missing == gold.end()) return gold;
  return InvalidArgument(absl::StrCat("documents[", missing - gold.begin(), "] has no gold; where nothing is to "
                                      "be found, send an empty one"),
                         "DOCUMENT_WITHOUT_GOLD");
}

// Leaves in `findings` those of `layers`: gold may have more than the analyzer writes.
void KeepLayers(const std::vector<std::string>& layers, std::vector<Finding>& findings) {
  std::erase_if(findings, [&](const Finding& finding) {
    const auto* custom = std::get_if<Custom>(&finding);
    return !Has(layers, custom != nullptr ? absl::string_view(custom->type) : LayerOf(finding));
  });
}

void WriteFigures(const evaluation::Score& score, EvaluateAnalyzerResponse::Score* out) {
  out->set_precision(score.figures.precision);
  out->set_recall(score.figures.recall);
  out->set_f1(score.figures.f1);
  if (!score.intervals) return;
  const auto write = [&](double evaluation::Figures::* figure,
                         EvaluateAnalyzerResponse::Interval* interval) {
    interval->set_low(score.intervals->low.*figure);
    interval->set_high(score.intervals->high.*figure);
  };
  write(&evaluation::Figures::precision, out->mutable_precision_interval());
  write(&evaluation::Figures::recall, out->mutable_recall_interval());
  write(&evaluation::Figures::f1, out->mutable_f1_interval());
}

void WriteResponse(const evaluation::EvaluationState& state, EvaluateAnalyzerResponse* out) {
  for (const evaluation::Score& score : state.scores) {
    EvaluateAnalyzerResponse::Score* row = out->add_scores();
    row->set_layer(score.key.layer);
    row->set_label(score.key.label);
    row->set_aggregate(static_cast<EvaluateAnalyzerResponse::Aggregate>(score.aggregate));
    row->set_true_positives(static_cast<int32_t>(score.counts.true_positives));
    row->set_false_positives(static_cast<int32_t>(score.counts.false_positives));
    row->set_false_negatives(static_cast<int32_t>(score.counts.false_negatives));
    WriteFigures(score, row);
  }
  out->set_document_count(static_cast<int32_t>(state.all_documents));
  out->set_failed_documents(static_cast<int32_t>(state.failed_documents));
  out->set_skipped_documents(static_cast<int32_t>(state.skipped_documents));
  for (const evaluation::EvaluatedBuild& build : state.builds) {
    WriteRun(build.info, build.options, out->add_runs());
  }
}

}  // namespace

absl::StatusOr<evaluation::EvaluationRequest> ReadEvaluation(
    const Engine& engine, const DocumentSelector& selector,
    const EvaluateAnalyzerRequest& request) {
  evaluation::EvaluationRequest read;
  read.analyzer = AnalyzerIdOf(request.analyzer());
  if (read.analyzer.empty()) {
    return InvalidArgument("analyzer: name the analyzer; ListAnalyzers has those loaded", "ANALYZER_MISSING");
  }
  AnalyzerRequest analyzer{read.analyzer, "", ""};
  ASSIGN_OR_RETURN(analyzer.options, ReadStruct(request.options()));
  ASSIGN_OR_RETURN(read.plan, engine.Plan({analyzer}));
  const auto stage = std::find_if(read.plan.stages.begin(), read.plan.stages.end(),
                                  [](const Stage& candidate) { return candidate.requested; });
  const std::vector<std::string> layers = ScoredLayers(stage->analyzer->info());
  RETURN_IF_ERROR(CheckLayers(layers, request));
  RETURN_IF_ERROR(CheckBatchSize(request.documents()));
  read.selected.layers.assign(request.layers().begin(), request.layers().end());
  read.selected.labels.assign(request.labels().begin(), request.labels().end());
  read.continue_from = request.continue_from();
  std::map<std::string, size_t> positions;
  ASSIGN_OR_RETURN(read.documents, ReadDocuments(selector, request, read.plan.NeedsSegmentation(),
                                                 positions));
  ASSIGN_OR_RETURN(const auto gold, PairGold(request, positions));
  bool any = !read.continue_from.empty();
  for (size_t i = 0; i < gold.size(); ++i) {
    const std::string path = absl::StrCat("gold of documents[", i, "]");
    ASSIGN_OR_RETURN(std::vector<Finding> findings, ReadGold(*gold[i], *read.documents[i], path));
    KeepLayers(layers, findings);
    any |= !findings.empty();
    read.gold.push_back(std::move(findings));
  }
  if (any) return read;
  return InvalidArgument(absl::StrCat("gold: has no finding of ", absl::StrJoin(layers, ", "),
                                      ", which are what \"", read.analyzer, "\" can be scored by"),
                         "GOLD_EMPTY");
}

void WriteEvaluation(const evaluation::EvaluationState& state,
                     google::longrunning::Operation* out) {
  analysis::v1::EvaluateAnalyzerMetadata metadata;
  metadata.set_analyzer(absl::StrCat("analyzers/", state.analyzer));
  metadata.set_document_count(static_cast<int32_t>(state.documents));
  metadata.set_documents_done(static_cast<int32_t>(state.documents_done));
  WriteTime(state.create_time, metadata.mutable_create_time());
  if (state.done) WriteTime(state.end_time, metadata.mutable_end_time());
  out->set_name(state.name);
  out->mutable_metadata()->PackFrom(metadata);
  out->set_done(state.done);
  if (!state.done) return;
  if (!state.result.ok()) {
    *out->mutable_error() = ToRpcStatus(state.result);
    return;
  }
  EvaluateAnalyzerResponse response;
  WriteResponse(state, &response);
  out->mutable_response()->PackFrom(response);
}

}  // namespace parallax::rpc
