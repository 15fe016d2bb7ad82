#include "server/plugin/plugin_phases.h"

#include <cstring>

#include "absl/strings/str_cat.h"
#include "server/analyzer/finding_check.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/document_view.h"
#include "server/plugin/abi/lent_call.h"
#include "server/plugin/abi/plugin_status.h"
#include "server/plugin/abi/record_sink.h"

namespace parallax::plugin {
namespace {

// Pairs between two looks at the clock: compare is microseconds, the poll interval 50 ms.
constexpr size_t kPairsPerPoll = 256;

std::vector<std::string> Joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

absl::Status Wrong(absl::string_view analyzer, absl::string_view function,
                   absl::string_view message) {
  return WithReason(
      absl::InternalError(absl::StrCat("analyzer ", analyzer, ": ", function, " ", message)),
      "ANALYZER_FAILED");
}

// A string of a plugin; false if it is NULL or too long.
bool CopyString(plx_str_t from, size_t max, std::string& to) {
  if (from.size == 0) return true;
  if (from.data == nullptr || from.size > max) return false;
  to.assign(from.data, from.size);
  return true;
}

absl::StatusOr<RelationFinding> ReadRelation(const plx_relation_t& raw) {
  RelationFinding relation;
  relation.kind = static_cast<RelationKind>(raw.kind);
  if (relation.kind == RelationKind::kUnrelated) return relation;
  const size_t length = strnlen(raw.detail, sizeof(raw.detail));
  if (length == sizeof(raw.detail) || !CopyString({raw.detail, length}, length, relation.detail) ||
      !CopyString(raw.reason, kMaxIdBytes, relation.reason)) {
    return absl::InternalError("gave a reason or detail that does not end or is not UTF-8");
  }
  relation.score = raw.score;
  relation.joins = raw.joins != 0;
  relation.left = {raw.left.begin, raw.left.end};
  relation.right = {raw.right.begin, raw.right.end};
  relation.reversed = raw.reversed != 0;
  RETURN_IF_ERROR(CheckRelation(relation));
  return relation;
}

absl::StatusOr<ComparisonFinding> ReadComparison(const plx_comparison_t& raw, size_t records) {
  ComparisonFinding comparison;
  comparison.verdict = static_cast<Verdict>(raw.verdict);
  comparison.representative = raw.representative;
  if (!CopyString(raw.proposition, kMaxStringBytes, comparison.proposition) ||
      !CopyString(raw.key, kMaxIdBytes, comparison.key) ||
      !CopyString(raw.measure, kMaxIdBytes, comparison.measure)) {
    return absl::InternalError("gave a proposition, key or measure that is too long or not UTF-8");
  }
  RETURN_IF_ERROR(CheckComparison(comparison, records));
  return comparison;
}

// Calls with all that the plugin may touch, which live as long as the plugin does. Each has `Run`,
// which is the work of an instance: false if it is broken.

struct ExtractCall {
  ExtractCall(std::shared_ptr<const AnalyzerInfo> analyzer, absl::Span<const AnalyzerInput> batch,
              const std::vector<std::string>& layers, const std::string& options_json,
              const CallContext& context)
      : info(std::move(analyzer)),
        inputs(batch.begin(), batch.end()),
        options(options_json),
        call(context),
        views(inputs, layers),
        lent(call, options),
        sink(*info, inputs, views) {}

  bool Run(const PluginLibrary& library, plx_instance_t* instance) {
    said = library.Call("extract", [&] {
      code = library.phases()->extract(instance, views.data(), views.size(), lent.raw(),
                                       sink.raw());
    });
    return ReasonOf(said) != "ANALYZER_THREW";
  }

  const std::shared_ptr<const AnalyzerInfo> info;
  const std::vector<AnalyzerInput> inputs;
  const std::string options;
  const CallContext call;
  const BatchView views;
  const LentCall lent;
  RecordSink sink;
  plx_status_t code = PLX_OK;
  absl::Status said;
};

struct CompareCall {
  CompareCall(std::string analyzer,
              absl::Span<const std::pair<absl::string_view, absl::string_view>> borrowed,
              const CallContext& context)
      : id(std::move(analyzer)), call(context) {
    size_t bytes = 0;
    for (const auto& [a, b] : borrowed) bytes += a.size() + b.size();
    records.reserve(bytes);  // the views stay right
    pairs.reserve(borrowed.size());
    for (const auto& [a, b] : borrowed) pairs.emplace_back(Keep(a), Keep(b));
  }

  plx_str_t Keep(absl::string_view bytes) {
    const size_t at = records.size();
    records.append(bytes.data(), bytes.size());
    return {records.data() + at, bytes.size()};
  }

  bool Run(const PluginLibrary& library, plx_instance_t* instance) {
    relations.reserve(pairs.size());
    const absl::Status said = library.Call("compare", [&] {
      for (size_t i = 0; i < pairs.size() && status.ok(); ++i) {
        if (i % kPairsPerPoll == 0 && call.Done()) {
          status = BatchStatus(id, "compare", PLX_CANCELLED, call);
          return;
        }
        status = One(library, instance, pairs[i].first, pairs[i].second);
      }
    });
    if (ReasonOf(said) != "ANALYZER_THREW") return true;
    status = said;
    return false;
  }

