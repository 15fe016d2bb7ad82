#include "server/engine/record_pairs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parallax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

LocatedRecord At(uint32_t document, std::vector<uint64_t> keys) {
  return {{document, 0}, {"", 0, std::move(keys)}};
}

TEST(PairByKeyTest, PairsMeetOnceHoweverManyKeysTheyShare) {
  const std::vector<LocatedRecord> records = {At(0, {1, 2, 3}), At(1, {2, 3}), At(2, {9})};
  EXPECT_THAT(PairByKey(records, {}).pairs, ElementsAre(Pair(0, 1)));
}

TEST(PairByKeyTest, RecordsOfOneDocumentNeverMeet) {
  const std::vector<LocatedRecord> records = {At(0, {1}), At(0, {1}), At(1, {1})};
  EXPECT_THAT(PairByKey(records, {}).pairs, ElementsAre(Pair(0, 2), Pair(1, 2)));
}

TEST(PairByKeyTest, AnAnchorMeetsAllAndOthersDoNotMeet) {
  const std::vector<LocatedRecord> records = {At(0, {1}), At(1, {1}), At(2, {1})};
  PhasesOptions options;
  options.anchor = 2;
  EXPECT_THAT(PairByKey(records, options).pairs, ElementsAre(Pair(0, 2), Pair(1, 2)));
}

TEST(PairByKeyTest, AnAnchorMeetsOthersWithoutAKeyIfTheyAreFew) {
  const std::vector<LocatedRecord> records = {At(0, {1}), At(1, {2}), At(2, {1}), At(2, {3})};
  PhasesOptions options;
  options.anchor = 2;
  EXPECT_THAT(PairByKey(records, options).pairs, ElementsAre(Pair(0, 2), Pair(0, 3), Pair(1, 2), Pair(1, 3)));
  options.free_pairs = 3;
  EXPECT_THAT(PairByKey(records, options).pairs, ElementsAre(Pair(0, 2)));
}

TEST(PairByKeyTest, ACrowdedKeyIsBoundedAndTheRestIsCounted) {
  std::vector<LocatedRecord> records;
  for (uint32_t d = 0; d < 10; ++d) records.push_back(At(d, {7}));
  PhasesOptions options;
  options.max_group = 5;
  options.window = 2;
  const RecordPairs result = PairByKey(records, options);
  EXPECT_EQ(result.pairs.size() + result.dropped, 45u);
  EXPECT_EQ(result.pairs.size(), 17u);
}

TEST(PairByKeyTest, OfTooManyTheStrongestMeet) {
  // Key 7 is common to all, key 8 to three, key 9 to two.
  const std::vector<LocatedRecord> records = {At(0, {7, 8, 9}), At(1, {7, 8, 9}), At(2, {7, 8}), At(3, {7})};
  PhasesOptions options;
  EXPECT_EQ(PairByKey(records, options).pairs.size(), 6u);
  options.free_pairs = 4;
  options.pairs_per_record = 1;
  const RecordPairs result = PairByKey(records, options);
  EXPECT_THAT(result.pairs, ElementsAre(Pair(0, 1), Pair(0, 2), Pair(1, 2)));
  EXPECT_EQ(result.dropped, 3u);
  options.anchor = 3;  // a stated claim meets all
  EXPECT_THAT(PairByKey(records, options).pairs, ElementsAre(Pair(0, 3), Pair(1, 3), Pair(2, 3)));
}

TEST(PairByKeyTest, NoSharedKeyNoPair) {
  const std::vector<LocatedRecord> records = {At(0, {1}), At(1, {2}), At(2, {})};
  EXPECT_THAT(PairByKey(records, {}).pairs, IsEmpty());
}

TEST(ComponentsTest, JoinsAreTransitive) {
  Components components(5);
  components.Join(3, 4);
  components.Join(0, 3);
  EXPECT_EQ(components.Find(4), 0u);
  EXPECT_EQ(components.Find(1), 1u);
}

}  // namespace
}  // namespace parallax
