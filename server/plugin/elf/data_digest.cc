#include "server/plugin/elf/data_digest.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/text/digest.h"

namespace parallax::plugin {
namespace {

namespace fs = std::filesystem;

absl::Status Unreadable(const std::string& path, absl::string_view why) {
  return WithReason(
      absl::FailedPreconditionError(absl::StrCat("plugin data ", path, " cannot be read: ", why)),
      "PLUGIN_DATA_UNREADABLE");
}

}  // namespace

std::string DataFolderOf(const std::string& plugin) {
  return fs::path(plugin).replace_extension(".data").string();
}

absl::StatusOr<std::string> WithData(absl::string_view file_digest, const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return std::string(file_digest);
  std::map<std::string, std::string> files;  // by path below the folder, in order
  constexpr auto kFollow = fs::directory_options::follow_directory_symlink;
  for (fs::recursive_directory_iterator entry(folder, kFollow, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code no_file;
    if (!entry->is_regular_file(no_file)) continue;
    std::ifstream in(entry->path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (in.bad() || !in.is_open()) return Unreadable(entry->path().string(), "no permission");
    files[entry->path().lexically_relative(folder).string()] = text::Sha256Hex(bytes);
  }
  if (error) return Unreadable(folder, error.message());
  std::string all(file_digest);
  // A name holds no NUL, a digest no newline: no two sets of files read alike.
  for (const auto& [name, digest] : files) {
    absl::StrAppend(&all, "\n", name, absl::string_view("\0", 1), digest);
  }
  return text::Sha256Hex(all);
}

}  // namespace parallax::plugin
