#include "clients/cli/plugin/scaffold.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace parallax::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxName = 63;
constexpr absl::string_view kTemplateName = "hello";

bool IsName(absl::string_view name) {
  return !name.empty() && name.size() <= kMaxName && absl::ascii_islower(name[0]) &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_';
         });
}

// "rare_words" -> "RareWords"
std::string CamelCase(absl::string_view name) {
  std::string camel;
  bool upper = true;
  for (const char c : name) {
    if (c != '_') camel += upper ? absl::ascii_toupper(c) : c;
    upper = c == '_';
  }
  return camel;
}

std::string Renamed(absl::string_view text, const std::string& name) {
  return absl::StrReplaceAll(text, {{kTemplateName, name}, {CamelCase(kTemplateName), CamelCase(name)}});
}

}  // namespace

fs::path InstalledTemplate() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return program.parent_path().parent_path() / "share" / "parallax" / "template";
}

std::string WritePlugin(const std::string& name, const fs::path& folder,
                        const fs::path& template_folder) {
  if (!IsName(name)) {
    return absl::StrCat("\"", name, "\" cannot name a plugin: use a lower-case letter, then lower-case "
                        "letters, digits and _, at most ", kMaxName);
  }
  std::error_code error;
  if (!fs::is_directory(template_folder, error)) {
    return absl::StrCat("there is no template in ", template_folder.string(),
                        "; install the SDK (cmake --install BUILD --component sdk) or name its folder "
                        "with --template");
  }
  if (fs::exists(folder, error)) {
    return absl::StrCat(folder.string(), " exists and is left as it is; choose another folder with "
                        "--directory");
  }
  if (!fs::create_directories(folder, error)) {
    return absl::StrCat(folder.string(), " cannot be made: ", error.message());
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(template_folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const fs::path file = folder / Renamed(entry.path().filename().string(), name);
    std::ofstream out(file, std::ios::binary);
    out << Renamed(text, name);
    if (!in || !out.flush()) return absl::StrCat(file.string(), " cannot be written");
  }
  return "";
}

}  // namespace parallax::cli
