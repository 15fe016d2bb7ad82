#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/call_context.h"
#include "server/analyzer/findings.h"

namespace parallax {
namespace {

TEST(AnalyzerInfo, SpeaksByPrimarySubtag) {
  AnalyzerInfo info;
  EXPECT_FALSE(info.Speaks("en"));
  info.languages = {"en", "zh-Hant"};
  EXPECT_TRUE(info.Speaks("en-GB"));
  EXPECT_TRUE(info.Speaks("zh"));
  EXPECT_FALSE(info.Speaks("und"));
  EXPECT_FALSE(info.Speaks("eng"));
  info.languages = {"*"};
  EXPECT_TRUE(info.Speaks("und"));
}

TEST(Findings, LayerOfEveryKind) {
  EXPECT_EQ(LayerOf(Mention()), "mentions");
  EXPECT_EQ(LayerOf(Quantity()), "quantities");
  EXPECT_EQ(LayerOf(Claim()), "claims");
  EXPECT_EQ(LayerOf(Stance()), "stances");
  EXPECT_EQ(LayerOf(Warning()), "warnings");
  EXPECT_EQ(LayerOf(Custom()), "");
}

TEST(Findings, BaseOfIsThatOfTheKind) {
  Finding finding = Claim();
  BaseOf(finding).rule = "r";
  BaseOf(finding).span = {3, 5};
  EXPECT_EQ(std::get<Claim>(finding).rule, "r");
  EXPECT_EQ(BaseOf(static_cast<const Finding&>(finding)).span, (Span{3, 5}));
}

TEST(CallContext, CopiesShareCancellationNotDeadlines) {
  const CallContext call;
  const CallContext hurried = call.WithDeadline(absl::Now() - absl::Seconds(1));
  EXPECT_FALSE(call.Done());
  EXPECT_TRUE(hurried.expired());
  EXPECT_EQ(hurried.WithDeadline(absl::InfiniteFuture()).deadline(), hurried.deadline());
  hurried.Cancel();
  EXPECT_TRUE(call.cancelled());
  EXPECT_TRUE(call.Done());
  EXPECT_FALSE(call.expired());
}

}  // namespace
}  // namespace parallax
