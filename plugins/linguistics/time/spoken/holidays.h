// Holidays of the solar calendar by name, in English and Chinese. Those of the lunar calendar are
// not resolved.
#ifndef PLUGINS_LINGUISTICS_TIME_SPOKEN_HOLIDAYS_H_
#define PLUGINS_LINGUISTICS_TIME_SPOKEN_HOLIDAYS_H_

#include <cstdint>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics::spoken {

// The day in `year` (days since 1970-01-01) of the holiday whose name starts at token `i`
// ("Christmas", "Labor Day", 国庆节). `end` receives the token after it, `i` if there is none.
int64_t HolidayAt(const TokenSequence& tokens, size_t i, int year, size_t* end);

}  // namespace plx::linguistics::spoken

#endif  // PLUGINS_LINGUISTICS_TIME_SPOKEN_HOLIDAYS_H_
