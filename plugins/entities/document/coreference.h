// Who is who inside one document: acronyms, surnames, titles with a surname, "the company".
#ifndef PLUGINS_ENTITIES_DOCUMENT_COREFERENCE_H_
#define PLUGINS_ENTITIES_DOCUMENT_COREFERENCE_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// Adds mentions and corrects ids:
//   "International Rice Institute (IRI) ... IRI": the acronym gets the name's id;
//   "Maria Sokolova ... Sokolova": the surname gets the person's id;
//   "Finance Minister Kato": the one Kato who held that office then;
//   "the company", "the finance minister", 该公司: only if the document leaves one choice.
// `mentions` must be resolved; call Resolve again afterwards.
void LinkCoreference(Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_COREFERENCE_H_
