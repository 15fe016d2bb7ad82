#include "server/analyzer/text_pass.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/text/utf8.h"
#include "tests/text/random_text.h"

namespace parallax {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

DocumentContent Content(std::string text) {
  DocumentContent content;
  content.text = std::move(text);
  return content;
}

std::shared_ptr<const Document> Build(DocumentContent content) {
  auto document = BuildDocument("d", std::move(content));
  EXPECT_TRUE(document.ok()) << document.status();
  return *document;
}

std::vector<std::string> Sentences(const Document& document) {
  std::vector<std::string> texts;
  for (const Sentence& sentence : document.sentences) {
    texts.emplace_back(sentence.span.In(document.text()));
  }
  return texts;
}

// "稀土/I" for each token, with the letters of WNIPR.
std::vector<std::string> Tokens(const Document& document) {
  std::vector<std::string> texts;
  for (const Token& token : document.tokens) {
    texts.push_back(absl::StrCat(token.span.In(document.text()), "/",
                                 std::string(1, "?WNIPR"[static_cast<int>(token.kind)])));
  }
  return texts;
}

std::vector<std::string> Blocks(const Document& document) {
  std::vector<std::string> texts;
  for (const Block& block : document.content.blocks) {
    texts.push_back(absl::StrCat(static_cast<int>(block.kind), " ", block.language, " ",
                                 block.span.In(document.text())));
  }
  return texts;
}

TEST(BuildDocument, FillsInEverything) {
  DocumentContent content = Content("四国建立稀土联盟\n\n  The U.S. leads [5][9]. It has 4 members.\n");
  content.title = "四国建立稀土联盟";
  content.source_name = "搜狐财经";
  const auto document = Build(std::move(content));
  EXPECT_EQ(document->name, "d");
  EXPECT_EQ(document->source, "sou-hu-cai-jing");
  EXPECT_EQ(document->revision.size(), 64);
  EXPECT_EQ(document->language(), "en");
  EXPECT_THAT(Blocks(*document),
              ElementsAre("2 zh 四国建立稀土联盟",
                          "1 en The U.S. leads [5][9]. It has 4 members."));
  EXPECT_THAT(Sentences(*document), ElementsAre("四国建立稀土联盟", "The U.S. leads [5][9].",
                                                "It has 4 members."));
  EXPECT_THAT(Tokens(*document),
              ElementsAre("四国/I", "建立/I", "稀土/I", "联盟/I", "The/W", "U.S/W", "./P", "leads/W",
                          "[5]/R", "[9]/R", "./P", "It/W", "has/W", "4/N", "members/W", "./P"));
  ASSERT_EQ(document->references.size(), 2);
  EXPECT_EQ(document->references[1].number, 9);
  EXPECT_EQ(document->references[1].block, 1);
  EXPECT_EQ(document->offsets.code_points(), 53);
}

TEST(BuildDocument, ReferencesBehindASentenceBelongToIt) {
  const auto document = Build(Content("[1] It fell. [2][3] It rose。[4]他来了。\n[5] Next line."));
  EXPECT_THAT(Sentences(*document),
              ElementsAre("[1] It fell. [2][3]", "It rose。[4]", "他来了。", "[5] Next line."));
}

TEST(BuildDocument, LinesOfAnyKindAreBlocks) {
  const auto document =
      Build(Content("\uFEFFone\r\ntwo\rthree\n\n \t\nfour\u2028five\u2029\fsix\vseven\u3000\n"));
  EXPECT_THAT(Blocks(*document), ElementsAre("1 en one", "1 en two", "1 en three", "1 en four",
                                             "1 en five", "1 en six", "1 en seven"));
}

TEST(BuildDocument, OnlyTheFirstLineIsATitleAndOnlyIfItIsEqual) {
  DocumentContent content = Content("Trade falls\nTrade falls");
  content.title = "Trade falls";
  EXPECT_THAT(Blocks(*Build(content)), ElementsAre("2 en Trade falls", "1 en Trade falls"));
  content.title = "Trade rises";
  EXPECT_THAT(Blocks(*Build(content)), ElementsAre("1 en Trade falls", "1 en Trade falls"));
}

TEST(BuildDocument, GivenBlocksAreKeptAndFurnitureHasNoSentence) {
  DocumentContent content = Content("Search documents\nTrade fell. It rose.\nicon");
  content.blocks = {{{17, 28}, BlockKind::kKeyPoint, ""}, {{29, 37}, BlockKind::kLead, "en-GB"}};
  const auto document = Build(std::move(content));
  EXPECT_THAT(Blocks(*document), ElementsAre("5 en-GB Trade fell.", "3 en-GB It rose."));
  EXPECT_THAT(Sentences(*document), ElementsAre("Trade fell.", "It rose."));
}

struct LanguageCase {
  const char* text;
  const char* declared;
  const char* document;
  std::vector<std::string> blocks;
};

TEST(BuildDocument, Languages) {
  const LanguageCase kCases[] = {
      {"2025-07-05 02:33", "", "und", {"und"}},
      {"Orion sues Acme", "", "en", {"en"}},  // names only: nothing speaks against English
      {"Türkei", "", "und", {"und"}},
      {"Le ministre est venu pour les mines\nOrion Acme", "", "fr", {"fr", "fr"}},
      {"美国组建稀土联盟减少依赖\nOrion Acme\n123", "", "zh", {"zh", "en", "und"}},
      {"美國組建稀土聯盟減少依賴", "", "zh-Hant", {"zh-Hant"}},
      {"The end of the talks\n美国组建联盟", "zh", "zh", {"en", "zh"}},
      {"Orion sues Acme", "de-AT", "de-AT", {"de-AT"}},
  };
  for (const LanguageCase& c : kCases) {
    DocumentContent content = Content(c.text);
    content.language = c.declared;
    const auto document = Build(std::move(content));
    EXPECT_EQ(document->language(), c.document) << c.text;
    std::vector<std::string> blocks;
    for (const Block& block : document->content.blocks) blocks.push_back(block.language);
    EXPECT_EQ(blocks, c.blocks) << c.text;
  }
}

struct ErrorCase {
  DocumentContent content;
  const char* reason;
  const char* message;
  const char* key;
  const char* value;
};

TEST(BuildDocument, SaysWhatIsWrong) {
  const auto with = [](auto change) {
    DocumentContent content = Content("a稀土😀 text");  // boundaries 0 1 4 7 11 ... 16
    change(content);
    return content;
  };
  const auto blocks = [&](std::vector<Block> given) {
    return with([&](DocumentContent& c) { c.blocks = std::move(given); });
  };
  const ErrorCase kCases[] = {
      {Content(""), "EMPTY_TEXT", "text: empty", "", ""},
      {Content(" \r\n\u3000\uFEFF"), "EMPTY_TEXT", "nothing but white space", "", ""},
      {Content(std::string(101, 'x')), "TEXT_TOO_LARGE", "101 bytes are more than the limit of 100",
       "max_bytes", "100"},
      {Content("ab\xFF"), "INVALID_UTF8", "text: invalid UTF-8 at byte 2 (0xFF)", "byte_offset", "2"},
      {with([](DocumentContent& c) { c.title = "\x80"; }), "INVALID_UTF8", "title: ", "field", "title"},
      {with([](DocumentContent& c) { c.source_name = "\x80"; }), "INVALID_UTF8", "source_name: ",
       "field", "source_name"},
      {with([](DocumentContent& c) { c.feed = "\x80"; }), "INVALID_UTF8", "feed: ", "field", "feed"},
      {with([](DocumentContent& c) { c.url = "\x80"; }), "INVALID_UTF8", "url: ", "field", "url"},
      {with([](DocumentContent& c) { c.language = "\x80"; }), "INVALID_UTF8", "language: ", "field",
       "language"},
      {blocks({{{0, 2}}}), "SPAN_NOT_ON_BOUNDARY", "blocks[0]: [0, 2) cuts a code point", "block", "0"},
      {blocks({{{0, 1}}, {{8, 16}}}), "SPAN_NOT_ON_BOUNDARY", "blocks[1]", "block", "1"},
      {blocks({{{4, 4}}}), "BLOCKS_INVALID", "is empty", "block", "0"},
      {blocks({{{0, 17}}}), "BLOCKS_INVALID", "past the end of a text of 16 bytes", "block", "0"},
      {blocks({{{4, 7}}, {{0, 1}}}), "BLOCKS_INVALID", "text order", "block", "1"},
      {blocks({{{0, 4}}, {{1, 7}}}), "BLOCKS_INVALID", "text order", "block", "1"},
      {blocks({{{0, 4}, BlockKind::kLead, "\xFF"}}), "INVALID_UTF8", "blocks[0].language", "field",
       "blocks[0].language"},
  };
  for (const ErrorCase& c : kCases) {
    const absl::Status status = BuildDocument("d", c.content, {.max_bytes = 100}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_EQ(ReasonOf(status), c.reason) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
    if (*c.key != '\0') {
      EXPECT_EQ(MetadataOf(status)[c.key], c.value) << status;
    } else {
      EXPECT_THAT(MetadataOf(status), IsEmpty());
    }
  }
}

TEST(BuildDocument, TheLimitItselfIsAllowed) {
  EXPECT_TRUE(BuildDocument("d", Content(std::string(100, 'x')), {.max_bytes = 100}).ok());
}

TEST(BuildDocument, RevisionIsThatOfTheTextAlone) {
  DocumentContent a = Content("Trade fell.");
  DocumentContent b = a;
  b.title = "Other";
  EXPECT_EQ(Build(a)->revision, Build(b)->revision);
  EXPECT_NE(Build(a)->revision, Build(Content("Trade fell!"))->revision);
}

// What document.h and plx/document.h promise, for any text.
void ExpectInvariants(const Document& document) {
  const absl::string_view text = document.text();
  uint32_t next_token = 0;
  uint32_t end = 0;
  for (uint32_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    const Block& block = document.content.blocks[sentence.block];
    ASSERT_TRUE(block.span.Contains(sentence.span));
    ASSERT_GE(sentence.span.begin, std::max(end, block.span.begin));
    ASSERT_TRUE(text::TrimBlank(text, {std::max(end, block.span.begin), sentence.span.begin}).empty());
    end = sentence.span.end;
    ASSERT_EQ(sentence.first_token, next_token);
    ASSERT_GT(sentence.end_token, sentence.first_token);
    next_token = sentence.end_token;
    uint32_t token_end = sentence.span.begin;
    for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
      const Token& token = document.tokens[t];
      ASSERT_EQ(token.sentence, i);
      ASSERT_TRUE(text::CheckSpan(text, token.span).ok());
      ASSERT_TRUE(text::TrimBlank(text, {token_end, token.span.begin}).empty());
      token_end = token.span.end;
    }
    ASSERT_EQ(document.tokens[sentence.first_token].span.begin, sentence.span.begin);
    ASSERT_EQ(token_end, sentence.span.end);
  }
  ASSERT_EQ(next_token, document.tokens.size());
  for (const Reference& reference : document.references) {
    ASSERT_TRUE(document.content.blocks[reference.block].span.Contains(reference.span));
  }
}

TEST(BuildDocument, TilesRandomText) {
  std::mt19937 random(13);
  for (int round = 0; round < 400; ++round) {
    const std::string text = text::RandomText(1 + round % 60, &random);
    auto document = BuildDocument("d", Content(text));
    if (!document.ok()) {
      ASSERT_EQ(ReasonOf(document.status()), "EMPTY_TEXT") << absl::CEscape(text);
      continue;
    }
    ExpectInvariants(**document);
    if (HasFatalFailure()) FAIL() << absl::CEscape(text);
  }
}

TEST(BuildDocument, QuotesSliceEquallyInEveryUnit) {
  const std::string text = "😀👨‍👩‍👧 四国在美牵手，e\u0301tat 𠮷 end.";
  const auto document = Build(Content(text));
  std::u32string code_points;
  std::u16string utf16;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::NextCodePoint(text, &at);
    code_points.push_back(c);
    if (c >= 0x10000) utf16.push_back(static_cast<char16_t>(0xD7C0 + (c >> 10)));
    utf16.push_back(static_cast<char16_t>(c >= 0x10000 ? 0xDC00 | (c & 0x3FF) : c));
  }
  for (const Token& token : document->tokens) {
    const auto begin = document->offsets.At(text, token.span.begin);
    const auto end = document->offsets.At(text, token.span.end);
    std::string quote;
    for (const char32_t c :
         code_points.substr(begin.code_point, end.code_point - begin.code_point)) {
      text::AppendCodePoint(c, &quote);
    }
    EXPECT_EQ(quote, token.span.In(text));
    std::string from_utf16;
    for (size_t i = begin.utf16; i < end.utf16; ++i) {
      char32_t c = utf16[i];
      if (c >= 0xD800 && c < 0xDC00) c = (c - 0xD7C0) << 10 | (utf16[++i] & 0x3FF);
      text::AppendCodePoint(c, &from_utf16);
    }
    EXPECT_EQ(from_utf16, token.span.In(text));
  }
}

TEST(TextPassOptionsTest, WithoutSegmentationTheRestIsTheSame) {
  DocumentContent content;
  content.text = "Rates rose. [1] They fell again.";
  TextPassOptions options;
  const auto whole = BuildDocument("d", content, options);
  options.segment = false;
  const auto text_only = BuildDocument("d", content, options);
  ASSERT_TRUE(whole.ok() && text_only.ok());
  EXPECT_FALSE((*whole)->tokens.empty());
  EXPECT_TRUE((*text_only)->tokens.empty());
  EXPECT_TRUE((*text_only)->sentences.empty());
  EXPECT_EQ((*text_only)->revision, (*whole)->revision);
  EXPECT_EQ((*text_only)->content.blocks.size(), (*whole)->content.blocks.size());
  EXPECT_EQ((*text_only)->content.language, (*whole)->content.language);
}

}  // namespace
}  // namespace parallax
