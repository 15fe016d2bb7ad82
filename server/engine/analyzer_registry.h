// The analyzers of the running configuration.
#ifndef PARALLAX_SERVER_ENGINE_ANALYZER_REGISTRY_H_
#define PARALLAX_SERVER_ENGINE_ANALYZER_REGISTRY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "server/analyzer/analyzer.h"

namespace parallax {

// Thread-safe. Replace() swaps the whole set at once; a handle keeps its generation loaded.
class AnalyzerRegistry {
 public:
  // Later analyzers of the same id win.
  void Replace(std::vector<AnalyzerHandle> analyzers) ABSL_LOCKS_EXCLUDED(mu_);

  // NOT_FOUND (reason ANALYZER_NOT_FOUND): no such analyzer; the message lists those there are.
  absl::StatusOr<AnalyzerHandle> Find(absl::string_view id) const ABSL_LOCKS_EXCLUDED(mu_);

  // All, by id.
  std::vector<AnalyzerHandle> List() const ABSL_LOCKS_EXCLUDED(mu_);

 private:
  mutable absl::Mutex mu_;
  std::map<std::string, AnalyzerHandle, std::less<>> analyzers_ ABSL_GUARDED_BY(mu_);
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_ANALYZER_REGISTRY_H_
