#include <string>

#include "plugins/linguistics/numbers/quantity/context.h"
#include "plugins/linguistics/numbers/quantity/words.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {
namespace {

using namespace quantity;  // NOLINT: the predicates of words.h

struct Period {
  std::string_view word, key;
};
constexpr Period kPeriods[] = {
    {"year", "year"},         {"month", "month"},         {"week", "week"},
    {"day", "day"},           {"hour", "hour"},           {"quarter", "quarter"},
    {"barrel", "barrel"},     {"tonne", "tonne"},         {"ton", "tonne"},
    {"kilogram", "kilogram"}, {"kg", "kilogram"},         {"person", "person"},
    {"capita", "person"},     {"minute", "minute"},       {"second", "second"},
    {"share", "share"},       {"unit", "unit"},           {"gallon", "gallon"},
    {"litre", "litre"},       {"liter", "litre"},         {"ounce", "ounce"},
    {"head", "person"},       {"household", "household"}, {"annum", "year"},
    {"night", "day"},         {"mmbtu", "mmbtu"},         {"pound", "pound_mass"},
    {"employee", "worker"},   {"worker", "worker"},       {"student", "student"},
    {"family", "household"},  {"victim", "person"},       {"passenger", "person"},
    {"miner", "person"},      {"soldier", "person"},      {"resident", "person"},
    {"patient", "person"},    {"survivor", "person"},     {"customer", "person"}};

std::string_view PeriodKey(std::string_view word) {
  for (const Period& p : kPeriods) {
    if (p.word == word) return p.key;
  }
  return {};
}

bool IsEach(std::string_view word) { return IsAnyOf(word, {"each", "every", "per"}); }
bool IsTime(std::string_view period) {
  return IsAnyOf(period, {"year", "month", "week", "day", "hour", "quarter", "minute", "second"});
}

// "tonnes of cement a year", "euros in compensation to each family": what the number is for, behind what it is of. Empty: none.
std::string_view PeriodBeyond(const TokenSequence& tokens, size_t end, bool money) {
  if (!money) {
    if (tokens.Word(end) != "of") return {};
    const NounGroup of = NounGroupAt(tokens, end + 1);
    const bool each = !of.empty() && (IsEach(tokens.Word(of.end)) || IsAnyOf(tokens.Word(of.end), {"a", "an"}));
    const std::string_view period = each ? PeriodKey(tokens.Word(of.end + 1)) : std::string_view();
    return IsTime(period) ? period : std::string_view();
  }
  constexpr size_t kReach = 8;
  for (size_t i = end; i < end + kReach && i + 1 < tokens.size(); ++i) {
    if (tokens.Kind(i) != TokenKind::kWord) return {};
    if (!IsEach(tokens.Word(i))) continue;
    const std::string_view whom = PeriodKey(tokens.Word(i + 1));
    return IsTime(whom) ? std::string_view() : whom;
  }
  return {};
}

std::string_view AdverbPeriod(std::string_view word) {
  if (IsAnyOf(word, {"annually", "yearly", "annual"})) return "year";
  if (word == "monthly") return "month";
  if (word == "weekly") return "week";
  if (word == "daily") return "day";
  if (word == "hourly") return "hour";
  if (word == "quarterly") return "quarter";
  return {};
}

std::string_view HanPeriod(char32_t c) {
  switch (c) {
    case U'年':
      return "year";
    case U'月':
      return "month";
    case U'周':
      return "week";
    case U'天':
    case U'日':
      return "day";
    case U'桶':
      return "barrel";
    case U'吨':
      return "tonne";
    case U'股':
      return "share";
    case U'人':
    case U'名':
    case U'位':
      return "person";
    case U'户':
      return "household";
    default:
      return {};
  }
}

// 每年, 每月, 年产量, 月产能, 日均 within the last tokens before the quantity; also
// "monthly output of".
std::string PeriodBefore(const TokenSequence& tokens, size_t first) {
  constexpr size_t kReach = 9, kFarReach = 16;  // the latter for 每天
  for (size_t i = first; i > 0 && first - i < kFarReach; --i) {
    const size_t k = i - 1;
    if (first - i >= kReach && tokens.Code(k) != U'每' && tokens.Kind(k) != TokenKind::kPunctuation) continue;
    if (tokens.Kind(k) == TokenKind::kPunctuation && IsAnyOf(tokens.Code(k), U",.;。;:")) break;
    if (tokens.Kind(k) == TokenKind::kHan) {
      const char32_t c = tokens.Code(k), next = tokens.Code(k + 1);
      if (c == U'每' && !HanPeriod(next).empty()) return std::string(HanPeriod(next));
      if (c == U'每') {
        const Unit unit = UnitAt(tokens, k + 1);
        if (unit.unit_class > UnitClass::kCurrency && unit.unit_class < UnitClass::kCount &&
            unit.scale == 1)
          return unit.key;
      }
      if (c == U'人' && next == U'均') return "person";
      if (c == U'每' && next == U'个' && tokens.Code(k + 2) == U'月') return "month";
      if (c == U'每' && next == U'个' && tokens.Code(k + 2) == U'家' && tokens.Code(k + 3) == U'庭') return "household";
      if (IsAnyOf(c, U"年月日周") && (next == U'产' || next == U'均') &&
          !IsAnyOf(k > 0 ? tokens.Code(k - 1) : 0, U"去今明前一二三四五六七八九十") &&
          (k == 0 || tokens.Kind(k - 1) != TokenKind::kNumber))
        return std::string(HanPeriod(c));
      continue;
    }
    if (tokens.Word(k) == "capita" && k > 0 && tokens.Word(k - 1) == "per") return "person";
    const std::string_view period = AdverbPeriod(tokens.Word(k));
    if (!period.empty() &&
        IsAnyOf(tokens.Word(k + 1),
                {"output",     "production", "capacity", "demand",  "consumption", "exports",
                 "imports",    "sales",      "supply",   "revenue", "volume",      "shipments",
                 "deliveries", "average",    "cost",     "costs",   "income",      "profit",
                 "spending",   "deficit",    "budget",   "intake",  "quota"}))
      return std::string(period);
  }
  return {};
}

}  // namespace

