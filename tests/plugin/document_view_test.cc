#include "server/plugin/abi/document_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "plx/view.hpp"
#include "tests/plugin/fixture_files.h"

namespace parallax::plugin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <typename T>
T At(uint32_t begin, uint32_t end) {
  T finding;
  finding.span = {begin, end};
  return finding;
}

Mention SomeMention() {
  auto f = At<Mention>(0, 6);
  f.score = 900;
  f.rule = "gazetteer";
  f.entity = "region:CN";
  f.type = "REGION";
  f.canonical = "中国";
  f.link_score = 0;
  f.coreferent = true;
  f.members = {"region:US", "region:日本"};
  f.stated_size = 34;
  return f;
}

Quantity SomeQuantity() {
  auto f = At<Quantity>(7, 12);
  f.value = 3e11;
  f.low = -std::numeric_limits<double>::infinity();
  f.high = 4.5e11;
  f.bound = Bound::kAtMost;
  f.unit = "USD";
  f.measure = "aid/total";
  f.measure_name = "total aid";
  f.subject = "region:US";
  return f;
}

Claim SomeClaim() {
  auto f = At<Claim>(0, 12);
  f.rule = "clause";
  f.holder = {HolderKind::kActor, {0, 3}, "person:x", "X"};
  f.subject = {{0, 6}, "region:CN", "中国"};
  f.object = {{}, "topic:rare-earths", "rare earths"};
  f.predicate = "reduce";
  f.predicate_span = {7, 9};
  f.modality = Modality::kForecast;
  f.polarity = Polarity::kNegative;
  f.time = "2024/2026";
  f.time_span = {9, 12};
  f.quantities = {SomeQuantity(), SomeQuantity()};
  f.quantities[1].value = -1;
  f.quantities[1].low = -1;
  f.quantities[1].score = 1000;
  return f;
}

Stance SomeStance() {
  auto f = At<Stance>(3, 9);
  f.holder = {HolderKind::kRole, {3, 6}, "", "analysts"};
  f.target = {{6, 9}, "bloc:eu", "欧盟"};
  f.sign = Sign::kMixed;
  f.strength = 250;
  f.reason = "frame.reduce_dependence";
  f.cue = "减少依赖";
  return f;
}

Warning SomeWarning() {
  auto f = At<Warning>(0, 3);
  f.severity = Severity::kInfo;
  f.code = "DATE_IMPOSSIBLE";
  f.message = "30 February";
  return f;
}

Custom SomeCustom() {
  auto f = At<Custom>(0, 12);
  f.type = "echo.note";
  f.payload = std::string("\0\xFF bytes", 8);
  return f;
}

