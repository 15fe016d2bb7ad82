#include "tests/stance/stance_cases.h"

#include <fstream>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace parallax {
namespace {

std::string HolderOf(const Stance& stance) {
  switch (stance.holder.kind) {
    case HolderKind::kOutlet:
      return "OUTLET";
    case HolderKind::kRole:
      return "ROLE:" + stance.holder.name;
    case HolderKind::kActor:
      return stance.holder.entity;
  }
  return "?";
}

std::string TargetOf(const Stance& stance) {
  return stance.target.entity.empty() ? absl::StrCat("\"", stance.target.text, "\"")
                                      : stance.target.entity;
}

char SignOf(const Stance& stance) {
  switch (stance.sign) {
    case Sign::kAgainst:
      return '-';
    case Sign::kFor:
      return '+';
    case Sign::kMixed:
      return '~';
    case Sign::kNeutral:
      return '0';
  }
  return '?';
}

ExpectedStance ReadStance(const std::string& where, const std::string& line) {
  std::vector<std::string> columns;
  for (absl::string_view column : absl::StrSplit(line, '|')) {
    columns.emplace_back(absl::StripAsciiWhitespace(column));
  }
  if (columns.size() != 6 || columns[1].size() != 1) {
    throw std::runtime_error(where + ": needs holder | sign | target | low-high | reason | words");
  }
  const std::vector<std::string> range = absl::StrSplit(columns[3], '-');
  ExpectedStance expected{columns[0], columns[1][0], columns[2], 0, 0, columns[4], columns[5]};
  if (range.size() != 2 || !absl::SimpleAtoi(range[0], &expected.low) ||
      !absl::SimpleAtoi(range[1], &expected.high)) {
    throw std::runtime_error(where + ": strength is low-high in thousandths");
  }
  return expected;
}

// "frame.*" fits every frame.
bool ReasonFits(const std::string& expected, const std::string& reason) {
  return expected.back() == '*' ? absl::StartsWith(reason, expected.substr(0, expected.size() - 1))
                                : reason == expected;
}

bool Fits(const ExpectedStance& expected, const Stance& stance, const std::string& text) {
  const std::string evidence =
      text.substr(stance.span.begin, stance.span.end - stance.span.begin);
  return HolderOf(stance) == expected.holder && SignOf(stance) == expected.sign &&
         TargetOf(stance) == expected.target && stance.strength >= expected.low &&
         stance.strength <= expected.high &&
         ReasonFits(expected.reason, stance.reason) &&
         evidence.find(expected.evidence) != std::string::npos;
}

}  // namespace

std::vector<StanceCase> ReadStanceCases(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<StanceCase> cases;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#' || line == "none") continue;
    const std::string where = absl::StrCat(path.substr(path.rfind('/') + 1), ":", number);
    if (line[0] == '>') {
      cases.push_back({where, line.substr(2), {}});
    } else if (cases.empty()) {
      throw std::runtime_error(where + ": a stance before the first text");
    } else {
      cases.back().stances.push_back(ReadStance(where, line));
    }
  }
  return cases;
}

std::string Line(const Stance& stance, const std::string& text) {
  return absl::StrCat(HolderOf(stance), " ", std::string(1, SignOf(stance)), " ", TargetOf(stance),
                      " ", stance.strength, " ", stance.reason, " [",
                      text.substr(stance.span.begin, stance.span.end - stance.span.begin), "] ",
                      stance.rule, " \"", stance.cue, "\" ", stance.score.value_or(-1));
}

std::string CompareStances(const StanceCase& expected, const std::string& text,
                           const std::vector<Finding>& findings) {
  std::string differences;
  std::vector<const Stance*> left;
  for (const Finding& finding : findings) {
    if (const auto* stance = std::get_if<Stance>(&finding)) left.push_back(stance);
  }
  for (const ExpectedStance& wanted : expected.stances) {
    bool found = false;
    for (size_t i = 0; i < left.size() && !found; ++i) {
      if (!Fits(wanted, *left[i], text)) continue;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      found = true;
    }
    if (!found) {
      absl::StrAppend(&differences, "  missing: ", wanted.holder, " ", std::string(1, wanted.sign),
                      " ", wanted.target, " ", wanted.low, "-", wanted.high, " ", wanted.reason,
                      "\n");
    }
  }
  for (const Stance* stance : left) {
    absl::StrAppend(&differences, "  not expected: ", Line(*stance, text), "\n");
  }
  return differences;
}

}  // namespace parallax
