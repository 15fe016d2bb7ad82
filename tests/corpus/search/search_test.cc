// Search against a plain scan of the same texts, in both languages, and what hits look like.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/error_reason.h"
#include "server/text/utf8.h"
#include "tests/corpus/store_fixture.h"

namespace parallax::corpus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SearchTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(fixture_.store().CreateCorpus({"news", "", ""}).ok()); }

  void Put(std::vector<NewDocument> documents) {
    const auto results = fixture_.store().PutDocuments(PutOf("corpora/news", std::move(documents)));
    ASSERT_TRUE(results.ok()) << results.status();
    for (const PutResult& result : *results) ASSERT_TRUE(result.status.ok()) << result.status;
  }

  absl::StatusOr<SearchPage> Search(const std::string& query, const std::string& filter = "") {
    return fixture_.search().Search(
        {.corpus = "corpora/news", .query = query, .filter = filter, .page = {200, ""}}, CallContext());
  }

  std::vector<std::string> Titles(const std::string& query, const std::string& filter = "") {
    const auto page = Search(query, filter);
    EXPECT_TRUE(page.ok()) << query << ": " << page.status();
    std::vector<std::string> titles;
    if (page.ok()) {
      for (const SearchHit& hit : page->items) titles.push_back(hit.document.content.title);
    }
    return titles;
  }

  SqliteFixture fixture_;
};

TEST_F(SearchTest, SpeaksItsQueryLanguage) {
  Put({MakeDocument("Rare earth quota", "China cuts the quota for rare earth exports."),
       MakeDocument("Earth is rare", "A planet like Earth is rare, say astronomers.", "The Quay Post"),
       MakeDocument("稀土配额", "中国削减稀土出口配额。", "海港日报"),
       MakeDocument("Tariffs", "Tariffs on steel rise. The F-35 needs none.", "The Quay Post")});
  EXPECT_THAT(Titles("rare earth"), UnorderedElementsAre("Rare earth quota", "Earth is rare"));
  EXPECT_THAT(Titles("\"rare earth\""), ElementsAre("Rare earth quota"));
  EXPECT_THAT(Titles("RARE -quota"), ElementsAre("Earth is rare"));
  EXPECT_THAT(Titles("tariffs OR 稀土"), UnorderedElementsAre("Tariffs", "稀土配额"));
  EXPECT_THAT(Titles("title:earth"), UnorderedElementsAre("Rare earth quota", "Earth is rare"));
  EXPECT_THAT(Titles("title:exports"), IsEmpty());
  EXPECT_THAT(Titles("rise source:\"quay post\""), ElementsAre("Tariffs"));
  EXPECT_THAT(Titles("配额 source:海港"), ElementsAre("稀土配额"));
  EXPECT_THAT(Titles("quota OR 配额 language:zh"), ElementsAre("稀土配额"));
  EXPECT_THAT(Titles("f-35"), ElementsAre("Tariffs"));
  EXPECT_THAT(Titles("出口配額"), ElementsAre("稀土配额")) << "traditional finds simplified";
  EXPECT_THAT(Titles("“出口配额”"), ElementsAre("稀土配额"));
  EXPECT_THAT(Titles("earth", "source = the-quay-post"), ElementsAre("Earth is rare"));
  EXPECT_THAT(Titles("steel & rise -"), ElementsAre("Tariffs"));
}

TEST_F(SearchTest, CountsMatchesAndFacetsOnEveryPage) {
  std::vector<NewDocument> documents;
  for (int i = 0; i < 9; ++i) {
    documents.push_back(MakeDocument(absl::StrCat("T", i), absl::StrCat("The quota of steel, part ", i, "."),
                                     i < 6 ? "Harbor Ledger" : "海港日报"));
    documents.back().content.published = {i % 3 == 0 ? "2026-01" : "2026-01-15", TimePrecision::kDay};
  }
  documents.push_back(MakeDocument("Other", "Nothing of that kind."));
  Put(std::move(documents));
  SearchRequest request{.corpus = "corpora/news", .query = "quota", .page = {4, ""}, .facets = true};
  int pages = 0;
  do {
    const auto page = fixture_.search().Search(request, CallContext());
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total, 9);
    EXPECT_THAT(page->facets.by_source, ElementsAre(testing::Pair("hai-gang-ri-bao", 3),
                                                    testing::Pair("harbor-ledger", 6)));
    EXPECT_THAT(page->facets.by_day, ElementsAre(testing::Pair("", 3), testing::Pair("2026-01-15", 6)));
    request.page.page_token = page->next_page_token;
    ++pages;
  } while (!request.page.page_token.empty());
  EXPECT_EQ(pages, 3);
  request.filter = "source = harbor-ledger";
  const auto filtered = fixture_.search().Search(request, CallContext());
  ASSERT_TRUE(filtered.ok()) << filtered.status();
  EXPECT_EQ(filtered->total, 6);
  EXPECT_THAT(filtered->facets.by_source, ElementsAre(testing::Pair("harbor-ledger", 6)));
}

