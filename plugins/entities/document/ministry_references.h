// Whose ministry it is where the text names no country beside it: 财政部, "the Health Ministry".
#ifndef PLUGINS_ENTITIES_DOCUMENT_MINISTRY_REFERENCES_H_
#define PLUGINS_ENTITIES_DOCUMENT_MINISTRY_REFERENCES_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// A ministry without a country (rules/roles.h) is that of the same kind which the document names with one, if it names one only. Else
// one that was taken for China's is that of the only country that the document names, and nobody's if it names several and China
// is not among them.
void LinkMinistries(Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_MINISTRY_REFERENCES_H_
