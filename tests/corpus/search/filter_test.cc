#include "server/corpus/filter/filter.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"

namespace parallax::corpus {
namespace {

struct GoodCase {
  std::string name;
  std::string text;
  std::string canonical;
};

class GoodFilterTest : public testing::TestWithParam<GoodCase> {};

TEST_P(GoodFilterTest, HasItsCanonicalForm) {
  const auto filter = ParseFilter(GetParam().text);
  ASSERT_TRUE(filter.ok()) << filter.status();
  EXPECT_EQ(FilterToString(*filter), GetParam().canonical);
  const auto again = ParseFilter(FilterToString(*filter));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(FilterToString(*again), GetParam().canonical);
}

INSTANTIATE_TEST_SUITE_P(
    Filters, GoodFilterTest,
    testing::ValuesIn(std::vector<GoodCase>{
        {"Empty", "", ""},
        {"Blank", "  \n", ""},
        {"Word", "source = harbor-ledger", R"(source = "harbor-ledger")"},
        {"Tight", "language=en", R"(language = "en")"},
        {"Quoted", R"(feed = "Brief \"ly\"")", R"(feed = "Brief \"ly\"")"},
        {"SingleQuotes", "title:'say \"it\"'", R"(title : "say \"it\"")"},
        {"And", "source=a AND language=zh", R"((source = "a") AND (language = "zh"))"},
        {"OrBindsTighter", "source=a AND language=zh OR language=en",
         R"((source = "a") AND ((language = "zh") OR (language = "en")))"},
        {"Parentheses", "(source=a AND language=zh) OR language=en",
         R"(((source = "a") AND (language = "zh")) OR (language = "en"))"},
        {"Not", "NOT source=a", R"(NOT (source = "a"))"},
        {"Minus", "-source=a", R"(NOT (source = "a"))"},
        {"NotBindsOneTerm", "NOT source=a AND url:x", R"((NOT (source = "a")) AND (url : "x"))"},
        {"Times", "published>=2025-07 AND published<2025-08-01T00:00",
         R"((published >= "2025-07") AND (published < "2025-08-01T00:00"))"},
        {"Ingested", "ingested > 2026-01-01T00:00:00Z", R"(ingested > "2026-01-01T00:00:00Z")"},
        {"Label", "labels.desk = economy", R"(labels."desk" = "economy")"},
        {"QuotedLabel", R"(labels."a b" : c)", R"(labels."a b" : "c")"},
        {"Presence", "url:*", "url : *"},
        {"QuotedStar", R"(url:"*")", R"(url : "*")"},
        {"Chinese", "title : 稀土", R"(title : "稀土")"},
        {"FieldLikeOperator", "title = NOTHING", R"(title = "NOTHING")"},
        {"UrlValue", "url = https://a.example/x?y", R"(url = "https://a.example/x?y")"},
    }),
    [](const auto& info) { return info.param.name; });

struct BadCase {
  std::string name;
  std::string text;
  std::string column;
  std::string says;
};

class BadFilterTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadFilterTest, SaysWhereAndWhat) {
  const auto filter = ParseFilter(GetParam().text);
  ASSERT_FALSE(filter.ok()) << FilterToString(*filter);
  EXPECT_EQ(filter.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(filter.status()), "FILTER_INVALID");
  EXPECT_EQ(MetadataOf(filter.status())["column"], GetParam().column) << filter.status();
  EXPECT_TRUE(absl::StrContains(filter.status().message(), GetParam().says)) << filter.status();
}

INSTANTIATE_TEST_SUITE_P(
    Filters, BadFilterTest,
    testing::ValuesIn(std::vector<BadCase>{
        {"UnknownField", "author = x", "1", "source, feed, language, title"},
        {"UnknownFieldLater", "source=a AND when=now", "14", "\"when\""},
        {"ColumnsAreCodePoints", "title=稀土 AND x=1", "14", "\"x\""},
        {"BareWord", "quota", "1", "field"},
        {"NoOperator", "source", "7", "the end"},
        {"WrongOperator", "source ~ a", "8", "\"~\""},
        {"NoValue", "source =", "9", "value"},
        {"NoValueBeforeParenthesis", "(source = )", "11", "value"},
        {"UnclosedString", "title = \"abc", "9", "not closed"},
        {"BadEscape", R"(title = "a\n")", "11", "\\"},
        {"UnclosedParenthesis", "(source=a", "10", "expected ) for the ( in column 1"},
        {"StrayParenthesis", "source=a)", "9", "AND, OR or the end"},
        {"SideBySide", "source=a language=en", "10", "AND, OR or the end"},
        {"DanglingAnd", "source=a AND", "13", "the end"},
        {"DoubleOr", "source=a OR OR url:b", "13", "\"OR\""},
        {"OrderOnText", "title > a", "7", "times only"},
        {"BadTime", "published > yesterday", "13", "2025-07-04"},
        {"ZoneOnStatedTime", "published > 2025-07-04T04:50Z", "13", "without a zone"},
        {"ImpossibleDay", "published = 2025-02-30", "13", "2025-02-30"},
        {"BadIngested", "ingested > 2025-07", "12", "RFC 3339"},
        {"LabelsWithoutKey", "labels : x", "7", "labels.KEY"},
        {"EmptyLabelKey", "labels. = x", "8", "key"},
    }),
    [](const auto& info) { return info.param.name; });

TEST(FilterLimitsTest, DepthAndLengthAreBounded) {
  const std::string deep = std::string(200, '(') + "source=a" + std::string(200, ')');
  EXPECT_EQ(ReasonOf(ParseFilter(deep).status()), "FILTER_INVALID");
  const std::string negations(5000, '-');
  EXPECT_EQ(ReasonOf(ParseFilter(negations + "source=a").status()), "FILTER_INVALID");
  const std::string not_utf8 = "title=\xff";
  EXPECT_EQ(ReasonOf(ParseFilter(not_utf8).status()), "FILTER_INVALID");
}

}  // namespace
}  // namespace parallax::corpus