TEST_F(SearchTest, SignsOfTheIndexEngineMeanNothing) {
  Put({MakeDocument("One", "near and not or and the end")});
  for (const char* query : {"NEAR(near end)", "near AND end", "near*", "body:near", "{title} near",
                            "near + end", "^near"}) {
    const auto page = Search(query);
    EXPECT_TRUE(page.ok()) << query << ": " << page.status();
  }
}

TEST_F(SearchTest, BadRequestsSayWhy) {
  const auto reason = [&](const SearchRequest& request) {
    return ReasonOf(fixture_.search().Search(request, CallContext()).status());
  };
  EXPECT_EQ(reason({.corpus = "corpora/news", .query = ""}), "QUERY_INVALID");
  EXPECT_EQ(reason({.corpus = "corpora/news", .query = "a", .filter = "b"}), "FILTER_INVALID");
  EXPECT_EQ(reason({.corpus = "corpora/none", .query = "a"}), "CORPUS_NOT_FOUND");
  EXPECT_EQ(reason({.corpus = "corpora/news", .query = "a", .page = {-1, ""}}), "PAGE_SIZE_INVALID");
  EXPECT_EQ(reason({.corpus = "corpora/news", .query = "a", .page = {1, "x"}}), "PAGE_TOKEN_INVALID");
}

TEST_F(SearchTest, HighlightsAreOfTheOriginalText) {
  Put({MakeDocument("稀土🐟Quota", "🐟 An aside.\nＲａｒｅ earths: 經濟發展离不开稀土。\nThe rare EARTHS again.")});
  const auto page = Search("rare OR 经济 OR 稀土");
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->items.size(), 1);
  const SearchHit& hit = page->items[0];
  EXPECT_GT(hit.score, 0);
  EXPECT_EQ(hit.document.content.text, "");
  ASSERT_EQ(hit.title_highlights.size(), 1);
  EXPECT_EQ(hit.title_highlights[0].In(hit.document.content.title), "稀土");
  const std::string text =
      fixture_.store().GetDocument(hit.document.name, 0, DocumentView::kFull)->content.text;
  std::vector<std::string> quotes;
  for (const Snippet& snippet : hit.snippets) {
    EXPECT_EQ(snippet.span.In(text), snippet.text);
    for (const text::Span highlight : snippet.highlights) {
      EXPECT_TRUE(snippet.span.Contains(highlight));
      quotes.emplace_back(highlight.In(text));
    }
  }
  EXPECT_THAT(quotes, ElementsAre("Ｒａｒｅ", "經濟", "稀土", "rare"));
}

TEST_F(SearchTest, AOneCharacterQueryHighlightsThatCharacter) {
  Put({MakeDocument("华盛顿", "美国与中国。")});
  const auto page = Search("国");
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->items.size(), 1);
  const std::string text =
      fixture_.store().GetDocument(page->items[0].document.name, 0, DocumentView::kFull)->content.text;
  ASSERT_EQ(page->items[0].snippets.size(), 1);
  std::vector<std::string> quotes;
  for (const text::Span span : page->items[0].snippets[0].highlights) quotes.emplace_back(span.In(text));
  EXPECT_THAT(quotes, ElementsAre("国", "国"));
}

TEST_F(SearchTest, SnippetsAreShortAndOnWords) {
  std::string long_text;
  for (int i = 0; i < 400; ++i) absl::StrAppend(&long_text, "filler", i % 7, " ");
  absl::StrAppend(&long_text, "the needle in the middle ");
  for (int i = 0; i < 400; ++i) absl::StrAppend(&long_text, "filler", i % 7, " ");
  std::string chinese;
  for (int i = 0; i < 300; ++i) chinese += "填充文字";
  chinese += "大海捞针";
  for (int i = 0; i < 300; ++i) chinese += "填充文字";
  Put({MakeDocument("Needle", long_text), MakeDocument("针", chinese)});
  for (const char* query : {"needle middle", "捞针"}) {
    const auto page = Search(query);
    ASSERT_TRUE(page.ok());
    ASSERT_EQ(page->items.size(), 1) << query;
    ASSERT_EQ(page->items[0].snippets.size(), 1);
    const Snippet& snippet = page->items[0].snippets[0];
    EXPECT_LE(snippet.text.size(), 280) << query;
    EXPECT_GE(snippet.text.size(), 150) << query;
    EXPECT_TRUE(text::CheckUtf8(snippet.text).ok());
    EXPECT_FALSE(snippet.highlights.empty());
    EXPECT_FALSE(absl::StartsWith(snippet.text, "iller")) << "cut inside a word";
    EXPECT_FALSE(absl::StartsWith(snippet.text, " "));
  }
}

