#include "server/corpus/import/import_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

namespace parallax::corpus {
namespace {

namespace fs = std::filesystem;

absl::Status PathInvalid(const std::string& path) {
  return WithReason(absl::InvalidArgumentError(absl::StrCat(
                        "path \"", path, "\": give a file or folder inside the server's import folder, "
                        "relative to it, without \"..\"")),
                    "PATH_INVALID");
}

bool IsBelow(const fs::path& root, const fs::path& path) {
  const fs::path relative = path.lexically_relative(root);
  return !relative.empty() && *relative.begin() != "..";
}

void AddFile(const fs::path& root, const fs::path& path, std::vector<FoundFile>* files) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error || !IsBelow(root, real) || !fs::is_regular_file(real, error)) return;
  const auto bytes = fs::file_size(real, error);
  if (!error) {
    files->push_back({real.string(), path.lexically_relative(root).string(),
                      static_cast<int64_t>(bytes)});
  }
}

}  // namespace

absl::StatusOr<std::vector<FoundFile>> FindImportFiles(const std::string& root,
                                                       const std::string& path) {
  if (root.empty()) {
    return WithReason(absl::FailedPreconditionError(
                          "the server imports no files of its own; start it with --import-root"),
                      "IMPORT_ROOT_MISSING");
  }
  std::error_code error;
  const fs::path base = fs::canonical(root, error);
  if (error) {
    return WithReason(absl::FailedPreconditionError(absl::StrCat(
                          "the server's import folder cannot be read: ", error.message())),
                      "IMPORT_ROOT_MISSING");
  }
  const fs::path asked = fs::path(path).lexically_normal();
  if (asked.is_absolute() || (!asked.empty() && *asked.begin() == "..")) return PathInvalid(path);
  const fs::path start = fs::canonical(base / asked, error);
  if (error) {
    return WithReason(absl::NotFoundError(absl::StrCat("path \"", path, "\": the server's import "
                                                       "folder has no such file or folder")),
                      "FILE_NOT_FOUND");
  }
  if (start != base && !IsBelow(base, start)) return PathInvalid(path);
  std::vector<FoundFile> files;
  if (!fs::is_directory(start)) {
    AddFile(base, start, &files);
    return files;
  }
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(start, options, error), end; at != end && !error;
       at.increment(error)) {
    AddFile(base, at->path(), &files);
  }
  std::sort(files.begin(), files.end(),
            [](const FoundFile& a, const FoundFile& b) { return a.relative < b.relative; });
  return files;
}

}  // namespace parallax::corpus
