// The interface every tier implements: what an analyzer is, and what it can be asked.
#ifndef PARALLAX_SERVER_ANALYZER_ANALYZER_H_
#define PARALLAX_SERVER_ANALYZER_ANALYZER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/call_context.h"
#include "server/analyzer/document.h"
#include "server/analyzer/findings.h"

namespace parallax {

// What an analyzer says of itself. Constant while it is loaded.
struct AnalyzerInfo {
  std::string id;
  std::string version;
  std::string vendor;
  std::string licence;
  std::string display_name;
  std::string description;
  std::vector<std::string> consumes;
  std::vector<std::string> produces;
  std::vector<std::string> languages;  // {"*"}: any
  std::vector<std::string> labels;
  std::string config_schema;   // JSON Schema; empty: takes none
  std::string options_schema;
  uint32_t preferred_batch = 0;
  bool has_phases = false;
  uint32_t record_version = 0;
  uint32_t abi_minor = 0;
  std::string content_digest;  // lower-case hex SHA-256 of the file; empty for built-in ones
  std::string config_digest;   // the same of the canonical configuration
  std::string tier;            // "in_process", "worker", "remote"
  std::string path;            // the file it came from

  bool Speaks(absl::string_view language) const;  // primary subtags are compared
};

// A document with what earlier analyzers of the pipeline found in it. The pointers outlive the
// call.
struct AnalyzerInput {
  const Document* document = nullptr;
  // All so far; null: none. The analyzer sees those of the layers it consumes (and, for extract, of
  // its own).
  const std::vector<Finding>* findings = nullptr;
};

// What one analyzer made of one document.
struct AnalyzerOutput {
  absl::Status status;  // not OK: findings is empty
  bool truncated = false;  // a limit was met; findings holds those before it
  std::vector<Finding> findings;
};

// What extract() cut from one claim. `keys` is sorted and unique.
struct Record {
  std::string bytes;
  uint32_t claim = 0;  // index into the findings passed in
  std::vector<uint64_t> keys;
};

// A cluster as summarise() sees it: records by (document, record), relations by (left, right).
struct Cluster {
  struct Relation {
    uint32_t left = 0;
    uint32_t right = 0;
    RelationKind kind = RelationKind::kUnrelated;
    int32_t score = 0;
  };
  std::vector<absl::string_view> records;
  std::vector<Relation> relations;
};

// Analysis across documents; see plx/phases.h for the contract. Thread-safe.
class Phases {
 public:
  virtual ~Phases() = default;
  // One entry per input, in order.
  virtual std::vector<absl::StatusOr<std::vector<Record>>> Extract(
      absl::Span<const AnalyzerInput> inputs, const CallContext& call) = 0;
  // One entry per pair, in order. INTERNAL: the analyzer failed on these bytes.
  virtual absl::StatusOr<std::vector<RelationFinding>> Compare(
      absl::Span<const std::pair<absl::string_view, absl::string_view>> pairs,
      const CallContext& call) = 0;
  virtual absl::StatusOr<ComparisonFinding> Summarise(const Cluster& cluster,
                                                      const CallContext& call) = 0;
};

// One loaded generation of one analyzer. Thread-safe; calls may block for a free instance.
class Analyzer {
 public:
  virtual ~Analyzer() = default;

  virtual const AnalyzerInfo& info() const = 0;

  // Checks `options` (JSON object; empty: none) against options_schema and returns it canonical,
  // with defaults. INVALID_ARGUMENT names the path of what is wrong; unknown keys are wrong.
  virtual absl::StatusOr<std::string> CheckOptions(absl::string_view options) const = 0;

  // One output per input, in order, whatever happens: a batch that fails as a whole gives every
  // output the same status. INTERNAL: the analyzer broke its contract or threw (the message names
  // it). DEADLINE_EXCEEDED / CANCELLED: as `call` says. RESOURCE_EXHAUSTED: no instance came free.
  // `options` as CheckOptions returned it.
  virtual std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs,
                                              absl::string_view options,
                                              const CallContext& call) = 0;

  // Null if it has no phases. Owned by the analyzer.
  virtual Phases* phases() = 0;
};

// Holding one keeps the generation loaded: hold it for one request and no longer.
using AnalyzerHandle = std::shared_ptr<Analyzer>;

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_ANALYZER_H_
