#include "server/engine/analyzer_registry.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/error_reason.h"

namespace parallax {

void AnalyzerRegistry::Replace(std::vector<AnalyzerHandle> analyzers) {
  std::map<std::string, AnalyzerHandle, std::less<>> next;
  for (AnalyzerHandle& analyzer : analyzers) {
    std::string id = analyzer->info().id;
    next[std::move(id)] = std::move(analyzer);
  }
  absl::MutexLock lock(&mu_);
  analyzers_.swap(next);
}

absl::StatusOr<AnalyzerHandle> AnalyzerRegistry::Find(absl::string_view id) const {
  absl::MutexLock lock(&mu_);
  // The map's comparator knows std::string only; ids are short.
  const auto found = analyzers_.find(std::string(id));
  if (found != analyzers_.end()) return found->second;
  const std::string known = absl::StrJoin(
      analyzers_, ", ", [](std::string* out, const auto& entry) { out->append(entry.first); });
  return WithMetadata(
      WithReason(absl::NotFoundError(absl::StrCat("no analyzer \"", id, "\" is loaded; loaded are: ",
                                                  known.empty() ? "none" : known)),
                 "ANALYZER_NOT_FOUND"),
      "analyzer", id);
}

std::vector<AnalyzerHandle> AnalyzerRegistry::List() const {
  absl::MutexLock lock(&mu_);
  std::vector<AnalyzerHandle> all;
  all.reserve(analyzers_.size());
  for (const auto& [id, analyzer] : analyzers_) all.push_back(analyzer);
  return all;
}

}  // namespace parallax
