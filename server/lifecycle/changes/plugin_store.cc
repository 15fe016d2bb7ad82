#include "server/lifecycle/changes/plugin_store.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/read_file.h"
#include "server/base/status_macros.h"
#include "server/plugin/elf/data_digest.h"
#include "server/plugin/plugin_library.h"

namespace parallax::lifecycle {
namespace {

namespace fs = std::filesystem;

absl::Status CannotWrite(const fs::path& path, const std::error_code& error) {
  return absl::InternalError(
      absl::StrCat("cannot write the copy ", path.string(), ": ", error.message()));
}

// Whole or not at all: the name appears when the bytes are there.
absl::Status WriteFile(const fs::path& path, const std::string& bytes) {
  const fs::path draft = path.string() + ".draft";
  {
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return absl::InternalError(absl::StrCat("cannot write ", draft.string()));
  }
  std::error_code error;
  fs::rename(draft, path, error);
  return error ? CannotWrite(path, error) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<PluginStore> PluginStore::Open(const std::string& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  if (!error) fs::create_directories(folder, error);
  if (error) return CannotWrite(folder, error);
  return PluginStore(fs::absolute(folder).string());
}

absl::Status PluginStore::KeepData(const std::string& from, const std::string& file_digest,
                                   const std::string& content_digest) const {
  const fs::path draft = fs::path(folder_) / "data.draft";
  const fs::path copy = fs::path(folder_) / absl::StrCat(content_digest, ".data");
  std::error_code error;
  fs::remove_all(draft, error);
  fs::copy(from, draft, fs::copy_options::recursive, error);
  if (error) return CannotWrite(draft, error);
  ASSIGN_OR_RETURN(const std::string copied, plugin::WithData(file_digest, draft.string()));
  if (copied != content_digest) {
    return WithReason(absl::AbortedError(absl::StrCat(
                          from, " changed while it was copied; load the plugin again")),
                      "PLUGIN_DATA_CHANGING");
  }
  fs::remove_all(copy, error);
  fs::rename(draft, copy, error);
  return error ? CannotWrite(copy, error) : absl::OkStatus();
}

absl::StatusOr<plugin::PluginFile> PluginStore::Keep(const std::string& path) const {
  const absl::StatusOr<std::string> read = ReadFile(path);
  if (!read.ok()) {
    return WithReason(absl::Status(read.status().code(),
                                   absl::StrCat("plugin file ", read.status().message())),
                      "PLUGIN_FILE_UNREADABLE");
  }
  const std::string& bytes = *read;
  ASSIGN_OR_RETURN(plugin::PluginFile file, plugin::ParsePluginFile(path, bytes));
  RETURN_IF_ERROR(plugin::CheckLoadable(file, plugin::kHostAbi));

  const std::string data = plugin::DataFolderOf(path);
  const std::string file_digest = file.content_digest;
  ASSIGN_OR_RETURN(file.content_digest, plugin::WithData(file_digest, data));

  const fs::path copy = fs::path(folder_) / absl::StrCat(file.content_digest, ".so");
  std::error_code error;
  if (!fs::exists(copy, error)) {
    if (file.content_digest != file_digest) {
      RETURN_IF_ERROR(KeepData(data, file_digest, file.content_digest));
    }
    RETURN_IF_ERROR(WriteFile(copy, bytes));
  }
  file.path = copy.string();
  return file;
}

}  // namespace parallax::lifecycle
