#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "clients/cli/commands.h"
#include "clients/cli/plugin/inspect.h"
#include "clients/cli/plugin/scaffold.h"
#include "clients/cli/plugin/serving.h"

namespace parallax::cli {
namespace {

namespace fs = std::filesystem;

struct PluginFlags {
  std::string name;
  std::string directory;
  std::string template_folder;
  std::string file;
  std::string against;
  LoadFlags load;
  std::string analyzer;
  std::string reason;
};

int NewPlugin(const PluginFlags& flags) {
  const fs::path folder = flags.directory.empty() ? fs::path(flags.name) : fs::path(flags.directory);
  const std::string wrong = WritePlugin(
      flags.name, folder,
      flags.template_folder.empty() ? InstalledTemplate() : fs::path(flags.template_folder));
  if (!wrong.empty()) {
    std::cerr << "parallax: " << wrong << '\n';
    return kExitLocal;
  }
  std::cout << "wrote " << folder.string() << "/: the analyzer, a test, and a line of CMake\n"
            << "build it, and see what is wrong with it:\n"
            << "  cd " << folder.string() << "\n"
            << "  cmake -B build -DCMAKE_PREFIX_PATH="
            << InstalledTemplate().parent_path().parent_path().parent_path().string() << "\n"
            << "  cmake --build build && ctest --test-dir build --output-on-failure\n";
  return 0;
}

void AddServingCommands(CLI::App* plugin, const std::shared_ptr<PluginFlags>& flags,
                        const Session& session, int& exit_code) {
  CLI::App* const load = plugin->add_subcommand(
      "load", "Load a build into the running server, in the place of the one that serves");
  load->add_option("FILE", flags->load.file,
                   "The plugin (.so), on the server's machine; an address with --tier remote")
      ->required();
  load->add_option("--tier", flags->load.tier,
                   "Where it runs; by default as now, a new one in a worker")
      ->check(CLI::IsMember({"in_process", "worker", "remote"}));
  load->add_flag("--check", flags->load.check, "Try it in a throw-away worker, and change nothing");
  load->footer(
      "Requests go on meanwhile: those that run keep the build they began with. If the new one cannot\n"
      "serve, the old one does. What was loaded so is gone at the next start: put it into a folder of\n"
      "--plugins to keep it.\n\nExamples:\n"
      "  parallax plugin load build/plugins/hello.so\n"
      "  parallax plugin load 10.0.0.7:7390 --tier remote\n");
  load->callback([flags, &session, &exit_code] { exit_code = LoadPlugin(session, flags->load); });

  CLI::App* const list = plugin->add_subcommand(
      "list", "Say how every analyzer of the server fares, and what could not be loaded");
  list->callback([&session, &exit_code] { exit_code = ListPlugins(session); });

  CLI::App* const quarantine =
      plugin->add_subcommand("quarantine", "Take an analyzer out of service");
  quarantine->add_option("ANALYZER", flags->analyzer, "Its id")->required();
  quarantine->add_option("--reason", flags->reason, "What callers are told");
  quarantine->callback([flags, &session, &exit_code] {
    exit_code = QuarantinePlugin(session, flags->analyzer, flags->reason);
  });

  CLI::App* const release = plugin->add_subcommand(
      "release", "Put it back, forget the documents that killed it, close its breaker");
  release->add_option("ANALYZER", flags->analyzer, "Its id")->required();
  release->callback(
      [flags, &session, &exit_code] { exit_code = ReleasePlugin(session, flags->analyzer); });
}

}  // namespace

void AddPluginCommands(CLI::App& app, const Session& session, int& exit_code) {
  const auto flags = std::make_shared<PluginFlags>();
  CLI::App* const plugin =
      app.add_subcommand("plugin", "Write plugins, look at plugin files, load them");
  plugin->require_subcommand(1);

  CLI::App* const fresh = plugin->add_subcommand("new", "Write the folder of a new plugin");
  fresh->add_option("NAME", flags->name, "Lower-case letters, digits and _")->required();
  fresh->add_option("--directory", flags->directory, "Where to; by default a folder of that name");
  fresh->add_option("--template", flags->template_folder,
                    "Folder of the template; by default the installed one");
  fresh->footer("Example:\n  parallax plugin new rare_words\n");
  fresh->callback([flags, &exit_code] { exit_code = NewPlugin(*flags); });

  CLI::App* const inspect = plugin->add_subcommand(
      "inspect", "Say who a plugin file is and whether it can be loaded, without running it");
  inspect->add_option("FILE", flags->file, "The plugin (.so)")->required();
  inspect->add_option("--against", flags->against,
                      "Address of a server to compare with; without it, this program's own version");
  inspect->footer(
      "Examples:\n"
      "  parallax plugin inspect hello.so\n"
      "  parallax plugin inspect hello.so --against 127.0.0.1:7380 --json\n\n"
      "Exit codes: 0 it can be loaded; 3 it cannot; 1 it is no plugin file; 10 + the gRPC code of the\n"
      "server's error.\n");
  inspect->callback([flags, &session, &exit_code] {
    Session with = session;
    if (!flags->against.empty()) with.connection.server = flags->against;
    exit_code = InspectPlugin(with, flags->file, !flags->against.empty());
  });
  AddServingCommands(plugin, flags, session, exit_code);
}

}  // namespace parallax::cli
