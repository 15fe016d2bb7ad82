// Evaluations of analyzers against gold sets, as work that outlives the call that asked for it.
#ifndef PARALLAX_SERVER_EVALUATION_EVALUATIONS_H_
#define PARALLAX_SERVER_EVALUATION_EVALUATIONS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "server/analyzer/call_context.h"
#include "server/engine/engine.h"
#include "server/evaluation/scores.h"

namespace parallax::evaluation {

// Most documents of one evaluation with all that it goes on with.
inline constexpr int64_t kMaxDocuments = 100'000;

// What is to be evaluated. The plan's requested stages are; what else it runs is not scored.
struct EvaluationRequest {
  std::string analyzer;  // id
  AnalysisPlan plan;
  std::vector<DocumentPtr> documents;
  std::vector<std::vector<Finding>> gold;  // one for each document
  Selected selected;
  std::string continue_from;  // name of a finished evaluation; empty: none
};

// A build that took part, and its options: no handle, which would keep the build loaded.
struct EvaluatedBuild {
  AnalyzerInfo info;
  std::string options;
};

struct EvaluationState {
  std::string name;  // "operations/evaluation-3"
  std::string analyzer;
  int64_t documents = 0;  // of this request
  int64_t documents_done = 0;
  int64_t all_documents = 0;  // with those of continue_from; so the next two
  int64_t failed_documents = 0;
  int64_t skipped_documents = 0;  // of a language that the analyzer does not speak
  absl::Time create_time;
  absl::Time end_time;  // of a done one
  bool done = false;
  absl::Status result;        // of a done one
  std::vector<Score> scores;  // of one that is done well
  std::vector<EvaluatedBuild> builds;
};

// Thread-safe. Remembers evaluations until they are forgotten, the newest 100 that are done, and none
// over a restart.
class Evaluations {
 public:
  static constexpr absl::string_view kNamePrefix = "operations/evaluation-";

  explicit Evaluations(Engine& engine);  // which outlives this
  ~Evaluations();                        // as Stop()
  Evaluations(const Evaluations&) = delete;
  Evaluations& operator=(const Evaluations&) = delete;

  // Cancels what runs, waits for it, and begins nothing any more.
  void Stop() ABSL_LOCKS_EXCLUDED(mutex_);

  // RESOURCE_EXHAUSTED, TOO_MANY_OPERATIONS; UNAVAILABLE after Stop(). Of continue_from: NOT_FOUND,
  // OPERATION_NOT_FOUND; FAILED_PRECONDITION, OPERATION_NOT_DONE (it runs or failed) or
  // EVALUATION_DIFFERS (another analyzer, build, option or selection); INVALID_ARGUMENT,
  // TOO_MANY_DOCUMENTS (over kMaxDocuments together).
  absl::StatusOr<EvaluationState> Start(EvaluationRequest request) ABSL_LOCKS_EXCLUDED(mutex_);

  // NOT_FOUND, OPERATION_NOT_FOUND; so for the others.
  absl::StatusOr<EvaluationState> Get(const std::string& name) const ABSL_LOCKS_EXCLUDED(mutex_);
  // As Get, once it is done or `until` has passed.
  absl::StatusOr<EvaluationState> Wait(const std::string& name, absl::Time until) const
      ABSL_LOCKS_EXCLUDED(mutex_);
  std::vector<EvaluationState> List() const ABSL_LOCKS_EXCLUDED(mutex_);  // newest first
  // Asks it to stop; it is done soon after.
  absl::Status Cancel(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);
  // FAILED_PRECONDITION, OPERATION_NOT_DONE.
  absl::Status Forget(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Running;

  void Run(Running* running) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::StatusOr<std::vector<DocumentCounts>> Analyze(Running* running) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status GoOnFrom(const std::string& name, Running* running) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status CheckRoom() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Running* Find(const std::string& name) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ForgetOldest() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  Engine& engine_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t last_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<int64_t, std::unique_ptr<Running>> evaluations_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::evaluation

#endif  // PARALLAX_SERVER_EVALUATION_EVALUATIONS_H_
