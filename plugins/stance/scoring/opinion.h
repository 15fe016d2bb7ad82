// One holder's stance towards one target, before it becomes a finding.
#ifndef PLUGINS_STANCE_SCORING_OPINION_H_
#define PLUGINS_STANCE_SCORING_OPINION_H_

#include <string>

#include "plugins/stance/roles/parties.h"

namespace plx::stance {

struct Opinion {
  Party holder;           // kind PLX_HOLDER_OUTLET: the document's own voice
  Target target;
  uint32_t sign = PLX_SIGN_NEUTRAL;
  int strength = 0;       // thousandths
  int score = 0;          // confidence in thousandths
  plx_span_t evidence = {0, 0};
  plx_span_t cue = {0, 0};
  std::string reason;
  std::string rule;
};

// Opposite signs make a mixed stance, the stronger one says why; else the stronger of both stays.
void CombineOpinions(Opinion other, Opinion* kept);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_OPINION_H_