void ExpectBaseEqual(const FindingBase& a, const FindingBase& b) {
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.score, b.score);
  EXPECT_EQ(a.rule, b.rule);
}
void ExpectEqual(const Holder& a, const Holder& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.entity, b.entity);
  EXPECT_EQ(a.name, b.name);
}
void ExpectEqual(const Argument& a, const Argument& b) {
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.entity, b.entity);
  EXPECT_EQ(a.text, b.text);
}
void ExpectEqual(const Mention& a, const Mention& b) {
  ExpectBaseEqual(a, b);
  EXPECT_EQ(a.entity, b.entity);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.canonical, b.canonical);
  EXPECT_EQ(a.link_score, b.link_score);
  EXPECT_EQ(a.coreferent, b.coreferent);
  EXPECT_EQ(a.members, b.members);
  EXPECT_EQ(a.stated_size, b.stated_size);
}
void ExpectEqual(const Quantity& a, const Quantity& b) {
  ExpectBaseEqual(a, b);
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.low, b.low);
  EXPECT_EQ(a.high, b.high);
  EXPECT_EQ(a.bound, b.bound);
  EXPECT_EQ(a.unit, b.unit);
  EXPECT_EQ(a.measure, b.measure);
  EXPECT_EQ(a.measure_name, b.measure_name);
  EXPECT_EQ(a.subject, b.subject);
}
void ExpectEqual(const Claim& a, const Claim& b) {
  ExpectBaseEqual(a, b);
  ExpectEqual(a.holder, b.holder);
  ExpectEqual(a.subject, b.subject);
  ExpectEqual(a.object, b.object);
  EXPECT_EQ(a.predicate, b.predicate);
  EXPECT_EQ(a.predicate_span, b.predicate_span);
  EXPECT_EQ(a.modality, b.modality);
  EXPECT_EQ(a.polarity, b.polarity);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(a.time_span, b.time_span);
  ASSERT_EQ(a.quantities.size(), b.quantities.size());
  for (size_t i = 0; i < a.quantities.size(); ++i) ExpectEqual(a.quantities[i], b.quantities[i]);
}
void ExpectEqual(const Stance& a, const Stance& b) {
  ExpectBaseEqual(a, b);
  ExpectEqual(a.holder, b.holder);
  ExpectEqual(a.target, b.target);
  EXPECT_EQ(a.sign, b.sign);
  EXPECT_EQ(a.strength, b.strength);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.cue, b.cue);
}
void ExpectEqual(const Warning& a, const Warning& b) {
  ExpectBaseEqual(a, b);
  EXPECT_EQ(a.severity, b.severity);
  EXPECT_EQ(a.code, b.code);
  EXPECT_EQ(a.message, b.message);
}
void ExpectEqual(const Custom& a, const Custom& b) {
  ExpectBaseEqual(a, b);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.payload, b.payload);
}

// Through the view, a real plugin, and the sink: every field of every kind comes back.
TEST(RoundTripTest, EveryFindingSurvivesTheBoundary) {
  const auto document = MakeDocument("中国 said x, y, z.");
  const std::vector<Finding> findings = {SomeCustom(),      SomeMention(),  SomeWarning(),
                                         SomeClaim(),       SomeQuantity(), SomeStance(),
                                         At<Quantity>(0, 3)};
  const auto analyzer = LoadFixture("echo");
  ASSERT_NE(analyzer, nullptr);
  const auto outputs = analyzer->Analyze(
      {{document, std::make_shared<const std::vector<Finding>>(findings)}}, "", CallContext());
  ASSERT_TRUE(outputs[0].status.ok()) << outputs[0].status;
  std::vector<const Finding*> echoed[6];
  for (const Finding& finding : outputs[0].findings) echoed[finding.index()].push_back(&finding);
  for (const Finding& finding : findings) {
    const bool found = std::visit(
        [&](const auto& original) {
          for (const Finding* candidate : echoed[finding.index()]) {
            const auto& other = std::get<std::decay_t<decltype(original)>>(*candidate);
            if (other.span != original.span) continue;
            ExpectEqual(original, other);
            return true;
          }
          return false;
        },
        finding);
    EXPECT_TRUE(found) << "kind " << finding.index();
  }
}

TEST(RoundTripTest, ThePluginSeesTheDocument) {
  DocumentContent content;
  content.title = "稀土 😀";
  content.source_name = "搜狐财经";
  content.published = {"2026-01-15", TimePrecision::kDay};
  content.text = "稀土 😀\n\nChina made 90% [5].\n";
  content.blocks = {{{0, 11}, BlockKind::kTitle, ""}, {{13, 32}, BlockKind::kParagraph, ""}};
  const auto document = BuildDocument("inline-7", std::move(content)).value();
  const auto analyzer = LoadFixture("echo");
  const auto outputs =
      analyzer->Analyze({{document, nullptr}}, R"({"depth":3})", CallContext());
  ASSERT_TRUE(outputs[0].status.ok()) << outputs[0].status;
  ASSERT_EQ(outputs[0].findings.size(), 1u);
  const std::string& seen = std::get<Custom>(outputs[0].findings[0]).payload;
  EXPECT_THAT(seen, HasSubstr("inline-7|"));
  EXPECT_THAT(seen, HasSubstr("|稀土 😀|"));
  EXPECT_THAT(seen, HasSubstr("|搜狐财经|2026-01-15|{\"depth\":3}|"));
  EXPECT_THAT(seen, HasSubstr("block 2 zh"));
  EXPECT_THAT(seen, HasSubstr("block 1 en China made 90% [5]."));
  EXPECT_THAT(seen, HasSubstr("reference 5\n"));
  EXPECT_THAT(seen, HasSubstr("China/1 made/1 90"));
  EXPECT_THAT(seen, HasSubstr("[5]/5"));
}

