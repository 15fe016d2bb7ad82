// Names that one document explains and others use: 翡翠航空（Jade Airways）.
#ifndef PARALLAX_SERVER_ENGINE_NAMES_EXPLAINED_NAMES_H_
#define PARALLAX_SERVER_ENGINE_NAMES_EXPLAINED_NAMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "server/engine/pipeline.h"

namespace parallax {

// An entity with the names that documents write for it.
struct ExplainedName {
  std::string entity;
  std::string type;
  std::vector<std::string> names;   // whole names, the most frequent first
  std::vector<uint32_t> documents;  // those that have one of them as another entity's, or unseen
};

// What the mentions of each document say: an entity that one of them names by two whole names or more goes by any of
// them in all. A whole name is two words or more, three capitals or more, or four Han characters or more (a person's three), so that no
// surname or common word becomes another name. Who is known anyway (a link score of 900 or more for every name) is
// left out, as is a name that two documents explain differently. Those that concern no other document are left out
// too. By entity; does not depend on the order of the documents.
std::vector<ExplainedName> ExplainedNames(absl::Span<const DocumentAnalysis> analyses);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_NAMES_EXPLAINED_NAMES_H_
