#include "plx/view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "plx/phases.hpp"

namespace {

using ::testing::ElementsAre;

TEST(ArrayViewTest, StepsByTheHostsStride) {
  // A host of a later minor whose tokens have grown.
  struct GrownToken {
    plx_token_t known;
    uint64_t later;
  };
  const GrownToken tokens[] = {{{{0, 1}, 1, 0}, 9}, {{{2, 3}, 2, 0}, 9}, {{{4, 9}, 3, 1}, 9}};
  const plx::ArrayView<plx_token_t> view({tokens, 3, sizeof(GrownToken)});
  std::vector<uint32_t> begins;
  for (const plx_token_t& token : view) begins.push_back(token.span.begin);
  EXPECT_THAT(begins, ElementsAre(0, 2, 4));
  EXPECT_EQ(view[2].kind, 3u);
}

TEST(NewTest, GivesAZeroedFindingWithItsHeader) {
  const auto claim = plx::New<plx_claim_t>({3, 7});
  EXPECT_EQ(claim.base.size, sizeof(plx_claim_t));
  EXPECT_EQ(claim.base.kind, static_cast<uint32_t>(PLX_FINDING_CLAIM));
  EXPECT_EQ(claim.base.span.begin, 3u);
  EXPECT_EQ(claim.base.span.end, 7u);
  EXPECT_EQ(claim.base.score, std::numeric_limits<int32_t>::min());
  EXPECT_EQ(claim.quantities, nullptr);
}

TEST(DocumentTest, FindingAsReadsOnlyItsOwnKind) {
  const auto mention = plx::New<plx_mention_t>({0, 1});
  const auto warning = plx::New<plx_warning_t>({1, 2});
  const plx_finding_t* findings[] = {&mention.base, &warning.base};
  plx_document_t raw = {};
  raw.findings = findings;
  raw.finding_count = 2;
  const plx::Document document(raw);
  EXPECT_EQ(document.FindingAs<plx_mention_t>(0), &mention);
  EXPECT_EQ(document.FindingAs<plx_mention_t>(1), nullptr);
  int seen = 0;
  document.ForEach<plx_warning_t>([&](const plx_warning_t&, uint32_t index) {
    EXPECT_EQ(index, 1u);
    ++seen;
  });
  EXPECT_EQ(seen, 1);
}

TEST(SetDetailTest, CutsAtACodePoint) {
  plx_relation_t relation = {};
  plx::SetDetail(relation, "short");
  EXPECT_STREQ(relation.detail, "short");
  std::string text(254, 'x');
  text += "稀土";
  plx::SetDetail(relation, text);
  EXPECT_EQ(std::string(relation.detail), std::string(254, 'x'))
      << "稀 needs three bytes, one is left";
  plx::SetDetail(relation, std::string(1000, 'y'));
  EXPECT_EQ(std::strlen(relation.detail), 255u);
}

}  // namespace
