#include "clients/cli/plugin/inspect.h"

#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/view/terminal.h"
#include "parallax/admin/v1/admin_service.grpc.pb.h"
#include "server/base/error_reason.h"
#include "server/plugin/elf/elf_note.h"

namespace parallax::cli {
namespace {

// A host's ABI and its name for people.
struct HostFacts {
  std::string name;
  uint32_t major = plugin::kHostAbiMajor;
  plugin::HostAbi abi = plugin::kHostAbi;
};

grpc::Status AskServer(const Session& session, HostFacts& facts, std::string* error) {
  const auto channel = Connect(session.connection, error);
  if (channel == nullptr) return grpc::Status::OK;
  const auto stub = admin::v1::AdminService::NewStub(channel);
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  admin::v1::ServerInfo info;
  const grpc::Status status = stub->GetServerInfo(&context, {}, &info);
  facts.name = absl::StrCat("the server at ", session.connection.server, " (", info.version(), ")");
  facts.major = static_cast<uint32_t>(info.abi_major());
  facts.abi = {static_cast<uint32_t>(info.abi_minor()), static_cast<uint32_t>(info.abi_min_minor())};
  return status;
}

// OK, or why the host cannot load it.
absl::Status Loadable(const plugin::PluginFile& file, const HostFacts& host) {
  if (host.major != plugin::kHostAbiMajor) {
    return WithReason(absl::FailedPreconditionError(
                          absl::StrCat("the host speaks ABI ", host.major, ", the plugin ",
                                       file.identity.abi_major, ": build it with that host's SDK")),
                      file.identity.abi_major > host.major ? "PLUGIN_ABI_TOO_NEW"
                                                           : "PLUGIN_ABI_TOO_OLD");
  }
  return plugin::CheckLoadable(file, host.abi);
}

std::string Joined(const std::vector<std::string>& items) {
  return items.empty() ? "none" : absl::StrJoin(items, ", ");
}

// What works but will hurt; plx-validate has the remedies.
std::vector<std::string> Dangers(const plugin::PluginFile& file) {
  std::vector<std::string> dangers;
  if (!file.unique.empty()) {
    dangers.push_back(absl::StrCat("statics shared by all generations: ", Joined(file.unique)));
  }
  if (file.exported.size() > 1 + file.unique.size()) {
    dangers.push_back("it exports more than its entry");
  }
  if (!file.run_paths.empty()) {
    dangers.push_back(absl::StrCat("it looks for libraries in ", Joined(file.run_paths)));
  }
  if (file.executable_stack) dangers.push_back("it asks for an executable stack");
  return dangers;
}

void PrintForPrograms(const plugin::PluginFile& file, const HostFacts& host,
                      const absl::Status& loadable) {
  const plugin::PluginIdentity& id = file.identity;
  const nlohmann::ordered_json json = {
      {"path", file.path},
      {"id", id.id},
      {"version", id.version},
      {"vendor", id.vendor},
      {"licence", id.licence},
      {"abi_major", id.abi_major},
      {"built_minor", id.built_minor},
      {"requires_minor", id.requires_minor},
      {"content_digest", file.content_digest},
      {"needed", file.needed},
      {"exported", file.exported},
      {"unique", file.unique},
      {"run_paths", file.run_paths},
      {"executable_stack", file.executable_stack},
      {"host", host.name},
      {"host_abi", {{"major", host.major}, {"minor", host.abi.minor}, {"min_minor", host.abi.min_minor}}},
      {"loadable", loadable.ok()},
      {"reason", ReasonOf(loadable)},
      {"message", std::string(loadable.message())},
  };
  std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

// "name  value" lines: wrapped on a terminal, separated by a tab in a pipe.
class Facts {
 public:
  explicit Facts(const Terminal& terminal) : terminal_(terminal) {}
  void Add(const std::string& name, const std::string& value, Colour colour = Colour::kDim) {
    if (!terminal_.interactive()) {
      std::cout << name << '\t' << OneLine(value) << '\n';
      return;
    }
    std::string label = terminal_.Paint(name, colour) + std::string(kIndent - name.size(), ' ');
    for (const std::string& line : Wrap(OneLine(value), terminal_.columns() - kIndent)) {
      std::cout << label << line << '\n';
      label = std::string(kIndent, ' ');
    }
  }

 private:
  static constexpr int kIndent = 12;
  const Terminal& terminal_;
};

void PrintForPeople(const Session& session, const plugin::PluginFile& file, const HostFacts& host,
                    const absl::Status& loadable) {
  const plugin::PluginIdentity& id = file.identity;
  const Terminal terminal(session.colour);
  Facts facts(terminal);
  facts.Add("plugin", absl::StrCat(id.id, " ", id.version));
  facts.Add("vendor", absl::StrCat(id.vendor, ", ", id.licence));
  facts.Add("abi", absl::StrCat("built for ", id.abi_major, ".", id.built_minor, ", works from ",
                                id.abi_major, ".", id.requires_minor));
  facts.Add("sha-256", file.content_digest);
  facts.Add("needs", Joined(file.needed));
  facts.Add("exports", file.exports_known ? Joined(file.exported) : "unknown (stripped)");
  for (const std::string& danger : Dangers(file)) facts.Add("danger", danger, Colour::kYellow);
  const std::string verdict = absl::StrCat(host.name, ", ABI ", host.major, ".", host.abi.min_minor,
                                           " to ", host.major, ".", host.abi.minor);
  facts.Add(loadable.ok() ? "loads in" : "refused by", verdict,
            loadable.ok() ? Colour::kGreen : Colour::kRed);
  if (loadable.ok()) return;
  facts.Add("because", absl::StrCat(loadable.message(), " [", ReasonOf(loadable), "]"));
}

}  // namespace

int InspectPlugin(const Session& session, const std::string& path, bool against) {
  const auto file = plugin::ReadPluginFile(path);
  if (!file.ok()) {
    const std::string reason = ReasonOf(file.status());
    std::cerr << "parallax: " << file.status().message()
              << (reason.empty() ? "" : absl::StrCat(" [", reason, "]")) << '\n';
    return kExitLocal;
  }
  HostFacts host;
  host.name = absl::StrCat("parallaxd ", PARALLAX_VERSION);
  if (against) {
    std::string error;
    const grpc::Status status = AskServer(session, host, &error);
    if (!error.empty()) {
      std::cerr << "parallax: " << error << '\n';
      return kExitLocal;
    }
    if (!status.ok()) return Report(status, session.connection);
  }
  const absl::Status loadable = Loadable(*file, host);
  if (session.json) {
    PrintForPrograms(*file, host, loadable);
  } else {
    PrintForPeople(session, *file, host, loadable);
  }
  return loadable.ok() ? 0 : kExitIncompatible;
}

}  // namespace parallax::cli
