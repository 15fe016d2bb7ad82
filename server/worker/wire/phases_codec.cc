#include "server/worker/wire/phases_codec.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/worker/wire/finding_codec.h"

namespace parallax::worker {
namespace {

// As PLX_MAX_RECORD_BYTES and PLX_MAX_RECORD_KEYS of plx/phases.h.
constexpr size_t kMaxRecordBytes = 65536;
constexpr int kMaxRecordKeys = 64;
constexpr int kNumbersPerRelation = 4;

}  // namespace

void WriteRecord(const Record& record, v1::Record* out) {
  out->set_data(record.bytes);
  out->set_finding(record.claim);
  out->mutable_keys()->Add(record.keys.begin(), record.keys.end());
}

absl::StatusOr<Record> ReadRecord(v1::Record& in) {
  if (in.data().empty() || in.data().size() > kMaxRecordBytes || in.keys_size() > kMaxRecordKeys) {
    return WithReason(
        absl::InternalError(absl::StrCat("has ", in.data().size(), " bytes and ", in.keys_size(),
                                         " keys; 1 to ", kMaxRecordBytes, " bytes and at most ",
                                         kMaxRecordKeys, " keys are allowed")),
        "ANALYZER_FAILED");
  }
  Record record;
  record.bytes = std::move(*in.mutable_data());
  record.claim = in.finding();
  record.keys.assign(in.keys().begin(), in.keys().end());
  std::sort(record.keys.begin(), record.keys.end());
  record.keys.erase(std::unique(record.keys.begin(), record.keys.end()), record.keys.end());
  return record;
}

void WriteRelation(const RelationFinding& relation, v1::Relation* out) {
  out->set_kind(static_cast<types::v1::Relation::Kind>(relation.kind));
  out->set_score(relation.score);
  out->set_joins(relation.joins);
  WriteSpan(relation.left, out->mutable_left());
  WriteSpan(relation.right, out->mutable_right());
  out->set_reversed(relation.reversed);
  out->set_reason(relation.reason);
  out->set_detail(relation.detail);
}

RelationFinding ReadRelation(v1::Relation& in) {
  RelationFinding relation;
  relation.kind = static_cast<RelationKind>(in.kind());
  relation.score = in.score();
  relation.joins = in.joins();
  relation.left = ReadSpan(in.left());
  relation.right = ReadSpan(in.right());
  relation.reversed = in.reversed();
  relation.reason = std::move(*in.mutable_reason());
  relation.detail = std::move(*in.mutable_detail());
  return relation;
}

void WriteCluster(const Cluster& cluster, v1::Cluster* out) {
  for (absl::string_view record : cluster.records) out->add_records(record.data(), record.size());
  out->mutable_relations()->Reserve(
      static_cast<int>(cluster.relations.size() * kNumbersPerRelation));
  for (const Cluster::Relation& relation : cluster.relations) {
    out->add_relations(relation.left);
    out->add_relations(relation.right);
    out->add_relations(static_cast<uint32_t>(relation.kind));
    out->add_relations(static_cast<uint32_t>(relation.score));
  }
}

absl::StatusOr<Cluster> ReadCluster(const v1::Cluster& in) {
  Cluster cluster;
  cluster.records.assign(in.records().begin(), in.records().end());
  if (in.relations_size() % kNumbersPerRelation != 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "relations has ", in.relations_size(), " numbers, which are not ", kNumbersPerRelation,
        " each"));
  }
  const size_t records = cluster.records.size();
  for (int i = 0; i < in.relations_size(); i += kNumbersPerRelation) {
    Cluster::Relation& relation = cluster.relations.emplace_back();
    relation.left = in.relations(i);
    relation.right = in.relations(i + 1);
    relation.kind = static_cast<RelationKind>(in.relations(i + 2));
    relation.score = static_cast<int32_t>(in.relations(i + 3));
    if (relation.left >= records || relation.right >= records) {
      return absl::InvalidArgumentError("relations name a record that is not there");
    }
  }
  return cluster;
}

void WriteComparison(const ComparisonFinding& comparison, v1::Comparison* out) {
  out->set_verdict(static_cast<types::v1::Verdict>(comparison.verdict));
  out->set_proposition(comparison.proposition);
  out->set_key(comparison.key);
  out->set_representative(comparison.representative);
  out->set_measure(comparison.measure);
}

ComparisonFinding ReadComparison(v1::Comparison& in) {
  ComparisonFinding comparison;
  comparison.verdict = static_cast<Verdict>(in.verdict());
  comparison.proposition = std::move(*in.mutable_proposition());
  comparison.key = std::move(*in.mutable_key());
  comparison.representative = in.representative();
  comparison.measure = std::move(*in.mutable_measure());
  return comparison;
}

}  // namespace parallax::worker
