#include "bench/quality/stated_claim/classification_score.h"

#include <algorithm>
#include <map>
#include <random>

namespace parallax::quality {

Score ScoreOf(const std::vector<Judged>& items, int classes) {
  Score score;
  score.classes.resize(static_cast<size_t>(classes));
  int right = 0;
  for (const Judged& item : items) {
    ClassScore& gold = score.classes[static_cast<size_t>(item.gold)];
    ++gold.gold;
    ++score.classes[static_cast<size_t>(item.predicted)].predicted;
    if (item.gold == item.predicted) ++gold.right, ++right;
  }
  for (ClassScore& c : score.classes) {
    if (c.predicted > 0) c.precision = static_cast<double>(c.right) / c.predicted;
    if (c.gold > 0) c.recall = static_cast<double>(c.right) / c.gold;
    if (c.right > 0) c.f1 = 2 * c.precision * c.recall / (c.precision + c.recall);
    score.macro_f1 += c.f1 / classes;
  }
  if (!items.empty()) score.accuracy = static_cast<double>(right) / static_cast<double>(items.size());
  return score;
}

Interval BootstrapInterval(const std::vector<Judged>& items, int classes, Figure figure, int draws) {
  std::map<uint32_t, std::vector<Judged>> by_group;
  for (const Judged& item : items) by_group[item.group].push_back(item);
  std::vector<const std::vector<Judged>*> groups;
  for (const auto& [id, members] : by_group) groups.push_back(&members);
  if (groups.empty()) return {};
  std::mt19937 random(20150614);
  std::vector<double> values;
  for (int d = 0; d < draws; ++d) {
    std::vector<Judged> sample;
    for (size_t i = 0; i < groups.size(); ++i) {
      const auto& group = *groups[random() % groups.size()];
      sample.insert(sample.end(), group.begin(), group.end());
    }
    const Score score = ScoreOf(sample, classes);
    values.push_back(figure == Figure::kAccuracy ? score.accuracy : score.macro_f1);
  }
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) { return values[static_cast<size_t>(share * static_cast<double>(values.size() - 1))]; };
  return {at(0.025), at(0.975)};
}

}  // namespace parallax::quality
