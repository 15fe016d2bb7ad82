#include "plugins/entities/knowledge/cldr.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace plx::entities {
namespace {

std::string Utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

void ReplaceAll(std::string_view from, std::string_view to, std::string* text) {
  for (size_t at = text->find(from); at != std::string::npos; at = text->find(from, at)) {
    text->replace(at, from.size(), to);
    at += to.size();
  }
}

void AddName(std::string name, std::vector<std::string>* names) {
  // "Myanmar (Burma)", "中国香港特别行政区", "Hong Kong SAR China", "Congo - Kinshasa".
  for (const std::string_view open : {" (", "（"}) {
    const size_t at = name.find(open);
    if (at != std::string::npos) name.resize(at);
  }
  const size_t sar = name.find(" SAR China");
  if (sar != std::string::npos) name.resize(sar);
  if (name.size() < 4 || name.find(" - ") != std::string::npos) return;
  ReplaceAll("’", "'", &name);
  std::vector<std::string> forms = {name};
  if (name.find(" & ") != std::string::npos) {
    std::string spelled = name;
    ReplaceAll(" & ", " and ", &spelled);
    forms.push_back(spelled);
  }
  if (name.rfind("St. ", 0) == 0) forms.push_back("Saint " + name.substr(4));
  for (std::string& form : forms) {
    if (std::find(names->begin(), names->end(), form) == names->end()) {
      names->push_back(std::move(form));
    }
  }
}

struct Displays {
  std::unique_ptr<icu::LocaleDisplayNames> names[3];
  Displays() {
    names[0].reset(icu::LocaleDisplayNames::createInstance(icu::Locale("en")));
    names[1].reset(icu::LocaleDisplayNames::createInstance(icu::Locale("zh")));
    names[2].reset(icu::LocaleDisplayNames::createInstance(icu::Locale("zh_Hant")));
  }
};

}  // namespace

std::vector<CldrRegion> CldrRegions() {
  const Displays displays;
  std::vector<CldrRegion> regions;
  for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
    CldrRegion region;
    region.code = *code;
    for (const auto& display : displays.names) {
      if (display == nullptr) continue;
      icu::UnicodeString text;
      display->regionDisplayName(*code, text);
      const std::string name = Utf8(text);
      if (name.empty() || name == region.code) continue;
      if (region.name.empty()) region.name = name;
      AddName(name, &region.names);
    }
    if (!region.name.empty()) regions.push_back(std::move(region));
  }
  return regions;
}

std::vector<CldrCurrency> CldrCurrencies() {
  std::vector<CldrCurrency> currencies;
  for (const char* const* country = uloc_getISOCountries(); *country != nullptr; ++country) {
    UErrorCode status = U_ZERO_ERROR;
    char16_t code[4] = {};
    const std::string locale = "und_" + std::string(*country);
    ucurr_forLocale(locale.c_str(), code, 4, &status);
    if (U_FAILURE(status)) continue;
    CldrCurrency currency;
    currency.code = Utf8(icu::UnicodeString(code));
    if (std::any_of(currencies.begin(), currencies.end(),
                    [&](const CldrCurrency& c) { return c.code == currency.code; })) {
      continue;
    }
    for (const char* language : {"en", "zh", "zh_Hant"}) {
      status = U_ZERO_ERROR;
      int32_t length = 0;
      const char16_t* name = ucurr_getName(code, language, UCURR_LONG_NAME, nullptr, &length,
                                           &status);
      if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) continue;
      const std::string text = Utf8(icu::UnicodeString(name, length));
      if (currency.name.empty()) currency.name = text;
      // "US Dollar", "US dollar", "US dollars".
      std::string marked = "~" + text;
      currency.names.push_back(marked);
      if (std::strcmp(language, "en") == 0) currency.names.push_back(marked + "s");
    }
    currencies.push_back(std::move(currency));
  }
  return currencies;
}

}  // namespace plx::entities
