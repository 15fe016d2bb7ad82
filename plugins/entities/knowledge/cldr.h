// Region and currency names of the CLDR, in English and Chinese, through ICU.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_CLDR_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_CLDR_H_

#include <string>
#include <vector>

namespace plx::entities {

struct CldrRegion {
  std::string code;                // "CN"
  std::string name;                // English, as shown
  std::vector<std::string> names;  // to be matched; English and Chinese
};

struct CldrCurrency {
  std::string code;  // "CNY"
  std::string name;
  std::vector<std::string> names;
};

// The countries and territories of ISO 3166. Short names that are English words or codes are
// left out.
std::vector<CldrRegion> CldrRegions();

// The currencies that countries use today.
std::vector<CldrCurrency> CldrCurrencies();

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_CLDR_H_
