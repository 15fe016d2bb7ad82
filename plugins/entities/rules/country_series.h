// One-character countries of Chinese: 美日澳韩, 对华, 访美, 美方, 日企, 俄外长.
#ifndef PLUGINS_ENTITIES_RULES_COUNTRY_SERIES_H_
#define PLUGINS_ENTITIES_RULES_COUNTRY_SERIES_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Adds a REGION mention for each character that stands for a country: in a run of two or more,
// after words such as 对 and 访, or before words such as 方, 企 and 总统. A character counts only
// where the word cut leaves it alone or in a word made of such characters, so never in 日益 or
// 中华. Needs FindNames' segments.
void FindCountrySeries(uint32_t unit, Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_COUNTRY_SERIES_H_
