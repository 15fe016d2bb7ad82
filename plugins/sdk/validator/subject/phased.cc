#include "plugins/sdk/validator/subject/phased.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"

namespace parallax::validator {
namespace {

constexpr size_t kClusterRecords = 12;

bool ShareKey(const Record& a, const Record& b) {
  return std::find_first_of(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end()) !=
         a.keys.end();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Phased>> Phased::Make(const Subject& subject) {
  std::unique_ptr<Phased> made(new Phased(subject));
  ASSIGN_OR_RETURN(made->analyzer_, subject.NewAnalyzer());
  made->cases_ = subject.OrdinaryCases();
  std::vector<AnalyzerOutput> outputs = RunRaw(*made->analyzer_, made->cases_);
  std::vector<size_t> order;
  for (size_t i = 0; i < outputs.size(); ++i) {
    // One that it refuses has no findings and so no records: input.ordinary speaks of it.
    std::vector<Finding>& findings = made->cases_[i].findings;
    for (Finding& finding : outputs[i].findings) findings.push_back(std::move(finding));
    order.push_back(i);
  }
  ASSIGN_OR_RETURN(made->records_, made->Extract(order, 1));
  return made;
}

size_t Phased::record_count() const {
  size_t count = 0;
  for (const std::vector<Record>& records : records_) count += records.size();
  return count;
}

absl::StatusOr<std::vector<std::vector<Record>>> Phased::Extract(const std::vector<size_t>& order,
                                                                 size_t batch) {
  std::vector<std::vector<Record>> all;
  for (size_t begin = 0; begin < order.size(); begin += batch) {
    std::vector<AnalyzerInput> inputs;
    for (size_t i = begin; i < std::min(begin + batch, order.size()); ++i) {
      const Case& c = cases_[order[i]];
      inputs.push_back(InputOf(c));
    }
    for (absl::StatusOr<std::vector<Record>>& records : phases().Extract(inputs, CallContext())) {
      RETURN_IF_ERROR(records.status());
      all.push_back(*std::move(records));
    }
  }
  return all;
}

std::vector<Phased::Pair> Phased::Pairs(size_t limit) const {
  std::vector<Pair> sharing, others;
  for (size_t a = 0; a < records_.size(); ++a) {
    for (size_t b = a + 1; b < records_.size(); ++b) {
      for (const Record& left : records_[a]) {
        for (const Record& right : records_[b]) {
          (ShareKey(left, right) ? sharing : others).emplace_back(left.bytes, right.bytes);
        }
      }
    }
  }
  sharing.insert(sharing.end(), others.begin(), others.end());
  if (sharing.size() > limit) sharing.resize(limit);
  return sharing;
}

absl::StatusOr<std::vector<RelationFinding>> Phased::Compare(const std::vector<Pair>& pairs) {
  return phases().Compare(pairs, CallContext());
}

absl::StatusOr<Cluster> Phased::MakeCluster() {
  Cluster cluster;
  for (const std::vector<Record>& records : records_) {
    for (const Record& record : records) {
      if (cluster.records.size() < kClusterRecords) cluster.records.push_back(record.bytes);
    }
  }
  if (cluster.records.empty()) {
    return absl::NotFoundError("the sample documents give no records to summarise");
  }
  for (uint32_t left = 0; left < cluster.records.size(); ++left) {
    for (uint32_t right = left + 1; right < cluster.records.size(); ++right) {
      ASSIGN_OR_RETURN(const std::vector<RelationFinding> relations,
                       Compare({{cluster.records[left], cluster.records[right]}}));
      if (relations[0].kind == RelationKind::kUnrelated) continue;
      cluster.relations.push_back({left, right, relations[0].kind, relations[0].score});
    }
  }
  return cluster;
}

std::vector<Answer> Phased::RecordAnswers() const {
  std::vector<Answer> answers;
  for (size_t i = 0; i < records_.size(); ++i) {
    Answer answer{cases_[i].document->name, BytesOf(records_[i]), {}};
    for (const Record& record : records_[i]) {
      std::string line = absl::StrCat("record of finding ", record.claim, " with keys");
      for (const uint64_t key : record.keys) absl::StrAppend(&line, " ", absl::Hex(key));
      absl::StrAppend(&line, " and bytes ", absl::CHexEscape(record.bytes));
      answer.lines.push_back(std::move(line));
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace parallax::validator
