// What can be seen of a plugin file without running it, and opening it.
#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/lent_host.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/base/error_reason.h"
#include "server/plugin/elf/elf_note.h"

namespace parallax::validator {
namespace {

constexpr absl::Duration kDescribeTime = absl::Milliseconds(100);  // plx/plugin.h
constexpr int kDescribeRounds = 5;
constexpr size_t kShownNames = 8;

constexpr const char* kUseTheKit =
    "build it with plx_add_plugin(), or with the flags it uses (docs/plugin-guide.md)";

std::string Names(const std::vector<std::string>& names) {
  const size_t shown = std::min(names.size(), kShownNames);
  return absl::StrCat(absl::StrJoin(names.begin(), names.begin() + shown, ", "),
                      names.size() > shown ? absl::StrCat(" and ", names.size() - shown, " more")
                                           : "");
}

// The file, or the outcome of a check that cannot read it.
template <typename Body>
Outcome WithFile(const Settings& settings, Body&& body) {
  const auto file = plugin::ReadPluginFile(settings.plugin);
  if (file.ok()) return body(*file);
  return Fail(absl::StrCat(file.status().message()), kUseTheKit);
}

// Fails if the loader refuses the file for one of `reasons`.
Outcome Loadable(const Settings& settings, std::vector<absl::string_view> reasons,
                 const char* remedy) {
  return WithFile(settings, [&](const plugin::PluginFile& file) {
    const absl::Status status = plugin::CheckLoadable(file, plugin::kHostAbi);
    const std::string reason = ReasonOf(status);
    const bool mine = std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
    return mine ? Fail(std::string(status.message()), remedy) : Pass();
  });
}

}  // namespace

Outcome FileNote(const Settings& settings) {
  return WithFile(settings, [](const plugin::PluginFile& file) {
    const plugin::PluginIdentity& id = file.identity;
    return Pass(absl::StrCat(id.id, " ", id.version, " of ", id.vendor));
  });
}

Outcome FileAbi(const Settings& settings) {
  return Loadable(settings, {"PLUGIN_ABI_TOO_NEW", "PLUGIN_ABI_TOO_OLD", "PLUGIN_NO_NOTE"},
                  "build it with the SDK that this validator belongs to");
}

Outcome FileNeeded(const Settings& settings) {
  return Loadable(settings, {"PLUGIN_LINKS_PROTOBUF"},
                  "parse and print without protobuf, or link a static copy with hidden symbols");
}

Outcome FileExports(const Settings& settings) {
  return WithFile(settings, [](const plugin::PluginFile& file) {
    if (!file.exports_known) return Skip("the section table was stripped off");
    std::vector<std::string> extra;
    bool entry = false;
    for (const std::string& name : file.exported) {
      if (name == PLX_ENTRY_SYMBOL) {
        entry = true;
      } else if (!std::binary_search(file.unique.begin(), file.unique.end(), name)) {
        extra.push_back(name);
      }
    }
    if (!entry) {
      return Fail(absl::StrCat("it does not export ", PLX_ENTRY_SYMBOL),
                  "define the entry with PLX_PLUGIN, or mark it PLX_EXPORT");
    }
    if (extra.empty()) return Pass();
    return Fail(absl::StrCat("it exports ", Names(extra), " beside its entry; another library of the "
                             "process could take them for its own"),
                kUseTheKit);
  });
}

Outcome FileUniqueSymbols(const Settings& settings) {
  return WithFile(settings, [](const plugin::PluginFile& file) {
    if (file.unique.empty()) return Pass();
    return Fail(absl::StrCat("the statics ", Names(file.unique),
                             " are GNU_UNIQUE: after a reload the new code would run on the old "
                             "one's data"),
                "compile with -fno-gnu-unique and hide all but the entry; plx_add_plugin() does both");
  });
}

Outcome FileRunPath(const Settings& settings) {
  return WithFile(settings, [](const plugin::PluginFile& file) {
    for (const std::string& folder : file.run_paths) {
      if (absl::StartsWith(folder, "$ORIGIN") || absl::StartsWith(folder, "${ORIGIN}")) continue;
      return Fail(absl::StrCat("it looks for libraries in \"", folder,
                               "\", which another machine does not have, or has with other content"),
                  "link without -rpath, or use $ORIGIN for libraries that lie beside the plugin");
    }
    return Pass();
  });
}

Outcome FileStack(const Settings& settings) {
  return WithFile(settings, [](const plugin::PluginFile& file) {
    if (!file.executable_stack) return Pass();
    return Fail("it asks for an executable stack, which would take the protection from the whole "
                "process",
                "link with -Wl,-z,noexecstack and give assembly files a .note.GNU-stack section");
  });
}

Outcome FileOpens(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  return Pass();
}

Outcome FileDescribeTime(const Settings& settings) {
  const plx_plugin_entry_fn entry = OpenEntry(settings.plugin);
  if (entry == nullptr) return Fail("it has no entry", "define it with PLX_PLUGIN");
  const LentHost host(PLX_ABI_MINOR, settings.plugin);
  absl::Duration best = absl::InfiniteDuration();
  for (int i = 0; i < kDescribeRounds; ++i) {
    RoomyInfo room;
    const absl::Time start = absl::Now();
    entry(host.raw(), room.info());
    best = std::min(best, absl::Now() - start);
  }
  if (best <= kDescribeTime) return Pass();
  return Fail(absl::StrCat("its entry takes ", absl::FormatDuration(best),
                           " at best; a server describes plugins while it starts"),
              "load what is heavy in create_model");
}

}  // namespace parallax::validator
