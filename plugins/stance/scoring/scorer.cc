#include "plugins/stance/scoring/scorer.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "plugins/stance/scoring/frame_scorer.h"
#include "plugins/stance/scoring/requested_targets.h"

namespace plx::stance {
namespace {

// One stance for a holder and target in a clause: the strongest; both signs make it mixed.
std::vector<Opinion> Merge(std::vector<Opinion> opinions) {
  using Key = std::tuple<uint32_t, uint32_t, uint32_t, std::string, std::string, std::string>;
  std::map<Key, size_t> first;
  std::vector<Opinion> merged;
  for (Opinion& opinion : opinions) {
    const std::string holder =
        opinion.holder.entity.empty() ? opinion.holder.name : opinion.holder.entity;
    const Key key = {opinion.evidence.begin, opinion.evidence.end, opinion.holder.kind, holder,
                     opinion.target.entity,
                     opinion.target.entity.empty() ? opinion.target.text : std::string()};
    const auto [it, inserted] = first.emplace(key, merged.size());
    if (inserted) {
      merged.push_back(std::move(opinion));
    } else {
      CombineOpinions(std::move(opinion), &merged[it->second]);
    }
  }
  return merged;
}

}  // namespace

std::vector<Opinion> ScoreStances(const Document& document, const Call& call,
                                  const FrameModel& model, const BackOff& back_off,
                                  const Options& options) {
  const DocumentReading reading(document, call, model);
  std::vector<Opinion> opinions = ScoreFrames(reading, call);
  back_off.Add(reading, options, call, &opinions);
  opinions = Merge(std::move(opinions));
  if (!options.targets.empty()) {
    const RequestedTargets requested(document, options.targets);
    requested.Restrict(&opinions);
    requested.AddNeutral(reading.parsed(), &opinions);
  }
  std::erase_if(opinions, [&](const Opinion& o) {
    return o.strength < options.min_strength || o.score < options.abstain_below ||
           (o.target.on_request && options.targets.empty());
  });
  std::stable_sort(opinions.begin(), opinions.end(), [](const Opinion& a, const Opinion& b) {
    return std::tie(a.evidence.begin, a.evidence.end) < std::tie(b.evidence.begin, b.evidence.end);
  });
  return opinions;
}

}  // namespace plx::stance
