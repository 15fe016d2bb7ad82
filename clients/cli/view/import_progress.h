// What the commands that import share.
#ifndef PARALLAX_CLIENTS_CLI_VIEW_IMPORT_PROGRESS_H_
#define PARALLAX_CLIENTS_CLI_VIEW_IMPORT_PROGRESS_H_

#include <cstdint>
#include <string>

#include "parallax/corpus/v1/import.pb.h"

namespace parallax::cli {

// "update", "skip" or "reject".
corpus::v1::ImportConfig::ConflictPolicy ConflictPolicyOf(const std::string& name);

// One line that rewrites itself, on a terminal's standard error only.
class ProgressBar {
 public:
  explicit ProgressBar(bool wanted);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // `done` of `total` files.
  void Show(const corpus::v1::ImportCounts& counts, int64_t done, int64_t total);

 private:
  const bool shown_;
};

// "12 documents created, 0 updated, ..."
std::string Summary(const corpus::v1::ImportCounts& counts);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_VIEW_IMPORT_PROGRESS_H_
