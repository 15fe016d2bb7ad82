#include "plugins/linguistics/time/english/calendar_words.h"

#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics::english {

int MonthOf(const TokenSequence& tokens, size_t i) {
  struct Month {
    int number = 0;
    bool capital = false;  // taken only with one: what is short, or another word too
  };
  static const WordMap<Month> months = {
      {"january", {1, false}},    {"february", {2, false}},   {"march", {3, true}},
      {"april", {4, false}},      {"may", {5, true}},         {"june", {6, false}},
      {"july", {7, false}},       {"august", {8, true}},      {"september", {9, false}},
      {"october", {10, false}},   {"november", {11, false}},  {"december", {12, false}},
      {"jan", {1, true}},         {"feb", {2, true}},         {"mar", {3, true}},
      {"apr", {4, true}},         {"jun", {6, true}},         {"jul", {7, true}},
      {"aug", {8, true}},         {"sep", {9, true}},         {"sept", {9, true}},
      {"oct", {10, true}},        {"nov", {11, true}},        {"dec", {12, true}}};
  const Month* month = months.Find(tokens.Word(i));
  return month != nullptr && (!month->capital || tokens[i].capitalized) ? month->number : 0;
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
      "today",   "yesterday", "tomorrow",  "tonight",  "last",     "past",   "previous", "recent",
      "prior",   "next",      "coming",    "upcoming", "following", "this",  "current",  "january",
      "february", "march",    "april",     "may",      "june",     "july",   "august",   "september",
      "october", "november",  "december",  "jan",      "feb",      "mar",    "apr",      "jun",
      "jul",     "aug",       "sep",       "sept",     "oct",      "nov",    "dec",      "monday",
      "tuesday", "wednesday", "thursday",  "friday",   "saturday", "sunday"};
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
