#include "plugins/linguistics/time/spoken/words.h"

#include <array>
#include <utility>

#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics::spoken {
namespace {

// A name or at least its first `shortest` letters, with "sept", "tues", "thurs".
template <size_t kCount>
int Named(const std::array<std::string_view, kCount>& names, std::string_view word) {
  if (word.size() > 3 && word.back() == '.') word.remove_suffix(1);
  for (size_t k = 0; k < kCount; ++k) {
    const bool clipped = word.size() >= 3 && word.size() <= 5 &&
                         word == names[k].substr(0, word.size()) &&
                         (word.size() == 3 || word.size() == 4);
    if (word == names[k] || clipped || (word == "thurs" && names[k] == "thursday"))
      return static_cast<int>(k) + 1;
  }
  return 0;
}

}  // namespace

int MonthNamed(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  return Named(kMonths, word);
}

int WeekdayNamed(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  if (word.size() > 6 && word.back() == 's') word.remove_suffix(1);
  return Named(kDays, word);
}

Grain GrainAt(const TokenSequence& tokens, size_t i, size_t* end) {
  std::string_view w = tokens.Word(i);
  *end = i + 1;
  if (IsAnyOf(w, {"calendar", "fiscal", "financial"}) && tokens.Word(i + 1) == "year") {
    *end = i + 2;
    return Grain::kYear;
  }
  if (IsAnyOf(w, {"business", "working", "work"})) {
    *end = i + 2;
    const std::string_view unit = tokens.Word(i + 1);
    if (unit == "day" || unit == "days") return Grain::kBusinessDay;
    return unit == "week" || unit == "weeks" ? Grain::kWorkWeek : Grain::kNone;
  }
  if (w.size() > 2 && (w.substr(w.size() - 2) == "'s" || w.substr(w.size() - 2) == "s'"))
    w.remove_suffix(w.back() == 's' ? 2 : 1);
  if (w.size() > 3 && w.back() == 's') w.remove_suffix(1);
  static constexpr std::pair<std::string_view, Grain> kUnits[] = {
      {"day", Grain::kDay},         {"week", Grain::kWeek},
      {"weekend", Grain::kWeekend}, {"workweek", Grain::kWorkWeek},
      {"month", Grain::kMonth},     {"quarter", Grain::kQuarter},
      {"year", Grain::kYear},       {"decade", Grain::kDecade},
      {"century", Grain::kCentury}, {"fortnight", Grain::kFortnight},
      {"centurie", Grain::kCentury}};
  for (const auto& [name, grain] : kUnits) {
    if (name == w) return grain;
  }
  return Grain::kNone;
}

int YearToken(const TokenSequence& tokens, size_t i) {
  const std::string_view w = tokens.Word(i);
  if (tokens.Kind(i) != TokenKind::kNumber || w.size() != 4) return 0;
  int value = 0;
  for (const char c : w) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return 0;
    value = value * 10 + (c - '0');
  }
  return value >= 1500 && value < 2200 ? value : 0;
}

int IntegerToken(const TokenSequence& tokens, size_t i, size_t digits) {
  const std::string_view w = tokens.Word(i);
  if (tokens.Kind(i) != TokenKind::kNumber || w.size() > digits) return -1;
  int value = 0;
  for (const char c : w) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace plx::linguistics::spoken
