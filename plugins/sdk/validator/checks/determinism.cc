// Results depend on document, configuration and options: nothing else. Each round runs on a model of
// its own, so that what is left from an earlier one cannot hide or make a difference.
#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <ctime>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/subject.h"

namespace parallax::validator {
namespace {

constexpr const char* kChangeRemedy =
    "let results follow from document, configuration and options alone (plx/plugin.h, analyze)";

// The ordinary documents, and random ones.
std::vector<Case> MixedCases(const Subject& subject) {
  std::vector<std::string> texts;
  for (const Case& c : subject.OrdinaryCases()) texts.emplace_back(c.document->text());
  Random random(subject.settings().seed);
  for (int i = 0; i < 3 * subject.settings().level; ++i) texts.push_back(RandomText(random));
  return subject.Cases(texts);
}

// What a new model answers.
absl::StatusOr<std::vector<Answer>> Fresh(const Subject& subject, absl::Span<const Case> cases,
                                          size_t batch = 1) {
  const auto analyzer = subject.NewAnalyzer();
  if (!analyzer.ok()) return analyzer.status();
  return Run(**analyzer, cases, batch);
}

Outcome Same(const std::vector<Answer>& a, absl::string_view first, const std::vector<Answer>& b,
             absl::string_view second) {
  const std::string difference = Difference(a, first, b, second);
  return difference.empty() ? Pass() : Fail(difference, kChangeRemedy);
}

// Runs `body(subject, cases, baseline)` after a baseline of one document a call.
template <typename Body>
Outcome AgainstBaseline(const Settings& settings, Body&& body) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const std::vector<Case> cases = MixedCases(**subject);
  const auto baseline = Fresh(**subject, cases);
  if (!baseline.ok()) return CannotLoad(baseline.status());
  return body(**subject, cases, *baseline);
}

}  // namespace

Outcome DeterminismRuns(const Settings& settings) {
  return AgainstBaseline(settings, [](const Subject& subject, const std::vector<Case>& cases,
                                      const std::vector<Answer>& baseline) {
    const auto analyzer = subject.NewAnalyzer();
    if (!analyzer.ok()) return CannotLoad(analyzer.status());
    for (const char* round : {"on a new model", "the second time", "the third time",
                              "the fourth time", "the fifth time"}) {
      Outcome outcome = Same(baseline, "the first time", Run(**analyzer, cases), round);
      if (outcome.state == State::kFailed) return outcome;
    }
    return Pass();
  });
}

Outcome DeterminismBatchSize(const Settings& settings) {
  return AgainstBaseline(settings, [](const Subject& subject, const std::vector<Case>& cases,
                                      const std::vector<Answer>& baseline) {
    for (const size_t batch : {size_t{2}, size_t{7}, cases.size()}) {
      const auto answers = Fresh(subject, cases, batch);
      if (!answers.ok()) return CannotLoad(answers.status());
      Outcome outcome =
          Same(baseline, "in batches of one", *answers, absl::StrCat("in batches of ", batch));
      if (outcome.state == State::kFailed) return outcome;
    }
    return Pass();
  });
}

Outcome DeterminismOrder(const Settings& settings) {
  return AgainstBaseline(settings, [&](const Subject& subject, const std::vector<Case>& cases,
                                       const std::vector<Answer>& baseline) {
    Random random(settings.seed);
    std::vector<size_t> order(cases.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::reverse(order.begin(), order.end());
    for (int round = 0; round < 1 + settings.level; ++round) {
      std::vector<Case> shuffled;
      for (const size_t i : order) shuffled.push_back(cases[i]);
      const auto answers = Fresh(subject, shuffled);
      if (!answers.ok()) return CannotLoad(answers.status());
      std::vector<Answer> sorted(cases.size());
      for (size_t i = 0; i < order.size(); ++i) sorted[order[i]] = (*answers)[i];
      Outcome outcome = Same(baseline, "in the given order", sorted, "in another order");
      if (outcome.state == State::kFailed) return outcome;
      random.Shuffle(order);
    }
    return Pass();
  });
}

Outcome DeterminismThreads(const Settings& settings) {
  return AgainstBaseline(settings, [&](const Subject& subject, const std::vector<Case>& cases,
                                       const std::vector<Answer>& baseline) {
    constexpr size_t kThreads = 4;
    plugin::PluginOptions options;
    options.max_instances = kThreads;
    const auto analyzer = subject.NewAnalyzer(options);
    if (!analyzer.ok()) return CannotLoad(analyzer.status());
    for (int round = 0; round < settings.level; ++round) {
      std::vector<Answer> answers[kThreads];
      std::vector<std::thread> threads;
      for (std::vector<Answer>& own : answers) {
        threads.emplace_back([&] { own = Run(**analyzer, cases); });
      }
      for (std::thread& thread : threads) thread.join();
      for (const std::vector<Answer>& own : answers) {
        Outcome outcome = Same(baseline, "on one thread", own, "on four threads at once");
        if (outcome.state == State::kFailed) return outcome;
      }
    }
    return Pass();
  });
}

Outcome DeterminismLocale(const Settings& settings) {
  return AgainstBaseline(settings, [](const Subject& subject, const std::vector<Case>& cases,
                                      const std::vector<Answer>& baseline) {
    std::string tried;
    // A decimal comma, a lower-case i without its dot, and whatever is there.
    for (const char* name : {"C.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "zh_CN.UTF-8",
                             "en_US.UTF-8"}) {
      if (std::setlocale(LC_ALL, name) == nullptr) continue;
      absl::StrAppend(&tried, tried.empty() ? "" : ", ", name);
      const auto answers = Fresh(subject, cases);
      if (!answers.ok()) return CannotLoad(answers.status());
      Outcome outcome =
          Same(baseline, "in the C locale", *answers, absl::StrCat("in the locale ", name));
      if (outcome.state == State::kFailed) return outcome;
    }
    std::setlocale(LC_ALL, "C");
    if (tried.empty()) return Skip("this machine has no locale but C");
    return Pass(absl::StrCat("tried ", tried));
  });
}

Outcome DeterminismTimeZone(const Settings& settings) {
  return AgainstBaseline(settings, [](const Subject& subject, const std::vector<Case>& cases,
                                      const std::vector<Answer>& baseline) {
    // POSIX zones: no database of zones is needed.
    for (const char* zone : {"PLX-14", "PLX+12", "PLX-5:45"}) {
      setenv("TZ", zone, 1);
      tzset();
      const auto answers = Fresh(subject, cases);
      if (!answers.ok()) return CannotLoad(answers.status());
      Outcome outcome = Same(baseline, "in this machine's time zone", *answers,
                             absl::StrCat("in the zone TZ=", zone));
      if (outcome.state == State::kFailed) return outcome;
    }
    return Pass();
  });
}

}  // namespace parallax::validator
