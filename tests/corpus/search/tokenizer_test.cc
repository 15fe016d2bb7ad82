// The tokenizer against tests/golden/tokenizer/*.case: lines "text" and the tokens it must give in a
// document, "|" between positions, "+" between tokens at one position; "query:" lines give those of
// a query. An index built by other tokens would silently find less: a change of any of these lines
// needs a new kTokenizerVersion.
#include "server/corpus/search/tokenizer.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "server/corpus/search/query.h"
#include "server/base/error_reason.h"
#include "server/text/fold.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

std::string TokensOf(absl::string_view text, TokenizeMode mode) {
  std::string tokens;
  Tokenize(text, mode, [&](const SearchToken& token) {
    absl::StrAppend(&tokens, token.beside ? "+" : tokens.empty() ? "" : "|", token.text);
    return true;
  });
  return tokens;
}

TEST(TokenizerTest, GoldenCases) {
  int cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PARALLAX_TEST_DATA "/golden/tokenizer")) {
    std::ifstream file(entry.path());
    std::string text, line;
    while (std::getline(file, line)) {
      absl::string_view rest = line;
      if (absl::ConsumePrefix(&rest, "text: ")) {
        text = std::string(rest);
      } else if (absl::ConsumePrefix(&rest, "tokens: ")) {
        EXPECT_EQ(TokensOf(text, TokenizeMode::kDocument), rest) << entry.path() << ": " << text;
        ++cases;
      } else if (absl::ConsumePrefix(&rest, "query: ")) {
        EXPECT_EQ(TokensOf(text, TokenizeMode::kQuery), rest) << entry.path() << ": " << text;
        ++cases;
      }
    }
  }
  EXPECT_GE(cases, 30);
}

TEST(TokenizerTest, SpansAreOfTheOriginal) {
  const std::string text = "Ｒａｒｅ 稀土🐟Straße";
  std::vector<std::string> originals;
  Tokenize(text, TokenizeMode::kQuery, [&](const SearchToken& token) {
    originals.emplace_back(token.span.In(text));
    return true;
  });
  EXPECT_EQ(originals, (std::vector<std::string>{"Ｒａｒｅ", "稀土", "Straße"}));
}

TEST(TokenizerTest, StopsWhenToldTo) {
  int seen = 0;
  Tokenize("one two 三四五 six", TokenizeMode::kDocument, [&](const SearchToken&) { return ++seen < 3; });
  EXPECT_EQ(seen, 3);
}

// Any valid text: spans are in order, on code points, and fold to text with the token in it.
TEST(TokenizerTest, HoldsItsPromisesOnRandomText) {
  std::mt19937 random(7);
  static constexpr char32_t kRanges[][2] = {{0x20, 0x7E},     {0xA0, 0x24F},    {0x300, 0x36F},
                                            {0x3041, 0x30FF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3},
                                            {0xFF00, 0xFFEF}, {0x1F300, 0x1F64F}, {0x20000, 0x20100},
                                            {0x600, 0x6FF},   {0x1C, 0x1F}};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) {
      const auto& range = kRanges[random() % std::size(kRanges)];
      const char32_t c = range[0] + random() % (range[1] - range[0] + 1);
      text::AppendCodePoint(c, &text);
    }
    uint32_t last = 0;
    Tokenize(text, TokenizeMode::kDocument, [&](const SearchToken& token) {
      EXPECT_TRUE(text::CheckSpan(text, token.span).ok());
      EXPECT_GE(token.span.begin, last) << text;
      last = token.span.begin;
      EXPECT_NE(text::Fold(token.span.In(text)).find(std::string(token.text)), std::string::npos)
          << text << " token " << token.text;
      return true;
    });
  }
}

// What is indexed and what is asked is folded before FTS5 sees it, once: folding again would make other
// tokens (薴 becomes 苧, and that 苎).
TEST(TokenizerTest, FoldedTextHasTheSameTokens) {
  std::mt19937 random(8);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      char32_t c = random() % (round % 2 == 0 ? 0x3100 : 0x30000) + 1;
      if (round % 3 == 0) c = 0x4E00 + random() % 0x5200;
      if (c >= 0xD800 && c < 0xE000) c = U'國';
      text::AppendCodePoint(c, &text);
    }
    for (const TokenizeMode mode : {TokenizeMode::kDocument, TokenizeMode::kQuery}) {
      const std::string folded = text::Fold(text);
      std::string tokens;
      TokenizeFolded(folded, mode, [&](const SearchToken& token) {
        absl::StrAppend(&tokens, token.beside ? "+" : tokens.empty() ? "" : "|", token.text);
        return true;
      });
      EXPECT_EQ(tokens, TokensOf(text, mode)) << text;
    }
  }
}

