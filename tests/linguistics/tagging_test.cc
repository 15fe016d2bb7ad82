// The sequence tagger: labels, the best path against all paths, parameters that were changed, and
// training that learns and gives the same bytes twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "plugins/linguistics/tagging/lattice.h"
#include "plugins/linguistics/tagging/sequence_tagger.h"
#include "plugins/linguistics/text/hash64.h"
#include "tools/train/tagger/calibration.h"
#include "tools/train/tagger/model_writer.h"
#include "tools/train/tagger/perceptron.h"

namespace parallax {
namespace {

using ::plx::linguistics::Hash64;
using ::plx::linguistics::tagging::FeatureRows;
using ::plx::linguistics::tagging::LabelledSpan;
using ::plx::linguistics::tagging::LabelSet;
using ::plx::linguistics::tagging::Lattice;
using ::plx::linguistics::tagging::SequenceTagger;
using ::plx::linguistics::tagging::TagModel;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(LabelSetTest, SpansGoToLabelsAndBack) {
  const std::vector<LabelledSpan> spans = {{0, 1, 0}, {1, 4, 1}, {5, 7, 0}};
  for (const bool iobes : {false, true}) {
    const LabelSet labels = LabelSet::OfTypes({"PER", "ORG"}, iobes);
    EXPECT_EQ(labels.Decode(labels.Encode(spans, 8)), spans) << "iobes " << iobes;
  }
}

TEST(LabelSetTest, KnowsWhatMayFollow) {
  const LabelSet labels({"O", "B-PER", "I-PER", "B-ORG", "I-ORG"});
  EXPECT_TRUE(labels.MayFollow(1, 2));
  EXPECT_TRUE(labels.MayFollow(1, 3));
  EXPECT_FALSE(labels.MayFollow(0, 2));  // nothing begun
  EXPECT_FALSE(labels.MayFollow(1, 4));  // another type
  const LabelSet closed = LabelSet::OfTypes({"PER"}, /*iobes=*/true);  // O B I E S
  EXPECT_FALSE(closed.MayFollow(1, 0));  // begun and not ended
  EXPECT_TRUE(closed.MayFollow(3, 4));
}

TEST(LabelSetTest, RefusesOtherLabels) {
  for (const std::vector<std::string>& labels :
       {std::vector<std::string>{}, {"B-PER"}, {"O", "PER"}, {"O", "X-PER"}, {"O", "B-PER", "B-PER"}}) {
    EXPECT_THROW(LabelSet{labels}, std::invalid_argument);
  }
}

// Every path that the labels allow, with its score.
void ForEachPath(const LabelSet& labels, const std::vector<int32_t>& transitions, Lattice* lattice,
                 size_t size, const std::function<void(const std::vector<uint8_t>&, int32_t)>& body) {
  std::vector<uint8_t> path;
  const std::function<void(int32_t)> grow = [&](int32_t score) {
    const uint8_t last = path.empty() ? 0 : path.back();
    if (path.size() == size) {
      if (labels.MayFollow(last, 0)) body(path, score + transitions[last * labels.size()]);
      return;
    }
    for (uint8_t next = 0; next < labels.size(); ++next) {
      if (!labels.MayFollow(last, next)) continue;
      const int32_t more = transitions[last * labels.size() + next] + lattice->Emissions(path.size())[next];
      path.push_back(next);
      grow(score + more);
      path.pop_back();
    }
  };
  grow(0);
}

TEST(LatticeTest, FindsTheBestOfAllPathsAndHowFarItIsAhead) {
  uint64_t state = 1;
  const auto number = [&state] { return static_cast<int32_t>((state = Hash64("x", state)) % 41) - 20; };
  for (int round = 0; round < 60; ++round) {
    const LabelSet labels = LabelSet::OfTypes({"PER", "ORG"}, round % 2 == 1);
    // Labels that are close to one another, and some that are out of reach of the best.
    const int32_t apart = 1 + round % 3 * 4;
    std::vector<int32_t> transitions;
    for (size_t i = 0; i < labels.size() * labels.size(); ++i) transitions.push_back(number());
    Lattice lattice(labels, transitions);
    lattice.Reset(4);
    for (size_t i = 0; i < 4; ++i) {
      for (size_t label = 0; label < labels.size(); ++label) lattice.Emissions(i)[label] = number() * apart;
    }
    const std::vector<uint8_t> best = lattice.Best();
    int32_t best_score = INT32_MIN;
    int32_t score_of_best = INT32_MIN;
    ForEachPath(labels, transitions, &lattice, 4, [&](const auto& path, int32_t score) {
      best_score = std::max(best_score, score);
      if (path == best) score_of_best = score;
    });
    EXPECT_EQ(score_of_best, best_score) << "round " << round;
    for (const LabelledSpan& span : labels.Decode(best)) {
      int32_t other = INT32_MIN;  // of paths without a name of this type at one of its tokens
      ForEachPath(labels, transitions, &lattice, 4, [&](const auto& path, int32_t score) {
        for (size_t i = span.first; i < span.end; ++i) {
          const std::string& label = labels.label(path[i]);
          const bool differs = label == "O" || label.substr(2) != labels.types()[span.type] ||
                               (i == span.first && label[0] != labels.label(best[i])[0]);
          if (differs) other = std::max(other, score);
        }
      });
      EXPECT_EQ(lattice.Margin(span), best_score - other) << "round " << round;
    }
  }
}

TEST(LatticeTest, TakesAnEmptySequence) {
  const LabelSet labels({"O"});
  const std::vector<int32_t> transitions = {0};
  Lattice lattice(labels, transitions);
  lattice.Reset(0);
  EXPECT_TRUE(lattice.Best().empty());
}

// "mr WORD" names a person, everything else nothing.
std::vector<TrainingSequence> Sentences() {
  std::vector<TrainingSequence> out;
  for (uint32_t s = 0; s < 40; ++s) {
    TrainingSequence sequence;
    const uint32_t at = s % 5;
    for (uint32_t i = 0; i < 7; ++i) {
      uint64_t* next = sequence.rows.NextRow(2);
      *next++ = Hash64(i == at ? "mr" : "word " + std::to_string((s * 7 + i) % 11));
      if (i > 0) *next++ = Hash64(i - 1 == at ? "after mr" : "after another");
      sequence.rows.EndRow(next);
      sequence.labels.push_back(i == at + 1 ? 1 : 0);
    }
    sequence.document = s;
    out.push_back(std::move(sequence));
  }
  return out;
}

std::string TrainedModel() {
  TrainingOptions options;
  options.schema = 7;
  options.epochs = 5;
  return TrainTagModel(Sentences(), LabelSet({"O", "B-PER", "I-PER"}), options);
}

TEST(TrainingTest, LearnsAndGivesTheSameBytesTwice) {
  const std::string bytes = TrainedModel();
  EXPECT_EQ(bytes, TrainedModel());
  const TagModel model(bytes, 7);
  SequenceTagger tagger(model);
  for (const TrainingSequence& sentence : Sentences()) {
    const auto found = tagger.Tag(sentence.rows);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].span.first, sentence.document % 5 + 1);
    EXPECT_EQ(found[0].confidence, 1000);  // always right on what was held out
  }
}

