// The embedded data files of the claims analyzer; CMake generates their definitions.
#ifndef PLUGINS_CLAIMS_TABLES_H_
#define PLUGINS_CLAIMS_TABLES_H_

#include <string_view>

namespace plx::claims::data {

extern const std::string_view kPredicates;  // class, sign, inverse, English lemmas, Chinese verbs
extern const std::string_view kMeasures;    // role, English words, Chinese words
extern const std::string_view kLabels;      // kind of group, English heads, Chinese heads
extern const std::string_view kFurniture;   // kind, English and Chinese phrases

}  // namespace plx::claims::data

#endif  // PLUGINS_CLAIMS_TABLES_H_
