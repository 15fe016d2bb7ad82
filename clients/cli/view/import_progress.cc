#include "clients/cli/view/import_progress.h"

#include <unistd.h>

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/cli/view/report_labels.h"

namespace parallax::cli {

corpus::v1::ImportConfig::ConflictPolicy ConflictPolicyOf(const std::string& name) {
  if (name == "skip") return corpus::v1::ImportConfig::CONFLICT_POLICY_SKIP;
  if (name == "reject") return corpus::v1::ImportConfig::CONFLICT_POLICY_REJECT;
  return corpus::v1::ImportConfig::CONFLICT_POLICY_UPDATE;
}

ProgressBar::ProgressBar(bool wanted) : shown_(wanted && isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (shown_) std::cerr << '\n';
}

void ProgressBar::Show(const corpus::v1::ImportCounts& counts, int64_t done, int64_t total) {
  if (!shown_) return;
  constexpr int64_t kColumns = 30;
  const int64_t full = total == 0 ? kColumns : kColumns * done / total;
  std::string bar;
  for (int64_t i = 0; i < kColumns; ++i) bar += i < full ? "█" : "░";
  std::cerr << "\r\x1b[K" << bar
            << absl::StrFormat(" %d/%d files, %d new, %d changed, %d known, %d rejected", done, total,
                               counts.created(), counts.updated(),
                               counts.unchanged() + counts.duplicates(), counts.rejected())
            << std::flush;
}

std::string Summary(const corpus::v1::ImportCounts& counts) {
  return absl::StrCat(Counted(counts.created(), "document"), " created, ", counts.updated(), " updated, ",
                      counts.unchanged(), " unchanged, ", Counted(counts.duplicates(), "duplicate"), ", ",
                      counts.skipped() > 0 ? absl::StrCat(counts.skipped(), " skipped, ") : "",
                      counts.stale() > 0 ? absl::StrCat(counts.stale(), " stale, ") : "",
                      counts.rejected(), " rejected");
}

}  // namespace parallax::cli