std::string WhyRefused(const std::string& bytes, uint32_t schema) {
  try {
    TagModel model(bytes, schema);
    return "not refused";
  } catch (const std::runtime_error& e) {
    return e.what();
  }
}

TEST(TagModelTest, RefusesWhatIsNoModelOfItsFeatures) {
  const std::string bytes = TrainedModel();
  EXPECT_EQ(WhyRefused(bytes, 7), "not refused");
  EXPECT_THAT(WhyRefused("", 7), HasSubstr("not a model"));
  EXPECT_THAT(WhyRefused("PLXTAG1\n", 7), HasSubstr("not a model"));
  EXPECT_THAT(WhyRefused(bytes.substr(0, bytes.size() - 1), 7), HasSubstr("cut"));
  EXPECT_THAT(WhyRefused(bytes + "x", 7), HasSubstr("cut"));
  EXPECT_THAT(WhyRefused(bytes, 8), HasSubstr("features of version 7, not 8"));
  for (size_t i = 8; i < bytes.size(); i += 13) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x10);
    EXPECT_NE(WhyRefused(changed, 7), "not refused") << "byte " << i;
  }
}

TEST(CalibrationTest, PoolsStepsThatFall) {
  std::vector<JudgedMargin> margins;
  // Right by margin 0..3: 1 of 4, 3 of 4, 2 of 4 (pooled with the one before), 4 of 4.
  const int right[] = {1, 3, 2, 4};
  for (int margin = 0; margin < 4; ++margin) {
    for (int i = 0; i < 4; ++i) margins.push_back({margin * 10, i < right[margin]});
  }
  using Step = std::pair<int32_t, int32_t>;
  EXPECT_THAT(Calibrate(margins), ElementsAre(Step{0, 250}, Step{10, 625}, Step{30, 1000}));
  EXPECT_TRUE(Calibrate({}).empty());
}

}  // namespace
}  // namespace parallax
