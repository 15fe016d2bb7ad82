#include "server/text/near_duplicate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/text/fold.h"

namespace parallax::text {
namespace {

using ::testing::Each;

// Synthetic news: words drawn from a vocabulary of which some are frequent.
class Writer {
 public:
  Writer(bool chinese, uint32_t seed) : chinese_(chinese), random_(seed) {}

  std::string Token() {
    // About 1/rank, as in real text.
    const double u = std::uniform_real_distribution<double>(0, 1)(random_);
    const auto rank = static_cast<uint32_t>(std::pow(2000.0, u));
    if (!chinese_) return absl::StrCat("w", rank);
    std::string text;
    const uint32_t c = 0x4E00 + rank * 7;
    text.push_back(static_cast<char>(0xE0 | c >> 12));
    text.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    text.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    return Fold(text);  // some of the characters are traditional forms of others
  }
  std::vector<std::string> Tokens(size_t count) {
    std::vector<std::string> tokens;
    for (size_t i = 0; i < count; ++i) tokens.push_back(Token());
    return tokens;
  }
  // Replaces about `share` of the tokens.
  std::vector<std::string> Edit(std::vector<std::string> tokens, double share) {
    for (std::string& token : tokens) {
      if (std::uniform_real_distribution<double>(0, 1)(random_) < share) token = Token();
    }
    return tokens;
  }
  std::vector<std::string> Sentences(size_t count) {
    std::vector<std::string> sentences;
    for (size_t i = 0; i < count; ++i) sentences.push_back(Join(Tokens(15 + random_() % 10)));
    return sentences;
  }
  std::string Join(const std::vector<std::string>& tokens) const {
    std::string text;
    for (const std::string& token : tokens) absl::StrAppend(&text, token, chinese_ ? "" : " ");
    return text + (chinese_ ? "。" : ".");
  }
  std::mt19937& random() { return random_; }

