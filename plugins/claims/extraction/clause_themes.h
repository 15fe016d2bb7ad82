// English clauses whose grammar says something else than they do: their subject is what they are about.
#ifndef PLUGINS_CLAIMS_EXTRACTION_CLAUSE_THEMES_H_
#define PLUGINS_CLAIMS_EXTRACTION_CLAUSE_THEMES_H_

#include "plugins/linguistics/clauses.h"
#include "plx/view.hpp"

namespace plx::claims {

// "is not aimed at any country", "is estimated at": nobody does it. "Production has been reduced": it fell. "Competition was the reason for the
// loss": it caused the loss.
linguistics::Parse WithThemes(const Document& document, linguistics::Parse parse);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_CLAUSE_THEMES_H_
