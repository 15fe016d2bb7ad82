#include "server/engine/phases_executor.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "server/base/status_macros.h"
#include "server/engine/record_pairs.h"

namespace parallax {
namespace {

constexpr size_t kDocumentsPerExtract = 16;
constexpr size_t kPairsPerCompare = 512;

// A relation between records, before it becomes one between claims.
struct RecordRelation {
  uint32_t left = 0;
  uint32_t right = 0;
  RelationFinding finding;
};

struct Comparing {
  Phases& phases;
  size_t stage;
  absl::Span<const DocumentAnalysis> analyses;
  const PhasesOptions& options;
  Executor& executor;
  const CallContext& call;
};

bool Completed(const Outcome& outcome) {
  return outcome.state == OutcomeState::kCompleted || outcome.state == OutcomeState::kTruncated;
}

// Records of documents [begin, end).
void ExtractRange(const Comparing& c, size_t begin, size_t end,
                  absl::Span<std::vector<LocatedRecord>> out) {
  std::vector<AnalyzerInput> inputs;
  std::vector<size_t> documents;
  for (size_t d = begin; d < end; ++d) {
    if (!Completed(c.analyses[d].outcomes[c.stage])) continue;
    // A copy, because an extract that does not stop in time goes on reading it.
    inputs.push_back({c.analyses[d].document,
                      std::make_shared<const std::vector<Finding>>(c.analyses[d].findings)});
    documents.push_back(d);
  }
  if (inputs.empty()) return;
  auto extracted = c.phases.Extract(inputs, c.call);
  for (size_t k = 0; k < documents.size(); ++k) {
    if (!extracted[k].ok()) continue;
    const size_t d = documents[k];
    for (Record& record : *extracted[k]) {
      const ClaimRef claim{static_cast<uint32_t>(d), record.claim};
      out[d].push_back({claim, std::move(record)});
    }
    std::stable_sort(out[d].begin(), out[d].end(), [](const auto& a, const auto& b) {
      return a.claim < b.claim;
    });
  }
}

std::vector<LocatedRecord> ExtractAll(const Comparing& c) {
  std::vector<std::vector<LocatedRecord>> by_document(c.analyses.size());
  const size_t chunks = (c.analyses.size() + kDocumentsPerExtract - 1) / kDocumentsPerExtract;
  c.executor.ParallelFor(chunks, [&](size_t chunk) {
    const size_t begin = chunk * kDocumentsPerExtract;
    const size_t end = std::min(begin + kDocumentsPerExtract, c.analyses.size());
    ExtractRange(c, begin, end, absl::MakeSpan(by_document));
  });
  std::vector<LocatedRecord> records;
  for (auto& document : by_document) {
    for (LocatedRecord& record : document) records.push_back(std::move(record));
  }
  return records;
}

absl::StatusOr<std::vector<RecordRelation>> CompareAll(
    const Comparing& c, absl::Span<const LocatedRecord> records,
    absl::Span<const std::pair<uint32_t, uint32_t>> pairs) {
  const size_t chunks = (pairs.size() + kPairsPerCompare - 1) / kPairsPerCompare;
  std::vector<std::vector<RecordRelation>> found(chunks);
  absl::Mutex mu;
  absl::Status failure;
  c.executor.ParallelFor(chunks, [&](size_t chunk) {
    const auto part = pairs.subspan(chunk * kPairsPerCompare, kPairsPerCompare);
    std::vector<std::pair<absl::string_view, absl::string_view>> bytes;
    bytes.reserve(part.size());
    for (const auto& [left, right] : part) {
      bytes.emplace_back(records[left].record.bytes, records[right].record.bytes);
    }
    absl::StatusOr<std::vector<RelationFinding>> relations = c.phases.Compare(bytes, c.call);
    if (!relations.ok()) {
      absl::MutexLock lock(&mu);
      failure.Update(relations.status());
      return;
    }
    for (size_t i = 0; i < part.size(); ++i) {
      RelationFinding& relation = (*relations)[i];
      if (relation.kind == RelationKind::kUnrelated) continue;
      found[chunk].push_back({part[i].first, part[i].second, std::move(relation)});
    }
  });
  RETURN_IF_ERROR(failure);
  std::vector<RecordRelation> all;
  for (auto& part : found) {
    for (RecordRelation& relation : part) all.push_back(std::move(relation));
  }
  return all;
}

// Groups of records: connected over relations that join; and what other relations connect, kind by
// kind, unless a group already holds both ends.
std::vector<std::vector<size_t>> GroupRelations(size_t records,
                                                absl::Span<const RecordRelation> relations) {
  Components joined(records);
  for (const RecordRelation& r : relations) {
    if (r.finding.joins) joined.Join(r.left, r.right);
  }
  std::map<RelationKind, Components> loose;
  for (const RecordRelation& r : relations) {
    if (joined.Find(r.left) == joined.Find(r.right)) continue;
    loose.try_emplace(r.finding.kind, records).first->second.Join(r.left, r.right);
  }
  std::map<std::pair<uint32_t, uint32_t>, std::vector<size_t>> groups;  // (kind or 0, root)
  for (size_t i = 0; i < relations.size(); ++i) {
    const RecordRelation& r = relations[i];
    if (joined.Find(r.left) == joined.Find(r.right)) {
      groups[{0, joined.Find(r.left)}].push_back(i);
    } else {
      const uint32_t kind = static_cast<uint32_t>(r.finding.kind);
      groups[{kind, loose.at(r.finding.kind).Find(r.left)}].push_back(i);
    }
  }
  std::vector<std::vector<size_t>> result;
  for (auto& [key, members] : groups) result.push_back(std::move(members));
  return result;
}

absl::StatusOr<ClaimCluster> Summarise(const Comparing& c, absl::Span<const LocatedRecord> records,
                                       const std::vector<uint32_t>& members,
                                       absl::Span<const RecordRelation> relations,
                                       const std::vector<size_t>& chosen) {
  const auto position = [&](uint32_t record) {
    return static_cast<uint32_t>(std::lower_bound(members.begin(), members.end(), record) -
                                 members.begin());
  };
  Cluster cluster;
  ClaimCluster result;
  for (uint32_t member : members) {
    cluster.records.push_back(records[member].record.bytes);
    result.claims.push_back(records[member].claim);
  }
  for (size_t i : chosen) {
    const RecordRelation& r = relations[i];
    cluster.relations.push_back(
        {position(r.left), position(r.right), r.finding.kind, r.finding.score});
    result.relations.push_back({records[r.left].claim, records[r.right].claim, r.finding});
  }
  ASSIGN_OR_RETURN(result.summary, c.phases.Summarise(cluster, c.call));
  return result;
}

std::vector<uint32_t> MembersOf(absl::Span<const RecordRelation> relations,
                                const std::vector<size_t>& chosen) {
  std::vector<uint32_t> members;
  for (size_t i : chosen) {
    members.push_back(relations[i].left);
    members.push_back(relations[i].right);
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

absl::Status SummariseAll(const Comparing& c, absl::Span<const LocatedRecord> records,
                          absl::Span<const RecordRelation> relations, PhasesResult& result) {
  std::vector<bool> covered(records.size(), false);
  for (const std::vector<size_t>& chosen : GroupRelations(records.size(), relations)) {
    const std::vector<uint32_t> members = MembersOf(relations, chosen);
    for (uint32_t member : members) covered[member] = true;
    ASSIGN_OR_RETURN(ClaimCluster cluster, Summarise(c, records, members, relations, chosen));
    result.clusters.push_back(std::move(cluster));
  }
  for (uint32_t i = 0; c.options.include_single && i < records.size(); ++i) {
    if (covered[i]) continue;
    ASSIGN_OR_RETURN(ClaimCluster cluster, Summarise(c, records, {i}, relations, {}));
    result.clusters.push_back(std::move(cluster));
  }
  std::stable_sort(result.clusters.begin(), result.clusters.end(),
                   [](const ClaimCluster& a, const ClaimCluster& b) { return a.claims < b.claims; });
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PhasesResult> RunPhases(const AnalysisPlan& plan, size_t stage,
                                       absl::Span<const DocumentAnalysis> analyses,
                                       const PhasesOptions& options, Executor& executor,
                                       const CallContext& call) {
  Phases& phases = *plan.stages[stage].analyzer->phases();
  const Comparing c{phases, stage, analyses, options, executor, call};
  const std::vector<LocatedRecord> records = ExtractAll(c);
  const RecordPairs pairs = PairByKey(records, options);
  ASSIGN_OR_RETURN(const std::vector<RecordRelation> relations,
                   CompareAll(c, records, pairs.pairs));
  PhasesResult result;
  result.pairs_compared = pairs.pairs.size();
  result.pairs_dropped = pairs.dropped;
  if (options.anchor.has_value()) {
    for (const RecordRelation& r : relations) {
      result.relations.push_back({records[r.left].claim, records[r.right].claim, r.finding});
    }
    return result;
  }
  RETURN_IF_ERROR(SummariseAll(c, records, relations, result));
  return result;
}

}  // namespace parallax
