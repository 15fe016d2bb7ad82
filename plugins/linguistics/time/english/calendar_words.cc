#include "plugins/linguistics/time/english/calendar_words.h"

#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics::english {

int MonthOf(const TokenSequence& tokens, size_t i) {
  static constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                                 "may",       "june",     "july",     "august",
                                                 "september", "october",  "november", "december"};
  static constexpr std::string_view kShort[] = {"jan", "feb", "mar", "apr", "",    "jun",
                                                "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string_view w = tokens.Word(i);
  if (w.size() < 3) return 0;
  for (int m = 0; m < 12; ++m) {
    // Lower case is taken for full names that are no other word.
    if (w == kMonths[m] && (tokens[i].capitalized || (w != "march" && w != "may" && w != "august")))
      return m + 1;
    if (w == kShort[m] && tokens[i].capitalized) return m + 1;
  }
  return w == "sept" && tokens[i].capitalized ? 9 : 0;
}

int WeekdayOf(std::string_view w) {
  static constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
  for (int d = 0; d < 7; ++d) {
    if (w == kDays[d]) return d + 1;
  }
  return 0;
}

TimeUnit UnitOf(std::string_view w) {
  if (w.size() > 2 && w.substr(w.size() - 2) == "'s") w.remove_suffix(2);
  if (w.size() > 2 && w.substr(w.size() - 2) == "s'") w.remove_suffix(1);
  if (w == "day" || w == "days") return TimeUnit::kDay;
  if (w == "week" || w == "weeks") return TimeUnit::kWeek;
  if (w == "month" || w == "months") return TimeUnit::kMonth;
  if (w == "quarter" || w == "quarters") return TimeUnit::kQuarter;
  if (w == "year" || w == "years") return TimeUnit::kYear;
  if (w == "decade" || w == "decades") return TimeUnit::kDecade;
  if (w == "century" || w == "centuries") return TimeUnit::kCentury;
  return TimeUnit::kNone;
}

int YearAt(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) != TokenKind::kNumber) return 0;
  const std::string_view w = tokens.Word(i);
  if (w.size() != 4) return 0;
  int value = 0;
  for (const char c : w) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return 0;
    value = value * 10 + (c - '0');
  }
  return value >= 1800 && value < 2200 ? value : 0;
}

int DayAt(const TokenSequence& tokens, size_t i, size_t* end) {
  if (tokens.Kind(i) != TokenKind::kNumber || tokens.Word(i).size() > 2) return 0;
  int value = 0;
  for (const char c : tokens.Word(i)) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return 0;
    value = value * 10 + (c - '0');
  }
  *end = i + 1;
  if (tokens.Glued(i + 1) && IsAnyOf(tokens.Word(i + 1), {"st", "nd", "rd", "th"})) *end = i + 2;
  return value >= 1 && value <= 39 ? value : 0;
}

bool MayBeginPeriod(std::string_view word) {
  static const WordSet words = {
      "today",    "yesterday", "tomorrow", "tonight",   "last",     "past",     "previous", "recent",   "prior",
      "next",     "coming",    "upcoming", "following", "this",     "current",  "january",  "february", "march",
      "april",    "may",       "june",     "july",      "august",   "september", "october", "november", "december",
      "jan",      "feb",       "mar",      "apr",       "jun",      "jul",      "aug",      "sep",      "sept",
      "oct",      "nov",       "dec",      "monday",    "tuesday",  "wednesday", "thursday", "friday",  "saturday",
      "sunday"};
  const bool quarter = word.size() == 2 && word[0] == 'q';
  return quarter || words.Contains(word) || MayBeginNumeral(word);
}

bool MayBeginDate(std::string_view word) {
  static const WordSet introductions = {
      "starting", "beginning", "effective", "as",     "since",     "from",   "by",         "until",  "till",
      "through",  "before",    "after",     "within", "inside",    "between", "pre",       "post",   "mid",
      "in",       "on",        "at",        "during", "over",      "for",    "throughout", "around", "about",
      "the",      "early",     "earlier",   "late",   "later",     "end"};
  return introductions.Contains(word) || MayBeginPeriod(word);
}

}  // namespace plx::linguistics::english
