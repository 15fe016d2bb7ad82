// The other names that a text itself gives to what it names: 翡翠航空（Jade Airways，下称“翡翠”）,
// "Jade Airways, formerly Gulf Air".
#ifndef PLUGINS_ENTITIES_DOCUMENT_GLOSSES_H_
#define PLUGINS_ENTITIES_DOCUMENT_GLOSSES_H_

#include <vector>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/document/other_names.h"

namespace plx::entities {

// Both names of each gloss with the identity that they share: a table's if it knows one of them, else that of the
// name that is explained, which may be one that no rule saw. A name that the text explains in two ways is left out.
// `reading.mentions` must be resolved.
std::vector<OtherName> FindGlosses(const Reading& reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_GLOSSES_H_
