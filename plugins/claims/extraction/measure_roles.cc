#include "plugins/claims/extraction/measure_roles.h"

#include <algorithm>
#include <unordered_map>

#include "plugins/claims/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {
namespace {

using linguistics::TokenKind;
using linguistics::UnitClass;

constexpr size_t kLongestPhrase = 8;  // tokens: Chinese ones are characters

const std::unordered_map<std::string_view, std::string_view>& Roles() {
  static const auto roles = [] {
    std::unordered_map<std::string_view, std::string_view> map;
    linguistics::ForEachRow(data::kMeasures, [&](const linguistics::Row& row) {
      if (row.size() != 3) return;
      for (const size_t column : {1, 2}) {
        linguistics::ForEachItem(row[column], [&](std::string_view word) { map.emplace(word, row[0]); });
      }
    });
    return map;
  }();
  return roles;
}

// The words of [first, end) as the table lists them: lemmas of nouns, characters without space.
std::string Listed(const linguistics::TokenSequence& tokens, size_t first, size_t end) {
  std::string text;
  for (size_t i = first; i < end; ++i) {
    const bool han = tokens.Kind(i) == TokenKind::kHan;
    if (!han && !text.empty()) text += ' ';
    text += i + 1 == end && !han ? linguistics::Lemma(tokens.Word(i), linguistics::WordClass::kNoun) : std::string(tokens.Word(i));
  }
  return text;
}

}  // namespace

std::string_view RoleOf(std::string_view word) {
  const auto it = Roles().find(word);
  return it == Roles().end() ? std::string_view() : it->second;
}

RolePhrase RoleAtEnd(const linguistics::TokenSequence& tokens, plx_span_t phrase) {
  const size_t begin = tokens.IndexAt(phrase.begin);
  size_t end = tokens.IndexAt(phrase.end);
  while (end > begin && tokens.Kind(end - 1) == TokenKind::kPunctuation) --end;
  for (size_t first = end > begin + kLongestPhrase ? end - kLongestPhrase : begin; first < end; ++first) {
    const std::string_view role = RoleOf(Listed(tokens, first, end));
    if (!role.empty()) return {role, tokens.Span(first, end)};
  }
  return {};
}

bool Fits(std::string_view role, UnitClass unit) {
  static constexpr std::string_view kMoney[] = {"investment", "spending", "cost", "value", "price", "revenue", "profit",
                                                "loss", "debt", "fine", "aid", "trade", "salary", "saving", "compensation", "orders"};
  static constexpr std::string_view kPeople[] = {"death", "injury", "missing", "arrest", "displaced", "infection", "job",
                                                 "member", "vote", "seat", "population", "workforce", "hiring", "layoff",
                                                 "enrolment", "load", "audience", "trapped"};
  static constexpr std::string_view kLengths[] = {"distance", "depth", "height", "width"};
  const auto in = [&](const auto& list) { return std::find(std::begin(list), std::end(list), role) != std::end(list); };
  switch (unit) {
    case UnitClass::kCurrency:
      return in(kMoney);
    case UnitClass::kCount:
    case UnitClass::kNone:
      return in(kPeople) || role == "shipment" || role == "recall" || role == "closure" || role == "capacity" || role == "production" || role == "reserve" || role == "trade" ||
             role == "score" || role == "magnitude";
    case UnitClass::kDuration:
      return role == "duration" || role == "reserve";
    case UnitClass::kPercent:
      return (!in(kPeople) || role == "vote") && !in(kLengths);
    case UnitClass::kLength:
      return in(kLengths);
    case UnitClass::kArea:
      return role == "area";
    case UnitClass::kMass:
    case UnitClass::kVolume:
    case UnitClass::kEnergy:
    case UnitClass::kPower:
      return role == "production" || role == "capacity" || role == "reserve" || role == "trade" || role == "weight" ||
             role == "load" || role == "consumption";
    case UnitClass::kTemperature:
      return role == "temperature";
    default:
      return role == "capacity" || role == "cost" || role == "price" || role == "production" || role == "reserve" ||
             role == "revenue" || role == "profit";
  }
}

bool IsCountWord(std::string_view key) {
  return linguistics::IsAnyOf(key, {"number", "amount", "frequency", "次数", "数量", "人数", "总数", "总人数"});
}

bool IsBodyWord(std::string_view key) {
  return linguistics::IsAnyOf(key, {"company", "bank", "firm", "retailer", "utility", "operator", "lender", "carmaker", "airline", "insurer", "manufacturer"});
}

std::vector<std::string> KeysBesides(std::string_view role, const SentenceFacts& facts, plx_span_t where) {
  const RolePhrase named = RoleAtEnd(facts.tokens, where);
  std::vector<std::string> keys;
  for (const linguistics::Term& term : facts.terms) {
    if (!Contains(where, term.span) || IsGenericKey(term.key) || facts.InDate(term.span) || facts.InQuantity(term.span)) continue;
    if (named.role == role && Contains(named.where, term.span)) continue;
    const size_t first = facts.tokens.IndexAt(term.span.begin), end = facts.tokens.IndexAt(term.span.end);
    if (RoleOf(Listed(facts.tokens, first, end)) == role || RoleOf(term.key) == role) continue;
    keys.push_back(term.key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace plx::claims
