#include "plugins/sdk/validator/subject/samples.h"

#include <algorithm>

#include "server/text/utf8.h"

namespace parallax::validator {
namespace {

using namespace std::string_literals;  // NOLINT: texts with NUL

// Pieces of random texts. The last ones occur in no other sample.
const std::vector<std::string>& Pieces() {
  static const std::vector<std::string>* const pieces = new std::vector<std::string>{
      "the ", "ministry ", "said ", "that ", "exports ", "rose ", "fell ", "by ", "12.5% ", "1,200 ",
      "$3.4 billion ", "about ", "not ", "no longer ", "Norland ", "Sudania ", "Harbour Treaty ",
      "in 2024", "by 2030", "[5]", "[12]", "(", ")", "\"", "\"", "“", "”", "，", "。", "、", "：", "《", "》",
      "北方", "部长", "表示", "称", "出口", "增长", "下降", "约", "三成", "1.2万亿元", "不会", "2026年1月15日", ". ",
      "! ", "? ", "; ", ": ", ", ", "\n", "\n\n", "- ", "— ", "…", "e\u0301", "ü", "ß", "İ", "ﬁ", "😀",
      "👩\u200D🚀", "\u00A0", "\u3000", "\t", "ＡＢＣ１２３", "\u200B", "\u202E", "\u2066", "\uFEFF", "Ω≈ç√", "العربية ", "עברית ",
      "ไทย", "कि", "한국어 ", "かな", "\u0000"s, "\u0007", "\u2028", "\u2029", "\U000E0001", "\U0010FFFF", "zz\u0300\u0301\u0302",
  };
  return *pieces;
}

char32_t RandomCodePoint(Random& random) {
  while (true) {
    const auto c = static_cast<char32_t>(random.Below(0x110000));
    if (c < 0xD800 || c > 0xDFFF) return c;
  }
}

}  // namespace

const std::vector<Sample>& OrdinarySamples() {
  static const std::vector<Sample>* const samples = new std::vector<Sample>{
      {"en",
       "Norland raises its share of copper refining\n"
       "Norland now refines nearly 60 percent of the world's copper, the trade ministry said on "
       "Tuesday. The figure was at least 45 percent in 2019, according to the Harbour Institute.[1]\n"
       "\"We will not restrict exports,\" Minister Ada Lindqvist told reporters. Officials in "
       "Sudania disputed the number and estimated it at 52 percent.[2][3]\n"},
      {"en",
       "Sudania and three partners sign the Harbour Treaty\n"
       "Sudania, Norland, Westmark and Ostland signed the treaty in the capital. The four countries "
       "plan to invest $3.4 billion by 2030.\n"
       "Analysts warned that the agreement could reduce dependence on a single supplier, but one "
       "newspaper called it \"unrealistic\".\n"},
      {"en",
       "Court delays ruling on river dam\n"
       "The court postponed its decision for the second time. The dam would flood about 1,200 homes, "
       "opponents say; the builder says fewer than 300.\n"},
      {"zh",
       "北方国称其铜精炼份额接近六成\n"
       "北方国贸易部周二表示，该国目前精炼全球近60%的铜。港口研究所的数据显示，2019年这一比例至少为45%。[1]\n"
       "“我们不会限制出口，”部长对记者说。南方国官员对此提出质疑，估计为52%。[2]\n"},
      {"zh",
       "四国签署港口条约\n"
       "南方国、北方国、西界国和东界国在首都签署条约，计划到2030年投资34亿美元。分析人士认为，此举可能降低对单一供应商的依赖。\n"},
      {"zh",
       "法院推迟大坝裁决\n"
       "法院第二次推迟作出决定。反对者称，大坝将淹没约1200户住宅，而建设方称不足300户。\n"},
  };
  return *samples;
}

std::vector<std::string> CharacterSamples() {
  return {
      "Cafe\u0301 and cafe\u0301s: e\u0301\u0302\u0303 \u0301alone. A\u030Angstro\u0308m.",
      "مرحبا بالعالم 123 שלום עולם. \u202Emixed\u202C \u2066isolated\u2069 end.",
      "Emoji: 😀 👩\u200D👩\u200D👧\u200D👦 🏴\u200D☠\uFE0F 🇳🇴 👍🏽 1\uFE0F\u20E3. Done 😀",
      "NUL \0 inside, bell \a, escape \x1B[31m, delete \x7F, next line \xC2\x85.\0"s,
      "\uFEFFByte order mark first, zero\u200Bwidth\u2060joiners, soft\u00ADhyphen.",
      "Line\r\nends\rof\u2028all\u2029kinds\vand\fpages\n",
      "Noncharacters \uFFFE \uFFFF \U0001FFFF \U0010FFFF, private \uE000 \U000F0000, tag \U000E0041.",
      "全角ＡＢＣ１２３，。！？「引号」『书名』《》〈〉…—～　全角空格。𠀀𠮷𪚥 扩展汉字。",
      "ﬁ ligature, ß and ẞ, İstanbul and ıssız, ΌΣΟΣ, ǅ, ﷺ, ㍿, ①②③, ½, x², Ⅳ.",
      "கொழும்பு काठमाण्डू ဗမာ ไม่มีช่องว่าง 한국어 조선말 ひらがなカタカナ漢字.",
      "((((((((((((((((\"\"\"\"\"\"\"\"''''''''[[[[[[[[]]]]][1][2][[3]](1).......!!!!!!!!?????",
      "\xF0\x9F\x98\x80",
      "。",
      "A",
  };
}

std::string RandomText(Random& random) {
  const std::vector<std::string>& pieces = Pieces();
  std::string text;
  const size_t wanted = 1 + random.Below(random.Below(4) == 0 ? 2000 : 200);
  while (text.size() < wanted) {
    if (random.Below(12) == 0) {
      text::AppendCodePoint(RandomCodePoint(random), &text);
    } else {
      text += pieces[random.Below(pieces.size())];
    }
  }
  return text;
}

size_t LargeBytes(int level) {
  return std::min<size_t>(1 << 20, (size_t{128} << 10) * static_cast<size_t>(level));
}

std::string LargeText(size_t bytes) {
  std::string text;
  text.reserve(bytes + 1000);
  for (size_t i = 0; text.size() < bytes; ++i) {
    text += OrdinarySamples()[i % OrdinarySamples().size()].text;
  }
  return text;
}

std::string LongSentence(size_t bytes) {
  std::string text;
  text.reserve(bytes + 8);
  for (size_t i = 0; text.size() < bytes; ++i) text += i % 64 == 63 ? "7" : "abcdefghij";
  return text;
}

}  // namespace parallax::validator
