// The commands of `parallax`. Each adds itself to the program and sets `exit_code` when it has run.
#ifndef PARALLAX_CLIENTS_CLI_COMMANDS_H_
#define PARALLAX_CLIENTS_CLI_COMMANDS_H_

#include <string>

#include <CLI/CLI.hpp>

#include "clients/cli/view/output.h"

namespace parallax::cli {

// What CLI11's own checks of numbers say ends in 308 digits.
inline const CLI::Validator kPositive(
    [](const std::string& text) {
      double number = 0;
      return CLI::detail::lexical_cast(text, number) && number > 0 ? "" : text + " is no number above 0";
    },
    "ABOVE 0");
inline const CLI::Validator kNotNegative(
    [](const std::string& text) {
      double number = 0;
      return CLI::detail::lexical_cast(text, number) && number >= 0 ? "" : text + " is no number from 0 up";
    },
    "FROM 0");
// A file, or - for standard input.
inline const CLI::Validator kFileOrStandardInput(
    [](const std::string& path) { return path == "-" ? std::string() : CLI::ExistingFile(path); }, "FILE");

// import
void AddImportCommand(CLI::App& app, const Session& session, int& exit_code);
// corpora, documents, show, delete, search
void AddCorpusCommands(CLI::App& app, const Session& session, int& exit_code);
// sources, feeds, copies, stats, history, undelete, purge
void AddCatalogCommands(CLI::App& app, const Session& session, int& exit_code);
// export, watch
void AddFeedCommands(CLI::App& app, const Session& session, int& exit_code);
// import-files
void AddImportFilesCommand(CLI::App& app, const Session& session, int& exit_code);
// backup, verify, rebuild-index, prune
void AddCareCommands(CLI::App& app, const Session& session, int& exit_code);
// analyzers, analyze, entities, claims, stance, report
void AddAnalysisCommands(CLI::App& app, const Session& session, int& exit_code);
// evaluate
void AddEvaluateCommand(CLI::App& app, const Session& session, int& exit_code);
// plugin new, inspect, load, list, quarantine, release
void AddPluginCommands(CLI::App& app, const Session& session, int& exit_code);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_COMMANDS_H_
