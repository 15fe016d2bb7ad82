#include "tools/train/tagger/calibration.h"

#include <algorithm>

namespace parallax {
namespace {

struct Step {
  int32_t least = 0;
  int64_t right = 0;
  int64_t all = 0;
};

bool Below(const Step& a, const Step& b) { return a.right * b.all < b.right * a.all; }

}  // namespace

std::vector<std::pair<int32_t, int32_t>> Calibrate(std::vector<JudgedMargin> margins) {
  std::sort(margins.begin(), margins.end(), [](const JudgedMargin& a, const JudgedMargin& b) {
    return a.margin != b.margin ? a.margin < b.margin : a.right < b.right;
  });
  const size_t least_size = std::max<size_t>(margins.size() / 40, 1);
  std::vector<Step> steps;
  for (size_t i = 0; i < margins.size();) {
    Step step = {margins[i].margin, 0, 0};
    while (i < margins.size() && (step.all < static_cast<int64_t>(least_size) ||
                                  margins[i].margin == margins[i - 1].margin)) {
      step.right += margins[i].right;
      ++step.all;
      ++i;
    }
    steps.push_back(step);
    while (steps.size() > 1 && !Below(steps[steps.size() - 2], steps.back())) {
      steps[steps.size() - 2].right += steps.back().right;
      steps[steps.size() - 2].all += steps.back().all;
      steps.pop_back();
    }
  }
  std::vector<std::pair<int32_t, int32_t>> out;
  for (const Step& step : steps) {
    out.emplace_back(step.least, static_cast<int32_t>(1000 * step.right / step.all));
  }
  if (!out.empty()) out[0].first = 0;
  return out;
}

}  // namespace parallax
