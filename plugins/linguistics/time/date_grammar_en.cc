#include <algorithm>
#include <cmath>

#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/date_grammar.h"

namespace plx::linguistics {
namespace {

bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

int MonthOf(const TokenSequence& tokens, size_t i) {
  static constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                                 "may",       "june",     "july",     "august",
                                                 "september", "october",  "november", "december"};
  static constexpr std::string_view kShort[] = {"jan", "feb", "mar", "apr", "", "jun",
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

// A year in digits: 1800..2199, four digits, no separator.
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

// Day of the month in digits with an optional ordinal ending; 0 if none.
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

class EnglishReader {
 public:
  EnglishReader(const TokenSequence& tokens, const Date& published, DateExpression* out)
      : tokens_(tokens), published_(published), out_(*out) {}

  bool Read(size_t first) {
    out_ = DateExpression{};
    out_.first = first;
    lead_ = {};
    size_t i = ReadPrepositions(first);
    const size_t start = i;
    i = ReadCore(i);
    if (i == start) return false;
    i = ReadRangeEnd(i);
    ReadTimeAfter(&i);
    if (IsAnyOf(tokens_.Word(i), {"onwards", "onward"})) {
      out_.role = DateRole::kFrom;
      ++i;
    }
    out_.end = i;
    ApplyRole();
    return true;
  }

 private:
  std::string_view W(size_t i) const { return tokens_.Word(i); }

  // Sets the role by what introduces the date; returns the first token of the date itself.
  size_t ReadPrepositions(size_t i) {
    size_t k = i;
    if (IsAnyOf(W(k), {"starting", "beginning", "effective", "as"})) {
      if (W(k) == "as" && (W(k + 1) != "of" && W(k + 1) != "from")) return i;
      out_.role = DateRole::kFrom;
      ++k;
      if (IsAnyOf(W(k), {"in", "from", "on", "of", "with"})) ++k;
      if (W(k - 1) == "of") out_.role = DateRole::kAt;
    } else if (IsAnyOf(W(k), {"since", "from"})) {
      out_.role = DateRole::kFrom;
      ++k;
    } else if (IsAnyOf(W(k), {"by", "until", "till", "through", "before", "after", "following"})) {
      out_.role = W(k) == "before"                          ? DateRole::kBefore
                  : W(k) == "after" || W(k) == "following" ? DateRole::kAfter
                                                            : DateRole::kUntil;
      ++k;
    } else if (IsAnyOf(W(k), {"within", "inside"})) {
      out_.role = DateRole::kWithin;
      ++k;
    } else if (IsAnyOf(W(k), {"between"})) {
      out_.role = DateRole::kInterval;
      ++k;
    } else if (IsAnyOf(W(k), {"pre", "post", "mid"}) && tokens_.Code(k + 1) == '-') {
      if (W(k) == "mid") {
        out_.approximate = true;
      } else {
        out_.role = W(k) == "pre" ? DateRole::kBefore : DateRole::kAfter;
      }
      return k + 2;
    } else if (IsAnyOf(W(k), {"in", "on", "at", "during", "over", "for", "throughout", "around", "about"})) {
      lead_ = W(k);
      if (IsAnyOf(lead_, {"around", "about"})) out_.approximate = true;
      ++k;
      out_.first = k;
    }
    if (W(k) == "the" && IsAnyOf(W(k + 1), {"end", "start", "beginning", "middle"}) && W(k + 2) == "of") {
      out_.approximate = true;
      k += 3;
    } else if (IsAnyOf(W(k), {"early", "late", "mid", "around", "about", "end", "earlier", "later"})) {
      out_.approximate = true;
      k += tokens_.Code(k + 1) == '-' ? 2 : 1;
      if (W(k) == "of") ++k;
      if (W(k) == "in" && IsAnyOf(W(k - 1), {"early", "late", "earlier", "later"})) ++k;
    }
    return k;
  }

  size_t ReadCore(size_t i) {
    if (i >= tokens_.size()) return i;
    for (const auto reader : {&EnglishReader::ReadMonthFirst, &EnglishReader::ReadDayFirst,
                              &EnglishReader::ReadQuarter, &EnglishReader::ReadRelative,
                              &EnglishReader::ReadDuration, &EnglishReader::ReadDecade,
                              &EnglishReader::ReadYear, &EnglishReader::ReadWeekday}) {
      const size_t end = (this->*reader)(i);
      if (end > i) return end;
    }
    return i;
  }

  void SetDate(const Date& date) { out_.begin = out_.end_date = date; }

  // "will open in November": a word of the future before the date in its clause.
  bool LooksAhead(size_t first) const {
    constexpr size_t kReach = 10;
    for (size_t i = first; i > 0 && first - i < kReach; --i) {
      const char32_t c = tokens_.Code(i - 1);
      if (c == '.' || c == ';' || tokens_[i - 1].line_start) return false;
      if (IsAnyOf(W(i - 1), {"will", "shall", "scheduled", "due", "set", "plans", "expected", "planned"}))
        return true;
    }
    return false;
  }

  void SetMonthDay(int month, int day, int year) {
    if (year != 0) {
      SetDate({year, month, day});
    } else {
      out_.relative = true;
      const bool ahead = out_.role == DateRole::kAt && LooksAhead(out_.first);
      Date date = ResolveMonth(published_, month, day, ahead ? DateRole::kUntil : out_.role);
      // A leap day without a year is that of the last leap year.
      while (date.known() && month == 2 && day == 29 && !IsPossible(date)) --date.year;
      SetDate(date);
    }
    const Date check{year != 0 ? year : 2024, month, day};
    if (!IsPossible(check)) {
      out_.impossible = true;
      SetDate({year, month, day});
    }
  }

  // "July 2023", "July 5, 2023", "July 5", "July".
  size_t ReadMonthFirst(size_t i) {
    const int month = MonthOf(tokens_, i);
    if (month == 0) return i;
    const bool ambiguous = month == 5 || month == 3;  // may, march
    size_t k = i + 1;
    const bool full = W(i).size() > 4 || IsAnyOf(W(i), {"july", "june", "may"});
    if (tokens_.Code(k) == '.' && tokens_.Glued(k) && !full) ++k;
    size_t after = k;
    int day = DayAt(tokens_, k, &after);
    const bool clock = tokens_.Code(after) == ':' && tokens_.Glued(after + 1);
    if (day != 0 && (clock || tokens_.Code(after) == '%')) day = 0;
    if (day != 0) k = after;
    size_t y = k;
    if (tokens_.Code(y) == ',') ++y;
    if (W(y) == "of" || W(y) == "in") ++y;
    int year = YearAt(tokens_, y);
    if (year != 0) {
      k = y + 1;
    } else if (W(k) == "last" && W(k + 1) == "year") {
      year = published_.year > 0 ? published_.year - 1 : 0;
      k += 2;
    } else if ((W(k) == "this" || W(k) == "next") && W(k + 1) == "year") {
      year = published_.year > 0 ? published_.year + (W(k) == "next") : 0;
      k += 2;
    } else if (W(k) == "of" && (W(k + 1) == "this" || W(k + 1) == "last" || W(k + 1) == "next") && W(k + 2) == "year") {
      year = published_.year > 0 ? published_.year + (W(k + 1) == "next" ? 1 : W(k + 1) == "last" ? -1 : 0) : 0;
      k += 3;
    }
    if (ambiguous && day == 0 && year == 0 && lead_.empty() && out_.role == DateRole::kAt) return i;
    SetMonthDay(month, day, year);
    return day != 0 ? ReadDayRange(k, month, year) : k;
  }

  // "July 5-8, 2023", "April 9 through 17": the second day of the same month.
  size_t ReadDayRange(size_t i, int month, int year) {
    const char32_t c = tokens_.Code(i);
    if (c != '-' && c != 0x2013 && W(i) != "to" && W(i) != "through") return i;
    size_t after = i + 1;
    const int last = DayAt(tokens_, i + 1, &after);
    if (last == 0 || last <= out_.begin.day || MonthOf(tokens_, after) != 0) return i;
    if (tokens_.Kind(after) == TokenKind::kWord && UnitOf(W(after)) != TimeUnit::kNone) return i;
    size_t y = tokens_.Code(after) == ',' ? after + 1 : after;
    const int stated = YearAt(tokens_, y);
    if (stated != 0) {
      out_.begin = {stated, month, out_.begin.day};
      out_.relative = false;
      after = y + 1;
    }
    out_.end_date = {stated != 0 ? stated : year != 0 ? year : out_.begin.year, month, last};
    if (!out_.end_date.known()) out_.end_date = {};
    out_.impossible = out_.impossible || (out_.end_date.known() && !IsPossible(out_.end_date));
    return after;
  }

  // "5 July 2023", "the 5th of July".
  size_t ReadDayFirst(size_t i) {
    size_t k = W(i) == "the" ? i + 1 : i;
    size_t after = k;
    const int day = DayAt(tokens_, k, &after);
    if (day == 0) return i;
    if (W(after) == "of") ++after;
    const int month = MonthOf(tokens_, after);
    if (month == 0) return i;
    k = after + 1;
    if (tokens_.Code(k) == ',') ++k;
    const int year = YearAt(tokens_, k);
    SetMonthDay(month, day, year);
    return year != 0 ? k + 1 : after + 1;
  }

  // "Q3 2024", "the third quarter of 2024", "the first half of 2025".
  size_t ReadQuarter(size_t i) {
    size_t k = W(i) == "the" ? i + 1 : i;
    int part = 0, months = 3;
    if (W(k).size() == 2 && W(k)[0] == 'q' && W(k)[1] >= '1' && W(k)[1] <= '4') {
      part = W(k)[1] - '0';
      ++k;
    } else {
      static constexpr std::string_view kOrdinals[] = {"first", "second", "third", "fourth"};
      for (int o = 0; o < 4; ++o) {
        if (W(k) == kOrdinals[o]) part = o + 1;
      }
      if (part == 0 || (W(k + 1) != "quarter" && W(k + 1) != "half")) return i;
      if (W(k + 1) == "half") months = 6;
      if (months == 6 && part > 2) return i;
      k += 2;
    }
    size_t y = k;
    if (W(y) == "of" || W(y) == "in" || tokens_.Code(y) == ',') ++y;
    int year = YearAt(tokens_, y);
    if (year != 0) {
      k = y + 1;
    } else if (IsAnyOf(W(y), {"this", "last", "next", "the"}) && W(y + 1) == "year") {
      out_.relative = true;
      year = published_.year == 0 ? 0 : published_.year + (W(y) == "next" ? 1 : W(y) == "last" ? -1 : 0);
      k = y + 2;
    } else {
      if (months == 6 && y == k) return i;  // the second half of anything
      if (months == 6) return i;
      out_.relative = true;
      year = published_.year;
      if (year != 0 && published_.month != 0 && (part - 1) * 3 + 1 > published_.month + 2) --year;
    }
    if (year != 0) {
      out_.begin = {year, (part - 1) * months + 1, 0};
      out_.end_date = {year, part * months, 0};
    }
    return k;
  }

  // today, "last week", "next year", "this July", "two years ago".
  size_t ReadRelative(size_t i) {
    const std::string_view w = W(i);
    if (IsAnyOf(w, {"today", "yesterday", "tomorrow", "tonight"})) {
      SetPeriod(published_, TimeUnit::kDay, w == "yesterday" ? -1 : w == "tomorrow" ? 1 : 0, &out_);
      return i + 1;
    }
    size_t k = W(i) == "the" ? i + 1 : i;
    int direction = 0;
    if (IsAnyOf(W(k), {"last", "past", "previous", "recent", "prior"})) {
      direction = -1;
    } else if (IsAnyOf(W(k), {"next", "coming", "upcoming", "following"})) {
      direction = 1;
    } else if (!IsAnyOf(W(k), {"this", "current"})) {
      return k > i ? i : ReadAgo(i);
    }
    if (W(k) == "following" && k == i) return i;
    const std::string_view word = W(k + 1);
    const int weekday = WeekdayOf(word);
    if (weekday != 0) {
      out_.relative = true;
      SetDate(ResolveWeekday(published_, weekday, direction > 0 ? 1 : 0, direction < 0));
      return k + 2;
    }
    if (const int month = MonthOf(tokens_, k + 1)) {
      out_.relative = true;
      if (published_.known()) {
        int year = published_.year;
        if (published_.month != 0 && direction < 0 && month >= published_.month) --year;
        if (published_.month != 0 && direction > 0 && month <= published_.month) ++year;
        SetDate({year, month, 0});
      }
      return k + 2;
    }
    if (word == "weekend") {
      out_.relative = true;
      const int week = direction > 0 ? 1 : direction < 0 ? -1 : 0;
      out_.begin = ResolveWeekday(published_, 6, week, false);
      out_.end_date = ResolveWeekday(published_, 7, week, false);
      return k + 2;
    }
    const TimeUnit unit = UnitOf(word);
    if (unit != TimeUnit::kNone && word.back() != 's') {
      if (unit == TimeUnit::kDay && direction != 0) return i;
      // "the past year", "the next decade" are stretches; "the last quarter" is a quarter.
      const bool stretch = unit >= TimeUnit::kYear && k > i && direction != 0 && W(k) != "following";
      if (W(k) == "past" || stretch) {
        SetStretch(direction < 0 ? -1 : 1, unit);
      } else {
        SetPeriod(published_, unit, direction, &out_);
      }
      return k + 2;
    }
    size_t after = k + 1;
    const int count = CountAt(k + 1, &after);
    if (count > 0 && UnitOf(W(after)) != TimeUnit::kNone) {
      SetStretch(direction * count, UnitOf(W(after)));
      return after + 1;
    }
    return i;
  }

  // From publication `count` units forward or back.
  void SetStretch(int count, TimeUnit unit) {
    out_.relative = true;
    if (!published_.known()) return;
    const Date other = Plus(published_, unit, count);
    out_.begin = count < 0 ? other : published_;
    out_.end_date = count < 0 ? published_ : other;
    out_.role = count < 0 ? DateRole::kInterval : DateRole::kWithin;
  }

  // A positive whole count in words or digits.
  int CountAt(size_t i, size_t* end) const { return ReadInteger(tokens_, i, end); }

  // "two years ago", "three months earlier".
  size_t ReadAgo(size_t i) {
    size_t after = i;
    int count = 1;
    if (W(i) == "a" || W(i) == "an") {
      after = i + 1;
    } else {
      count = CountAt(i, &after);
    }
    if (count <= 0) return i;
    const TimeUnit unit = UnitOf(W(after));
    if (unit == TimeUnit::kNone) return i;
    if (W(after + 1) == "ago") {
      out_.relative = true;
      if (published_.known()) SetDate(Shift(published_, unit == TimeUnit::kWeek ? TimeUnit::kWeek : unit, -count));
      return after + 2;
    }
    if (IsAnyOf(W(after + 1), {"earlier", "later", "before", "after"})) {
      if (IsAnyOf(W(after + 1), {"before", "after"})) return i;
      out_.relative = true;  // relative to another event: not resolved
      return after + 2;
    }
    return i;
  }

  // "within five years", "for 13 years", "in two weeks": only after such a preposition.
  size_t ReadDuration(size_t i) {
    const bool within = out_.role == DateRole::kWithin;
    if (!within && lead_ != "for" && lead_ != "in") return i;
    size_t after = i;
    int count = 1;
    if (W(i) == "a" || W(i) == "an" || W(i) == "the") {
      after = i + 1;
    } else {
      count = CountAt(i, &after);
    }
    if (count <= 0) return i;
    const TimeUnit unit = UnitOf(W(after));
    if (unit == TimeUnit::kNone) return i;
    if (within) {
      SetStretch(count, unit);
      out_.role = DateRole::kWithin;
    } else {
      out_.duration_only = true;
      out_.relative = true;
    }
    return after + 1;
  }

  // "the 1990s", "the 21st century".
  size_t ReadDecade(size_t i) {
    const size_t k = W(i) == "the" ? i + 1 : i;
    const int year = YearAt(tokens_, k);
    if (year != 0 && year % 10 == 0 && tokens_.Glued(k + 1) && (W(k + 1) == "s" || W(k + 1) == "'s")) {
      out_.begin = {year, 0, 0};
      out_.end_date = {year + 9, 0, 0};
      return k + 2;
    }
    const std::optional<Numeral> n = NumeralAt(tokens_, k);
    if (n && n->kind == NumeralKind::kOrdinal && W(n->end) == "century" && n->value > 10 && n->value < 23) {
      const int first = (static_cast<int>(n->value) - 1) * 100 + 1;
      out_.begin = {first, 0, 0};
      out_.end_date = {first + 99, 0, 0};
      return n->end + 1;
    }
    return i;
  }

  size_t ReadYear(size_t i) {
    const int year = YearAt(tokens_, i);
    if (year == 0) return i;
    if (tokens_.Glued(i) && tokens_.Code(i - 1) != '-' && tokens_.Code(i - 1) != '(' &&
        tokens_.Kind(i - 1) != TokenKind::kHan)
      return i;
    const bool introduced = out_.role != DateRole::kAt || out_.approximate ||
                            IsAnyOf(lead_, {"in", "during", "throughout", "for"});
    if (!introduced && !StandsAlone(i)) return i;
    // "in 2000 companies" counts; a comma or the end shows a year.
    if (tokens_.Kind(i + 1) == TokenKind::kWord && !tokens_.Glued(i + 1)) {
      const std::string_view next = W(i + 1);
      if (IsAnyOf(next, {"people", "tonnes", "tons", "units", "dollars", "yuan", "workers", "companies", "jobs",
                         "km", "miles", "metres", "meters", "soldiers", "troops", "barrels", "percent", "men", "euros", "pounds"}))
        return i;
    }
    if (tokens_.Glued(i + 1) && (tokens_.Code(i + 1) == '%' || tokens_.Kind(i + 1) == TokenKind::kWord)) return i;
    // "2000 cars": a round number before a plural counts it.
    if (year % 1000 == 0 && W(i + 1).size() > 3 && W(i + 1).back() == 's') return i;
    SetDate({year, 0, 0});
    return i + 1;
  }

  // A year that no preposition introduces: "(2024)", "the 2024 election", "2025 was".
  bool StandsAlone(size_t i) const {
    const int year = YearAt(tokens_, i);
    if (year < 1900 || year > 2100) return false;
    if (i > 0 && tokens_.Code(i - 1) == '$') return false;
    if (i > 0 && IsAnyOf(W(i - 1), {"than", "about", "over", "nearly", "some", "almost", "least", "around", "to", "of", "up"}))
      return IsAnyOf(W(i - 1), {"of"});
    return true;
  }

  size_t ReadWeekday(size_t i) {
    const int weekday = WeekdayOf(W(i));
    if (weekday == 0) return i;
    // "Monday, July 5": the date decides.
    const size_t date = tokens_.Code(i + 1) == ',' ? i + 2 : i + 1;
    size_t end = ReadMonthFirst(date);
    if (end == date) end = ReadDayFirst(date);
    if (end > date) return end;
    out_.relative = true;
    SetDate(ResolveWeekday(published_, weekday, 0, true));
    return i + 1;
  }

  // "from 2019 to 2023", "between May and July 2024", "2019-2023", "2024-25".
  size_t ReadRangeEnd(size_t i) {
    if (!out_.begin.known() && published_.known()) return i;
    const bool dash = tokens_.Code(i) == '-' || tokens_.Code(i) == 0x2013 || tokens_.Code(i) == '~';
    const bool joined = dash || W(i) == "to" || W(i) == "through" || W(i) == "until" ||
                        (W(i) == "and" && out_.role == DateRole::kInterval);
    if (!joined) return i;
    if (!dash && out_.role != DateRole::kFrom && out_.role != DateRole::kInterval) return i;
    DateExpression second;
    EnglishReader reader(tokens_, published_, &second);
    second.first = i + 1;
    reader.lead_ = "in";
    size_t start = i + 1;
    if (W(start) == "the" && IsAnyOf(W(start + 1), {"end", "start", "beginning", "middle"}) &&
        W(start + 2) == "of") {
      start += 3;
    } else if (IsAnyOf(W(start), {"early", "late", "mid"})) {
      start += tokens_.Code(start + 1) == '-' ? 2 : 1;
    }
    size_t end = reader.ReadCore(start);
    if (end == start) end = i + 1;
    if (end == i + 1 && dash && tokens_.Kind(i + 1) == TokenKind::kNumber && W(i + 1).size() == 2 &&
        out_.begin.month == 0 && out_.begin.known()) {
      const int two = (W(i + 1)[0] - '0') * 10 + (W(i + 1)[1] - '0');
      if (two == (out_.begin.year + 1) % 100) {
        second.end_date = {out_.begin.year + 1, 0, 0};
        end = i + 2;
      }
    }
    if (end == i + 1) return i;
    if (!second.end_date.known() && published_.known()) return i;
    // A year stated with one end holds for the other: "May to July 2024", "March 2024 to May".
    if (out_.begin.known() && second.end_date.known() && out_.begin.month != 0 &&
        second.end_date.month != 0) {
      if (out_.relative && !second.relative) {
        out_.begin.year = second.end_date.year;
        if (out_.begin.month > second.end_date.month) --out_.begin.year;
      } else if (second.relative) {
        second.end_date.year = out_.begin.year;
        if (second.end_date.month < out_.begin.month) ++second.end_date.year;
      }
    }
    if (second.end_date.known() && out_.begin.known() && FirstDay(second.end_date) < FirstDay(out_.begin))
      return i;
    out_.end_date = second.end_date;
    out_.role = DateRole::kInterval;
    out_.impossible = out_.impossible || second.impossible;
    return end;
  }

  // "on Monday at 9 p.m.", "July 5, 11:48".
  void ReadTimeAfter(size_t* i) {
    size_t k = *i;
    if (tokens_.Code(k) == ',') ++k;
    if (W(k) == "at") ++k;
    DateExpression time;
    if (!ReadNumericDate(tokens_, k, &time) || !time.has_time || time.begin.known()) return;
    out_.has_time = true;
    *i = time.end;
  }

  void ApplyRole() {
    switch (out_.role) {
      case DateRole::kFrom:
      case DateRole::kAfter:
        out_.end_date = {};
        break;
      case DateRole::kUntil:
        out_.begin = {};
        break;
      case DateRole::kBefore:
        out_.end_date = out_.begin;
        out_.begin = {};
        break;
      default:
        break;
    }
    if (lead_ == "around" || lead_ == "about") out_.approximate = true;
  }

  const TokenSequence& tokens_;
  const Date& published_;
  DateExpression& out_;
  std::string_view lead_;
};

}  // namespace

bool ReadEnglishDate(const TokenSequence& tokens, size_t first, const Date& published,
                     DateExpression* out) {
  return EnglishReader(tokens, published, out).Read(first);
}

}  // namespace plx::linguistics
