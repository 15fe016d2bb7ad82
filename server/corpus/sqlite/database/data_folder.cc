#include "server/corpus/sqlite/database/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

namespace parallax::corpus {
namespace {

absl::Status SystemError(int error, absl::string_view doing) {
  const std::string message = absl::StrCat(doing, ": ", std::strerror(error));
  if (error == EACCES || error == EPERM || error == EROFS) {
    return WithReason(absl::PermissionDeniedError(message), "DATA_FOLDER_UNUSABLE");
  }
  return WithReason(absl::UnavailableError(message), "DATA_FOLDER_UNUSABLE");
}

// The process id that the owner of the lock wrote into it; empty if none.
std::string OwnerOf(int file) {
  char text[32] = {};
  const ssize_t size = pread(file, text, sizeof text - 1, 0);
  return size > 0 ? std::string(absl::StripAsciiWhitespace(text)) : "";
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataFolder>> DataFolder::Lock(const std::string& path) {
  std::error_code error;
  const bool created = std::filesystem::create_directories(path, error);
  if (error) return SystemError(error.value(), absl::StrCat("cannot make the data folder ", path));
  if (created) std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  const std::string lock_path = absl::StrCat(path, "/lock");
  const int lock = open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return SystemError(errno, absl::StrCat("cannot open ", lock_path));
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    const std::string owner = OwnerOf(lock);
    close(lock);
    if (reason != EWOULDBLOCK) return SystemError(reason, absl::StrCat("cannot lock ", lock_path));
    return WithReason(
        absl::FailedPreconditionError(absl::StrCat(
            "the data folder ", path, " is in use by another server",
            owner.empty() ? "" : " (process ", owner, owner.empty() ? "" : ")",
            "; stop it, or give this one a folder of its own")),
        "DATA_FOLDER_LOCKED");
  }
  const std::string own = absl::StrCat(getpid(), "\n");
  if (ftruncate(lock, 0) != 0 || pwrite(lock, own.data(), own.size(), 0) < 0) {
    const int reason = errno;
    close(lock);
    return SystemError(reason, absl::StrCat("cannot write ", lock_path));
  }
  return std::unique_ptr<DataFolder>(new DataFolder(path, lock));
}

DataFolder::~DataFolder() { close(lock_); }

}  // namespace parallax::corpus