struct QueryCase {
  std::string name;
  std::string text;
  std::string column;  // of the error
};

class BadQueryTest : public testing::TestWithParam<QueryCase> {};

TEST_P(BadQueryTest, SaysWhere) {
  const auto query = ParseQuery(GetParam().text);
  ASSERT_FALSE(query.ok());
  EXPECT_EQ(ReasonOf(query.status()), "QUERY_INVALID");
  EXPECT_EQ(MetadataOf(query.status())["column"], GetParam().column) << query.status();
}

INSTANTIATE_TEST_SUITE_P(Queries, BadQueryTest,
                         testing::ValuesIn(std::vector<QueryCase>{
                             {"Empty", "", "1"},
                             {"Blank", " \u3000", "1"},
                             {"OnlyNegative", "-quota", "1"},
                             {"OnlyPunctuation", "?! -", "1"},
                             {"OrBeforePunctuation", "quota OR ?!", "10"},
                             {"UnclosedPhrase", "稀土 \"rare earth", "4"},
                             {"OrFirst", "OR quota", "1"},
                             {"OrLast", "quota OR ", "10"},
                             {"NegativeBesideOr", "quota OR -tariff", "1"},
                             {"NotBesideOr", "quota OR NOT tariff", "1"},
                             {"AndFirst", "AND quota", "1"},
                             {"AndLast", "quota AND ", "7"},
                             {"AndTwice", "quota AND AND tariff", "11"},
                             {"NotLast", "quota NOT", "7"},
                             {"OnlyNot", "NOT quota", "1"},
                             {"EmptyPhrase", "quota \"\"", "7"},
                             {"FieldWithoutTerm", "title:", "1"},
                         }),
                         [](const auto& info) { return info.param.name; });

TEST(QueryTest, ReadsClauses) {
  const auto query = ParseQuery("title:Quota OR 配额 -\"far east\" 国");
  ASSERT_TRUE(query.ok()) << query.status();
  ASSERT_EQ(query->clauses.size(), 3);
  ASSERT_EQ(query->clauses[0].any_of.size(), 2);
  EXPECT_EQ(query->clauses[0].any_of[0].field, QueryField::kTitle);
  EXPECT_EQ(query->clauses[0].any_of[0].tokens, std::vector<std::string>{"quota"});
  EXPECT_FALSE(query->clauses[0].any_of[1].prefix);
  EXPECT_TRUE(query->clauses[1].negated);
  EXPECT_EQ(query->clauses[1].any_of[0].tokens, (std::vector<std::string>{"far", "east"}));
  EXPECT_TRUE(query->clauses[2].any_of[0].prefix);
}

// A query as it was read, with what it is short for.
std::string Read(absl::string_view text) {
  const auto query = ParseQuery(text);
  if (!query.ok()) return query.status().ToString();
  std::vector<std::string> clauses;
  for (const QueryClause& clause : query->clauses) {
    std::vector<std::string> terms;
    for (const QueryTerm& term : clause.any_of) {
      terms.push_back(absl::StrCat(term.field == QueryField::kTitle ? "title:" : "",
                                   absl::StrJoin(term.tokens, "+")));
    }
    clauses.push_back(absl::StrCat(clause.negated ? "-" : "", absl::StrJoin(terms, "|")));
  }
  return absl::StrJoin(clauses, " ");
}

TEST(QueryTest, WordsInCapitalsAreOperators) {
  struct Case {
    const char* text;
    const char* read;
  };
  for (const Case& c : {Case{"quota AND tariff", "quota tariff"},
                        {"quota NOT tariff", "quota -tariff"},
                        {"quota AND NOT \"far east\" AND steel", "quota -far+east steel"},
                        {"NOT tariff quota", "-tariff quota"},
                        {"quota AND tariff OR title:duty", "quota tariff|title:duty"},
                        {"quota and not tariff or duty", "quota and not tariff or duty"},
                        {"\"AND\" \"NOT\" \"OR\"", "and not or"},
                        {"ANDES NOTE ORE", "andes note ore"},
                        {"AND-gate", "and+gate"},
                        // No field of that name: words, as in a time or a ratio.
                        {"colour:red 10:30", "colour+red 10+30"}}) {
    EXPECT_EQ(Read(c.text), c.read) << c.text;
  }
}

}  // namespace
}  // namespace parallax::corpus
