#include "plugins/linguistics/numbers/currency_marks.h"

#include <algorithm>
#include <string>
#include <utility>

#include "plugins/linguistics/numbers/units.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics {
namespace {

struct CurrencyMark {
  char32_t code;
  std::string_view key;
};
constexpr CurrencyMark kMarks[] = {
    {'$', "USD"},    {0x20AC, "EUR"}, {0xA3, "GBP"},   {0xA5, "CNY"},   {0xFFE5, "CNY"},
    {0x20B9, "INR"}, {0x20A9, "KRW"}, {0x20BD, "RUB"}, {0x20BA, "TRY"}, {0x20AA, "ILS"},
    {0x20AB, "VND"}, {0x20B1, "PHP"}, {0x20A6, "NGN"}, {0x20A1, "CRC"}, {0x20AD, "LAK"},
    {0x20B4, "UAH"}, {0x20B5, "GHS"}, {0x20B8, "KZT"}, {0x20AE, "MNT"}, {0x20B2, "PYG"},
    {0x20BE, "GEL"}, {0x20BF, "BTC"}, {0xE3F, "THB"},  {0x17DB, "KHR"}, {0x9F3, "BDT"}};

// What stands before "$": "US$", "A$", "HK$", "NT$".
constexpr std::pair<std::string_view, std::string_view> kDollars[] = {
    {"us", "USD"}, {"u.s.", "USD"}, {"a", "AUD"},  {"au", "AUD"}, {"c", "CAD"}, {"ca", "CAD"},
    {"hk", "HKD"}, {"s", "SGD"},    {"nt", "TWD"}, {"nz", "NZD"}, {"r", "BRL"}, {"mx", "MXN"}};

constexpr std::pair<std::string_view, std::string_view> kPrefixes[] = {
    {"usd", "USD"}, {"eur", "EUR"}, {"rmb", "CNY"}, {"cny", "CNY"}, {"gbp", "GBP"}, {"jpy", "JPY"},
    {"hkd", "HKD"}, {"aud", "AUD"}, {"cad", "CAD"}, {"inr", "INR"}, {"krw", "KRW"}, {"chf", "CHF"},
    {"sgd", "SGD"}, {"twd", "TWD"}, {"nzd", "NZD"}, {"rub", "RUB"}, {"brl", "BRL"}, {"mxn", "MXN"},
    {"sek", "SEK"}, {"nok", "NOK"}, {"dkk", "DKK"}, {"pln", "PLN"}, {"zar", "ZAR"}, {"thb", "THB"},
    {"rs", "INR"},  {"rm", "MYR"},  {"nt", "TWD"}};

template <typename Table>
std::string_view Find(const Table& table, std::string_view word) {
  const auto it = std::find_if(std::begin(table), std::end(table),
                               [&](const auto& row) { return row.first == word; });
  return it == std::end(table) ? std::string_view() : it->second;
}

}  // namespace

std::string_view CurrencyOfMark(char32_t c) {
  if (c == 0) return {};
  const auto it = std::find_if(std::begin(kMarks), std::end(kMarks),
                               [&](const CurrencyMark& m) { return m.code == c; });
  return it == std::end(kMarks) ? std::string_view() : it->key;
}

std::string_view CurrencyOfMillions(std::string_view written) {
  if (written.size() != 4 || written[0] != 'M') return {};
  const bool upper = std::all_of(written.begin(), written.end(), [](char c) {
    return IsAsciiUpper(static_cast<unsigned char>(c));
  });
  return upper ? Find(kPrefixes, FoldText(written.substr(1))) : std::string_view();
}

Unit CurrencyBefore(const TokenSequence& tokens, size_t end, size_t* first, Reading reading) {
  Unit unit;
  if (end == 0) return unit;
  const auto give = [&](std::string_view key, size_t begin) {
    unit.key = std::string(key);
    unit.unit_class = UnitClass::kCurrency;
    unit.end = end;
    *first = begin;
  };
  const size_t last = end - 1;
  if (tokens.Kind(last) == TokenKind::kWord) {
    const std::string_view key = Find(kPrefixes, tokens.Word(last));
    const std::string_view millions = CurrencyOfMillions(tokens.Text(last));
    if (!key.empty()) {
      give(key, last);
    } else if (!millions.empty()) {  // "MAUD 60"
      give(millions, last);
      unit.magnitude = 1e6;
    } else if (reading == Reading::kAny) {  // "dollar 22"
      const Unit name = UnitAt(tokens, last, reading);
      if (name.unit_class == UnitClass::kCurrency && name.end == end) {
        give(name.key, last);
        unit.scale = name.scale;
      }
    }
    return unit;
  }
  if (tokens.Kind(last) == TokenKind::kHan) {  // 人民币100元, 美元 before a number is not usual
    if (end >= 3 && tokens.Code(last) == U'币' && tokens.Code(last - 1) == U'民' &&
        tokens.Code(last - 2) == U'人')
      give("CNY", end - 3);
    return unit;
  }
  const char32_t mark = tokens.Code(last);
  const std::string_view key = CurrencyOfMark(mark);
  if (key.empty()) return unit;
  give(key, last);
  if (last == 0) return unit;
  const std::string_view before = tokens.Word(last - 1);
  if (mark == '$' && (tokens.Glued(last) || reading == Reading::kAny)) {
    const std::string_view dollar = Find(kDollars, before);
    if (!dollar.empty()) give(dollar, last - 1);
  }
  if (mark == 0xA5 && tokens.Glued(last) && (before == "jp" || before == "jpy"))
    give("JPY", last - 1);
  return unit;
}

}  // namespace plx::linguistics
