// The stances of a document: frames first, the trained model behind them for what they leave open.
#ifndef PLUGINS_STANCE_SCORING_SCORER_H_
#define PLUGINS_STANCE_SCORING_SCORER_H_

#include <vector>

#include "plugins/stance/model/back_off.h"
#include "plugins/stance/scoring/frame_model.h"
#include "plugins/stance/scoring/opinion.h"
#include "plugins/stance/scoring/options.h"

namespace plx::stance {

// Ordered by evidence.begin. Same input and options, same result.
std::vector<Opinion> ScoreStances(const Document& document, const Call& call,
                                  const FrameModel& model, const BackOff& back_off,
                                  const Options& options);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_SCORER_H_
