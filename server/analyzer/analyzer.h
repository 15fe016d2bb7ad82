// The interface every tier implements: what an analyzer is, and what it can be asked.
#ifndef PARALLAX_SERVER_ANALYZER_ANALYZER_H_
#define PARALLAX_SERVER_ANALYZER_ANALYZER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
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

// A document with what earlier analyzers of the pipeline found in it. Shared, because code that does
// not stop at its deadline goes on reading after the call has been answered: a call that ended with
// DEADLINE_EXCEEDED or CANCELLED may still do so, and what it was given must not be changed then.
struct AnalyzerInput {
  std::shared_ptr<const Document> document;
  // All so far; null: none. The analyzer sees those of the layers it consumes (and, for extract, of
  // its own).
  std::shared_ptr<const std::vector<Finding>> findings;
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

// How an analyzer fares, as far as its tier can see.
struct AnalyzerVitals {
  bool serving = true;      // a call made now would be tried
  bool quarantined = false;  // out of service by order
  absl::Status last_error;  // why it is not, or was not; OK: nothing went wrong so far
  uint32_t instances = 0;   // calls that can run at once
  uint32_t busy = 0;        // calls that run now
  uint32_t stuck = 0;       // calls that went on past their deadline and have not returned
  uint64_t restarts = 0;    // of its process
  int64_t process = 0;      // its process id; 0: this process, or one of another machine
  absl::Duration cpu_time;  // spent in the analyzer, over all its processes
  uint64_t resident_bytes = 0;  // of its process; 0: not known
  std::vector<std::string> poisoned;  // revisions of documents that it is kept from
};

// One loaded generation of one analyzer. Thread-safe; calls may block for a free instance.
class Analyzer {
 public:
  virtual ~Analyzer() = default;

  virtual const AnalyzerInfo& info() const = 0;

  // Cheap; at any time.
  virtual AnalyzerVitals Vitals() const { return {}; }
  // Forgets what it holds against documents and against its own past: poisoned revisions, a breaker
  // that has opened.
  virtual void Release() {}
  // The configuration in force: canonical JSON with defaults.
  virtual const std::string& config() const = 0;

  // Checks `options` (JSON object; empty: none) against options_schema and returns it canonical,
  // with defaults. INVALID_ARGUMENT names the path of what is wrong; unknown keys are wrong.
  virtual absl::StatusOr<std::string> CheckOptions(absl::string_view options) const = 0;

  // One output per input, in order, whatever happens: a batch that fails as a whole gives every
  // output the same status. INTERNAL: the analyzer broke its contract, threw (ANALYZER_THREW) or
  // died of the document (ANALYZER_CRASHED); the message names it. DEADLINE_EXCEEDED / CANCELLED: as
  // `call` says, at most a fraction of a second late, also if the analyzer's code never returns.
  // RESOURCE_EXHAUSTED (NO_INSTANCE): no instance came free. UNAVAILABLE: it cannot be had now
  // (ANALYZER_HUNG, ANALYZER_CRASH_LOOP, ANALYZER_UNREACHABLE, ANALYZER_QUARANTINED): try again later.
  // `options` as CheckOptions returned it.
  virtual std::vector<AnalyzerOutput> Analyze(absl::Span<const AnalyzerInput> inputs,
                                              absl::string_view options,
                                              const CallContext& call) = 0;

  // Told on another thread what became of a call that has not come back. Short, does not block.
  using Overrun = std::function<void(std::vector<AnalyzerOutput>)>;
  // As Analyze, for a caller that can spare its thread: analyzers whose code runs in this process run
  // it there, without a hand-over, and hold the thread as long as the code pleases. If that is past
  // the end of the call, `overrun` is given the outputs meanwhile, and nothing is returned in the end.
  virtual std::optional<std::vector<AnalyzerOutput>> AnalyzeHere(
      absl::Span<const AnalyzerInput> inputs, absl::string_view options, const CallContext& call,
      const Overrun& /*overrun*/) {
    return Analyze(inputs, options, call);
  }

  // Null if it has no phases. Owned by the analyzer.
  virtual Phases* phases() = 0;
};

// Holding one keeps the generation loaded: hold it for one request and no longer.
using AnalyzerHandle = std::shared_ptr<Analyzer>;

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_ANALYZER_H_
