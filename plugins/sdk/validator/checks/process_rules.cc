// What a plugin may not leave behind in the process: plx/plugin.h, "Forbidden".
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/process_state.h"
#include "plugins/sdk/validator/subject/subject.h"

namespace parallax::validator {
namespace {

constexpr absl::Duration kThreadEnd = absl::Seconds(2);

// Opens the plugin and lets it work; empty, or why it could not. With `destroyed`, the model is gone
// when it returns; `alive` holds it otherwise.
absl::Status Work(const Settings& settings, std::unique_ptr<Subject>& subject,
                  std::unique_ptr<plugin::PluginAnalyzer>& alive) {
  auto opened = Subject::Open(settings);
  if (!opened.ok()) return opened.status();
  subject = *std::move(opened);
  auto analyzer = subject->NewAnalyzer();
  if (!analyzer.ok()) return analyzer.status();
  alive = *std::move(analyzer);
  RunRaw(*alive, subject->OrdinaryCases());
  return absl::OkStatus();
}

// Fails with "it <did>: <what was added>" if the list is longer after the plugin worked.
Outcome Unchanged(const Settings& settings, std::vector<std::string> (*list)(), bool destroyed,
                  const char* did, const char* remedy) {
  const std::vector<std::string> before = list();
  std::unique_ptr<Subject> subject;
  std::unique_ptr<plugin::PluginAnalyzer> analyzer;
  const absl::Status worked = Work(settings, subject, analyzer);
  if (!worked.ok()) return CannotLoad(worked);
  if (destroyed) analyzer.reset();
  const std::string added = Added(before, list());
  return added.empty() ? Pass() : Fail(absl::StrCat("it ", did, ": ", added), remedy);
}

}  // namespace

Outcome LimitsThreads(const Settings& settings) {
  const size_t before = Threads().size();
  std::unique_ptr<Subject> subject;
  std::unique_ptr<plugin::PluginAnalyzer> analyzer;
  const absl::Status worked = Work(settings, subject, analyzer);
  if (!worked.ok()) return CannotLoad(worked);
  analyzer.reset();
  subject.reset();  // the plugins that it lends findings of have threads as well
  // A joined thread may be listed for a moment.
  const absl::Time start = absl::Now();
  while (Threads().size() > before && absl::Now() - start < kThreadEnd) usleep(1000);
  const size_t left = Threads().size() - before;
  if (left == 0) return Pass();
  return Fail(absl::StrCat(left, " of its threads live on after all instances were destroyed"),
              "join them in destroy_instance, or do without: the host runs instances in parallel");
}

Outcome LimitsSignals(const Settings& settings) {
  return Unchanged(settings, &SignalActions, false, "changed what signals do",
                   "leave signals to the host; it stops workers with them");
}

Outcome LimitsLocale(const Settings& settings) {
  const std::string before = Locale();
  std::unique_ptr<Subject> subject;
  std::unique_ptr<plugin::PluginAnalyzer> analyzer;
  const absl::Status worked = Work(settings, subject, analyzer);
  if (!worked.ok()) return CannotLoad(worked);
  if (Locale() == before) return Pass();
  return Fail(absl::StrCat("it changed the locale of the whole process from ", before, " to ",
                           Locale()),
              "use newlocale and uselocale, or functions without a locale (std::from_chars)");
}

Outcome LimitsEnvironment(const Settings& settings) {
  return Unchanged(settings, &Surroundings, false, "changed its surroundings",
                   "take settings from the configuration and files from host->data_dir");
}

Outcome LimitsFiles(const Settings& settings) {
  return Unchanged(settings, &OpenFiles, true, "left files open after its model was destroyed",
                   "close them in destroy_model; a reload makes one more each time");
}

}  // namespace parallax::validator