// 年产电池20万块: pieces, which are made; 块 is money elsewhere.
bool AreMade(const TokenSequence& tokens, const Quantity& q, size_t end) {
  if (q.unit_class != UnitClass::kCurrency || end == 0 || tokens.Code(end - 1) != U'块') return false;
  for (size_t i = q.first; i > 0 && q.first - i < 8 && tokens.Kind(i - 1) == TokenKind::kHan; --i) {
    if (tokens.Code(i - 1) == U'产' && (i == 1 || IsAnyOf(tokens.Code(i - 2), U"年月日生量投"))) return true;
  }
  return false;
}

size_t ReadPeriod(const TokenSequence& tokens, size_t end, Quantity* q) {
  if (q->unit.empty()) return end;
  if (AreMade(tokens, *q, end)) {
    q->unit = "unit";
    q->unit_class = UnitClass::kCount;
  }
  size_t i = end;
  std::string key;
  if (IsAnyOf(tokens.Word(i), {"a", "an", "per", "each", "every"})) {
    key = std::string(PeriodKey(tokens.Word(i + 1)));
    if (!key.empty() && IsAnyOf(tokens.Word(i + 2), {"ago", "earlier", "later", "before", "after"}))
      key.clear();
    if (!key.empty()) i += 2;
  } else if (IsHyphen(tokens, i) && IsAnyOf(tokens.Word(i + 1), {"a", "an", "per"}) &&
             IsHyphen(tokens, i + 2)) {  // "$12-an-hour"
    key = std::string(PeriodKey(tokens.Word(i + 3)));
    if (!key.empty()) i += 4;
  } else if (tokens.Code(i) == '/' && tokens.Glued(i)) {
    key = std::string(tokens.Kind(i + 1) == TokenKind::kHan ? HanPeriod(tokens.Code(i + 1))
                                                            : PeriodKey(tokens.Word(i + 1)));
    if (!key.empty()) i += 2;
  } else if (!AdverbPeriod(tokens.Word(i)).empty() && tokens.Word(i) != "annual") {
    key = std::string(AdverbPeriod(tokens.Word(i)));
    ++i;
  } else if (tokens.Code(i) == U'每' && !HanPeriod(tokens.Code(i + 1)).empty()) {
    key = std::string(HanPeriod(tokens.Code(i + 1)));
    i += 2;
  }
  if (key.empty()) {
    if (q->unit_class == UnitClass::kPercent || q->unit_class == UnitClass::kDuration ||
        q->unit_class == UnitClass::kRatio)
      return end;
    key = PeriodBefore(tokens, q->first);
    const bool money = q->unit_class == UnitClass::kCurrency;
    if (key.empty()) key = std::string(PeriodBeyond(tokens, end, money));
    // "pay each family 80,000 euros", "each worker who leaves will receive"
    constexpr size_t kReach = 8;
    for (size_t i = q->first; key.empty() && money && i-- > 0 && q->first - i <= kReach && tokens.Kind(i) == TokenKind::kWord;) {
      if (!IsEach(tokens.Word(i))) continue;
      key = std::string(PeriodKey(tokens.Word(i + 1)));
      if (key.empty()) key = std::string(PeriodKey(tokens.Word(i + 2)));  // "each affected customer"
      if (IsTime(key)) key.clear();
    }
    if (key.empty()) return end;
  }
  if (q->unit_class == UnitClass::kDuration) return end;
  q->unit += "/";
  q->unit += key;
  return i;
}

}  // namespace plx::linguistics
