// One identity for what several documents name alike.
#ifndef PARALLAX_SERVER_REPORT_UNITED_NAMES_H_
#define PARALLAX_SERVER_REPORT_UNITED_NAMES_H_

#include <vector>

#include "server/engine/names/other_script.h"
#include "server/engine/pipeline.h"

namespace parallax::report {

// An analyzer that sees one document makes up an id from the name and from what kind of thing it takes it for: "name:",
// "person:", "place:" or "org:" and the name, its words joined by '-'. Here, where all documents are known,
//  - ids of one name of two words or more (or three Han characters) become that of the kind which most documents give, the
//    unknown kind "name:" last; of a single word only "name:" follows the others, for Berg may be a person and a place;
//  - a name in characters and one in letters that some document gives one id are one everywhere: 诺沃特（Norvolt）;
//  - a surname that one document gives alone is that of the person whom others give in full, if there is one such person;
//  - the first word of a firm's name, or its beginning (塞尔瓦拉, 塞尔瓦拉生物), is that of the one firm whose name begins so, where a
//    document says that it is a firm or means the firm by it, or the name has only a legal form besides ("Qasira Holdings");
//  - "Tavarian", as whatever it was guessed, is Tavaria.
// A kind that is a guess (NamedEntity) gives way to one that is not, and keeps no short name from its bearer.
// Ids of tables and of other prefixes stay. Rewrites mentions, claims and stances in place; does not depend on the order
// of the documents. [one thread]
void UniteNames(std::vector<DocumentAnalysis>* analyses);

// Gives each pair one identity, that of the name in Latin letters unless its kind alone is unknown or a guess. Rewrites as UniteNames does,
// which comes first. [one thread]
void UniteScripts(const std::vector<SameEntity>& pairs, std::vector<DocumentAnalysis>* analyses);

}  // namespace parallax::report

#endif  // PARALLAX_SERVER_REPORT_UNITED_NAMES_H_
