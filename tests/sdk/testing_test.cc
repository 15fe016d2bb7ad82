// The host that authors test their plugins on.
#include "plx/testing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Fixture(const std::string& name) {
  return PARALLAX_BUILD_DIR "/tests/plugins/fixture_" + name + ".so";
}

std::vector<std::string> Words(const plx::testing::Document& document) {
  const plx::Document view(document.raw());
  std::vector<std::string> words;
  for (const plx_token_t& token : view.tokens()) words.emplace_back(view.Text(token.span));
  return words;
}

std::vector<std::string> Sentences(const plx::testing::Document& document) {
  const plx::Document view(document.raw());
  std::vector<std::string> sentences;
  for (const plx_sentence_t& s : view.sentences()) sentences.emplace_back(view.Text(s.span));
  return sentences;
}

TEST(TestingDocumentTest, CutsTextAsItsHeaderSays) {
  const plx::testing::Document document("A 1.5% rise. Café!\n\n 你好，世界。再见 ok");
  EXPECT_THAT(Words(document),
              ElementsAre("A", "1.5", "%", "rise", ".", "Café", "!", "你", "好", "，", "世", "界",
                          "。", "再", "见", "ok"));
  EXPECT_THAT(Sentences(document), ElementsAre("A 1.5% rise.", "Café!", "你好，世界。", "再见 ok"));
  const plx::Document view(document.raw());
  EXPECT_EQ(view.blocks().size(), 2u);
  EXPECT_EQ(view.sentences()[2].block, 1u);
  EXPECT_EQ(view.tokens()[7].sentence, 2u);
  EXPECT_EQ(view.sentences()[2].first_token, 7u);
  EXPECT_EQ(view.sentences()[2].end_token, 13u);
}

TEST(TestingDocumentTest, LendsWhatItIsGiven) {
  plx::testing::Document document("Norland said");
  auto mention = plx::New<plx_mention_t>(document.Find("Norland"));
  mention.entity = plx::Str("region:XX");
  document.Language("zh").Title("T").Source("a-b", "A B").Published("2026-01").Add(mention);
  const plx::Document view(document.raw());
  EXPECT_EQ(view.language(), "zh");
  EXPECT_EQ(view.source_name(), "A B");
  EXPECT_EQ(document.raw().published_precision, uint32_t{PLX_PRECISION_MONTH});
  ASSERT_EQ(view.finding_count(), 1u);
  EXPECT_EQ(plx::View(view.FindingAs<plx_mention_t>(0)->entity), "region:XX");
  EXPECT_TRUE(plx::Empty(document.Find("nowhere")));
}

TEST(TestingPluginTest, KeepsWhatWasEmitted) {
  const plx::testing::Plugin plugin(Fixture("echo"), "{}");
  plx::testing::Document document("Norland said 5");
  auto claim = plx::New<plx_claim_t>({0, 7});
  const auto quantity = plx::New<plx_quantity_t>({13, 14});
  claim.predicate = plx::Str("say");
  claim.quantities = &quantity;
  claim.quantity_count = 1;
  document.Add(claim);
  const plx::testing::Answer answer = plugin.Analyze(document);
  EXPECT_EQ(answer.code, PLX_OK);
  ASSERT_EQ(answer.findings.size(), 2u);
  EXPECT_EQ(answer.findings[0].quote, "Norland");
  const auto* kept = answer.findings[0].As<plx_claim_t>();
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(plx::View(kept->predicate), "say");
  ASSERT_EQ(kept->quantity_count, 1u);
  EXPECT_EQ(kept->quantities[0].base.span.begin, 13u);
  EXPECT_EQ(answer.findings[0].As<plx_mention_t>(), nullptr);
  EXPECT_NE(answer.findings[1].As<plx_custom_t>(), nullptr);
}

TEST(TestingPluginTest, SaysWhatAServerWouldNotTake) {
  const plx::testing::Plugin good(Fixture("misbehaves"), R"({"mode":"none"})");
  EXPECT_EQ(good.Analyze("text").findings.size(), 1u);
  const plx::testing::Plugin bad(Fixture("misbehaves"), R"({"mode":"span_past_end"})");
  const plx::testing::Answer answer = bad.Analyze("text");
  EXPECT_THAT(answer.findings, IsEmpty());
  EXPECT_THAT(answer.refused, ElementsAre(::testing::HasSubstr("[0, 5)")));
}

TEST(TestingPluginTest, TellsFailuresOfDocumentsApart) {
  const plx::testing::Plugin plugin(Fixture("misbehaves"), R"({"mode":"throws"})");
  const plx::testing::Document bad("text"), spared("spare me");
  const plx::testing::Answer answer = plugin.Analyze({&bad, &spared});
  ASSERT_EQ(answer.failures.size(), 2u);
  EXPECT_EQ(answer.failures[0].code, PLX_INTERNAL);
  EXPECT_EQ(answer.failures[0].message, "the parser lost its way");
  EXPECT_EQ(answer.failures[1].code, PLX_OK);
  ASSERT_EQ(answer.findings.size(), 1u);
  EXPECT_EQ(answer.findings[0].document, 1u);
}

TEST(TestingPluginTest, CancelsAtAChosenLookAndStopsAtALimit) {
  const plx::testing::Plugin slow(Fixture("misbehaves"), R"({"mode":"slow"})");
  const plx::testing::Document document("text");
  const plx::testing::Call call("{}", 5);
  EXPECT_EQ(slow.Analyze({&document}, call).code, PLX_CANCELLED);
  EXPECT_GE(call.looks(), 5u);
  const plx::testing::Plugin flood(Fixture("misbehaves"), R"({"mode":"floods"})");
  EXPECT_EQ(flood.Analyze({&document}, plx::testing::Call(), 3).findings.size(), 3u);
}

TEST(TestingExpectTest, CountsWhatIsNotTrue) {
  PLX_EXPECT(1 == 1);
  EXPECT_EQ(plx::testing::Failures(), 0);
  PLX_EXPECT(1 == 2);
  EXPECT_EQ(plx::testing::Failures(), 1);
}

}  // namespace
