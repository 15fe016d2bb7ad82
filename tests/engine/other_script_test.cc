#include "server/engine/names/other_script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/fakes/fake_mentions.h"

namespace parallax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The answer of an analyzer that takes each line of `who` for that entity.
DocumentAnalysis Answer(const OtherScriptQuestion& question, const std::map<std::string, Found>& who) {
  DocumentAnalysis answer{question.list(), {}, {}};
  const absl::string_view text = question.list()->text();
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    if (const auto it = who.find(std::string(text.substr(at, end - at))); it != who.end()) {
      Mention mention;
      mention.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
      mention.entity = it->second.entity;
      mention.type = it->second.type;
      answer.findings.emplace_back(std::move(mention));
    }
    at = end + 1;
  }
  return answer;
}

std::vector<std::string> Lines(const std::vector<SameEntity>& same) {
  std::vector<std::string> lines;
  for (const SameEntity& pair : same) lines.push_back(absl::StrCat(pair.han, " = ", pair.latin));
  return lines;
}

const Found kHanlan = {"Hanlan", "org:hanlan"};

TEST(OtherScriptTest, AsksForWhatIsNamedInOneScriptAndKnownToNoTable) {
  const OtherScriptQuestion question({
      Analysis("Hanlan bought Norvolt in Berlin.", {kHanlan, {"Norvolt", "org:norvolt"}, {"Berlin", "city:berlin", "CITY", 950}}),
      Analysis("汉蓝和诺沃特（Norvolt）在巴黎。", {{"汉蓝", "org:汉蓝"}, {"诺沃特", "org:norvolt"}, {"巴黎", "city:paris", "CITY", 950}}),
  });
  ASSERT_FALSE(question.empty());
  ASSERT_EQ(question.latin().size(), 1);
  EXPECT_EQ(question.latin()[0].entity, "org:hanlan");
  EXPECT_EQ(question.list()->text(), "汉蓝\n");
  EXPECT_THAT(Lines(question.Read(Answer(question, {{"汉蓝", kHanlan}}))), ElementsAre("org:汉蓝 = org:hanlan"));
  EXPECT_THAT(question.Read(Answer(question, {})), IsEmpty());
}

TEST(OtherScriptTest, NothingToAskOfOneScript) {
  EXPECT_TRUE(OtherScriptQuestion({Analysis("Hanlan", {kHanlan})}).empty());
  EXPECT_TRUE(OtherScriptQuestion({Analysis("汉蓝", {{"汉蓝", "org:汉蓝"}})}).empty());
}

TEST(OtherScriptTest, TypesMustAgree) {
  const struct {
    const char* han_type;
    bool same;
  } kCases[] = {{"ORGANIZATION", true}, {"NAME", true}, {"PERSON", false}, {"PLACE", false}};
  for (const auto& c : kCases) {
    const OtherScriptQuestion question({Analysis("Hanlan", {kHanlan}), Analysis("汉蓝", {{"汉蓝", "x:汉蓝", c.han_type}})});
    EXPECT_EQ(question.Read(Answer(question, {{"汉蓝", kHanlan}})).size(), c.same) << c.han_type;
  }
}

TEST(OtherScriptTest, TwoNamesThatAreOneOfTheOtherScriptAreNeither) {
  const OtherScriptQuestion question({Analysis("Hanlan", {kHanlan}), Analysis("汉蓝与翰兰", {{"汉蓝", "org:汉蓝"}, {"翰兰", "org:翰兰"}})});
  EXPECT_THAT(question.Read(Answer(question, {{"汉蓝", kHanlan}, {"翰兰", kHanlan}})), IsEmpty());
}

TEST(OtherScriptTest, ANameWhoseFormsAreTwoOfTheOtherScriptIsNeither) {
  const OtherScriptQuestion question({Analysis("Hanlan and Hanlon", {kHanlan, {"Hanlon", "org:hanlon"}}),
                                      Analysis("汉蓝集团（汉蓝）", {{"汉蓝集团", "org:汉蓝"}, {"汉蓝", "org:汉蓝"}})});
  EXPECT_THAT(question.Read(Answer(question, {{"汉蓝集团", kHanlan}, {"汉蓝", {"", "org:hanlon"}}})), IsEmpty());
}

}  // namespace
}  // namespace parallax
