// What a table cannot say: offsets, hashing, matching rules, calendar arithmetic.
#include <gtest/gtest.h>

#include <tuple>

#include "plugins/linguistics/meaning/dictionary.h"
#include "plugins/linguistics/meaning/rarity.h"
#include "plugins/linguistics/meaning/refutation.h"
#include "plugins/linguistics/meaning/synonyms.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/meaning/transliteration.h"
#include "plugins/linguistics/meaning/word_swap.h"
#include "plugins/linguistics/numbers/quantities.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/chinese_words.h"
#include "plugins/linguistics/text/hash64.h"
#include "plugins/linguistics/text/lexicon.h"
#include "plugins/linguistics/text/span_text.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::linguistics {
namespace {

std::vector<std::string> Words(std::string_view text) {
  const TokenSequence tokens(text);
  std::vector<std::string> out;
  for (size_t i = 0; i < tokens.size(); ++i) out.emplace_back(tokens.Text(i));
  return out;
}

std::vector<std::string> Matches(const Lexicon& lexicon, std::string_view text) {
  const TokenSequence tokens(text);
  std::vector<std::string> out;
  for (const LexiconMatch& m : lexicon.Find(tokens)) {
    out.push_back(std::string(tokens.Text(m.span)) + "=" + std::to_string(m.payload));
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(Hash64, IsTheSameForever) {
  // Keys that leave the process depend on these values: they may never change.
  EXPECT_EQ(Hash64(""), Mix64(0xcbf29ce484222325ull));
  EXPECT_EQ(Hash64("rare-earth"), Hash64(std::string("rare-") + "earth"));
  EXPECT_NE(Hash64("ab"), Hash64("ba"));
  EXPECT_NE(CombineHash64(1, 2), CombineHash64(2, 1));
}

TEST(Tokens, CutLanguagesMarksAndNumbers) {
  EXPECT_EQ(Words("U.S. firms, G7"), (Strings{"U.S.", "firms", ",", "G7"}));
  EXPECT_EQ(Words("F-35's 1,200.5km"), (Strings{"F", "-", "35", "'s", "1,200.5", "km"}));
  EXPECT_EQ(Words("RMB500 and USD37"), (Strings{"RMB", "500", "and", "USD", "37"}));
  EXPECT_EQ(Words("第3[5][9]页"), (Strings{"第", "3", "[5]", "[9]", "页"}));
  EXPECT_EQ(Words("see https://a.b/c?d=12 now"), (Strings{"see", "https://a.b/c?d=12", "now"}));
  EXPECT_EQ(Words("1.2.3 and 12,34,567"), (Strings{"1.2.3", "and", "12,34,567"}));
}

TEST(Tokens, SpansKeepTheOriginalBytesWhateverStandsBefore) {
  const std::string text = "😀 中文 １２％, naïve ﷺ\xFF ok";
  constexpr uint32_t kBase = 1000;
  const TokenSequence tokens(text, kBase);
  uint32_t last = kBase;
  for (size_t i = 0; i < tokens.size(); ++i) {
    ASSERT_LE(last, tokens[i].begin);
    ASSERT_LT(tokens[i].begin, tokens[i].end);
    ASSERT_LE(tokens[i].end, kBase + text.size());
    EXPECT_EQ(tokens.Text(i),
              text.substr(tokens[i].begin - kBase, tokens[i].end - tokens[i].begin));
    last = tokens[i].end;
  }
  EXPECT_EQ(tokens.Word(3), "12");  // full-width digits are folded
}

TEST(Tokens, EveryBytePrefixOfATextIsSafe) {
  const std::string text = "约60%的“稀土” at $37bn—½ 三千億[12] COVID-19 2026-01-15T11:48 😀";
  for (size_t n = 0; n <= text.size(); ++n) {
    const TokenSequence tokens(std::string_view(text).substr(0, n));
    const std::vector<Quantity> quantities = FindQuantities(tokens);
    for (const Quantity& q : quantities) {
      EXPECT_LT(q.span.begin, q.span.end);
      EXPECT_LE(q.span.end, n);
    }
    for (const DateExpression& d : FindDates(tokens, Date{2026, 1, 15})) EXPECT_LE(d.span.end, n);
    for (const Term& t : ExtractTerms(tokens)) EXPECT_LE(t.span.end, n);
  }
}

TEST(Tokens, EveryBytePrefixOfSpokenTextIsSafe) {
  const std::string text =
      "from the 9th to the 4th of May, Fri (jun-6) in 3 days on Monday; twenty twenty-one's Labor Day "
      "weekend 10-1-2018 12/12/30 5.12 2016 / 11 w/c week 3 of 2027 $ 15 dollars and 50, one over three "
      "1.3x10^-6 4 thousand 3 hundred and 21 1.111,11 192.168.1.2 - 20 MEUR '87 the 90s Q3 "
      "2021年的最后3周 12-11-10 上个半年 五元三毛 百分之5.2k 打对折 三百零几万 去年的国庆节 2^5";
  const QuantityOptions options = {.determiners = true, .bare = true, .reading = Reading::kAny};
  for (size_t begin = 0; begin < text.size(); begin += 7) {
    for (size_t size = 0; begin + size <= text.size(); ++size) {
      const TokenSequence tokens(std::string_view(text).substr(begin, size));
      for (const Numeral& n : FindNumerals(tokens, Reading::kAny)) ASSERT_LE(n.span.end, size);
      for (const Quantity& q : FindQuantities(tokens, options)) ASSERT_LE(q.span.end, size);
      for (const DateExpression& d : FindDates(tokens, Date{2023, 6, 14}, Reading::kAny)) {
        ASSERT_LT(d.span.begin, d.span.end);
        ASSERT_LE(d.span.end, size);
      }
    }
  }
}

TEST(Transliteration, KnowsNamesBySound) {
  EXPECT_EQ(Pinyin("安达曼"), "andaman");
  EXPECT_EQ(Pinyin("mix安"), "");
  const std::pair<const char*, const char*> same[] = {
      {"Andaman", "安达曼"}, {"Meranti", "墨兰蒂"}, {"Langkawi", "兰卡威"}, {"Seville", "塞维利亚"},
      {"Huahai", "华海"},    {"Lisbon", "里斯本"},  {"Warsaw", "华沙"},    {"Quispe", "基斯佩"},
      {"Bambas", "班巴斯"},  {"Zambia", "赞比亚"}};
  for (const auto& [latin, han] : same) {
    // Warsaw is heard differently in the two languages: too little is left to tell.
    EXPECT_EQ(SoundsAlike(latin, han), std::string_view(latin) != "Warsaw") << latin;
    EXPECT_EQ(SoundsAlike(han, latin), SoundsAlike(latin, han)) << latin;
  }
  EXPECT_FALSE(SoundsAlike("Lisbon", "兰卡威"));
  EXPECT_FALSE(SoundsAlike("Lisbon", "Lisbon"));
  EXPECT_FALSE(SoundsAlike("", "里斯本"));
}

TEST(Dictionary, GivesTheKeysThatEnglishHas) {
  EXPECT_EQ(TranslationKeys("乘客"), Strings{ConceptOf("passenger")});
  EXPECT_EQ(TranslationKeys("銷毀"), TranslationKeys("销毁"));  // Traditional
  EXPECT_TRUE(TranslationKeys("乘客乘客").empty());
  EXPECT_TRUE(TranslationKeys("passenger").empty());
}

TEST(WordSwap, TellsWhatWasExchanged) {
  const auto kind = [](std::string_view left, std::string_view right) {
    const std::vector<Swap> swaps = FindSwaps(TokenSequence(left), TokenSequence(right));
    return swaps.empty() ? 0 : static_cast<int>(swaps.front().kind);
  };
  const std::tuple<const char*, const char*, SwapKind> cases[] = {
      {"Two ships sank.", "Nine ships sank.", SwapKind::kNumber},
      {"Two ships sank.", "2 ships sank.", SwapKind::kSame},
      {"He came third.", "He came 11th.", SwapKind::kOrdinal},
      {"The 30th floor", "The 14th floor", SwapKind::kOrdinal},
      {"Two hundred ships sank.", "Three hundred ships sank.", SwapKind::kNumber},
      {"They live in Chile.", "They live in South Korea.", SwapKind::kRegion},
      {"They live in Britain.", "They live in the United Kingdom.", SwapKind::kSame},
      {"A Danish ship", "A Turkish ship", SwapKind::kPeople},
      {"The shop opens at noon.", "The shop closes at noon.", SwapKind::kOpposite},
      {"They live near the sea.", "They live far away from the sea.", SwapKind::kOpposite},
      {"A tiny boat", "A huge boat", SwapKind::kOpposite},
      {"A red boat", "A fast boat", SwapKind::kUnknown}};
  for (const auto& [left, right, expected] : cases) {
    EXPECT_EQ(kind(left, right), static_cast<int>(expected)) << left << " / " << right;
    EXPECT_EQ(kind(right, left), static_cast<int>(expected)) << right << " / " << left;
  }
  EXPECT_EQ(kind("A boat sank.", "A boat sank."), 0);
  EXPECT_EQ(kind("A boat sank.", "A big boat sank."), 0);  // only one side says more
  EXPECT_EQ(kind("", "A boat"), 0);
}

TEST(Synonyms, TellWordsForOneThingAndKindsOfIt) {
  EXPECT_TRUE(MayBeSame(SensesOf("baby"), SensesOf("infants")));
  EXPECT_TRUE(MayBeKindOf(SensesOf("puppies"), SensesOf("dog")));
  EXPECT_FALSE(MayBeKindOf(SensesOf("dog"), SensesOf("puppy")));
  EXPECT_FALSE(MayBeSame(SensesOf("baby"), SensesOf("dog")));
  EXPECT_TRUE(SensesOf("不").names.empty());
}

TEST(Rarity, GrowsWithFewerTexts) {
  const auto of = [](std::string_view text) {
    const TokenSequence tokens(text);
    return Rarity(tokens, 0, tokens.size());
  };
  EXPECT_EQ(of("the"), kLeastRare);
  EXPECT_LT(of("president"), of("harbour"));
  EXPECT_EQ(of("president"), of("President's"));
  EXPECT_EQ(of("zyzzyva"), kMostRare);
  EXPECT_EQ(of("the zyzzyva"), kMostRare);  // of the rarest word
  EXPECT_LT(of("中国"), of("螳螂"));
}

TEST(ReportCues, SayHowATextStandsToAReport) {
  const auto kinds = [](std::string_view text) {
    std::string out;
    for (const ReportCue& cue : FindReportCues(TokenSequence(text))) out += "?RHC"[static_cast<int>(cue.kind)];
    return out;
  };
  EXPECT_EQ(kinds("Police deny the reports"), "RH");
  EXPECT_EQ(kinds("It is an urban legend"), "R");
  EXPECT_EQ(kinds("The ministry confirmed it"), "C");
  EXPECT_EQ(kinds("警方辟谣：消息不实"), "RR");
  EXPECT_EQ(kinds("据传两家公司将合并"), "H");
  EXPECT_EQ(kinds("The shop is closed"), "");
}

TEST(Terms, ALongerWordIsNoCaseOfTheConceptInIt) {
  const auto keys = [](std::string_view text) {
    Strings out;
    for (const Term& t : ExtractTerms(TokenSequence(text))) out.push_back(t.key);
    return out;
  };
  EXPECT_EQ(keys("体育"), Strings{"sport"});
  EXPECT_EQ(keys("体育场"), Strings{"stadium"});
  EXPECT_EQ(keys("墨兰蒂"), Strings{"墨兰蒂"});  // a row of single characters: a name
}

TEST(Lexicon, TakesTheLongestAndRespectsWordBorders) {
  Lexicon lexicon(Lexicon::kIgnoreCase);
  ASSERT_TRUE(lexicon.Add("rare earth", 1));
  ASSERT_TRUE(lexicon.Add("rare earth magnet", 2));
  ASSERT_TRUE(lexicon.Add("ten", 3));
  EXPECT_FALSE(lexicon.Add("", 4));
  EXPECT_EQ(Matches(lexicon, "Rare earth magnet, RARE EARTH and tent"),
            (Strings{"Rare earth magnet=2", "RARE EARTH=1"}));
}

TEST(Lexicon, FallsBackFromALongerPhraseThatDoesNotComplete) {
  Lexicon lexicon;
  lexicon.Add("new york", 1);
  lexicon.Add("new york stock exchange", 2);
  EXPECT_EQ(Matches(lexicon, "New York stock prices"), (Strings{"New York=1"}));
}

TEST(Lexicon, MatchesInflectionsOnlyWhereAsked) {
  Lexicon inflected(Lexicon::kInflected);
  inflected.Add("export control", 7);
  EXPECT_EQ(Matches(inflected, "exporting controls"), (Strings{"exporting controls=7"}));
  Lexicon exact(Lexicon::kExact);
  exact.Add("IT", 1);
  EXPECT_EQ(Matches(exact, "it is IT"), (Strings{"IT=1"}));
}

TEST(Lexicon, MatchesHanByCharacterInBothScripts) {
  Lexicon lexicon;
  lexicon.Add("稀土", 1);
  lexicon.Add("稀土联盟", 2);
  EXPECT_EQ(Matches(lexicon, "建立稀土聯盟和稀土矿"), (Strings{"稀土聯盟=2", "稀土=1"}));
}

TEST(Lexicon, ReportsEveryPayloadOfAPhraseAndEveryNestedPhrase) {
  Lexicon lexicon;
  EXPECT_EQ(lexicon.AddTsv("# comment\nx\tbank|river bank\n\ny\tbank\n", 1), 2u);
  EXPECT_EQ(lexicon.size(), 3u);
  EXPECT_EQ(Matches(lexicon, "bank"), (Strings{"bank=0", "bank=1"}));
  EXPECT_EQ(lexicon.FindAll(TokenSequence("river bank")).size(), 3u);
}

TEST(Lexicon, HoldsManyPhrases) {
  Lexicon lexicon;
  for (uint32_t i = 0; i < 20000; ++i) lexicon.Add("name" + std::to_string(i) + " corp", i);
  EXPECT_EQ(Matches(lexicon, "the name12345 Corp of name20000 corp"),
            (Strings{"name12345 Corp=12345"}));
}

TEST(Calendar, RoundTripsDaysAndKnowsWhatIsPossible) {
  for (int64_t day = -200000; day < 200000; day += 371) {
    EXPECT_EQ(FirstDay(DateOfDay(day)), day);
  }
  EXPECT_EQ(FirstDay({1970, 1, 1}), 0);
  EXPECT_EQ(LastDay({2024, 2, 0}) - FirstDay({2024, 2, 0}), 28);
  EXPECT_TRUE(IsPossible({2024, 2, 29}));
  EXPECT_FALSE(IsPossible({2023, 2, 29}));
  EXPECT_FALSE(IsPossible({2023, 13, 0}));
  EXPECT_FALSE(ParseDate("2023-02-30").has_value());
  EXPECT_FALSE(ParseDate("23-02-03").has_value());
  EXPECT_EQ(ParseDate("2026-01-15T11:48"), (Date{2026, 1, 15}));
}

TEST(Calendar, OverlapTreatsOpenEndsAndUnknownsAsPossible) {
  EXPECT_TRUE(MayOverlap("2023-07", "2023"));
  EXPECT_FALSE(MayOverlap("2023-07", "2024"));
  EXPECT_TRUE(MayOverlap("2024/..", "2030"));
  EXPECT_FALSE(MayOverlap("../2023", "2024-01-01"));
  EXPECT_TRUE(MayOverlap("", "2024"));
}

TEST(Quantities, IntervalsMeetAtThePrecisionTheyWereSaidWith) {
  const auto first = [](std::string_view text) {
    return FindQuantities(TokenSequence(text)).at(0);
  };
  EXPECT_TRUE(IntervalsMeet(first("$37 billion"), first("$37.4 billion")));
  EXPECT_FALSE(IntervalsMeet(first("$37 billion"), first("$38.4 billion")));
  EXPECT_TRUE(IntervalsMeet(first("at least 300 people"), first("450人")));
  EXPECT_FALSE(IntervalsMeet(first("nearly 90%"), first("百分之六十")));
  EXPECT_TRUE(IntervalsMeet(first("approximately 60%"), first("百分之六十")));
}

TEST(Quantities, UnitsOfOneKindAreCompatible) {
  EXPECT_TRUE(UnitsCompatible("aircraft", "fighter_jet"));
  EXPECT_TRUE(UnitsCompatible("fighter_jet/month", "unit/month"));
  EXPECT_FALSE(UnitsCompatible("fighter_jet", "bomber"));
  EXPECT_FALSE(UnitsCompatible("unit", "unit/month"));
  EXPECT_FALSE(UnitsCompatible("person", "country"));
}

TEST(Quantities, TheTwoEndsOfAChangeNameEachOther) {
  const TokenSequence tokens("output fell from 60 to 40 units a month");
  const std::vector<Quantity> q = FindQuantities(tokens);
  ASSERT_EQ(q.size(), 2u);
  EXPECT_EQ(q[0].pair, 1);
  EXPECT_EQ(q[1].pair, 0);
}

TEST(Quantities, ArticlesAndOnesAreReportedOnRequest) {
  QuantityOptions options;
  options.determiners = true;
  const TokenSequence tokens("one company and 一个国家");
  EXPECT_TRUE(FindQuantities(tokens).empty());
  const std::vector<Quantity> q = FindQuantities(tokens, options);
  ASSERT_EQ(q.size(), 2u);
  EXPECT_TRUE(q[0].determiner);
  EXPECT_EQ(q[1].unit, "country");
}

TEST(SpanText, TrimsMarksButKeepsPairs) {
  const std::string text = " , “稀土联盟” [5]. ";
  const TokenSequence tokens(text);
  const plx_span_t span = Trim(tokens, {0, static_cast<uint32_t>(text.size())});
  EXPECT_EQ(tokens.Text(span), "“稀土联盟”");
}

TEST(SpanText, FindsNounGroupsAndHeads) {
  const auto head = [](std::string_view text) {
    const TokenSequence tokens(text);
    const NounGroup group = NounGroupAt(tokens, 0);
    return std::string(tokens.Text(tokens.Span(group.first, group.end))) + " / " +
           HeadLemma(tokens, group);
  };
  EXPECT_EQ(head("the global rare earth refining costs of China"),
            "the global rare earth refining costs / cost");
  EXPECT_EQ(head("member states support the plan"), "member states / state");
  EXPECT_EQ(head("稀土永磁产能集中在中国"), "稀土永磁产能 / 产能");
  EXPECT_TRUE(NounGroupAt(TokenSequence("of it"), 0).empty());
}

TEST(ChineseWords, CutsByFrequency) {
  const TokenSequence tokens("非洲国家未来将不会加入会议");
  std::string out;
  for (const ChineseWord& w : CutChinese(tokens, 0, tokens.size())) {
    out += std::string(tokens.Text(tokens.Span(w.first, w.end))) + "|";
  }
  EXPECT_EQ(out, "非洲|国家|未来|将|不会|加入|会议|");
}

TEST(Terms, OppositionIsSymmetricAndFoldsInflection) {
  EXPECT_EQ(Opposition("increase", "decrease"), -1);
  EXPECT_EQ(Opposition("reducing", "grew"), -1);
  EXPECT_EQ(Opposition("cut", "lower"), 1);
  EXPECT_EQ(Opposition("ban", "allow"), -1);
  EXPECT_EQ(Opposition("允许", "ban"), -1);
  EXPECT_EQ(Opposition("join", "announce"), 0);
  EXPECT_EQ(Opposition("allow", "ban"), Opposition("ban", "allow"));
  EXPECT_EQ(Direction("下降"), -1);
  EXPECT_EQ(Direction("soared"), 1);
}

TEST(Characters, DecodesAndFoldsWithoutLocale) {
  EXPECT_EQ(FoldText("ＡＢＣ１２％ É’"), "abc12% é'");
  EXPECT_EQ(DecodeAt("\xE4\xB8", 0).code, 0xFFFDu);
  EXPECT_EQ(DecodeBefore("中", 3).code, U'中');
  EXPECT_TRUE(IsHan(U'稀'));
  EXPECT_FALSE(IsHan(U'。'));
}

}  // namespace
}  // namespace plx::linguistics
