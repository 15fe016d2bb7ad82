#include "server/text/language.h"

#include <algorithm>

#include "server/text/internal/function_words.h"
#include "server/text/internal/han_characters.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

constexpr size_t kSampleBytes = 1024;
// A Han character says about as much as this many letters of an alphabet.
constexpr uint32_t kHanWeight = 3;

void CountLetter(char32_t c, ScriptCounts* counts) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (in(0x3400, 0x4DBF) || in(0xF900, 0xFAFF) || in(0x20000, 0x323AF) ||
      c == 0x3007) {
    ++counts->han;
  } else if (in(0xC0, 0x24F) || in(0x1E00, 0x1EFF) || in(0xFF21, 0xFF3A) || in(0xFF41, 0xFF5A)) {
    if (c != 0xD7 && c != 0xF7) ++counts->latin;
  } else if (in(0x3041, 0x3096) || in(0x30A1, 0x30FA) || in(0x31F0, 0x31FF) || in(0xFF66, 0xFF9D)) {
    ++counts->kana;
  } else if (in(0xAC00, 0xD7A3) || in(0x1100, 0x11FF) || in(0x3131, 0x318E)) {
    ++counts->hangul;
  } else if (in(0x400, 0x52F)) {
    ++counts->cyrillic;
  } else if (in(0x370, 0x3FF) || in(0x1F00, 0x1FFF)) {
    ++counts->greek;
  } else if (in(0x5D0, 0x5F2)) {
    ++counts->hebrew;
  } else if (in(0x620, 0x6D3) || in(0x750, 0x77F)) {
    ++counts->arabic;
  } else if (in(0x904, 0x939)) {
    ++counts->devanagari;
  } else if (in(0xE01, 0xE3A)) {
    ++counts->thai;
  } else if (in(0x531, 0x10FF) || in(0x1200, 0x1DBF) || in(0xA000, 0xABFF)) {
    ++counts->other;
  }
}

absl::string_view CyrillicLanguage(absl::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (c == U'і' || c == U'ї' || c == U'є' || c == U'ґ' || c == U'І' || c == U'Ї' || c == U'Є') {
      return "uk";
    }
  }
  return "ru";
}

// Counts of one reading of a text.
struct Survey {
  ScriptCounts scripts;
  uint32_t traditional = 0;  // Han characters that only one written form uses
  uint32_t simplified = 0;
};

constexpr size_t kLetterStride = 64;

// Adds the letters of bytes[0, kLetterStride) if all are ASCII; false if not.
inline bool CountAscii(const char* bytes, uint32_t* letters) {
  uint8_t bits = 0;
  uint8_t found = 0;
  for (size_t i = 0; i < kLetterStride; ++i) {  // without a branch: the compiler looks at many at a time
    const auto byte = static_cast<uint8_t>(bytes[i]);
    bits |= byte;
    found += static_cast<uint8_t>((byte | 0x20) - 'a') < 26;
  }
  if (bits >= 0x80) return false;
  *letters += found;
  return true;
}

Survey Read(absl::string_view text) {
  Survey survey;
  ScriptCounts& scripts = survey.scripts;
  for (size_t at = 0; at < text.size();) {
    while (at + kLetterStride <= text.size() && CountAscii(text.data() + at, &scripts.latin)) at += kLetterStride;
    for (; at < text.size() && static_cast<uint8_t>(text[at]) < 0x80; ++at) {
      const char folded = text[at] | 0x20;
      scripts.latin += folded >= 'a' && folded <= 'z';
    }
    if (at == text.size()) break;
    const char32_t c = NextCodePoint(text, &at);
    const internal::HanCharacter* han = internal::FindHan(c);
    if (han == nullptr) {
      CountLetter(c, &scripts);
      continue;
    }
    ++scripts.han;
    survey.traditional += han->form == internal::HanForm::kTraditional;
    survey.simplified += han->form == internal::HanForm::kSimplified;
  }
  return survey;
}

absl::string_view ChineseForm(const Survey& survey) {
  return survey.traditional >= 2 && survey.traditional > 4 * survey.simplified ? "zh-Hant" : "zh";
}

}  // namespace

ScriptCounts CountScripts(absl::string_view text) { return Read(text).scripts; }

absl::string_view DetectLanguage(absl::string_view text) {
  text = CutAtBoundary(text, kSampleBytes);
  const Survey survey = Read(text);
  const ScriptCounts& counts = survey.scripts;
  const uint32_t east_asian = (counts.han + counts.kana) * kHanWeight;
  const uint32_t hangul = counts.hangul * 2;
  const uint32_t best =
      std::max({east_asian, hangul, counts.latin, counts.cyrillic, counts.greek, counts.arabic,
                counts.hebrew, counts.thai, counts.devanagari, counts.other});
  if (best == 0 || best == counts.other) return kUndetermined;
  if (best == east_asian) return counts.kana * 8 > counts.han ? "ja" : ChineseForm(survey);
  if (best == hangul) return "ko";
  if (best == counts.latin) {
    const absl::string_view latin = internal::GuessLatinLanguage(text);
    // Names in Latin letters inside a Chinese sentence: the sentence decides.
    return latin == kUndetermined && counts.han > 0 ? ChineseForm(survey) : latin;
  }
  if (best == counts.cyrillic) return CyrillicLanguage(text);
  if (best == counts.greek) return "el";
  if (best == counts.arabic) return "ar";
  if (best == counts.hebrew) return "he";
  return best == counts.thai ? "th" : "hi";
}

bool IsLatinLanguage(absl::string_view language) {
  return internal::IsGuessable(language.substr(0, language.find('-')));
}

}  // namespace parallax::text
