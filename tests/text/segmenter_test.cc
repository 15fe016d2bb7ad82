#include "server/text/segmenter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "server/text/utf8.h"
#include "tests/text/random_text.h"

namespace parallax::text {
namespace {

using ::testing::ElementsAreArray;

// The cases of a file of tests/text/cases, unescaped, by line number.
std::vector<std::pair<int, std::string>> ReadCases(const std::string& name) {
  std::ifstream file(absl::StrCat(PARALLAX_TEST_DATA, "/text/cases/", name));
  EXPECT_TRUE(file.is_open()) << name;
  std::vector<std::pair<int, std::string>> cases;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    std::string text;
    if (line.empty() || line[0] == '#') continue;
    EXPECT_TRUE(absl::CUnescape(line, &text)) << name << ":" << number;
    cases.emplace_back(number, text);
  }
  EXPECT_GT(cases.size(), 10u);
  return cases;
}

Segments SegmentAll(absl::string_view text) {
  Segments segments;
  const absl::Status status = Segment(text, {0, static_cast<uint32_t>(text.size())}, &segments);
  EXPECT_TRUE(status.ok()) << status;
  return segments;
}

std::vector<std::string> Texts(absl::string_view text, const std::vector<Span>& spans) {
  std::vector<std::string> texts;
  for (const Span span : spans) texts.emplace_back(span.In(text));
  return texts;
}

TEST(Segment, SentencesOfTheCaseFile) {
  for (const auto& [line, marked] : ReadCases("sentences.txt")) {
    std::vector<std::string> expected;
    for (const absl::string_view part : absl::StrSplit(marked, "¦")) {
      expected.emplace_back(TrimBlank(part, {0, static_cast<uint32_t>(part.size())}).In(part));
    }
    const std::string text = absl::StrReplaceAll(marked, {{"¦", ""}});
    EXPECT_THAT(Texts(text, SegmentAll(text).sentences), ElementsAreArray(expected))
        << "sentences.txt:" << line;
  }
}

TEST(Segment, WordsOfTheCaseFile) {
  static constexpr char kLetters[] = "LNIS";
  for (const auto& [line, row] : ReadCases("words.txt")) {
    const std::vector<std::string> columns = absl::StrSplit(row, '\t');
    ASSERT_EQ(columns.size(), 2) << "words.txt:" << line;
    std::vector<std::string> words;
    for (const Word& word : SegmentAll(columns[0]).words) {
      words.push_back(absl::StrCat(word.span.In(columns[0]), "/",
                                   std::string(1, kLetters[static_cast<int>(word.kind)])));
    }
    EXPECT_EQ(absl::StrJoin(words, " "), columns[1]) << "words.txt:" << line;
  }
}

TEST(Segment, CountsFromTheBeginningOfTheTextAndStaysInTheRegion) {
  const std::string text = "Out. 稀土 in. In 😀 too. Out";
  const Span region{5, static_cast<uint32_t>(text.size() - 4)};
  Segments segments;
  ASSERT_TRUE(Segment(text, region, &segments).ok());
  EXPECT_THAT(Texts(text, segments.sentences), ElementsAreArray({"稀土 in.", "In 😀 too."}));
  EXPECT_EQ(segments.words.front().span.In(text), "稀土");
}

TEST(Segment, NothingButBlanksHasNothing) {
  for (const std::string& text : {std::string(), std::string(" \r\n\t\u3000"), std::string(3, '\0'),
                                  std::string("\uFEFF")}) {
    const Segments segments = SegmentAll(text);
    EXPECT_TRUE(segments.sentences.empty());
    EXPECT_TRUE(segments.words.empty());
  }
}

// What segmenter.h promises, for any text.
void ExpectInvariants(const std::string& text, Span region) {
  Segments segments;
  ASSERT_TRUE(Segment(text, region, &segments).ok());
  uint32_t end = region.begin;
  size_t sentence = 0;
  for (const Word& word : segments.words) {
    ASSERT_TRUE(CheckSpan(text, word.span).ok()) << CheckSpan(text, word.span);
    ASSERT_GE(word.span.begin, end);
    ASSERT_TRUE(TrimBlank(text, {end, word.span.begin}).empty()) << "text between words";
    end = word.span.end;
    while (sentence < segments.sentences.size() &&
           segments.sentences[sentence].end <= word.span.begin) {
      ++sentence;
    }
    ASSERT_LT(sentence, segments.sentences.size());
    ASSERT_TRUE(segments.sentences[sentence].Contains(word.span)) << "word across sentences";
  }
  ASSERT_TRUE(TrimBlank(text, {end, region.end}).empty()) << "text behind the last word";
  end = region.begin;
  for (const Span span : segments.sentences) {
    ASSERT_GE(span.begin, end);
    ASSERT_TRUE(TrimBlank(text, {end, span.begin}).empty()) << "text between sentences";
    ASSERT_EQ(TrimBlank(text, span), span);
    end = span.end;
  }
  ASSERT_TRUE(TrimBlank(text, {end, region.end}).empty()) << "text behind the last sentence";
}

TEST(Segment, TilesRandomText) {
  std::mt19937 random(5);
  for (int round = 0; round < 400; ++round) {
    const std::string text = RandomText(1 + round % 60, &random);
    const uint32_t middle = FloorBoundary(text, random() % (text.size() + 1));
    ExpectInvariants(text, {0, static_cast<uint32_t>(text.size())});
    ExpectInvariants(text, {middle, static_cast<uint32_t>(text.size())});
    if (HasFatalFailure()) FAIL() << absl::CEscape(text);
  }
}

// Latin text has a path of its own. A Han character at the end turns ICU on for the same text.
TEST(Segment, LatinWordsAreThoseOfIcu) {
  constexpr std::u32string_view kCharacters =
      U"aZéŁǅß09_..,,;:''’‘·--/()\"“”«»–—…€£×÷$%&@#*\t\n\r    \u00A0\u0085\x01";
  std::mt19937 random(19);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (uint32_t i = 0; i < 1 + round % 40; ++i) {
      AppendCodePoint(kCharacters[random() % kCharacters.size()], &text);
    }
    const std::string with_han = text + "\n稀";
    const Segments fast = SegmentAll(text);
    const Segments icu = SegmentAll(with_han);
    ASSERT_EQ(fast.words.size() + 1, icu.words.size()) << absl::CEscape(text);
    for (size_t i = 0; i < fast.words.size(); ++i) {
      ASSERT_EQ(fast.words[i].span, icu.words[i].span) << absl::CEscape(text);
      ASSERT_EQ(fast.words[i].kind, icu.words[i].kind)
          << absl::CEscape(text) << ": " << fast.words[i].span.In(text);
    }
  }
}

