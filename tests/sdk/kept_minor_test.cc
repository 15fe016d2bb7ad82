// Plugins of earlier minors, built once and kept as binaries, still load and find the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/plugin_driver.h"

namespace parallax {
namespace {

#if defined(__x86_64__)

constexpr char kMinor0[] = PARALLAX_TEST_DATA "/fixtures/plugins/kept/minor_0.x86_64.so";

TEST(KeptMinorTest, Minor0FindsWhatItFound) {
  const auto driver = PluginDriver::Load({kMinor0});
  ASSERT_TRUE(driver.ok()) << driver.status();
  const AnalyzerInfo& info = (*driver)->engine().registry().List().front()->info();
  EXPECT_EQ(info.abi_minor, 0u);
  EXPECT_EQ(info.content_digest, "11b94867fc9269c1582b35a4b4842584228ef37cc452b794416c93462137ed2d") << "the binary must never be built again";
  const auto analysis = (*driver)->Run("约 40 percent");
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(Describe(*analysis),
            "mentions 4-6 \"40\" entity=number:it type=NUMBER canonical=it score=900 rule=kept\n"
            "quantities 4-6 \"40\" value=40 interval=[40,41] bound=approximate unit=percent "
            "score=900 rule=kept\n"
            "claims 4-6 \"40\" holder=outlet subject_text=it subject@4-6=\"40\" predicate=be "
            "modality=fact polarity=positive time=2026 score=900 rule=kept\n"
            "  quantity 4-6 \"40\" value=40 interval=[40,41] bound=approximate unit=percent "
            "score=900 rule=kept\n"
            "stances 4-6 \"40\" holder=role holder_name=analysts target_text=it sign=mixed "
            "strength=500 score=900 rule=kept\n"
            "warnings 4-6 \"40\" severity=info code=KEPT message=\"a number\" score=900 rule=kept\n"
            "kept.custom 4-6 \"40\" payload={} score=900 rule=kept\n");
}

TEST(KeptMinorTest, Minor0ComparesWhatItCompared) {
  const auto driver = PluginDriver::Load({kMinor0});
  ASSERT_TRUE(driver.ok()) << driver.status();
  std::vector<DocumentAnalysis> analyses;
  for (const char* text : {"40 percent", "about 40"}) {
    DocumentContent content;
    content.text = text;
    auto analysis = (*driver)->Run(std::move(content), {}, text);
    ASSERT_TRUE(analysis.ok()) << analysis.status();
    analyses.push_back(*std::move(analysis));
  }
  const auto result = (*driver)->Compare(analyses);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(Describe(*result, analyses),
            "comparison corroborated \"it is a number\" key=number measure= claims=2\n"
            "  corroborates score=800 reason=number \"both\"\n"
            "    40 percent#2 0-2 \"40\"\n"
            "    about 40#2 6-8 \"40\"\n");
}

#else

TEST(KeptMinorTest, Minor0IsKeptForX86Only) {
  GTEST_SKIP() << "tests/fixtures/plugins/kept has a binary for x86-64 alone";
}

#endif

}  // namespace
}  // namespace parallax
