#include "plugins/stance/scoring/opinion.h"

#include <algorithm>

namespace plx::stance {

void CombineOpinions(Opinion other, Opinion* kept) {
  const bool opposed = (kept->sign == PLX_SIGN_FOR && other.sign == PLX_SIGN_AGAINST) ||
                       (kept->sign == PLX_SIGN_AGAINST && other.sign == PLX_SIGN_FOR);
  if (kept->sign == PLX_SIGN_MIXED || opposed) {
    kept->sign = PLX_SIGN_MIXED;
    kept->strength = std::max(kept->strength, other.strength);
    kept->score = std::min(kept->score, other.score);
    return;
  }
  const bool sided = kept->sign != PLX_SIGN_NEUTRAL;
  const bool other_sided = other.sign != PLX_SIGN_NEUTRAL;
  if (other_sided > sided || (other_sided == sided && other.strength > kept->strength)) {
    *kept = std::move(other);
  }
}

}  // namespace plx::stance
