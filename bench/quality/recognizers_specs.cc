// Pass rates of plugins/linguistics on the specification files of Microsoft Recognizers-Text (MIT;
// English and Chinese), read from $PARALLAX_DATA/recognizers_specs. Prints one row per file:
// cases, values found, exact cases; with --failures also each case that is not exact.
//
// The specs are a yardstick, not a target: they resolve a chat's "next Friday" forward where a
// news reader looks back, and count the pronoun "one". Exit code 2 if the data is not there.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/numbers/quantities.h"
#include "plugins/linguistics/text/hash64.h"
#include "plugins/linguistics/time/dates.h"

namespace {

namespace ling = plx::linguistics;
using Json = nlohmann::json;

// Half of the cases, by a hash of the input, was looked at while the rules were written; the other
// half shows whether they generalise.
struct Score {
  int cases = 0, exact = 0, seen = 0, seen_exact = 0;
  int kept = 0, kept_exact = 0;  // without the cases of a convention that is not shared
  int expected = 0, found = 0, extra = 0;
};

bool IsSeenHalf(const std::string& input) { return (ling::Hash64(input) & 1) == 0; }

bool IsDate(const std::string& model) {
  return model == "DateTimeModel" || model == "DateParser" || model == "DatePeriodParser" ||
         model == "HolidayParser";
}

// Why a case cannot be met, where it asks for what Parallax does not say; empty if it can.
std::string Convention(const std::string& language, const std::string& model, const Json& spec) {
  const std::string input = spec["Input"];
  if (IsDate(model) && language == "Chinese") {
    for (const char* lunar :
         {"农历", "農曆", "正月", "腊月", "臘月", "大年", "初一", "春节", "春節", "除夕", "元宵",
          "端午", "七夕", "中秋", "重阳", "重陽", "神龙", "神龍"}) {
      if (input.find(lunar) != std::string::npos) return "lunar days taken for solar ones";
    }
    const size_t slash = input.find('/');
    if (slash != std::string::npos && slash <= 4 && slash > 0) return "the day before the month";
  }
  for (const Json& result : spec["Results"]) {
    if (!result.contains("Resolution") || result["Resolution"].is_null()) continue;
    const Json& resolution = result["Resolution"];
    if (model != "PercentModel" && resolution.contains("value") && resolution["value"] == "null")
      return "a unit without a number";
  }
  return {};
}

bool Near(double a, double b) { return std::fabs(a - b) <= 1e-6 * std::max(1.0, std::fabs(b)); }

// What the library says of one input, as comparable strings or numbers.
struct Answer {
  std::vector<double> numbers;
  std::vector<std::string> texts;
};

Answer Ask(const std::string& model, const Json& spec) {
  Answer answer;
  const std::string input = spec["Input"];
  const ling::TokenSequence tokens(input);
  if (model == "NumberModel" || model == "OrdinalModel") {
    for (const ling::Numeral& n : ling::FindNumerals(tokens, ling::Reading::kAny)) {
      const bool ordinal = n.kind == ling::NumeralKind::kOrdinal;
      if (ordinal != (model == "OrdinalModel")) continue;
      if (n.kind == ling::NumeralKind::kPercent &&
          tokens.Text(n.span).find("分") == std::string_view::npos)
        continue;  // 八成; the number of 百分之八 is 8 to them
      // What touches its unit is left to their unit models.
      if (tokens.Glued(n.end) && tokens.Kind(n.end) == ling::TokenKind::kWord && n.digits) continue;
      // Their vague digit counts as nothing: 二十几万 is 200000.
      bool drop = false;
      for (size_t i = n.first + 1; i < n.end; ++i) drop = drop || tokens.Word(i) == "几";
      answer.numbers.push_back(n.vague ? n.low - (drop ? n.step : 0) : n.value);
    }
  } else if (IsDate(model)) {
    ling::Date reference;
    if (spec.contains("Context") && spec["Context"].contains("ReferenceDateTime")) {
      const std::string stamp = spec["Context"]["ReferenceDateTime"];
      if (const auto date = ling::ParseDate(stamp)) reference = *date;
    }
    for (const ling::DateExpression& d : ling::FindDates(tokens, reference, ling::Reading::kAny)) {
      if (d.impossible) answer.texts.push_back("not resolved");
      if (d.impossible || (!d.begin.known() && !d.end_date.known())) continue;
      answer.texts.push_back(ling::Iso(d));
      // "2014 to 2018" ends for them where 2018 begins.
      const ling::Date end = d.end_starts.known()                  ? d.end_starts
                             : d.role == ling::DateRole::kInterval ? d.end_date
                                                                   : ling::Date{};
      if (!end.known() || !d.begin.known()) continue;
      const int64_t first = ling::FirstDay(d.begin);
      answer.texts.back() +=
          "|" + ling::FormatDate(ling::DateOfDay(first)) + "/" +
          ling::FormatDate(ling::DateOfDay(std::max(first, ling::FirstDay(end) - 1)));
    }
  } else {
    ling::QuantityOptions options;
    options.determiners = true;
    options.reading = ling::Reading::kAny;
    for (const ling::Quantity& q : ling::FindQuantities(tokens, options)) {
      // Parts of a hundred, a thousand and so on, and points, are percent to them.
      const std::string_view text = tokens.Text(q.numeral_span);
      const bool parts = q.unit == "fraction" && text.find("分") != std::string_view::npos &&
                         ling::HanMagnitude(ling::TokenSequence(text).Code(0)) > 0;
      const bool percent = q.unit == "percent" || q.unit == "percentage_point" || parts;
      if (percent != (model == "PercentModel")) continue;
      if (model == "CurrencyModel" && q.unit_class != ling::UnitClass::kCurrency) continue;
      if (model == "TemperatureModel" && q.unit_class != ling::UnitClass::kTemperature) continue;
      if (model == "AgeModel" && q.unit_class != ling::UnitClass::kDuration) continue;
      if (model == "DimensionModel" &&
          (q.unit_class < ling::UnitClass::kMass || q.unit_class > ling::UnitClass::kData ||
           q.unit_class == ling::UnitClass::kTemperature) &&
          q.unit_class != ling::UnitClass::kAngle)
        continue;
      const ling::TokenSequence inside(tokens.Text(q.span));
      // They have no value for neighbours (二三十).
      if (q.bound == ling::Bound::kRange && ling::FindNumerals(inside).size() == 1) continue;
      const bool range = q.bound == ling::Bound::kRange && ling::FindNumerals(inside).size() == 2;
      // Of a range they take the number that touches the unit: 20 of "5-20%".
      const double value = range ? q.high : q.value;
      // They keep the unit that was written: 34 for "34 cents".
      answer.numbers.push_back(value / q.unit_scale * (parts ? 100 : 1));
    }
  }
  return answer;
}

// The expected values of one result; several where the specs leave a choice. Empty: not comparable.
std::vector<std::string> Expected(const Json& result) {
  std::vector<std::string> out;
  // Their end is exclusive.
  const auto add_range = [&](const std::string& start, const std::string& end_text) {
    const auto end = ling::ParseDate(end_text);
    if (!end) return;
    out.push_back(start + "/" + ling::FormatDate(ling::DateOfDay(ling::FirstDay(*end) - 1)));
    out.push_back(start + "/" + end_text);
  };
  if (result.contains("Value") && result["Value"].is_object()) {  // the parsers' files
    for (const char* key : {"PastResolution", "FutureResolution"}) {
      const Json& value = result["Value"].value(key, Json::object());
      if (value.contains("date")) out.push_back(value["date"]);
      if (value.contains("startDate") && value.contains("endDate"))
        add_range(value["startDate"], value["endDate"]);
    }
    for (std::string& text : out) {
      if (text == "0001-01-01") text = "not resolved";
    }
    return out;
  }
  if (!result.contains("Resolution") || result["Resolution"].is_null()) return out;
  const Json& resolution = result["Resolution"];
  if (resolution.contains("values")) {
    for (const Json& v : resolution["values"]) {
      const std::string type = v.value("type", "");
      if (type == "date" && v.contains("value")) out.push_back(v["value"]);
      if (type == "daterange" && v.contains("start") && v.contains("end")) {
        add_range(v["start"], v["end"]);
      }
    }
  } else if (resolution.contains("value") && resolution["value"].is_string()) {
    out.push_back(resolution["value"]);
  }
  return out;
}

std::string Widened(const std::string& iso) {
  const size_t slash = iso.find('/');
  const auto begin = ling::ParseDate(iso.substr(0, slash));
  const auto end = ling::ParseDate(slash == std::string::npos ? iso : iso.substr(slash + 1));
  if (!begin || !end) return iso;
  const std::string a = ling::FormatDate(ling::DateOfDay(ling::FirstDay(*begin)));
  const std::string b = ling::FormatDate(ling::DateOfDay(ling::LastDay(*end)));
  return a == b ? a : a + "/" + b;
}

bool TakeNumber(std::vector<double>* numbers, const std::string& text) {
  const bool unsaid = text == "null";  // a unit without a number
  const double value = std::strtod(text.c_str(), nullptr);
  for (size_t i = 0; i < numbers->size(); ++i) {
    if (unsaid ? !std::isnan((*numbers)[i]) : !Near((*numbers)[i], value)) continue;
    numbers->erase(numbers->begin() + static_cast<long>(i));
    return true;
  }
  return false;
}

bool TakeText(std::vector<std::string>* texts, const std::vector<std::string>& expected) {
  for (size_t i = 0; i < texts->size(); ++i) {
    for (const std::string& e : expected) {
      const std::string& text = (*texts)[i];
      const size_t bar = text.find('|');
      const bool same = Widened(text.substr(0, bar)) == Widened(e) ||
                        (bar != std::string::npos && Widened(text.substr(bar + 1)) == Widened(e));
      if (!same) continue;
      texts->erase(texts->begin() + static_cast<long>(i));
      return true;
    }
  }
  return false;
}

Score Run(const std::string& language, const std::string& model, const Json& specs, bool show,
          bool show_unseen) {
  Score score;
  for (const Json& spec : specs) {
    Answer answer = Ask(model, spec);
    std::vector<std::vector<std::string>> wanted;
    bool comparable = true;
    for (const Json& result : spec["Results"]) {
      std::vector<std::string> expected = Expected(result);
      if (expected.empty() && IsDate(model)) comparable = false;
      if (!expected.empty()) wanted.push_back(std::move(expected));
    }
    if (!comparable || (wanted.empty() && IsDate(model))) continue;
    ++score.cases;
    const bool seen = IsSeenHalf(spec["Input"]);
    const std::string convention = Convention(language, model, spec);
    score.seen += seen;
    score.kept += convention.empty();
    bool all = true;
    for (const auto& expected : wanted) {
      ++score.expected;
      const bool ok = IsDate(model) ? TakeText(&answer.texts, expected)
                                    : TakeNumber(&answer.numbers, expected.front());
      score.found += ok;
      all = all && ok;
    }
    const int extra = static_cast<int>(answer.numbers.size() + answer.texts.size());
    score.extra += extra;
    if (all && extra == 0) {
      ++score.exact;
      score.seen_exact += seen;
      score.kept_exact += convention.empty();
    } else if (show && (seen || show_unseen)) {
      std::cout << "    " << (convention.empty() ? "" : "(" + convention + ") ")
                << spec["Input"].get<std::string>() << "\n      expected";
      for (const auto& e : wanted) std::cout << " [" << e.front() << "]";
      std::cout << " left over";
      for (const double n : answer.numbers) std::cout << " " << n;
      for (const std::string& t : answer.texts) std::cout << " " << t;
      std::cout << (all ? "" : "  MISSED") << "\n";
    }
  }
  return score;
}

}  // namespace

