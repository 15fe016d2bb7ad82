#include "server/engine/names/whole_name.h"

#include "server/text/character_class.h"
#include "server/text/utf8.h"

namespace parallax {
namespace {

constexpr size_t kLeastWords = 2;
constexpr size_t kLeastCapitals = 3;

bool IsCapital(char32_t c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

NameWriting WritingOfWholeName(absl::string_view name, size_t least_han) {
  size_t words = 0, capitals = 0, small = 0, han = 0, other = 0;
  bool in_word = false;
  for (size_t at = 0; at < name.size();) {
    const char32_t c = text::NextCodePoint(name, &at);
    const text::CharacterClass kind = text::ClassOf(c);
    const bool letter = kind == text::CharacterClass::kWord;
    han += kind == text::CharacterClass::kIdeographic;
    words += letter && !in_word;
    in_word = letter;
    capitals += IsCapital(c);
    small += letter && !IsCapital(c);
    other += kind == text::CharacterClass::kOther;
  }
  if (han > 0) return words == 0 && han >= least_han ? NameWriting::kHan : NameWriting::kNone;
  if (words >= kLeastWords) return NameWriting::kWords;
  return capitals >= kLeastCapitals && small == 0 && other == 0 ? NameWriting::kCapitals : NameWriting::kNone;
}

bool IsHanName(absl::string_view name) {
  size_t at = 0;
  return !name.empty() && text::ClassOf(text::NextCodePoint(name, &at)) == text::CharacterClass::kIdeographic;
}

}  // namespace parallax
