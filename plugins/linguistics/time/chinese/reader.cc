#include "plugins/linguistics/time/chinese/reader.h"

#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::chinese {
namespace {

}  // namespace

bool ChineseReader::Read(size_t first) {
  out_ = DateExpression{};
  out_.first = first;
  size_t i = ReadPrefix(first);
  const size_t start = i;
  i = ReadCore(i);
  if (i == start) {
    out_ = DateExpression{};
    out_.first = out_.end = first;
    ReadTimeAfter(&out_.end);
    return out_.end > first;
  }
  i = ReadRangeEnd(i);
  i = ReadSuffix(i);
  ReadTimeAfter(&i);
  out_.end = i;
  ApplyRole();
  return true;
}

size_t ChineseReader::ReadPrefix(size_t i) {
  if (Is(i, U"截至") || Is(i, U"截止") || Is(i, U"直到") || Is(i, U"直至")) {
    out_.role = DateRole::kUntil;
    return i + (C(i + 2) == U'到' ? 3 : 2);
  }
  if (Is(i, U"预计到")) {
    out_.role = DateRole::kUntil;
    return i + 3;
  }
  if (C(i) == U'自' || C(i) == U'从') {
    out_.role = DateRole::kFrom;
    return i + 1;
  }
  if (C(i) == U'到' || C(i) == U'至') {
    out_.role = DateRole::kUntil;
    return i + 1;
  }
  if (C(i) == U'在' || C(i) == U'于') {
    out_.first = i + 1;
    return i + 1;
  }
  return i;
}

size_t ChineseReader::ReadCore(size_t i) {
  if (i >= tokens_.size()) return i;
  // The lunar calendar is not resolved.
  if (i >= 2 && (Is(i - 2, U"农历") || Is(i - 2, U"阴历") || Is(i - 2, U"旧历"))) return i;
  if (reading_ == Reading::kAny) {
    for (const auto reader : {&ChineseReader::ReadHoliday, &ChineseReader::ReadWeekend,
                              &ChineseReader::ReadHalf, &ChineseReader::ReadShortStretch}) {
      const size_t end = (this->*reader)(i);
      if (end > i) return end;
    }
  }
  for (const auto reader :
       {&ChineseReader::ReadDecade, &ChineseReader::ReadEra, &ChineseReader::ReadAbsolute,
        &ChineseReader::ReadNamedWeek, &ChineseReader::ReadNamed, &ChineseReader::ReadStretch,
        &ChineseReader::ReadMonthDay, &ChineseReader::ReadPart, &ChineseReader::ReadWeekday}) {
    const size_t end = (this->*reader)(i);
    if (end > i) return reading_ == Reading::kAny ? ReadInside(end) : end;
  }
  return i;
}

// 2019年至2023年, 3月到5月, 3月5日至8日, 2015年和2018年之间.
size_t ChineseReader::ReadRangeEnd(size_t i) {
  const bool and_between = IsAnyOf(C(i), U"和与");
  if ((!IsAnyOf(C(i), U"至到-~—–") && !and_between) || out_.role == DateRole::kWithin) return i;
  if (Is(i, U"至今") || Is(i, U"到现在") || Is(i, U"到目前")) {
    out_.role = DateRole::kFrom;
    return i + (C(i) == U'至' ? 2 : 3);
  }
  size_t after = i + 1;
  const int day = ReadInteger(tokens_, i + 1, &after);
  if (day > 0 && day < 40 && IsAnyOf(C(after), U"日号") && out_.begin.day != 0 && !and_between) {
    if (day < out_.begin.day) return i;
    out_.end_date = {out_.begin.year, out_.begin.month, day};
    out_.impossible = out_.impossible || !IsPossible(out_.end_date);
    out_.role = DateRole::kInterval;
    return after + 1;
  }
  DateExpression second;
  ChineseReader reader(tokens_, published_, reading_, &second);
  const size_t end = reader.ReadCore(i + 1);
  if (end == i + 1) return i;
  if (and_between && !Is(end, U"之间") && C(end) != U'间') return i;
  if (out_.begin.known() && second.end_date.known()) {
    if (second.relative && out_.begin.month != 0 && second.end_date.month != 0) {
      second.end_date.year = out_.begin.year;
      if (second.end_date.month < out_.begin.month) ++second.end_date.year;
    }
    if (FirstDay(second.end_date) < FirstDay(out_.begin)) return i;
  }
  out_.end_date = second.end_date;
  out_.role = DateRole::kInterval;
  return and_between ? end + (C(end) == U'间' ? 1 : 2) : end;
}

