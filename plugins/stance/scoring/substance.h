// Whether words alone name something that one can be for or against.
#ifndef PLUGINS_STANCE_SCORING_SUBSTANCE_H_
#define PLUGINS_STANCE_SCORING_SUBSTANCE_H_

#include <string_view>

#include "plugins/stance/roles/parties.h"

namespace plx::stance {

// True if the class `name` lists the reason of `frame`, without its "frame.".
bool ReasonIs(std::string_view name, const Frame& frame, const WordClasses& classes);

// Words count if they name a policy, or whatever a predicate of attitude is about. `evaluation`: the text says in its own voice what
// the target is. Not so for sayings that are denied, causes that are blamed, one's own deeds, and people in general.
bool IsSubstance(const Sentence& sentence, const Frame& frame, const Target& target, bool evaluation,
                 const PartyReader& reader);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_SUBSTANCE_H_
