#include "plugins/sdk/validator/waivers.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::validator {

absl::StatusOr<Waivers> ParseWaivers(absl::string_view text) {
  Waivers waivers;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    const auto wrong = [&](absl::string_view what) {
      return absl::InvalidArgumentError(absl::StrCat("line ", number, ": ", what));
    };
    const size_t colon = line.find(':');
    const std::string id(absl::StripAsciiWhitespace(line.substr(0, colon)));
    const std::vector<Check>& checks = AllChecks();
    if (std::none_of(checks.begin(), checks.end(), [&](const Check& c) { return c.id == id; })) {
      return wrong(absl::StrCat("there is no check \"", id, "\"; --list shows them"));
    }
    const absl::string_view reason =
        colon == absl::string_view::npos ? "" : absl::StripAsciiWhitespace(line.substr(colon + 1));
    if (reason.empty()) {
      return wrong(absl::StrCat("the waiver of ", id, " has no reason: write \"", id, ": why\""));
    }
    if (!waivers.emplace(id, reason).second) return wrong(absl::StrCat(id, " stands twice"));
  }
  return waivers;
}

absl::StatusOr<Waivers> ReadWaivers(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read the waivers in ", path));
  absl::StatusOr<Waivers> waivers = ParseWaivers(std::string(std::istreambuf_iterator<char>(in), {}));
  if (waivers.ok()) return waivers;
  return absl::InvalidArgumentError(absl::StrCat(path, ", ", waivers.status().message()));
}

void Waive(const Waivers& waivers, CheckResult& result) {
  const auto waiver = waivers.find(result.check->id);
  if (waiver == waivers.end()) return;
  Outcome& outcome = result.outcome;
  if (outcome.state == State::kFailed) {
    outcome.state = State::kWaived;
    outcome.message = absl::StrCat(waiver->second, " (", outcome.message, ")");
  } else if (outcome.state == State::kPassed) {
    outcome.message = "it passes now: its waiver can go";
  }
}

}  // namespace parallax::validator
