#include "plugins/claims/records/number_context.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace plx::claims {
namespace {

struct ScaledUnit {
  std::string_view unit;
  std::string_view base;
  double factor;
};

constexpr ScaledUnit kScaledUnits[] = {
    {"kilowatt", "watt", 1e3},           {"megawatt", "watt", 1e6},
    {"gigawatt", "watt", 1e9},           {"terawatt", "watt", 1e12},
    {"kilowatt_hour", "watt_hour", 1e3}, {"megawatt_hour", "watt_hour", 1e6},
    {"gigawatt_hour", "watt_hour", 1e9}, {"terawatt_hour", "watt_hour", 1e12},
    {"kilometre", "metre", 1e3},         {"centimetre", "metre", 1e-2},
    {"millimetre", "metre", 1e-3},       {"kilogram", "gram", 1e3},
    {"milligram", "gram", 1e-3},         {"tonne", "gram", 1e6},
    {"hectare", "square_metre", 1e4},    {"square_kilometre", "square_metre", 1e6},
    {"mu", "square_metre", 2000.0 / 3},  {"kilovolt", "volt", 1e3},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "23:00", "9:30".
bool HasTimeOfDay(std::string_view text) {
  for (size_t i = 1; i + 2 < text.size(); ++i) {
    if (text[i] == ':' && IsDigit(text[i - 1]) && IsDigit(text[i + 1]) && IsDigit(text[i + 2])) return true;
  }
  return false;
}

constexpr std::string_view kPartial[] = {
    "so far",      "partial",  "preliminary", "provisional",     "early count", "early results",
    "exit poll",   "as of ",   "initial count", "still counting", "截至",        "初步",
    "目前已",      "已开票",   "部分计票",    "出口民调",        "暂时",
};

// "with 40% of votes counted", but not "with all votes counted", "counted in full".
bool IsPartlyCounted(std::string_view text) {
  // The word, not the end of "accounting for 60%".
  const auto says = [&](std::string_view word) {
    for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      if (at == 0 || text[at - 1] < 'a' || text[at - 1] > 'z') return true;
    }
    return false;
  };
  if (!says("counted") && !says("counting")) return false;
  for (const std::string_view whole : {"all votes", "all ballots", "100%", "in full", "every vote", "all the votes"}) {
    if (text.find(whole) != text.npos) return false;
  }
  return text.find('%') != text.npos || text.find("per cent") != text.npos || text.find("percent") != text.npos;
}

}  // namespace

UnitScale ScaleOf(std::string_view unit) {
  for (const ScaledUnit& scaled : kScaledUnits) {
    if (scaled.unit == unit) return {scaled.base, scaled.factor};
  }
  return {unit, 1};
}

bool IsSnapshot(std::string_view sentence) {
  std::string folded(sentence);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (HasTimeOfDay(folded) || IsPartlyCounted(folded)) return true;
  return std::any_of(std::begin(kPartial), std::end(kPartial),
                     [&](std::string_view words) { return folded.find(words) != folded.npos; });
}

}  // namespace plx::claims