size_t ChineseReader::ReadSuffix(size_t i) {
  if (out_.role == DateRole::kInterval || out_.role == DateRole::kWithin) return i;
  if (Is(i, U"以来") || Is(i, U"开始") || Is(i, U"起")) {
    out_.role = DateRole::kFrom;
    return i + (C(i) == U'起' ? 1 : 2);
  }
  if (C(i) == U'来' && out_.role == DateRole::kFrom) return i + 1;
  if (Is(i, U"之前") || Is(i, U"以前")) {
    out_.role = DateRole::kBefore;
    return i + 2;
  }
  if (C(i) == U'前' && !IsAnyOf(C(i + 1), U"总首后沿景往夕三两五十几半")) {
    out_.role = out_.role == DateRole::kUntil ? DateRole::kUntil : DateRole::kBefore;
    return i + (C(i + 1) == U'后' ? 2 : 1);
  }
  if (Is(i, U"前后") || Is(i, U"左右")) {
    out_.approximate = true;
    return i + 2;
  }
  if (Is(i, U"之后") || Is(i, U"以后") || (C(i) == U'后' && !IsAnyOf(C(i + 1), U"卫者续果勤台半"))) {
    out_.role = DateRole::kAfter;
    return i + (C(i) == U'后' ? 1 : 2);
  }
  if (Is(i, U"为止")) return i + 2;
  return i;
}

// 上午9点, 20时30分.
void ChineseReader::ReadTimeAfter(size_t* i) {
  size_t k = *i;
  for (const std::u32string_view w :
       {U"上午", U"下午", U"凌晨", U"晚上", U"中午", U"清晨", U"深夜", U"晚间", U"早上", U"傍晚"}) {
    if (Is(k, w)) k += 2;
  }
  size_t after = k;
  const int hour = ReadInteger(tokens_, k, &after);
  const bool named = k > *i;
  const bool clock = (C(after) == U'时' && !IsAnyOf(C(after + 1), U"间代期")) ||
                     (C(after) == U'点' && (named || IsAnyOf(C(after + 1), U"半钟整") ||
                                            tokens_.Kind(after + 1) == TokenKind::kNumber));
  if (hour >= 0 && hour <= 24 && clock) {
    out_.has_time = true;
    *i = after + 1;
    size_t minutes = *i;
    const int m = ReadInteger(tokens_, *i, &minutes);
    if (m >= 0 && C(minutes) == U'分') *i = minutes + 1;
    return;
  }
  DateExpression time;
  if (ReadNumericDate(tokens_, k, &time) && time.has_time && !time.begin.known()) {
    out_.has_time = true;
    *i = time.end;
  }
}

void ChineseReader::ApplyRole() {
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
}

char32_t ChineseReader::C(size_t i) const { return tokens_.Code(i); }

bool ChineseReader::Is(size_t i, std::u32string_view word) const {
  for (const char32_t c : word) {
    if (C(i++) != c) return false;
  }
  return true;
}

void ChineseReader::SetDate(const Date& date) { out_.begin = out_.end_date = date; }

void ChineseReader::SetChecked(const Date& date) {
  SetDate(date);
  const Date check{date.year == 0 ? 2024 : date.year, date.month, date.day};
  if (!IsPossible(check)) out_.impossible = true;
}

}  // namespace plx::linguistics::chinese

namespace plx::linguistics {

bool ReadChineseDate(const TokenSequence& tokens, size_t first, const Date& published,
                     Reading reading, DateExpression* out) {
  return chinese::ChineseReader(tokens, published, reading, out).Read(first);
}

}  // namespace plx::linguistics
