#include "server/text/slug.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"

namespace parallax::text {
namespace {

using ::testing::MatchesRegex;

struct SlugCase {
  const char* name;
  const char* slug;
};

TEST(SourceSlug, Cases) {
  const SlugCase kCases[] = {
      {"", ""},
      {" \t\n", ""},
      {"Reuters", "reuters"},
      {"  The   New-York  Times ", "the-new-york-times"},
      {"U.S. News & World Report", "u-s-news-world-report"},
      {"People's Daily", "peoples-daily"},
      {"People’s Daily", "peoples-daily"},
      {"36氪", "36-ke"},
      {"搜狐财经", "sou-hu-cai-jing"},
      {"Sou Hu Cai Jing", "sou-hu-cai-jing"},
      {"SOU HU CAI JING·", "sou-hu-cai-jing"},
      {"Ｓｏｕ　Ｈｕ　Ｃａｉ　Ｊｉｎｇ", "sou-hu-cai-jing"},
      {"環球時報", "huan-qiu-shi-bao"},
      {"环球时报", "huan-qiu-shi-bao"},
      {"重庆日报", "chong-qing-ri-bao"},
      {"重慶日報", "chong-qing-ri-bao"},
      {"长江商报", "chang-jiang-shang-bao"},
      {"中国银行业", "zhong-guo-yin-hang-ye"},
      {"成都商报", "cheng-du-shang-bao"},
      {"Süddeutsche Zeitung", "suddeutsche-zeitung"},
      {"Der Maßstab", "der-massstab"},
      {"Łódź Dziś", "lodz-dzis"},
      {"Le Figaro (Été)", "le-figaro-ete"},
      {"조선일보", "joseon-ilbo"},
      {"Новости", "novosti"},
  };
  for (const SlugCase& c : kCases) EXPECT_EQ(SourceSlug(c.name), c.slug) << c.name;
}

TEST(SourceSlug, NamesWithoutLettersStayDistinct) {
  EXPECT_THAT(SourceSlug("★"), MatchesRegex("source-[0-9a-f]+"));
  EXPECT_NE(SourceSlug("★"), SourceSlug("☆"));
  EXPECT_EQ(SourceSlug("★"), SourceSlug(" ★ "));
}

TEST(SourceSlug, LongNamesAreBoundedAndStayDistinct) {
  const std::string name(200, 'a');
  EXPECT_LE(SourceSlug(name).size(), 63);
  EXPECT_NE(SourceSlug(name), SourceSlug(name + "b"));
  EXPECT_EQ(SourceSlug(name), SourceSlug(std::string(200, 'A')));
}

TEST(SourceSlug, ManyNamesFromManyThreads) {
  std::vector<std::thread> threads;
  std::vector<std::set<std::string>> slugs(4);
  for (size_t t = 0; t < slugs.size(); ++t) {
    threads.emplace_back([&slugs, t] {
      for (int i = 0; i < 1500; ++i) {
        slugs[t].insert(SourceSlug(absl::StrCat("ведомости ", i, t % 2 == 0 ? "新" : "х")));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(slugs[0].size(), 1500);
  EXPECT_EQ(slugs[0], slugs[2]);
  EXPECT_EQ(slugs[1], slugs[3]);
}

}  // namespace
}  // namespace parallax::text
