// plx-validate: tells an author of a plugin what is wrong with it, and what to do.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "plugins/sdk/validator/bench.h"
#include "plugins/sdk/validator/fuzz.h"
#include "plugins/sdk/validator/report.h"
#include "plugins/sdk/validator/subject/other_process.h"
#include "plugins/sdk/validator/waivers.h"

namespace parallax::validator {
namespace {

constexpr int kInvalid = 1;
constexpr int kUsage = 2;

struct Arguments {
  Settings settings;
  RunOptions run;
  std::vector<std::string> only;
  std::string waivers;
  std::string junit;
  std::string colour = "auto";
  bool json = false;
  bool list = false;
};

int UsageError(const std::string& message) {
  std::cerr << "plx-validate: " << message << "\n";
  return kUsage;
}

bool Colour(const std::string& wanted) {
  if (wanted != "auto") return wanted == "always";
  return isatty(STDOUT_FILENO) && std::getenv("NO_COLOR") == nullptr;
}

// A check's id, or its group.
bool Selected(const Check& check, const std::vector<std::string>& only) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& name) {
           return name == check.id || absl::StartsWith(check.id, name + ".");
         });
}

absl::StatusOr<std::vector<const Check*>> Select(const std::vector<std::string>& only) {
  for (const std::string& name : only) {
    const std::vector<Check>& all = AllChecks();
    if (std::none_of(all.begin(), all.end(), [&](const Check& c) { return Selected(c, {name}); })) {
      return absl::NotFoundError(
          absl::StrCat("there is no check and no group \"", name, "\"; --list shows them"));
    }
  }
  std::vector<const Check*> checks;
  for (const Check& check : AllChecks()) {
    if (Selected(check, only)) checks.push_back(&check);
  }
  return checks;
}

void List(const std::vector<const Check*>& checks) {
  for (const Check* check : checks) std::cout << absl::StrFormat("%-27s %s\n", check->id, check->rule);
}

int Validate(const Arguments& arguments) {
  const auto checks = Select(arguments.only);
  if (!checks.ok()) return UsageError(std::string(checks.status().message()));
  if (arguments.list) {
    List(*checks);
    return 0;
  }
  if (arguments.settings.plugin.empty()) return UsageError("which plugin? Give its file, or --help");
  Waivers waivers;
  if (!arguments.waivers.empty()) {
    auto read = ReadWaivers(arguments.waivers);
    if (!read.ok()) return UsageError(std::string(read.status().message()));
    waivers = *std::move(read);
  }
  Table table(std::cout, Colour(arguments.colour));
  std::vector<CheckResult> results =
      RunChecks(*checks, arguments.settings, arguments.run, [&](const CheckResult& result) {
        CheckResult shown = result;
        Waive(waivers, shown);
        if (!arguments.json) table.Row(shown);
      });
  for (CheckResult& result : results) Waive(waivers, result);
  if (arguments.json) {
    std::cout << Json(results, arguments.settings) << "\n";
  } else {
    table.Sum(results, arguments.settings);
  }
  if (!arguments.junit.empty()) {
    std::ofstream out(arguments.junit, std::ios::binary);
    out << JUnit(results, arguments.settings);
    if (!out.flush()) return UsageError("cannot write " + arguments.junit);
  }
  return CountsOf(results).failed == 0 ? 0 : kInvalid;
}

