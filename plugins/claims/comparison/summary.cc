#include "plugins/claims/comparison/summary.h"

#include <algorithm>
#include <map>

namespace plx::claims {
namespace {

uint32_t VerdictOf(const std::vector<plx_cluster_relation_t>& relations) {
  bool corroborated = false, contested = false, varies = false, referents = false;
  for (const plx_cluster_relation_t& r : relations) {
    corroborated |= r.kind == PLX_RELATION_CORROBORATES || r.kind == PLX_RELATION_ELABORATES;
    contested |= r.kind == PLX_RELATION_DISPUTES || r.kind == PLX_RELATION_CONTRADICTS;
    varies |= r.kind == PLX_RELATION_VARIES;
    referents |= r.kind == PLX_RELATION_SAME_LABEL_DIFFERENT_REFERENT;
  }
  if (contested) return PLX_VERDICT_CONTESTED;
  if (varies) return PLX_VERDICT_VARIES;
  if (corroborated) return PLX_VERDICT_CORROBORATED;
  return referents ? PLX_VERDICT_DIFFERENT_REFERENTS : PLX_VERDICT_SINGLE_SOURCE;
}

// "region:CN" -> "cn", "topic:rare-earth/refining" -> "rare-earth/refining".
std::string Plain(const std::string& id) {
  const size_t colon = id.find(':');
  std::string out = colon == std::string::npos ? id : id.substr(colon + 1);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c == ' ') c = '-';
  }
  return out;
}

}  // namespace

Summary Summarise(const std::vector<Record>& records, const std::vector<plx_cluster_relation_t>& relations) {
  Summary out;
  out.verdict = VerdictOf(relations);
  std::vector<int64_t> weight(records.size(), 0);
  for (const plx_cluster_relation_t& r : relations) {
    weight[r.left] += r.score;
    weight[r.right] += r.score;
  }
  // The most related record; among equals the outlet's voice, then the shorter text, then the first.
  for (uint32_t i = 1; i < records.size(); ++i) {
    const auto rank = [&](uint32_t k) {
      return std::make_tuple(weight[k], records[k].holder_kind == PLX_HOLDER_OUTLET,
                             -static_cast<int64_t>(records[k].text.size()));
    };
    if (rank(i) > rank(out.representative)) out.representative = i;
  }
  const Record& best = records[out.representative];
  out.proposition = best.text;
  std::map<std::string, int> measures;
  for (const Record& r : records) {
    for (const RecordQuantity& q : r.quantities) {
      if (!q.measure.empty()) ++measures[q.measure];
    }
  }
  for (const auto& [measure, count] : measures) {
    if (count > 1 && (out.measure.empty() || count > measures[out.measure])) out.measure = measure;
  }
  const std::string subject = Plain(best.subject);
  if (!out.measure.empty()) {
    out.key = (subject.empty() ? "" : subject + "/") + out.measure;
  } else {
    out.key = (subject.empty() ? "-" : subject) + "/" + Plain(best.predicate) + "/" + (best.object.empty() ? "-" : Plain(best.object));
  }
  return out;
}

}  // namespace plx::claims
