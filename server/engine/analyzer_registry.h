// The analyzers of the running configuration.
#ifndef PARALLAX_SERVER_ENGINE_ANALYZER_REGISTRY_H_
#define PARALLAX_SERVER_ENGINE_ANALYZER_REGISTRY_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"

namespace parallax {

// NOT_FOUND (ANALYZER_NOT_FOUND), with the ids of those there are.
absl::Status NoAnalyzer(absl::string_view id, absl::Span<const std::string> loaded);

// Thread-safe. A handle keeps its generation loaded.
class AnalyzerRegistry {
 public:
  // Swaps the whole set at once. Later analyzers of the same id win.
  void Replace(std::vector<AnalyzerHandle> analyzers) ABSL_LOCKS_EXCLUDED(mu_);
  // Adds one, or puts it in the place of the one with its id, which can be found by its generation
  // for as long as somebody holds it.
  void Put(AnalyzerHandle analyzer) ABSL_LOCKS_EXCLUDED(mu_);

  // NOT_FOUND: as NoAnalyzer.
  absl::StatusOr<AnalyzerHandle> Find(absl::string_view id) const ABSL_LOCKS_EXCLUDED(mu_);

  // The same, of one generation: its content digest or version. FAILED_PRECONDITION
  // (GENERATION_NOT_LOADED): it is not loaded; the message says which is.
  absl::StatusOr<AnalyzerHandle> Find(absl::string_view id, absl::string_view generation) const
      ABSL_LOCKS_EXCLUDED(mu_);

  // All, by id.
  std::vector<AnalyzerHandle> List() const ABSL_LOCKS_EXCLUDED(mu_);

 private:
  mutable absl::Mutex mu_;
  std::map<std::string, AnalyzerHandle, std::less<>> analyzers_ ABSL_GUARDED_BY(mu_);
  std::vector<std::weak_ptr<Analyzer>> replaced_ ABSL_GUARDED_BY(mu_);
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_ANALYZER_REGISTRY_H_
