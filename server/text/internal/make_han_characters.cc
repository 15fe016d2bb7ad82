// Writes the table of Han characters as C++ to standard output, from the transliteration rules of
// the ICU that the server is built with: Hant-Hans and Hans-Hant for forms, Han-Latin for readings.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/text/internal/han_characters.h"

namespace parallax::text::internal {
namespace {

// Every character through the rules of `id`, one by one: a line break between them keeps rules on
// sequences from applying.
std::vector<icu::UnicodeString> Transliterate(const char* id) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, error));
  if (U_FAILURE(error)) {
    std::fprintf(stderr, "ICU has no transliterator %s: %s\n", id, u_errorName(error));
    std::exit(1);
  }
  icu::UnicodeString text;
  for (char32_t c = kFirstHan; c < kEndHan; ++c) text.append(static_cast<char16_t>(c)).append(u'\n');
  transliterator->transliterate(text);
  std::vector<icu::UnicodeString> lines;
  for (int32_t begin = 0; begin < text.length();) {
    const int32_t end = text.indexOf(u'\n', begin);
    lines.emplace_back(text, begin, end - begin);
    begin = end + 1;
  }
  return lines;
}

bool IsHan(char16_t c) { return c >= kFirstHan && c < kEndHan; }

std::string AsciiLetters(const icu::UnicodeString& text) {
  std::string letters;
  for (int32_t i = 0; i < text.length(); ++i) {
    if (text[i] >= u'a' && text[i] <= u'z') letters.push_back(static_cast<char>(text[i]));
  }
  return letters;
}

int Write() {
  const auto simplified = Transliterate("Hant-Hans");
  const auto traditional = Transliterate("Hans-Hant");
  const auto readings = Transliterate("Han-Latin; Latin-ASCII; Lower");
  const size_t count = kEndHan - kFirstHan;
  if (simplified.size() != count || traditional.size() != count || readings.size() != count) {
    std::fprintf(stderr, "ICU's rules join or split lines; the table cannot be made\n");
    return 1;
  }
  std::map<std::string, size_t> syllables = {{"", 0}};
  std::vector<std::string> names = {""};
  std::printf("constexpr HanCharacter kCharacters[] = {\n");
  for (size_t i = 0; i < count; ++i) {
    const char16_t self = static_cast<char16_t>(kFirstHan + i);
    // Forms of one unit only: folding must not change the size of the text.
    const bool has_simplified = simplified[i].length() == 1 && simplified[i][0] != self &&
                                IsHan(simplified[i][0]);
    const bool has_traditional = traditional[i].length() == 1 && traditional[i][0] != self;
    const char* form = has_simplified == has_traditional ? "kShared"
                       : has_simplified                  ? "kTraditional"
                                                         : "kSimplified";
    const auto [it, added] = syllables.emplace(AsciiLetters(readings[i]), names.size());
    if (added) names.push_back(it->first);
    std::printf("{%u, %zu, HanForm::%s},\n",
                static_cast<unsigned>(has_simplified ? simplified[i][0] : self), it->second, form);
  }
  std::printf("};\nconstexpr absl::string_view kSyllables[] = {\n");
  for (const std::string& name : names) std::printf("\"%s\",\n", name.c_str());
  std::printf("};\n");
  return 0;
}

}  // namespace
}  // namespace parallax::text::internal

int main() { return parallax::text::internal::Write(); }
