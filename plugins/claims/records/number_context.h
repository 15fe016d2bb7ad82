// What makes two numbers comparable besides their measure: a common unit, and a moment they hold for.
#ifndef PLUGINS_CLAIMS_RECORDS_NUMBER_CONTEXT_H_
#define PLUGINS_CLAIMS_RECORDS_NUMBER_CONTEXT_H_

#include <string_view>

namespace plx::claims {

// A unit as a multiple of the base unit of its kind: 1 gigawatt is 1e9 watt. Units without multiples
// are their own base. Prefixes of the International System of Units; a ton is 1,000 kg.
struct UnitScale {
  std::string_view base;
  double factor = 1;
};
UnitScale ScaleOf(std::string_view unit);

// Whether a sentence gives numbers of a moment: a time of day, a count that is not complete.
bool IsSnapshot(std::string_view sentence);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_RECORDS_NUMBER_CONTEXT_H_
