#include "server/plugin/elf/elf_note.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "plx/note.h"
#include "plx/plugin.h"
#include "server/base/error_reason.h"
#include "server/plugin/elf/data_digest.h"
#include "server/base/status_macros.h"
#include "server/plugin/elf/elf_file.h"
#include "server/text/digest.h"

namespace parallax::plugin {
namespace {

constexpr size_t kMaxVendorBytes = 128;

absl::Status Refuse(absl::string_view reason, absl::string_view path, absl::string_view message) {
  return WithReason(absl::FailedPreconditionError(absl::StrCat("plugin file ", path, " ", message)),
                    reason);
}

bool IsId(absl::string_view id) {
  constexpr absl::string_view kFirst = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr absl::string_view kRest = "abcdefghijklmnopqrstuvwxyz0123456789._-";
  return !id.empty() && id.size() <= 64 && kFirst.find(id[0]) != absl::string_view::npos &&
         id.find_first_not_of(kRest) == absl::string_view::npos;
}

// MAJOR.MINOR.PATCH with optional -pre-release and +build, as semver.org has it in outline.
bool IsSemanticVersion(absl::string_view version) {
  const absl::string_view core = version.substr(0, version.find_first_of("-+"));
  const std::vector<absl::string_view> parts = absl::StrSplit(core, '.');
  if (parts.size() != 3 || version.size() > 128) return false;
  for (absl::string_view part : parts) {
    if (part.empty() || part.find_first_not_of("0123456789") != absl::string_view::npos)
      return false;
  }
  return version.find_first_not_of(
             "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-+") ==
         absl::string_view::npos;
}

absl::Status NoteError(absl::string_view message) {
  return WithReason(absl::FailedPreconditionError(absl::StrCat("identity note: ", message)),
                    "PLUGIN_NO_NOTE");
}

using Keys = std::map<absl::string_view, absl::string_view>;

absl::StatusOr<absl::string_view> Required(const Keys& keys, absl::string_view key) {
  const auto found = keys.find(key);
  if (found == keys.end()) return NoteError(absl::StrCat("the key \"", key, "\" is missing"));
  return found->second;
}

absl::Status ReadNumber(const Keys& keys, absl::string_view key, uint32_t& value) {
  ASSIGN_OR_RETURN(const absl::string_view text, Required(keys, key));
  if (!absl::SimpleAtoi(text, &value)) {
    return NoteError(absl::StrCat(key, "=", absl::CHexEscape(text), " is not a number"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PluginIdentity> ParseIdentity(absl::string_view text) {
  if (text.size() > PLX_NOTE_MAX_BYTES) {
    return NoteError(absl::StrCat(text.size(), " bytes; at most ", PLX_NOTE_MAX_BYTES));
  }
  const size_t end = text.find('\0');
  if (end == absl::string_view::npos) return NoteError("does not end with a NUL");
  Keys keys;
  for (absl::string_view line : absl::StrSplit(text.substr(0, end), '\n', absl::SkipEmpty())) {
    const size_t equals = line.find('=');
    if (equals == absl::string_view::npos) {
      return NoteError(absl::StrCat("the line \"", absl::CHexEscape(line), "\" has no \"=\""));
    }
    if (!keys.emplace(line.substr(0, equals), line.substr(equals + 1)).second) {
      return NoteError(
          absl::StrCat("the key \"", absl::CHexEscape(line.substr(0, equals)), "\" stands twice"));
    }
  }
  PluginIdentity identity;
  RETURN_IF_ERROR(ReadNumber(keys, "abi", identity.abi_major));
  RETURN_IF_ERROR(ReadNumber(keys, "built_minor", identity.built_minor));
  RETURN_IF_ERROR(ReadNumber(keys, "requires_minor", identity.requires_minor));
  for (const auto& [key, field] : {std::pair{"id", &identity.id},
                                   {"version", &identity.version},
                                   {"vendor", &identity.vendor},
                                   {"licence", &identity.licence}}) {
    ASSIGN_OR_RETURN(const absl::string_view value, Required(keys, key));
    *field = std::string(value);
  }
  if (!IsId(identity.id)) {
    return NoteError(
        absl::StrCat("id=", absl::CHexEscape(identity.id), " must be [a-z0-9][a-z0-9._-]{0,63}"));
  }
  if (!IsSemanticVersion(identity.version)) {
    return NoteError(absl::StrCat("version=", absl::CHexEscape(identity.version),
                                  " must be a semantic version (1.2.3)"));
  }
  if (identity.vendor.size() > kMaxVendorBytes) {
    return NoteError(absl::StrCat("vendor is longer than ", kMaxVendorBytes, " bytes"));
  }
  return identity;
}

absl::StatusOr<PluginFile> ParsePluginFile(const std::string& path, absl::string_view bytes) {
  const auto not_elf = [&](const absl::Status& status) {
    return Refuse("PLUGIN_NOT_ELF", path, status.message());
  };
  absl::StatusOr<ElfFile> elf = ElfFile::Open(bytes);
  if (!elf.ok()) return not_elf(elf.status());

  PluginFile file;
  file.path = path;
  absl::StatusOr<std::vector<std::string>> needed = elf->NeededLibraries();
  if (!needed.ok()) return not_elf(needed.status());
  file.needed = *std::move(needed);
  absl::StatusOr<std::vector<std::string>> exported = elf->ExportedSymbols();
  if (absl::IsInvalidArgument(exported.status())) return not_elf(exported.status());
  file.exports_known = exported.ok();
  if (exported.ok()) file.exported = *std::move(exported);
  if (file.exports_known) file.unique = elf->UniqueSymbols().value_or(std::vector<std::string>());
  file.run_paths = elf->RunPaths().value_or(std::vector<std::string>());
  file.executable_stack = elf->ExecutableStack();

  const absl::StatusOr<absl::string_view> note = elf->FindNote(PLX_NOTE_OWNER, PLX_NOTE_IDENTITY);
  if (absl::IsNotFound(note.status())) {
    return Refuse("PLUGIN_NO_NOTE", path,
                  "has no Parallax identity note: build it with plx_add_plugin(), or put "
                  "PLX_DEFINE_NOTE of plx/note.h into one of its files");
  }
  if (!note.ok()) return Refuse("PLUGIN_NO_NOTE", path, note.status().message());
  absl::StatusOr<PluginIdentity> identity = ParseIdentity(*note);
  if (!identity.ok()) {
    return Refuse("PLUGIN_NO_NOTE", path,
                  absl::StrCat("has a malformed ", identity.status().message()));
  }
  file.identity = *std::move(identity);
  file.content_digest = text::Sha256Hex(bytes);
  return file;
}

absl::StatusOr<PluginFile> ReadPluginFile(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    const int error = errno;
    const std::string message = absl::StrCat("plugin file ", path, ": ", std::strerror(error));
    return error == ENOENT ? absl::NotFoundError(message) : absl::FailedPreconditionError(message);
  }
  const auto close_fd = absl::MakeCleanup([fd] { close(fd); });
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size == 0) {
    return Refuse("PLUGIN_NOT_ELF", path, "is empty or not a regular file");
  }
  const auto size = static_cast<size_t>(info.st_size);
  void* const map = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (map == MAP_FAILED) {
    return absl::InternalError(absl::StrCat("cannot map ", path, ": ", std::strerror(errno)));
  }
  const auto unmap = absl::MakeCleanup([map, size] { munmap(map, size); });
  ASSIGN_OR_RETURN(PluginFile file,
                   ParsePluginFile(path, absl::string_view(static_cast<const char*>(map), size)));
  ASSIGN_OR_RETURN(file.content_digest, WithData(file.content_digest, DataFolderOf(path)));
  return file;
}

absl::Status CheckLoadable(const PluginFile& file, HostAbi abi) {
  const PluginIdentity& id = file.identity;
  const std::string host = absl::StrCat("this host speaks ABI ", PLX_ABI_MAJOR, ".", abi.min_minor,
                                        " to ", PLX_ABI_MAJOR, ".", abi.minor);
  if (id.abi_major > PLX_ABI_MAJOR ||
      (id.abi_major == PLX_ABI_MAJOR && id.requires_minor > abi.minor)) {
    return Refuse(
        "PLUGIN_ABI_TOO_NEW", file.path,
        absl::StrCat("needs ABI ", id.abi_major, ".", id.requires_minor, " or later, but ", host,
                     ": update the host, or build the plugin with an older SDK"));
  }
  if (id.abi_major < PLX_ABI_MAJOR || id.built_minor < abi.min_minor) {
    return Refuse("PLUGIN_ABI_TOO_OLD", file.path,
                  absl::StrCat("was built for ABI ", id.abi_major, ".", id.built_minor, ", but ",
                               host, ": build the plugin again with a newer SDK"));
  }
  if (id.requires_minor > id.built_minor) {
    return Refuse("PLUGIN_NO_NOTE", file.path,
                  absl::StrCat("has a malformed identity note: requires_minor=", id.requires_minor,
                               " is newer than built_minor=", id.built_minor));
  }
  for (const std::string& library : file.needed) {
    if (absl::StartsWith(library, "libprotobuf") || absl::StartsWith(library, "libgrpc")) {
      return Refuse("PLUGIN_LINKS_PROTOBUF", file.path,
                    absl::StrCat("needs ", library,
                                 ", whose global registry would abort this process: remove it, or "
                                 "link a hidden static copy of your own"));
    }
  }
  if (file.exports_known && !std::binary_search(file.exported.begin(), file.exported.end(),
                                                std::string(PLX_ENTRY_SYMBOL))) {
    return Refuse(
        "PLUGIN_NO_ENTRY", file.path,
        absl::StrCat("does not export ", PLX_ENTRY_SYMBOL, " (it exports ",
                     file.exported.empty()
                         ? "nothing"
                         : absl::StrJoin(absl::MakeConstSpan(file.exported).subspan(0, 8), ", "),
                     "): define it with PLX_PLUGIN or PLX_EXPORT"));
  }
  return absl::OkStatus();
}

}  // namespace parallax::plugin