TEST(FindingsViewTest, OrdersByLayerThenSpanThenPosition) {
  std::vector<Finding> findings = {At<Warning>(0, 1), At<Claim>(5, 6), At<Mention>(4, 5),
                                   At<Claim>(2, 9),   At<Claim>(2, 3), At<Mention>(1, 2)};
  auto custom = At<Custom>(0, 1);
  custom.type = "b";
  findings.push_back(custom);
  custom.type = "a";
  custom.span = {3, 4};
  findings.push_back(custom);
  const std::vector<std::string> layers = {"a", "b", "claims", "mentions"};
  const FindingsView view(findings, layers);
  std::vector<uint32_t> order;
  std::vector<uint32_t> kinds;
  for (uint32_t i = 0; i < view.size(); ++i) {
    order.push_back(view.original(i));
    kinds.push_back(view.data()[i]->kind);
  }
  EXPECT_THAT(order, ElementsAre(5, 2, 3, 4, 1, 7, 6))
      << "without warnings, which nobody asked for";
  EXPECT_THAT(kinds, ElementsAre(PLX_FINDING_MENTION, PLX_FINDING_MENTION, PLX_FINDING_CLAIM,
                                 PLX_FINDING_CLAIM, PLX_FINDING_CLAIM, PLX_FINDING_CUSTOM,
                                 PLX_FINDING_CUSTOM));
}

TEST(FindingsViewTest, ManyFindingsKeepTheirNestedParts) {
  std::vector<Finding> findings;
  for (uint32_t i = 0; i < 2000; ++i) {
    auto mention = At<Mention>(i, i + 1);
    mention.members.assign(i % 4, "region:X");
    findings.push_back(mention);
    auto claim = At<Claim>(i, i + 1);
    claim.quantities.resize(i % 3);
    for (Quantity& quantity : claim.quantities) quantity.value = i;
    findings.push_back(claim);
  }
  const std::vector<std::string> layers = {"mentions", "claims"};
  const FindingsView view(findings, layers);
  ASSERT_EQ(view.size(), 4000u);
  for (uint32_t i = 0; i < 2000; ++i) {
    const auto& mention = *reinterpret_cast<const plx_mention_t*>(view.data()[i]);
    ASSERT_EQ(mention.member_count, i % 4);
    for (uint32_t m = 0; m < mention.member_count; ++m) {
      EXPECT_EQ(plx::View(mention.members[m]), "region:X");
    }
    const auto& claim = *reinterpret_cast<const plx_claim_t*>(view.data()[2000 + i]);
    ASSERT_EQ(claim.quantity_count, i % 3);
    for (uint32_t q = 0; q < claim.quantity_count; ++q) EXPECT_EQ(claim.quantities[q].value, i);
  }
}

TEST(DocumentViewTest, LendsTokensInPlace) {
  const auto document = MakeDocument("One two. 三 four.");
  const DocumentView view(*document, nullptr, {});
  EXPECT_EQ(view.raw().tokens.data, document->tokens.data());
  EXPECT_EQ(view.raw().tokens.count, document->tokens.size());
  EXPECT_EQ(view.raw().tokens.stride, sizeof(plx_token_t));
  EXPECT_EQ(view.raw().sentences.data, document->sentences.data());
  EXPECT_EQ(view.raw().finding_count, 0u);
}

}  // namespace
}  // namespace parallax::plugin