absl::Status ReadTexts(Settings& settings) {
  for (const std::string& file : settings.text_files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return absl::NotFoundError(absl::StrCat("cannot read the text ", file));
    settings.texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return absl::OkStatus();
}

void AddSettings(CLI::App& app, Settings& settings, bool plugin_required) {
  auto* const plugin = app.add_option("PLUGIN", settings.plugin, "the plugin's file (.so)");
  if (plugin_required) plugin->required();
  app.add_option("--config", settings.config, "configuration of the model, a JSON object");
  app.add_option("--with", settings.with,
                 "a plugin that finds a layer which this one consumes; may be repeated, in order. "
                 "Without it, stand-ins made from the text")
      ->allow_extra_args(false);
  app.add_option("--text", settings.text_files,
                 "a file with text of its kind, used beside the built-in ones; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--seed", settings.seed, "of everything random")->capture_default_str();
  app.add_option("--level", settings.level, "1 (quick) to 10 (thorough)")
      ->check(CLI::Range(1, 10))
      ->capture_default_str();
}

int Main(int argc, char** argv) {
  Arguments arguments;
  arguments.run.jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  CLI::App app("Tries to break a Parallax plugin, and says what is wrong and what to do.",
               "plx-validate");
  app.set_version_flag("--version", std::string("plx-validate ") + PARALLAX_VERSION);
  AddSettings(app, arguments.settings, false);
  app.add_option("--only", arguments.only, "checks or groups, separated by commas")->delimiter(',');
  app.add_flag("--list", arguments.list, "print the checks and their rules, and run nothing");
  app.add_option("--waivers", arguments.waivers,
                 "file of lines \"check.id: reason\": these may fail");
  app.add_flag("--json", arguments.json, "one JSON object with all results, for programs");
  app.add_option("--junit", arguments.junit, "also write the results to this file, for CI servers");
  app.add_option("--jobs,-j", arguments.run.jobs, "checks at a time")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("--timeout", arguments.run.timeout_seconds, "seconds for one check")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_flag("--in-process", arguments.run.in_process,
               "run the checks here and not each in its own process: for a debugger");
  app.add_option("--color", arguments.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.footer(
      "Examples:\n"
      "  plx-validate build/plugins/hello.so\n"
      "  plx-validate claims.so --with entities.so --text article.txt\n"
      "  plx-validate hello.so --only input,limits.cancel --seed 7\n"
      "  plx-validate hello.so --waivers waivers.txt --junit results.xml\n"
      "  plx-validate fuzz hello.so --seconds 600\n"
      "  plx-validate bench hello.so\n\n"
      "Exit codes: 0 all passed (or are waived, or do not apply); 1 a check failed; 2 wrong command "
      "line.");

  FuzzOptions fuzz_options;
  CLI::App* const fuzz = app.add_subcommand("fuzz", "random documents until one breaks it");
  AddSettings(*fuzz, arguments.settings, true);
  fuzz->add_option("--seconds", fuzz_options.seconds, "how long")->capture_default_str();
  fuzz->add_option("--count", fuzz_options.count, "how many documents; 0: until the time is up");
  fuzz->add_option("--keep", fuzz_options.keep, "folder for the text that breaks it")
      ->capture_default_str();
  fuzz->add_option("--timeout", fuzz_options.timeout_seconds, "seconds for one document")
      ->capture_default_str();

  double bench_seconds = 1;
  bool bench_json = false;
  CLI::App* const bench = app.add_subcommand("bench", "its speed, as a ratio to the host's own work");
  AddSettings(*bench, arguments.settings, true);
  bench->add_option("--seconds", bench_seconds, "of each row")->capture_default_str();
  bench->add_flag("--json", bench_json, "one JSON object per row");

  std::string question, confinement;
  CLI::App* const other = app.add_subcommand(kOtherProcessCommand, "")->group("");
  other->add_option("question", question)->required();
  other->add_option("confinement", confinement)->required();
  AddSettings(*other, arguments.settings, true);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (const absl::Status read = ReadTexts(arguments.settings); !read.ok()) {
    return UsageError(std::string(read.message()));
  }
  if (other->parsed()) return AnswerForOtherProcess(arguments.settings, question, confinement);
  if (fuzz->parsed()) return Fuzz(arguments.settings, fuzz_options);
  if (bench->parsed()) return Bench(arguments.settings, bench_seconds, bench_json);
  return Validate(arguments);
}

}  // namespace
}  // namespace parallax::validator

int main(int argc, char** argv) { return parallax::validator::Main(argc, argv); }
