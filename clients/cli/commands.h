// The commands of `parallax`. Each adds itself to the program and sets `exit_code` when it has run.
#ifndef PARALLAX_CLIENTS_CLI_COMMANDS_H_
#define PARALLAX_CLIENTS_CLI_COMMANDS_H_

#include <CLI/CLI.hpp>

#include "clients/cli/view/output.h"

namespace parallax::cli {

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
