#include "plugins/sdk/validator/bench.h"

#include <algorithm>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/text/utf8.h"

namespace parallax::validator {
namespace {

constexpr size_t kSizes[] = {1 << 10, 8 << 10, 64 << 10};
constexpr size_t kBatches[] = {1, 32};
constexpr size_t kDocuments = 32;

// Seconds that one call of `body` takes: the fastest of as many as the time allows, at least three.
double Fastest(double seconds, const std::function<void()>& body) {
  const absl::Time start = absl::Now();
  absl::Duration best = absl::InfiniteDuration();
  for (int round = 0; round < 3 || absl::Now() - start < absl::Seconds(seconds); ++round) {
    const absl::Time before = absl::Now();
    body();
    best = std::min(best, absl::Now() - before);
  }
  return absl::ToDoubleSeconds(best);
}

// Documents of about `bytes` that begin at different places of the sample text.
std::vector<std::string> Texts(size_t bytes) {
  std::vector<std::string> texts;
  const std::string source = LargeText(bytes + 8 * kDocuments);
  for (size_t i = 0; i < kDocuments; ++i) {
    const size_t begin = text::FloorBoundary(source, 8 * i);
    texts.emplace_back(text::CutAtBoundary(absl::string_view(source).substr(begin), bytes));
  }
  return texts;
}

}  // namespace

int Bench(const Settings& settings, double seconds, bool json) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) {
    std::cerr << "plx-validate: " << subject.status().message() << "\n";
    return 1;
  }
  const auto analyzer = (*subject)->NewAnalyzer();
  if (!analyzer.ok()) {
    std::cerr << "plx-validate: " << analyzer.status().message() << "\n";
    return 1;
  }
  if (!json) {
    std::cout << absl::StrFormat("%-10s %6s %14s %10s %16s\n", "document", "batch", "us/document",
                                 "MB/s", "x of text pass");
  }
  for (const size_t size : kSizes) {
    const std::vector<std::string> texts = Texts(size);
    std::vector<Case> cases = (*subject)->Cases(texts);
    const double floor = Fastest(seconds, [&] { (*subject)->Cases(texts); }) / kDocuments;
    size_t bytes = 0;
    for (const Case& c : cases) bytes += c.document->text().size();
    for (const size_t batch : kBatches) {
      const double each =
          Fastest(seconds, [&] { RunRaw(**analyzer, cases, batch); }) / kDocuments;
      const double rate = static_cast<double>(bytes) / kDocuments / each / 1e6;
      if (json) {
        std::cout << nlohmann::ordered_json{{"document_bytes", size},
                                            {"batch", batch},
                                            {"seconds_per_document", each},
                                            {"megabytes_per_second", rate},
                                            {"ratio_to_text_pass", each / floor}}
                         .dump()
                  << "\n";
      } else {
        std::cout << absl::StrFormat("%7d KB %6d %14.1f %10.2f %16.2f\n", size >> 10, batch,
                                     each * 1e6, rate, each / floor);
      }
    }
  }
  return 0;
}

}  // namespace parallax::validator