 private:
  bool chinese_;
  std::mt19937 random_;
};

TextSignature Sign(const std::vector<std::string>& sentences) {
  return SignText(std::vector<absl::string_view>(sentences.begin(), sentences.end()));
}

// Jaccard by sets of token sequences, without hashes.
double TrueJaccard(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto shingles = [](const std::vector<std::string>& tokens) {
    std::set<std::vector<std::string>> set;
    for (size_t i = 0; i + kShingleTokens <= tokens.size(); ++i) {
      set.emplace(tokens.begin() + i, tokens.begin() + i + kShingleTokens);
    }
    return set;
  };
  const auto left = shingles(a);
  const auto right = shingles(b);
  const size_t both = std::count_if(left.begin(), left.end(),
                                    [&](const auto& shingle) { return right.count(shingle) > 0; });
  return static_cast<double>(both) / static_cast<double>(left.size() + right.size() - both);
}

class BothLanguages : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(NearDuplicate, BothLanguages, ::testing::Values(false, true),
                         [](const auto& info) { return info.param ? "Chinese" : "English"; });

TEST_P(BothLanguages, RecallByTrueJaccard) {
  Writer writer(GetParam(), 17);
  struct Count {
    int pairs = 0;
    int found = 0;
  };
  std::map<int, Count> by_tenth;
  for (int round = 0; round < 700; ++round) {
    const auto original = writer.Tokens(150 + round % 100);
    const auto copy = writer.Edit(original, 0.001 * (round % 70));
    const double truth = TrueJaccard(original, copy);
    const TextSignature a = Sign({writer.Join(original)});
    const TextSignature b = Sign({writer.Join(copy)});
    ASSERT_NEAR(Jaccard(a, b), truth, 1e-9);
    const auto groups = GroupNearDuplicates({a, b});
    const bool grouped = groups[0].group == groups[1].group;
    if (truth < kNearCopyJaccard) {
      ASSERT_FALSE(grouped) << truth;
    }
    Count& count = by_tenth[static_cast<int>(truth * 10)];
    ++count.pairs;
    count.found += grouped;
  }
  for (const auto& [tenth, count] : by_tenth) {
    if (tenth < 7) continue;
    const double recall = static_cast<double>(count.found) / count.pairs;
    ASSERT_GE(count.pairs, 40) << tenth;
    EXPECT_GE(recall, tenth == 7 ? 0.92 : tenth == 8 ? 0.99 : 1.0) << tenth << ": " << recall;
  }
}

TEST_P(BothLanguages, NoFalsePairsAmongUnrelatedTexts) {
  Writer writer(GetParam(), 23);
  std::vector<TextSignature> signatures;
  for (int i = 0; i < 2000; ++i) signatures.push_back(Sign(writer.Sentences(6)));
  const auto groups = GroupNearDuplicates(signatures);
  for (size_t i = 0; i < groups.size(); ++i) {
    ASSERT_EQ(groups[i].group, i);
    ASSERT_EQ(groups[i].relation, TextRelation::kNone);
    ASSERT_EQ(groups[i].of, i);
  }
}

TEST_P(BothLanguages, TruncatedAndExtendedCopiesAreExcerpts) {
  Writer writer(GetParam(), 29);
  int found = 0;
  const int kRounds = 200;
  for (int round = 0; round < kRounds; ++round) {
    const auto whole = writer.Sentences(20);
    std::vector<std::string> cut(whole.begin(), whole.begin() + 4 + round % 8);
    for (int i = 0; i < round % 3; ++i) cut.push_back(writer.Sentences(1)[0]);  // own words
    const auto groups = GroupNearDuplicates({Sign(cut), Sign(whole)});
    found += groups[0].group == groups[1].group &&
             groups[0].relation == TextRelation::kExcerpt && groups[0].of == 1 &&
             groups[1].relation == TextRelation::kNone;
  }
  EXPECT_GE(found, kRounds * 95 / 100);
}

TEST_P(BothLanguages, TwoArticlesThatQuoteOneStatementStayApart) {
  Writer writer(GetParam(), 31);
  const auto statement = writer.Sentences(4);
  auto left = writer.Sentences(12);
  auto right = writer.Sentences(10);
  left.insert(left.end(), statement.begin(), statement.end());
  right.insert(right.begin(), statement.begin(), statement.end());
  const auto groups = GroupNearDuplicates({Sign(left), Sign(right), Sign(statement)});
  EXPECT_NE(groups[0].group, groups[1].group);
  EXPECT_EQ(groups[2].relation, TextRelation::kExcerpt);
  EXPECT_EQ(groups[2].group, groups[groups[2].of].group);
}

TEST_P(BothLanguages, SameTitleOverDifferentTextIsNoCopy) {
  Writer writer(GetParam(), 37);
  const std::string title = writer.Join(writer.Tokens(14));
  auto left = writer.Sentences(5);
  auto right = writer.Sentences(5);
  left.insert(left.begin(), title);
  right.insert(right.begin(), title);
  const auto groups = GroupNearDuplicates({Sign(left), Sign(right)});
  EXPECT_NE(groups[0].group, groups[1].group);
}

TEST_P(BothLanguages, BoilerplateProvesNothing) {
  Writer writer(GetParam(), 41);
  const std::string notice = writer.Join(writer.Tokens(40));
  std::vector<TextSignature> signatures;
  for (int i = 0; i < 60; ++i) signatures.push_back(Sign({writer.Sentences(1)[0], notice}));
  std::set<uint32_t> groups;
  for (const TextGroup& group : GroupNearDuplicates(signatures)) groups.insert(group.group);
  EXPECT_EQ(groups.size(), 60);
}

TEST_P(BothLanguages, GroupsDoNotDependOnTheOrder) {
  Writer writer(GetParam(), 43);
  std::vector<TextSignature> signatures;
  for (int family = 0; family < 25; ++family) {
    const auto whole = writer.Sentences(12);
    std::vector<std::string> half(whole.begin(), whole.begin() + 6);
    std::vector<std::string> quarter(whole.begin(), whole.begin() + 3);
    auto edited = whole;
    edited[5] = writer.Sentences(1)[0];
    for (const auto& text : {whole, half, quarter, edited, whole}) signatures.push_back(Sign(text));
  }
  const auto expected = GroupNearDuplicates(signatures);
  std::vector<size_t> order(signatures.size());
  std::iota(order.begin(), order.end(), 0);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(order.begin(), order.end(), writer.random());
    std::vector<TextSignature> shuffled;
    for (const size_t i : order) shuffled.push_back(signatures[i]);
    const auto groups = GroupNearDuplicates(shuffled);
    std::map<uint32_t, uint32_t> same;  // group here -> group there: one to one
    for (size_t i = 0; i < order.size(); ++i) {
      const auto& there = expected[order[i]];
      EXPECT_EQ(same.emplace(groups[i].group, there.group).first->second, there.group);
      // Of two equal texts either may stand for the group.
      if (order[i] % 5 == 0 || order[i] % 5 == 4) continue;
      EXPECT_EQ(groups[i].relation, there.relation);
    }
    EXPECT_EQ(same.size(), 25);
  }
}

// Two outlets that cut one text into sentences differently, and an excerpt of one of them.
TEST(GroupNearDuplicates, EqualTextsInOtherSentencesDoNotDependOnTheOrder) {
  Writer writer(false, 47);
  const auto parts = writer.Sentences(3);
  const std::vector<TextSignature> texts = {
      Sign(parts), Sign({absl::StrCat(parts[0], parts[1], parts[2])}), Sign({parts[1]})};
  const auto forward = GroupNearDuplicates(texts);
  const auto backward = GroupNearDuplicates({texts[2], texts[1], texts[0]});
  EXPECT_EQ(forward[0].group, forward[1].group);
  EXPECT_EQ(backward[2].group, backward[1].group);
  EXPECT_EQ(forward[2].group == forward[0].group, backward[0].group == backward[2].group);
  EXPECT_EQ(forward[0].relation, backward[2].relation);
}

TEST(SignText, IgnoresCaseWidthFormAndPunctuation) {
  const TextSignature a = Sign({"The U.S. said: 8.5%, no more!", "美國組建“稀土聯盟”。"});
  const TextSignature b = Sign({"the u s SAID ８ ５ no more", "美国组建稀土联盟"});
  EXPECT_EQ(a.tokens, 16);
  EXPECT_EQ(a.tokens_hash, b.tokens_hash);
  EXPECT_EQ(a.shingles, b.shingles);
  EXPECT_EQ(a.minima, b.minima);
  EXPECT_NE(a.tokens_hash, Sign({"The U.S. said: 8.6%, no more!", "美国组建稀土联盟"}).tokens_hash);
}

// Stored signatures must mean the same after an upgrade, or the version must change.
TEST(SignText, IsTheSameOnEveryMachine) {
  const TextSignature signature = Sign({"the ministry said it would not cut exports of magnets"});
  EXPECT_EQ(kSignatureVersion, 1);
  EXPECT_EQ(signature.tokens, 10);
  EXPECT_EQ(signature.tokens_hash, 890472175938034638u);
  EXPECT_EQ(signature.minima[0], 938016196);
  EXPECT_EQ(signature.minima[127], 27106122);
}

TEST(SignText, ShortTextsAreCopiesOnlyIfEqual) {
  const TextSignature empty = Sign({});
  EXPECT_EQ(empty.tokens, 0);
  EXPECT_THAT(empty.minima, Each(~0u));
  EXPECT_EQ(Jaccard(empty, empty), 0);
  const TextSignature a = Sign({"exports of magnets fell by one third in june, customs said"});
  const TextSignature b = Sign({"exports of magnets fell by one third in june, officials said"});
  EXPECT_TRUE(AreNearCopies(a, a));
  EXPECT_FALSE(AreNearCopies(a, b));
}

TEST(GroupNearDuplicates, EmptyAndSingle) {
  EXPECT_TRUE(GroupNearDuplicates({}).empty());
  EXPECT_EQ(GroupNearDuplicates({Sign({"one text"})})[0].relation, TextRelation::kNone);
}

}  // namespace
}  // namespace parallax::text