TEST_F(SearchTest, ATitleCountsMoreThanABody) {
  Put({MakeDocument("Weather", "The quota is mentioned once in this rather short text about other things."),
       MakeDocument("Quota", "Something else is mentioned once in this rather short text about things.")});
  EXPECT_THAT(Titles("quota"), ElementsAre("Quota", "Weather"));
}

TEST_F(SearchTest, BylinesAndFurnitureAreNotSearched) {
  NewDocument document = MakeDocument("Title", "");
  document.content.text = "Workflow\nTitle\nLedger·2025-01-01\nBody text.";
  document.content.blocks = {{{9, 14}, BlockKind::kTitle, ""},
                             {{15, 33}, BlockKind::kByline, ""},
                             {{34, 44}, BlockKind::kParagraph, ""}};
  Put({document});
  EXPECT_THAT(Titles("workflow"), IsEmpty());
  EXPECT_THAT(Titles("2025"), IsEmpty());
  EXPECT_THAT(Titles("body"), ElementsAre("Title"));
}

TEST_F(SearchTest, APhraseDoesNotCrossBlocks) {
  NewDocument document = MakeDocument("T", "");
  document.content.text = "ends with rare\n\nearth begins";
  Put({document});
  EXPECT_THAT(Titles("\"rare earth\""), IsEmpty());
  EXPECT_THAT(Titles("rare earth"), ElementsAre("T"));
}

TEST_F(SearchTest, TheIndexFollowsTheDocuments) {
  NewDocument document = MakeDocument("One", "The first wording.");
  document.document_id = "one";
  Put({document});
  EXPECT_THAT(Titles("first"), ElementsAre("One"));
  document.content.text = "Another wording.";
  Put({document});
  EXPECT_THAT(Titles("first"), IsEmpty());
  EXPECT_THAT(Titles("another"), ElementsAre("One"));
  ASSERT_TRUE(fixture_.corpora().care().Verify().ok());
  ASSERT_TRUE(fixture_.corpora().care().RebuildIndex().ok());
  EXPECT_THAT(Titles("another"), ElementsAre("One"));
  ASSERT_TRUE(fixture_.store().DeleteDocument("corpora/news/documents/one", "").ok());
  EXPECT_THAT(Titles("another"), IsEmpty());
  EXPECT_TRUE(fixture_.corpora().care().Verify().ok());
}

TEST_F(SearchTest, CorporaDoNotMix) {
  ASSERT_TRUE(fixture_.store().CreateCorpus({"other", "", ""}).ok());
  ASSERT_TRUE(fixture_.store().PutDocuments(PutOf("corpora/other", {MakeDocument("O", "needle")})).ok());
  Put({MakeDocument("N", "needle")});
  EXPECT_THAT(Titles("needle"), ElementsAre("N"));
}

// Texts of few words and characters, so that queries have many hits and near misses.
class SearchScanTest : public SearchTest {
 protected:
  static constexpr const char* kWords[] = {"rare", "earth", "quota", "alliance", "Rare", "EARTH", "f-35"};
  static constexpr const char* kCharacters[] = {"中", "国", "美", "稀", "土", "联", "盟", "經", "经"};

  std::string RandomBody() {
    std::string body;
    while (body.size() < 160) {
      const int choice = random_() % 8;
      if (choice < 3) {
        absl::StrAppend(&body, kWords[random_() % std::size(kWords)], " ");
      } else if (choice < 7) {
        const int length = 1 + random_() % 6;
        for (int i = 0; i < length; ++i) body += kCharacters[random_() % std::size(kCharacters)];
      } else {
        body += random_() % 2 == 0 ? "，" : ". ";
      }
    }
    return body;
  }

  void PutRandom(int count) {
    std::vector<NewDocument> documents;
    for (int i = 0; i < count; ++i) {
      documents.push_back(MakeDocument(absl::StrCat("doc ", i), RandomBody()));
      documents.back().document_id = absl::StrCat("d", i);
      bodies_.push_back(documents.back().content.text);
    }
    Put(std::move(documents));
  }

