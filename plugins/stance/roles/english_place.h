// Where a frame stands in the English clause that holds it; shared by the files of EnglishFillers.
#ifndef PLUGINS_STANCE_ROLES_ENGLISH_PLACE_H_
#define PLUGINS_STANCE_ROLES_ENGLISH_PLACE_H_

#include "plugins/stance/roles/fillers.h"

namespace plx::stance {

// The clause of a match, and what the anchor is in it.
struct EnglishFillers::Place {
  const linguistics::Clause* clause = nullptr;
  size_t anchor = 0;       // word
  size_t end = 0;          // first word behind the clause
  bool predicate = false;  // the anchor is the clause's predicate, or in its verb group
  bool passive = false;
  bool surface = false;    // the holder is what stands before the verb, passive or not
};

// "siding" after "of": the tagger often takes a gerund for a noun.
bool IsGerund(const Sentence& s, size_t i);

// The phrase that stands before the verb: of a passive it is the object. Null if there is none.
const linguistics::Participant* SurfaceSubject(const linguistics::Clause& clause);

bool IsThey(std::string_view text);
bool IsHeOrShe(std::string_view text);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_ENGLISH_PLACE_H_