int main(int argc, char** argv) {
  const bool show_unseen = argc > 1 && std::strcmp(argv[1], "--all-failures") == 0;
  const bool show = show_unseen || (argc > 1 && std::strcmp(argv[1], "--failures") == 0);
  const std::string only = argc > 2 ? argv[2] : "";
  const char* data = std::getenv("PARALLAX_DATA");
  const std::filesystem::path root =
      std::filesystem::path(data == nullptr ? "" : data) / "recognizers_specs";
  if (data == nullptr || !std::filesystem::exists(root)) {
    std::cerr << "NOT MEASURED: set PARALLAX_DATA to a folder that holds recognizers_specs/ (the "
                 "Specs folder of Microsoft Recognizers-Text); looked for "
              << root << "\n";
    return 2;
  }
  static const std::pair<const char*, const char*> kFiles[] = {
      {"Number", "NumberModel"},
      {"Number", "OrdinalModel"},
      {"Number", "PercentModel"},
      {"NumberWithUnit", "CurrencyModel"},
      {"NumberWithUnit", "DimensionModel"},
      {"NumberWithUnit", "TemperatureModel"},
      {"NumberWithUnit", "AgeModel"},
      {"DateTime", "DateTimeModel"},
      {"DateTime", "DateParser"},
      {"DateTime", "DatePeriodParser"},
      {"DateTime", "HolidayParser"}};
  std::cout << "file                                   cases   exact  half A  half B   kept   "
               "exact  values found "
               "extra\n";
  for (const auto& [folder, model] : kFiles) {
    for (const char* language : {"English", "Chinese"}) {
      const std::string name = std::string(folder) + "/" + language + "/" + model;
      if (!only.empty() && name.find(only) == std::string::npos) continue;
      std::ifstream file(root / (name + ".json"));
      if (!file) continue;
      std::string text((std::istreambuf_iterator<char>(file)), {});
      if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) text.erase(0, 3);
      const Score s = Run(language, model, Json::parse(text), show, show_unseen);
      const auto rate = [](int part, int whole) { return whole == 0 ? 0.0 : 100.0 * part / whole; };
      std::printf("%-38s %5d  %5.1f%%  %5.1f%%  %5.1f%%  %5d  %5.1f%%  %4d of %-4d %4d\n",
                  name.c_str(), s.cases, rate(s.exact, s.cases), rate(s.seen_exact, s.seen),
                  rate(s.exact - s.seen_exact, s.cases - s.seen), s.kept,
                  rate(s.kept_exact, s.kept), s.found, s.expected, s.extra);
      std::fflush(stdout);
    }
  }
  return 0;
}
