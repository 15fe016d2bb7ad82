// parallax: the command line of Parallax.
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "clients/cli/commands.h"
#include "clients/cli/view/output.h"

int main(int argc, char** argv) {
  using namespace parallax::cli;  // NOLINT: the program's own namespace
  Session session;
  int exit_code = 0;
  CLI::App app("parallax - compares what different sources say about the same subject", "parallax");
  app.set_version_flag("--version", std::string("parallax ") + PARALLAX_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--server", session.connection.server, "Address of parallaxd")
      ->envname("PARALLAX_SERVER")
      ->capture_default_str();
  app.add_flag("--json", session.json, "The API's own messages, one a line, for programs");
  app.add_option("--color", session.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_option("--timeout", session.connection.timeout_seconds, "Seconds to wait for an answer")
      ->check(kPositive)
      ->capture_default_str();
  app.add_flag("--tls", session.connection.tls, "TLS, trusting the system's certificates");
  app.add_option("--tls-ca", session.connection.tls_ca, "PEM file: TLS, trusting this authority");
  app.add_option("--tls-certificate", session.connection.tls_certificate, "PEM file to show");
  app.add_option("--tls-key", session.connection.tls_key, "PEM file: its private key");
  app.footer(
      "Examples:\n"
      "  parallax import news articles/*.html wire.jsonl\n"
      "  parallax report news\n"
      "  parallax claims news --stated \"China controls 90% of rare earth refining\"\n"
      "  parallax stance news --target China --json\n"
      "  parallax export news --output news.jsonl\n"
      "  parallax search news '稀土 OR \"rare earth\" -tariff'\n\n"
      "Exit codes: 0 done; 1 a local file failed; 2 wrong command line; 10 + the gRPC code of the\n"
      "server's error (13 INVALID_ARGUMENT, 15 NOT_FOUND, 24 UNAVAILABLE).\n");
  AddImportCommand(app, session, exit_code);
  AddImportFilesCommand(app, session, exit_code);
  AddCorpusCommands(app, session, exit_code);
  AddCatalogCommands(app, session, exit_code);
  AddFeedCommands(app, session, exit_code);
  AddCareCommands(app, session, exit_code);
  AddAnalysisCommands(app, session, exit_code);
  AddEvaluateCommand(app, session, exit_code);
  AddPluginCommands(app, session, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    // CLI11 misses the subcommand before it sees what stands in its place; the values of options it has
    // taken away.
    if (const std::vector<std::string> left = app.remaining(); app.get_subcommands().empty() && !left.empty()) {
      std::cerr << "parallax: no command \"" << left.front() << "\"; parallax --help lists them\n";
      return kExitUsage;
    }
    return app.exit(error, std::cout, std::cerr) == 0 ? 0 : kExitUsage;
  } catch (const CLI::ParseError& error) {
    return app.exit(error, std::cout, std::cerr) == 0 ? 0 : kExitUsage;
  }
  return exit_code;
}
