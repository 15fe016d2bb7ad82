#include "server/text/language.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "server/text/utf8.h"
#include "tests/text/random_text.h"

namespace parallax::text {
namespace {

struct LanguageCase {
  const char* tag;
  const char* text;
};

TEST(DetectLanguage, Cases) {
  const LanguageCase kCases[] = {
      {"und", ""},
      {"und", "12345 !!! 8.5%"},
      {"und", "😀👍🏽"},
      {"und", "Volkswagen Safran Lynas"},
      {"und", "ႠႡႢ"},
      {"en", "Ministers of the seven countries met in Washington to discuss supply chains."},
      {"en", "Output fell by 8.5% in June"},
      {"en", "What it means for Germany and the EU"},
      {"zh", "美国组建稀土联盟减少对华依赖"},
      {"zh", "中国"},
      {"zh", "《AUKUS》三国防长会谈，G7同意采取行动"},
      {"zh", "财政部长Katharina Lindqvist表示，G7将减少对中国稀土的依赖"},
      {"zh-Hant", "美國組建稀土聯盟，減少對華依賴"},
      {"zh", "他说“臺灣”一词应写作台湾，这个联盟还没有形成，还会继续谈判"},
      {"ja", "日本の財務相は輸出規制を批判した"},
      {"ja", "レアアース同盟"},
      {"ko", "한국 정부는 중국(中國)의 수출을 제한했다"},
      {"ru", "Правительство ограничило экспорт"},
      {"uk", "Уряд обмежив експорт рідкісних металів"},
      {"el", "Η κυβέρνηση περιόρισε τις εξαγωγές"},
      {"ar", "الحكومة تحد من الصادرات"},
      {"he", "הממשלה מגבילה את היצוא"},
      {"hi", "सरकार ने निर्यात सीमित किया"},
      {"th", "รัฐบาลจำกัดการส่งออก"},
      {"de", "Die Bundesregierung hat die Ausfuhr von Seltenen Erden nicht beschränkt"},
      {"fr", "Le gouvernement a annoncé une réduction des importations"},
      {"es", "El gobierno de España anunció una reducción de las importaciones"},
      {"it", "Il governo ha annunciato che le esportazioni sono diminuite"},
      {"pt", "O governo anunciou que não vai reduzir as exportações"},
      {"nl", "De regering heeft aangekondigd dat de uitvoer van aarden wordt beperkt"},
      {"sv", "Regeringen har meddelat att exporten av metaller ska begränsas"},
      {"da", "Regeringen har meddelt at eksporten af sjældne jordarter ikke bliver begrænset"},
      {"no", "Regjeringen sier at eksporten av sjeldne jordarter ikke blir begrenset etter nå"},
      {"fi", "Hallitus ilmoitti että vienti rajoitetaan ja se on päätös"},
      {"pl", "Rząd ogłosił, że ograniczy eksport metali ziem rzadkich"},
      {"cs", "Vláda oznámila, že omezí vývoz a že to je"},
      {"ro", "Guvernul a anunțat că va limita exportul și importul"},
      {"tr", "Hükümet ihracatı sınırlayacak ve bu karar için bir toplantı"},
      {"id", "Pemerintah akan membatasi ekspor mineral yang langka"},
      {"vi", "Chính phủ đã hạn chế xuất khẩu đất hiếm"},
  };
  for (const LanguageCase& c : kCases) EXPECT_EQ(DetectLanguage(c.text), c.tag) << c.text;
}

TEST(DetectLanguage, ReadsOnlyTheBeginningOfLongText) {
  const std::string long_text = std::string(5000, ' ') + "美国组建稀土联盟";
  EXPECT_EQ(DetectLanguage(long_text), "und");
  std::string cut = "ab";  // the sample's end falls inside a character
  while (cut.size() < 6000) cut += "稀";
  EXPECT_EQ(DetectLanguage(cut), "zh");
}

TEST(CountScripts, EachLetterOnce) {
  const ScriptCounts counts = CountScripts("aZ é 稀〇𠮷 のカ 한 Яї ω ب א ก अ ა 1,。😀");
  EXPECT_EQ(counts.latin, 3);
  EXPECT_EQ(counts.han, 3);
  EXPECT_EQ(counts.kana, 2);
  EXPECT_EQ(counts.hangul, 1);
  EXPECT_EQ(counts.cyrillic, 2);
  EXPECT_EQ(counts.greek, 1);
  EXPECT_EQ(counts.arabic, 1);
  EXPECT_EQ(counts.hebrew, 1);
  EXPECT_EQ(counts.thai, 1);
  EXPECT_EQ(counts.devanagari, 1);
  EXPECT_EQ(counts.other, 1);
  EXPECT_EQ(counts.letters(), 17);
}

// However long the stretch of one script is.
TEST(CountScripts, SumsUpWhatSingleCharactersCount) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const std::string text = RandomText(round, &random) + std::string(round, 'z') + "Z@[`{a" + std::string(round, 'A') + "é";
    ScriptCounts sum;
    for (size_t at = 0; at < text.size();) {
      const size_t begin = at;
      NextCodePoint(text, &at);
      const ScriptCounts one = CountScripts(absl::string_view(text).substr(begin, at - begin));
      sum.latin += one.latin;
      sum.han += one.han;
    }
    const ScriptCounts counts = CountScripts(text);
    EXPECT_EQ(counts.latin, sum.latin) << text;
    EXPECT_EQ(counts.han, sum.han) << text;
  }
}

TEST(IsLatinLanguage, ByPrimarySubtag) {
  EXPECT_TRUE(IsLatinLanguage("en"));
  EXPECT_TRUE(IsLatinLanguage("fr-CA"));
  EXPECT_FALSE(IsLatinLanguage("zh"));
  EXPECT_FALSE(IsLatinLanguage("und"));
  EXPECT_FALSE(IsLatinLanguage(""));
}

}  // namespace
}  // namespace parallax::text