// Without the dictionary words are other ones; sentences are not, and references end where words end.
void ExpectTheSameSentences(const std::string& text) {
  const Segments by_dictionary = SegmentAll(text);
  Segments by_character;
  ASSERT_TRUE(Segment(text, {0, static_cast<uint32_t>(text.size())}, &by_character,
                      IdeographicWords::kByCharacter)
                  .ok());
  ASSERT_EQ(by_character.sentences, by_dictionary.sentences) << absl::CEscape(text);
  const auto ends = [&text](const Segments& segments) {
    std::vector<uint32_t> ends;
    for (const Word& word : segments.words) {
      if (absl::EndsWith(word.span.In(text), "]")) ends.push_back(word.span.end);
    }
    return ends;
  };
  ASSERT_EQ(ends(by_character), ends(by_dictionary)) << absl::CEscape(text);
}

TEST(Segment, SentencesDoNotNeedTheDictionary) {
  for (const auto& [line, marked] : ReadCases("sentences.txt")) {
    ExpectTheSameSentences(absl::StrReplaceAll(marked, {{"¦", ""}}));
  }
  constexpr std::u32string_view kCharacters =
      U"中国商务部表示稀土々〇㐂カタナーのですaZ09_.,;:'’()[]“”「」《》。！？…—、，\n 　\u0301\u200D😀한ไทย𠀀";
  std::mt19937 random(23);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (uint32_t i = 0; i < 1 + round % 40; ++i) {
      AppendCodePoint(kCharacters[random() % kCharacters.size()], &text);
    }
    ExpectTheSameSentences(text);
    if (HasFatalFailure()) return;
  }
}

TEST(Segment, VeryLongLines) {
  const size_t kBytes = 1 << 20;
  for (const std::string& piece : {std::string("稀土联盟"), std::string("x"), std::string("a. "),
                                   std::string("😀"), std::string("e\u0301")}) {
    std::string text;
    while (text.size() < kBytes) text += piece;
    ExpectInvariants(text, {0, static_cast<uint32_t>(text.size())});
  }
}

TEST(Segment, ThreadsDoNotDisturbEachOther) {
  const std::string text = "The U.S. Treasury acted. 美国组建稀土联盟。德国表态！";
  const std::vector<std::string> expected = Texts(text, SegmentAll(text).sentences);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(Texts(text, SegmentAll(text).sentences), expected);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace parallax::text
