#include "server/lifecycle/plugin_store.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
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

absl::StatusOr<plugin::PluginFile> PluginStore::Keep(const std::string& path) const {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("plugin file ", path, " cannot be read"));
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  ASSIGN_OR_RETURN(plugin::PluginFile file, plugin::ParsePluginFile(path, bytes));
  RETURN_IF_ERROR(plugin::CheckLoadable(file, plugin::kHostAbi));

  const fs::path copy = fs::path(folder_) / absl::StrCat(file.content_digest, ".so");
  std::error_code error;
  if (!fs::exists(copy, error)) RETURN_IF_ERROR(WriteFile(copy, bytes));
  const fs::path data = fs::absolute(path).replace_extension(".data");
  const fs::path link = fs::path(copy).replace_extension(".data");
  if (fs::exists(data, error)) {
    fs::remove(link, error);
    fs::create_directory_symlink(data, link, error);
    if (error) return CannotWrite(link, error);
  }
  file.path = copy.string();
  return file;
}

}  // namespace parallax::lifecycle
