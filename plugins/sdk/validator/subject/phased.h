// A plugin with phases, and the records of the ordinary documents.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_PHASED_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_PHASED_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/sdk/validator/subject/subject.h"

namespace parallax::validator {

class Phased {
 public:
  using Pair = std::pair<absl::string_view, absl::string_view>;

  // A new model; analyzes the ordinary documents and extracts their records. `subject`, whose info
  // has phases, must outlive it.
  static absl::StatusOr<std::unique_ptr<Phased>> Make(const Subject& subject);

  const Subject& subject() const { return subject_; }
  Phases& phases() { return *analyzer_->phases(); }
  // With all findings that extract sees.
  const std::vector<Case>& cases() const { return cases_; }
  const std::vector<std::vector<Record>>& records() const { return records_; }
  size_t record_count() const;

  // Records of cases()[order[i]] at i, `batch` documents a call. The first error of a document.
  absl::StatusOr<std::vector<std::vector<Record>>> Extract(const std::vector<size_t>& order,
                                                           size_t batch);
  // Records of different documents, at most `limit` pairs; those that share a key first.
  std::vector<Pair> Pairs(size_t limit = 400) const;
  absl::StatusOr<std::vector<RelationFinding>> Compare(const std::vector<Pair>& pairs);
  // Some records with the relations between them. NOT_FOUND without records.
  absl::StatusOr<Cluster> MakeCluster();

  // The records of each document in a form that can be compared.
  std::vector<Answer> RecordAnswers() const;

 private:
  explicit Phased(const Subject& subject) : subject_(subject) {}
  const Subject& subject_;
  std::unique_ptr<plugin::PluginAnalyzer> analyzer_;
  std::vector<Case> cases_;
  std::vector<std::vector<Record>> records_;
};

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_PHASED_H_
