// An analyzer that does as it is told: no plugin file, no threads of its own.
#ifndef PARALLAX_TESTS_FAKES_FAKE_ANALYZER_H_
#define PARALLAX_TESTS_FAKES_FAKE_ANALYZER_H_

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/analyzer/analyzer.h"

namespace parallax {

// Thread-safe as long as the functions given to it are.
class FakeAnalyzer final : public Analyzer, public Phases {
 public:
  using AnalyzeOne = std::function<AnalyzerOutput(const AnalyzerInput&)>;
  using ExtractOne = std::function<std::vector<Record>(const AnalyzerInput&)>;
  using ComparePair = std::function<RelationFinding(absl::string_view, absl::string_view)>;

  FakeAnalyzer(std::string id, std::vector<std::string> consumes,
               std::vector<std::string> produces) {
    info_.id = std::move(id);
    info_.version = "1.0.0";
    info_.content_digest = absl::StrCat("digest-of-", info_.id);
    info_.consumes = std::move(consumes);
    info_.produces = std::move(produces);
    info_.languages = {"*"};
  }

  FakeAnalyzer& Answering(AnalyzeOne analyze) {
    analyze_ = std::move(analyze);
    return *this;
  }
  // AnalyzeHere holds the caller's thread until `hang` returns, for batches in which `hangs` finds
  // something, and says meanwhile that it is late.
  FakeAnalyzer& Hanging(std::function<bool(const AnalyzerInput&)> hangs, std::function<void()> hang) {
    hangs_ = std::move(hangs);
    hang_ = std::move(hang);
    return *this;
  }
  FakeAnalyzer& Speaking(std::vector<std::string> languages) {
    info_.languages = std::move(languages);
    return *this;
  }
  FakeAnalyzer& Comparing(ExtractOne extract, ComparePair compare) {
    extract_ = std::move(extract);
    compare_ = std::move(compare);
    info_.has_phases = true;
    return *this;
  }

  const AnalyzerInfo& info() const override { return info_; }
  const std::string& config() const override { return config_; }
  absl::StatusOr<std::string> CheckOptions(absl::string_view options) const override {
    if (options == "wrong") return absl::InvalidArgumentError("wrong");
    return std::string(options.empty() ? "{}" : options);
  }
  std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs, absl::string_view,
                                      const CallContext& call) override {
    std::vector<AnalyzerOutput> outputs;
    for (const AnalyzerInput& input : inputs) {
      AnalyzerOutput output;
      if (call.Done()) {
        output.status = absl::DeadlineExceededError("late");
      } else if (analyze_) {
        output = analyze_(input);
      }
      outputs.push_back(std::move(output));
    }
    return outputs;
  }
  std::optional<std::vector<AnalyzerOutput>> AnalyzeHere(absl::Span<const AnalyzerInput> inputs,
                                                         absl::string_view options,
                                                         const CallContext& call,
                                                         const Overrun& overrun) override {
    if (!hangs_ || std::none_of(inputs.begin(), inputs.end(), hangs_)) {
      return Analyze(inputs, options, call);
    }
    std::vector<AnalyzerOutput> late(inputs.size());
    for (AnalyzerOutput& output : late) output.status = absl::DeadlineExceededError("late");
    std::thread([&] { overrun(std::move(late)); }).join();
    hang_();
    return std::nullopt;
  }
  Phases* phases() override { return extract_ ? this : nullptr; }

  std::vector<absl::StatusOr<std::vector<Record>>> Extract(absl::Span<const AnalyzerInput> inputs,
                                                           const CallContext&) override {
    std::vector<absl::StatusOr<std::vector<Record>>> all;
    for (const AnalyzerInput& input : inputs) all.emplace_back(extract_(input));
    return all;
  }
  absl::StatusOr<std::vector<RelationFinding>> Compare(
      absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
      const CallContext&) override {
    std::vector<RelationFinding> relations;
    for (const auto& [a, b] : pairs) relations.push_back(compare_(a, b));
    return relations;
  }
  // The first record speaks for the cluster; contested if any relation objects.
  absl::StatusOr<ComparisonFinding> Summarise(const Cluster& cluster, const CallContext&) override {
    ComparisonFinding summary;
    summary.proposition = std::string(cluster.records[0]);
    summary.key = summary.proposition;
    summary.verdict = Verdict::kCorroborated;
    for (const Cluster::Relation& relation : cluster.relations) {
      if (relation.kind == RelationKind::kContradicts) summary.verdict = Verdict::kContested;
      if (relation.kind == RelationKind::kVaries) summary.verdict = Verdict::kVaries;
    }
    return summary;
  }

 private:
  AnalyzerInfo info_;
  std::string config_ = "{}";
  AnalyzeOne analyze_;
  std::function<bool(const AnalyzerInput&)> hangs_;
  std::function<void()> hang_;
  ExtractOne extract_;
  ComparePair compare_;
};

}  // namespace parallax

#endif  // PARALLAX_TESTS_FAKES_FAKE_ANALYZER_H_
