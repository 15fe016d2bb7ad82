// Names that are known for one text: those it explains itself, and those its caller gives.
#ifndef PLUGINS_ENTITIES_DOCUMENT_OTHER_NAMES_H_
#define PLUGINS_ENTITIES_DOCUMENT_OTHER_NAMES_H_

#include <string>
#include <vector>

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// A name of an entity.
struct OtherName {
  std::string text;  // in any letter case
  std::string id;
  std::string type;
  std::string canonical;
  std::string_view rule = "name.explained";  // static
  int link_score = 850;                      // that a text with this name means it
};

// Gives every mention that reads as one of `names` its identity, unless a table knows it, and adds a mention
// where the text has one that no rule saw; longer mentions stay as they are. Call Resolve again afterwards.
void PlaceNames(const std::vector<OtherName>& names, Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_OTHER_NAMES_H_
