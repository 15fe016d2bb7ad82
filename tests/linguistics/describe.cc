#include "tests/linguistics/describe.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <fstream>

#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/numbers/quantities.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::linguistics {
namespace {

std::string Number(double value) {
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  char buffer[40];
  const auto end =
      std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::general, 7);
  return std::string(buffer, end.ptr);
}

void Join(std::string* out, const std::string& item) {
  if (!out->empty()) *out += " ; ";
  *out += item;
}

std::string OrDash(const std::string& text) { return text.empty() ? "-" : text; }

std::string Quote(const TokenSequence& tokens, plx_span_t span) {
  return "[" + std::string(tokens.Text(span)) + "]";
}

constexpr const char* kBounds[] = {"?",         "exactly",   "about", "at-least", "at-most",
                                   "more-than", "less-than", "nearly", "range"};
constexpr const char* kRoles[] = {"", " from", " to", " change"};
constexpr const char* kKinds[] = {"?", "cardinal", "ordinal", "fraction", "percent", "multiple"};
constexpr const char* kDateRoles[] = {"?",      "at",     "from",  "until",
                                      "within", "before", "after", "interval"};
constexpr const char* kCues[] = {"?",       "negation", "negative-verb", "weak-negation", "hedge",
                                 "hearsay", "plan",     "future",        "forecast",      "denial",
                                 "opinion", "necessity", "condition",    "attempt"};

}  // namespace

std::string DescribeNumerals(std::string_view text, Reading reading) {
  const TokenSequence tokens(text);
  std::string out;
  for (const Numeral& n : FindNumerals(tokens, reading)) {
    std::string item = Quote(tokens, n.span) + " " + kKinds[static_cast<int>(n.kind)] + " ";
    item += n.vague ? Number(n.low) + ".." + Number(n.high) : Number(n.value);
    if (n.determiner) item += " determiner";
    Join(&out, item);
  }
  return OrDash(out);
}

std::string DescribeQuantities(std::string_view text, Reading reading) {
  const TokenSequence tokens(text);
  std::string out;
  for (const Quantity& q : FindQuantities(tokens, {.reading = reading})) {
    std::string item = Quote(tokens, q.span) + " " + kBounds[static_cast<int>(q.bound)] + " " +
                       Number(q.value) + " [" + Number(q.low) + "," + Number(q.high) + "]";
    if (!q.unit.empty()) item += " " + q.unit;
    item += kRoles[static_cast<int>(q.role)];
    if (q.change == ChangeSign::kIncrease) item += " up";
    if (q.change == ChangeSign::kDecrease) item += " down";
    if (q.base_span.begin < q.base_span.end)
      item += " of {" + std::string(tokens.Text(q.base_span)) + "}";
    if (q.determiner) item += " determiner";
    if (q.reference_scale) item += " scale";
    Join(&out, item);
  }
  return OrDash(out);
}

std::string DescribeDates(std::string_view text, std::string_view published, Reading reading) {
  const TokenSequence tokens(text);
  std::string out;
  for (const DateExpression& d : FindDates(tokens, ParseDate(published).value_or(Date{}), reading)) {
    const std::string iso = Iso(d);
    std::string item = Quote(tokens, d.span) + " " + (iso.empty() ? "?" : iso) + " " +
                       kDateRoles[static_cast<int>(d.role)];
    if (d.impossible) item += " impossible";
    if (d.duration_only) item += " duration";
    if (d.approximate) item += " approximate";
    if (d.has_time) item += " time";
    Join(&out, item);
  }
  return OrDash(out);
}

std::string DescribeCues(std::string_view text) {
  const TokenSequence tokens(text);
  std::string out;
  for (const Cue& cue : FindCues(tokens)) {
    std::string item = Quote(tokens, cue.span) + " " + kCues[static_cast<int>(cue.kind)];
    if (cue.scope.begin < cue.scope.end)
      item += " {" + std::string(tokens.Text(cue.scope)) + "}";
    Join(&out, item);
  }
  return OrDash(out);
}

std::string DescribeConcepts(std::string_view text) {
  return OrDash(ConceptKey(ExtractTerms(TokenSequence(text))));
}

std::vector<std::vector<std::string>> ReadGolden(const std::string& name,
                                                 std::vector<int>* lines) {
  std::vector<std::vector<std::string>> rows;
  lines->clear();
  std::ifstream file(std::string(PARALLAX_TEST_DATA) + "/golden/linguistics/" + name);
  EXPECT_TRUE(file.is_open()) << "cannot read golden file " << name;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells;
    for (size_t begin = 0; begin <= line.size();) {
      const size_t tab = std::min(line.find('\t', begin), line.size());
      cells.push_back(line.substr(begin, tab - begin));
      begin = tab + 1;
    }
    rows.push_back(std::move(cells));
    lines->push_back(number);
  }
  return rows;
}

}  // namespace plx::linguistics
