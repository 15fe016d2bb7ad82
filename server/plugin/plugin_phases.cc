#include "server/plugin/plugin_phases.h"

#include <cstring>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/document_view.h"
#include "server/plugin/abi/finding_reader.h"
#include "server/plugin/abi/lent_call.h"
#include "server/plugin/abi/plugin_status.h"
#include "server/plugin/abi/record_sink.h"
#include "server/text/utf8.h"

namespace parallax::plugin {
namespace {

// Pairs between two looks at the clock: compare is microseconds, the poll interval 50 ms.
constexpr size_t kPairsPerPoll = 256;

std::vector<std::string> Joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// A string of a plugin; false if it is too long or not UTF-8.
bool ReadString(plx_str_t from, size_t max, std::string& to) {
  if (from.size == 0) return true;
  if (from.data == nullptr || from.size > max || !text::CheckUtf8(ViewOf(from)).ok()) return false;
  to.assign(from.data, from.size);
  return true;
}

}  // namespace

PluginPhases::PluginPhases(const PluginLibrary& library, const AnalyzerInfo& info,
                           InstancePool& pool, const std::string& options)
    : library_(library),
      info_(info),
      pool_(pool),
      options_(options),
      layers_(Joined(info.consumes, info.produces)) {}

absl::Status PluginPhases::Wrong(absl::string_view function, absl::string_view message) const {
  return WithReason(
      absl::InternalError(absl::StrCat("analyzer ", info_.id, ": ", function, " ", message)),
      "ANALYZER_FAILED");
}

std::vector<absl::StatusOr<std::vector<Record>>> PluginPhases::Extract(
    absl::Span<const AnalyzerInput> inputs, const CallContext& call) {
  using Outputs = std::vector<absl::StatusOr<std::vector<Record>>>;
  if (inputs.empty()) return {};
  absl::StatusOr<InstancePool::Lease> lease = pool_.Acquire(call);
  if (!lease.ok()) return Outputs(inputs.size(), lease.status());
  const BatchView views(inputs, layers_);
  const LentCall lent(call, options_);
  RecordSink sink(info_, inputs, views);
  plx_status_t code = PLX_OK;
  const absl::Status said = library_.Call("extract", [&] {
    code = library_.phases()->extract(lease->get(), views.data(), views.size(), lent.raw(),
                                      sink.raw());
  });
  if (ReasonOf(said) == "ANALYZER_THREW") {
    lease->MarkBroken();
    return Outputs(inputs.size(), said);
  }
  if (code != PLX_OK) return Outputs(inputs.size(), BatchStatus(info_.id, "extract", code, call));
  return sink.Take();
}

absl::StatusOr<std::vector<RelationFinding>> PluginPhases::Compare(
    absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
    const CallContext& call) {
  ASSIGN_OR_RETURN(InstancePool::Lease lease, pool_.Acquire(call));
  std::vector<RelationFinding> relations;
  relations.reserve(pairs.size());
  absl::Status failure;
  const absl::Status said = library_.Call("compare", [&] {
    for (size_t i = 0; i < pairs.size() && failure.ok(); ++i) {
      if (i % kPairsPerPoll == 0 && call.Done()) {
        failure = BatchStatus(info_.id, "compare", PLX_CANCELLED, call);
        return;
      }
      absl::StatusOr<RelationFinding> relation =
          CompareOne(lease.get(), pairs[i].first, pairs[i].second);
      failure = relation.status();
      if (relation.ok()) relations.push_back(*std::move(relation));
    }
  });
  if (ReasonOf(said) == "ANALYZER_THREW") {
    lease.MarkBroken();
    return said;
  }
  if (!failure.ok()) return failure;
  return relations;
}

absl::StatusOr<RelationFinding> PluginPhases::CompareOne(plx_instance_t* instance,
                                                         absl::string_view a,
                                                         absl::string_view b) const {
  plx_relation_t raw = {};
  raw.struct_size = sizeof(raw);
  const plx_status_t code =
      library_.phases()->compare(instance, {a.data(), a.size()}, {b.data(), b.size()}, &raw);
  if (code == PLX_OK) return ReadRelation(raw);
  return Wrong("compare", absl::StrCat("failed with code ", code, ": ",
                                       MessageOf(absl::string_view(
                                           raw.detail, strnlen(raw.detail, sizeof(raw.detail))))));
}

absl::StatusOr<RelationFinding> PluginPhases::ReadRelation(const plx_relation_t& raw) const {
  RelationFinding relation;
  if (raw.kind == PLX_RELATION_UNRELATED) return relation;
  if (raw.kind > PLX_RELATION_SAME_LABEL_DIFFERENT_REFERENT) {
    return Wrong("compare", absl::StrCat("gave kind ", raw.kind, ", which is none"));
  }
  if (raw.score < 0 || raw.score > 1000) {
    return Wrong("compare", absl::StrCat("gave score ", raw.score, "; it must be 0..1000"));
  }
  if (raw.left.begin >= raw.left.end || raw.right.begin >= raw.right.end) {
    return Wrong("compare", "gave a relation without evidence: left and right must not be empty");
  }
  const size_t length = strnlen(raw.detail, sizeof(raw.detail));
  if (length == sizeof(raw.detail) || !ReadString({raw.detail, length}, length, relation.detail) ||
      !ReadString(raw.reason, kMaxIdBytes, relation.reason)) {
    return Wrong("compare", "gave a reason or detail that does not end or is not UTF-8");
  }
  relation.kind = static_cast<RelationKind>(raw.kind);
  relation.score = raw.score;
  relation.joins = raw.joins != 0;
  relation.left = {raw.left.begin, raw.left.end};
  relation.right = {raw.right.begin, raw.right.end};
  relation.reversed = raw.reversed != 0;
  return relation;
}

absl::StatusOr<ComparisonFinding> PluginPhases::Summarise(const Cluster& cluster,
                                                          const CallContext& call) {
  std::vector<plx_str_t> records;
  records.reserve(cluster.records.size());
  for (absl::string_view record : cluster.records)
    records.push_back({record.data(), record.size()});
  std::vector<plx_cluster_relation_t> relations;
  relations.reserve(cluster.relations.size());
  for (const Cluster::Relation& r : cluster.relations) {
    relations.push_back({r.left, r.right, static_cast<uint32_t>(r.kind), r.score});
  }
  plx_cluster_t raw = {};
  raw.struct_size = sizeof(raw);
  raw.record_count = static_cast<uint32_t>(records.size());
  raw.records = records.data();
  raw.relations = relations.data();
  raw.relation_count = static_cast<uint32_t>(relations.size());

  ASSIGN_OR_RETURN(InstancePool::Lease lease, pool_.Acquire(call));
  plx_comparison_t comparison = {};
  comparison.struct_size = sizeof(comparison);
  plx_status_t code = PLX_OK;
  const absl::Status said = library_.Call(
      "summarise", [&] { code = library_.phases()->summarise(lease.get(), &raw, &comparison); });
  if (ReasonOf(said) == "ANALYZER_THREW") {
    lease.MarkBroken();
    return said;
  }
  if (code != PLX_OK) return Wrong("summarise", absl::StrCat("failed with code ", code));
  return ReadComparison(comparison,
                        records.size());  // while the instance, and so its strings, is ours
}

absl::StatusOr<ComparisonFinding> PluginPhases::ReadComparison(const plx_comparison_t& raw,
                                                               size_t records) const {
  ComparisonFinding comparison;
  if (raw.verdict < PLX_VERDICT_SINGLE_SOURCE || raw.verdict > PLX_VERDICT_DIFFERENT_REFERENTS) {
    return Wrong("summarise", absl::StrCat("gave verdict ", raw.verdict, ", which is none"));
  }
  if (raw.representative >= records) {
    return Wrong("summarise", absl::StrCat("gave representative ", raw.representative, " of ",
                                           records, " records"));
  }
  if (!ReadString(raw.proposition, kMaxStringBytes, comparison.proposition) ||
      !ReadString(raw.key, kMaxIdBytes, comparison.key) ||
      !ReadString(raw.measure, kMaxIdBytes, comparison.measure)) {
    return Wrong("summarise", "gave a proposition, key or measure that is too long or not UTF-8");
  }
  comparison.verdict = static_cast<Verdict>(raw.verdict);
  comparison.representative = raw.representative;
  return comparison;
}

}  // namespace parallax::plugin