  // The documents with `text` in them, by a plain scan.
  std::set<std::string> Scan(const std::string& text) {
    const auto simplified = [](absl::string_view s) {
      std::string out(s);
      for (size_t at = out.find("經"); at != std::string::npos; at = out.find("經", at)) {
        out.replace(at, 3, "经");
      }
      return out;
    };
    std::set<std::string> found;
    for (size_t i = 0; i < bodies_.size(); ++i) {
      if (absl::StrContains(simplified(bodies_[i]), simplified(text))) found.insert(absl::StrCat("doc ", i));
    }
    return found;
  }

  std::set<std::string> Found(const std::string& query) {
    std::set<std::string> found;
    SearchRequest request{.corpus = "corpora/news", .query = query, .page = {50, ""}};
    do {
      const auto page = fixture_.search().Search(request, CallContext());
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const SearchHit& hit : page->items) {
        EXPECT_TRUE(found.insert(hit.document.content.title).second) << "a hit came twice";
        EXPECT_FALSE(hit.snippets.empty()) << query << " in " << bodies_[0];
      }
      request.page.page_token = page->next_page_token;
    } while (!request.page.page_token.empty());
    return found;
  }

  std::mt19937 random_{20260301};
  std::vector<std::string> bodies_;
};

TEST_F(SearchScanTest, ChineseQueriesOfEveryLengthFindWhatAScanFinds) {
  PutRandom(120);
  int hits = 0;
  for (const int length : {1, 2, 3, 6}) {
    for (int round = 0; round < 25; ++round) {
      std::string query;
      for (int i = 0; i < length; ++i) query += kCharacters[random_() % std::size(kCharacters)];
      if (length == 6) {  // random ones of this length are nowhere: take one from a text
        const std::string& body = bodies_[random_() % bodies_.size()];
        size_t at = body.find("中");
        if (at == std::string::npos) continue;
        query = std::string(text::CutAtBoundary(absl::string_view(body).substr(at), 18));
        if (std::any_of(query.begin(), query.end(), [](char c) { return absl::ascii_isprint(c); }) ||
            absl::StrContains(query, "，")) {
          continue;
        }
      }
      const std::set<std::string> expected = Scan(query);
      hits += static_cast<int>(expected.size());
      EXPECT_EQ(Found(query), expected) << query;
    }
  }
  EXPECT_GT(hits, 1000) << "the texts are too different to prove anything";
}

TEST_F(SearchScanTest, EnglishWordsFindWhatAScanFinds) {
  PutRandom(80);
  for (const char* word : {"rare", "earth", "quota", "alliance"}) {
    std::set<std::string> expected;
    for (size_t i = 0; i < bodies_.size(); ++i) {
      if (absl::StrContains(absl::AsciiStrToLower(bodies_[i]), word)) {
        expected.insert(absl::StrCat("doc ", i));
      }
    }
    EXPECT_EQ(Found(word), expected) << word;
  }
}

TEST_F(SearchScanTest, PagesHoldEachHitOnceInOneOrder) {
  PutRandom(60);
  SearchRequest request{.corpus = "corpora/news", .query = "国", .page = {200, ""}};
  const auto all = fixture_.search().Search(request, CallContext());
  ASSERT_TRUE(all.ok());
  std::vector<std::string> one_page, paged;
  double last = 1e9;
  for (const SearchHit& hit : all->items) {
    one_page.push_back(hit.document.name);
    EXPECT_LE(hit.score, last);
    last = hit.score;
  }
  request.page.page_size = 7;
  do {
    const auto page = fixture_.search().Search(request, CallContext());
    ASSERT_TRUE(page.ok());
    for (const SearchHit& hit : page->items) paged.push_back(hit.document.name);
    request.page.page_token = page->next_page_token;
  } while (!request.page.page_token.empty());
  EXPECT_EQ(paged, one_page);
  EXPECT_GT(paged.size(), 14);
}

TEST_F(SearchScanTest, APageTokenBelongsToItsQueryAndFilter) {
  PutRandom(20);
  SearchRequest request{.corpus = "corpora/news", .query = "国", .page = {2, ""}};
  const auto first = fixture_.search().Search(request, CallContext());
  ASSERT_TRUE(first.ok());
  ASSERT_NE(first->next_page_token, "");
  request.page.page_token = first->next_page_token;
  EXPECT_TRUE(fixture_.search().Search(request, CallContext()).ok());
  SearchRequest other = request;
  other.query = "中";
  EXPECT_EQ(ReasonOf(fixture_.search().Search(other, CallContext()).status()), "PAGE_TOKEN_INVALID");
  other = request;
  other.filter = "source:*";
  EXPECT_EQ(ReasonOf(fixture_.search().Search(other, CallContext()).status()), "PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace parallax::corpus
