// Chinese bodies by what their names end in: 洛阳市农科所, 北京国安足球队, 国家体育总局, 星展银行.
#ifndef PLUGINS_ENTITIES_RULES_CHINESE_BODIES_H_
#define PLUGINS_ENTITIES_RULES_CHINESE_BODIES_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Adds what the tagger did not see and completes what it cut short. Runs after the tagger, on resolved mentions;
// true if it found something: then call Resolve again. A name begins with a place, with the body it is part of, with a word such as 国家, or with
// a word that is rare in texts; between that and its end stand nouns.
bool FindChineseBodies(Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_CHINESE_BODIES_H_
