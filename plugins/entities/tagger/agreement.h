// One name, one type in one document.
#ifndef PLUGINS_ENTITIES_TAGGER_AGREEMENT_H_
#define PLUGINS_ENTITIES_TAGGER_AGREEMENT_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Where one text was given several types by the model, or by the model here and by its capitals
// alone there, all its mentions take the type with the most votes (each mention votes with its
// score) and the id that belongs to it. Names of tables and rules do not change.
void AgreeOnTypes(Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_TAGGER_AGREEMENT_H_