  absl::Status One(const PluginLibrary& library, plx_instance_t* instance, plx_str_t a,
                   plx_str_t b) {
    plx_relation_t raw = {};
    raw.struct_size = sizeof(raw);
    const plx_status_t code = library.phases()->compare(instance, a, b, &raw);
    if (code != PLX_OK) {
      const absl::string_view why(raw.detail, strnlen(raw.detail, sizeof(raw.detail)));
      return Wrong(id, "compare", absl::StrCat("failed with code ", code, ": ", MessageOf(why)));
    }
    absl::StatusOr<RelationFinding> relation = ReadRelation(raw);
    if (!relation.ok()) return Wrong(id, "compare", relation.status().message());
    relations.push_back(*std::move(relation));
    return absl::OkStatus();
  }

  const std::string id;
  const CallContext call;
  std::string records;
  std::vector<std::pair<plx_str_t, plx_str_t>> pairs;
  std::vector<RelationFinding> relations;
  absl::Status status;
};

struct SummariseCall {
  SummariseCall(std::string analyzer, const Cluster& cluster) : id(std::move(analyzer)) {
    for (absl::string_view record : cluster.records) kept.emplace_back(record);
    for (const std::string& record : kept) records.push_back({record.data(), record.size()});
    for (const Cluster::Relation& r : cluster.relations) {
      relations.push_back({r.left, r.right, static_cast<uint32_t>(r.kind), r.score});
    }
    raw.struct_size = sizeof(raw);
    raw.record_count = static_cast<uint32_t>(records.size());
    raw.records = records.data();
    raw.relations = relations.data();
    raw.relation_count = static_cast<uint32_t>(relations.size());
  }

  bool Run(const PluginLibrary& library, plx_instance_t* instance) {
    plx_comparison_t answer = {};
    answer.struct_size = sizeof(answer);
    plx_status_t code = PLX_OK;
    const absl::Status said = library.Call(
        "summarise", [&] { code = library.phases()->summarise(instance, &raw, &answer); });
    if (ReasonOf(said) == "ANALYZER_THREW") {
      comparison = said;
      return false;
    }
    if (code != PLX_OK) {
      comparison = Wrong(id, "summarise", absl::StrCat("failed with code ", code));
      return true;
    }
    // Here, because the strings are the instance's until its next call.
    comparison = ReadComparison(answer, records.size());
    if (!comparison.ok()) comparison = Wrong(id, "summarise", comparison.status().message());
    return true;
  }

  const std::string id;
  std::vector<std::string> kept;
  std::vector<plx_str_t> records;
  std::vector<plx_cluster_relation_t> relations;
  plx_cluster_t raw = {};
  absl::StatusOr<ComparisonFinding> comparison;
};

template <typename Job>
absl::Status RunJob(InstancePool& pool, const Model& model, const std::shared_ptr<Job>& job,
                    const CallContext& call) {
  return pool.Run(
      [job, &library = model.library()](plx_instance_t* instance) {
        return job->Run(library, instance);
      },
      call);
}

}  // namespace

PluginPhases::PluginPhases(std::shared_ptr<const Model> model,
                           std::shared_ptr<const AnalyzerInfo> info, InstancePool& pool,
                           std::string options)
    : model_(std::move(model)),
      info_(std::move(info)),
      pool_(pool),
      options_(std::move(options)),
      layers_(Joined(info_->consumes, info_->produces)) {}

std::vector<absl::StatusOr<std::vector<Record>>> PluginPhases::Extract(
    absl::Span<const AnalyzerInput> inputs, const CallContext& call) {
  using Outputs = std::vector<absl::StatusOr<std::vector<Record>>>;
  if (inputs.empty()) return {};
  const auto job = std::make_shared<ExtractCall>(info_, inputs, layers_, options_, call);
  if (absl::Status ran = RunJob(pool_, *model_, job, call); !ran.ok()) {
    return Outputs(inputs.size(), ran);
  }
  if (ReasonOf(job->said) == "ANALYZER_THREW") return Outputs(inputs.size(), job->said);
  if (job->code != PLX_OK) {
    return Outputs(inputs.size(), BatchStatus(info_->id, "extract", job->code, call));
  }
  return job->sink.Take();
}

absl::StatusOr<std::vector<RelationFinding>> PluginPhases::Compare(
    absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
    const CallContext& call) {
  const auto job = std::make_shared<CompareCall>(info_->id, pairs, call);
  RETURN_IF_ERROR(RunJob(pool_, *model_, job, call));
  RETURN_IF_ERROR(job->status);
  return std::move(job->relations);
}

absl::StatusOr<ComparisonFinding> PluginPhases::Summarise(const Cluster& cluster,
                                                          const CallContext& call) {
  const auto job = std::make_shared<SummariseCall>(info_->id, cluster);
  RETURN_IF_ERROR(RunJob(pool_, *model_, job, call));
  return std::move(job->comparison);
}

}  // namespace parallax::plugin
