#include "plugins/sdk/validator/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <new>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "plugins/sdk/validator/child.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/subject.h"

namespace parallax::validator {
namespace {

constexpr uint64_t kDocumentsPerProcess = 2000;
constexpr useconds_t kPollMicroseconds = 20'000;
constexpr absl::Duration kProgress = absl::Seconds(5);

std::string TextOf(uint64_t seed) {
  Random random(seed);
  return RandomText(random);
}

// Where the process is, seen by its parent after it has died.
struct Place {
  std::atomic<uint64_t> document{0};
  std::atomic<int64_t> since{0};  // when it began this one, in Unix nanoseconds
};

Outcome RunDocuments(const Settings& settings, uint64_t begin, uint64_t end, Place& place) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const auto analyzer = (*subject)->NewAnalyzer();
  if (!analyzer.ok()) return CannotLoad(analyzer.status());
  for (uint64_t i = begin; i < end; ++i) {
    place.since = absl::GetCurrentTimeNanos();
    place.document = i;
    const std::vector<Case> cases = (*subject)->Cases({TextOf(settings.seed + i)});
    const absl::Status defect = FirstDefect(RunRaw(**analyzer, cases));
    if (!defect.ok()) return Fail(std::string(defect.message()), "correct the code that emits it");
  }
  return Pass();
}

int Broke(const Settings& settings, const FuzzOptions& options, uint64_t document,
          const Outcome& outcome) {
  const uint64_t seed = settings.seed + document;
  const auto file = std::filesystem::path(options.keep) / absl::StrCat("fuzz-", seed, ".txt");
  std::ofstream(file, std::ios::binary) << TextOf(seed);
  std::cout << "broken by document " << document << ": " << outcome.message << "\n"
            << "  the text is in " << file.string() << "; to repeat it alone:\n"
            << "  plx-validate fuzz " << settings.plugin << " --seed " << seed << " --count 1\n";
  return 1;
}

}  // namespace

int Fuzz(const Settings& settings, const FuzzOptions& options) {
  void* const shared = mmap(nullptr, sizeof(Place), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) {
    std::cerr << "plx-validate: no shared memory\n";
    return 1;
  }
  Place& place = *new (shared) Place;
  const absl::Time start = absl::Now();
  absl::Time shown = start;
  uint64_t done = 0;
  const auto time_left = [&] {
    return options.count > 0 || absl::Now() - start < absl::Seconds(options.seconds);
  };
  while (time_left() && (options.count == 0 || done < options.count)) {
    uint64_t end = done + kDocumentsPerProcess;
    if (options.count > 0) end = std::min(end, options.count);
    place.since = absl::GetCurrentTimeNanos();
    Child child([&] { return RunDocuments(settings, done, end, place); }, absl::InfiniteDuration());
    std::optional<Outcome> outcome;
    while (!(outcome = child.Poll())) {
      const absl::Time now = absl::Now();
      const absl::Duration spent = now - absl::FromUnixNanos(place.since);
      if (spent > absl::Seconds(options.timeout_seconds)) {
        return Broke(settings, options, place.document,
                     Fail(absl::StrCat("it did not finish in ", options.timeout_seconds, " s"), ""));
      }
      if (now - shown >= kProgress) {
        shown = now;
        std::cerr << absl::StrFormat("%d documents, %.0f s\n", uint64_t{place.document},
                                     absl::ToDoubleSeconds(now - start));
      }
      if (!time_left()) break;
      usleep(kPollMicroseconds);
    }
    if (!outcome) {
      done = place.document;
      break;
    }
    if (outcome->state == State::kFailed) return Broke(settings, options, place.document, *outcome);
    done = end;
  }
  std::cout << absl::StrFormat("%d documents in %.0f s, none broke it (seeds %d to %d)\n", done,
                               absl::ToDoubleSeconds(absl::Now() - start), settings.seed,
                               settings.seed + (done > 0 ? done - 1 : 0));
  return 0;
}

}  // namespace parallax::validator
