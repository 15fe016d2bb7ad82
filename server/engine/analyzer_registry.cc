#include "server/engine/analyzer_registry.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/error_reason.h"

namespace parallax {

absl::Status NoAnalyzer(absl::string_view id, absl::Span<const std::string> loaded) {
  const std::string known = loaded.empty() ? "none" : absl::StrJoin(loaded, ", ");
  return WithMetadata(
      WithReason(absl::NotFoundError(
                     absl::StrCat("no analyzer \"", id, "\" is loaded; loaded are: ", known)),
                 "ANALYZER_NOT_FOUND"),
      "analyzer", id);
}

void AnalyzerRegistry::Replace(std::vector<AnalyzerHandle> analyzers) {
  std::map<std::string, AnalyzerHandle, std::less<>> next;
  for (AnalyzerHandle& analyzer : analyzers) {
    std::string id = analyzer->info().id;
    next[std::move(id)] = std::move(analyzer);
  }
  absl::MutexLock lock(&mu_);
  analyzers_.swap(next);
}

void AnalyzerRegistry::Put(AnalyzerHandle analyzer) {
  std::string id = analyzer->info().id;
  absl::MutexLock lock(&mu_);
  replaced_.erase(std::remove_if(replaced_.begin(), replaced_.end(),
                                 [](const auto& old) { return old.expired(); }),
                  replaced_.end());
  AnalyzerHandle& place = analyzers_[std::move(id)];
  if (place != nullptr) replaced_.push_back(place);
  place = std::move(analyzer);
}

absl::StatusOr<AnalyzerHandle> AnalyzerRegistry::Find(absl::string_view id,
                                                      absl::string_view generation) const {
  absl::StatusOr<AnalyzerHandle> current = Find(id);
  if (!current.ok() || generation.empty()) return current;
  const auto is = [&](const AnalyzerInfo& info) {
    return info.id == id && (generation == info.version || generation == info.content_digest);
  };
  const AnalyzerInfo& info = (*current)->info();
  if (is(info)) return current;
  {
    absl::MutexLock lock(&mu_);
    for (auto old = replaced_.rbegin(); old != replaced_.rend(); ++old) {
      AnalyzerHandle handle = old->lock();
      if (handle != nullptr && is(handle->info())) return handle;
    }
  }
  return WithReason(absl::FailedPreconditionError(absl::StrCat(
                        "analyzer \"", id, "\": generation \"", generation,
                        "\" is not loaded; loaded is version ", info.version, ", digest ",
                        info.content_digest)),
                    "GENERATION_NOT_LOADED");
}

absl::StatusOr<AnalyzerHandle> AnalyzerRegistry::Find(absl::string_view id) const {
  absl::MutexLock lock(&mu_);
  // The map's comparator knows std::string only; ids are short.
  const auto found = analyzers_.find(std::string(id));
  if (found != analyzers_.end()) return found->second;
  std::vector<std::string> loaded;
  for (const auto& [other, analyzer] : analyzers_) loaded.push_back(other);
  return NoAnalyzer(id, loaded);
}

std::vector<AnalyzerHandle> AnalyzerRegistry::List() const {
  absl::MutexLock lock(&mu_);
  std::vector<AnalyzerHandle> all;
  all.reserve(analyzers_.size());
  for (const auto& [id, analyzer] : analyzers_) all.push_back(analyzer);
  return all;
}

}  // namespace parallax
