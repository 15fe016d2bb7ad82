#include "plugins/linguistics/time/english/reader.h"

#include <string>

#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/english/calendar_words.h"

namespace plx::linguistics::english {

bool EnglishReader::Read(size_t first) {
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

std::string_view EnglishReader::W(size_t i) const { return tokens_.Word(i); }

// Sets the role by what introduces the date; returns the first token of the date itself.
size_t EnglishReader::ReadPrepositions(size_t i) {
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
    out_.role = W(k) == "before"                         ? DateRole::kBefore
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
  } else if (IsAnyOf(W(k), {"in", "on", "at", "during", "over", "for", "throughout", "around",
                            "about"})) {
    lead_ = W(k);
    if (IsAnyOf(lead_, {"around", "about"})) out_.approximate = true;
    ++k;
    out_.first = k;
  }
  if (W(k) == "the" && IsAnyOf(W(k + 1), {"end", "start", "beginning", "middle"}) &&
      W(k + 2) == "of") {
    out_.approximate = true;
    k += 3;
  } else if (IsAnyOf(W(k),
                     {"early", "late", "mid", "around", "about", "end", "earlier", "later"})) {
    out_.approximate = true;
    k += tokens_.Code(k + 1) == '-' ? 2 : 1;
    if (W(k) == "of") ++k;
    if (W(k) == "in" && IsAnyOf(W(k - 1), {"early", "late", "earlier", "later"})) ++k;
  }
  return k;
}

// False where no core begins: cheap rejection of most words, above all of those behind "the" and "in".
bool EnglishReader::MayBeginCore(size_t i) const {
  const auto other = [&](size_t k) {
    return tokens_.Kind(k) == TokenKind::kWord && !IsAsciiDigit(static_cast<unsigned char>(W(k)[0])) &&
           !MayBeginPeriod(W(k));
  };
  if (W(i) == "the") return !other(i + 1) || UnitOf(W(i + 1)) != TimeUnit::kNone;
  return !other(i);
}

size_t EnglishReader::ReadCore(size_t i) {
  if (i >= tokens_.size() || !MayBeginCore(i)) return i;
  for (const auto reader :
       {&EnglishReader::ReadMonthFirst, &EnglishReader::ReadDayFirst, &EnglishReader::ReadQuarter,
        &EnglishReader::ReadRelative, &EnglishReader::ReadDuration, &EnglishReader::ReadDecade,
        &EnglishReader::ReadYear, &EnglishReader::ReadWeekday}) {
    const size_t end = (this->*reader)(i);
    if (end > i) return end;
  }
  return i;
}

// "from 2019 to 2023", "between May and July 2024", "2019-2023", "2024-25".
size_t EnglishReader::ReadRangeEnd(size_t i) {
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
  if (second.end_date.known() && out_.begin.known() &&
      FirstDay(second.end_date) < FirstDay(out_.begin))
    return i;
  out_.end_date = second.end_date;
  out_.role = DateRole::kInterval;
  out_.impossible = out_.impossible || second.impossible;
  return end;
}

// "on Monday at 9 p.m.", "July 5, 11:48".
void EnglishReader::ReadTimeAfter(size_t* i) {
  size_t k = *i;
  if (tokens_.Code(k) == ',') ++k;
  if (W(k) == "at") ++k;
  DateExpression time;
  if (!ReadNumericDate(tokens_, k, &time) || !time.has_time || time.begin.known()) return;
  out_.has_time = true;
  *i = time.end;
}

void EnglishReader::ApplyRole() {
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

void EnglishReader::SetDate(const Date& date) { out_.begin = out_.end_date = date; }

}  // namespace plx::linguistics::english

namespace plx::linguistics {

bool ReadEnglishDate(const TokenSequence& tokens, size_t first, const Date& published,
                     DateExpression* out) {
  return english::EnglishReader(tokens, published, out).Read(first);
}

}  // namespace plx::linguistics
