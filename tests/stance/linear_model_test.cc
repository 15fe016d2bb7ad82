// The parameter file of the stance model: what is written is read, what is changed is refused.
#include "plugins/stance/model/linear_model.h"

#include "gtest/gtest.h"
#include "plx/analyzer.hpp"

namespace plx::stance {
namespace {

const std::vector<std::pair<uint64_t, ModelWeights>> kFeatures = {
    {0x1234567800000001ull, {10, -3, 0}}, {0xffffffff00000002ull, {0, 5, -127}}, {3, {1, 1, 1}}};

TEST(LinearModelTest, GivesTheWeightsThatWereWritten) {
  const std::string file = WriteLinearModel(kFeatures, {{0, 400}, {50, 900}}, 7);
  const LinearModel model(file, 7);
  EXPECT_EQ(model.feature_count(), 3u);
  ModelScores scores{};
  model.Score(kFeatures[0].first, 2, &scores);
  model.Score(kFeatures[1].first, 1, &scores);
  model.Score(0x99, 5, &scores);  // unknown: nothing
  EXPECT_EQ(scores, (ModelScores{20, -1, -127}));
  EXPECT_EQ(model.Confidence(-1), 0);
  EXPECT_EQ(model.Confidence(49), 400);
  EXPECT_EQ(model.Confidence(50), 900);
}

TEST(LinearModelTest, RefusesWhatIsNoModelOrForOtherFeatures) {
  const std::string file = WriteLinearModel(kFeatures, {}, 7);
  EXPECT_THROW(LinearModel(file, 8), Error);
  EXPECT_THROW(LinearModel("text", 7), Error);
  EXPECT_THROW(LinearModel(std::string_view(file).substr(0, file.size() - 1), 7), Error);
  std::string changed = file;
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] + 1);
  EXPECT_THROW(LinearModel(changed, 7), Error);
}

}  // namespace
}  // namespace plx::stance
