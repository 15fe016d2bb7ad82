// From matched frames to opinions: polarity, hedging, frames inside frames, who speaks, and what is
// too weak to be said.
#ifndef PLUGINS_STANCE_SCORING_FRAME_SCORER_H_
#define PLUGINS_STANCE_SCORING_FRAME_SCORER_H_

#include <vector>

#include "plugins/stance/scoring/document_reading.h"
#include "plugins/stance/scoring/opinion.h"

namespace plx::stance {

// What the frames say, in text order; one holder and target may have several.
std::vector<Opinion> ScoreFrames(const DocumentReading& reading, const Call& call);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_FRAME_SCORER_H_
