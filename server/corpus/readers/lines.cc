#include "server/corpus/readers/lines.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "server/text/character_class.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

using text::Span;

constexpr absl::string_view kWideSpaces[] = {"\u00A0", "\u3000", "\uFEFF", "\u200B", "\u2028",
                                             "\u2029"};

size_t LeadingSpace(absl::string_view text) {
  if (text.empty()) return 0;
  if (absl::ascii_isspace(static_cast<unsigned char>(text[0]))) return 1;
  for (const absl::string_view space : kWideSpaces) {
    if (absl::StartsWith(text, space)) return space.size();
  }
  return 0;
}

size_t TrailingSpace(absl::string_view text) {
  if (text.empty()) return 0;
  if (absl::ascii_isspace(static_cast<unsigned char>(text.back()))) return 1;
  for (const absl::string_view space : kWideSpaces) {
    if (absl::EndsWith(text, space)) return space.size();
  }
  return 0;
}

// "1. ", "2) ", "3、", "(4) ", "（5）": numbers of list items have one or two digits.
size_t NumberedBulletLength(absl::string_view text) {
  absl::string_view rest = text;
  const bool opened = absl::ConsumePrefix(&rest, "(") || absl::ConsumePrefix(&rest, "（");
  size_t digits = 0;
  while (digits < rest.size() && absl::ascii_isdigit(static_cast<unsigned char>(rest[digits]))) ++digits;
  if (digits == 0 || digits > 2) return 0;
  rest.remove_prefix(digits);
  const bool wide = absl::ConsumePrefix(&rest, opened ? "）" : "、");
  if (!wide && !absl::ConsumePrefix(&rest, ")") && (opened || !absl::ConsumePrefix(&rest, "."))) return 0;
  const size_t mark_end = text.size() - rest.size();
  while (const size_t space = LeadingSpace(rest)) rest.remove_prefix(space);
  const size_t length = text.size() - rest.size();
  return (wide || length > mark_end) && !rest.empty() ? length : 0;
}

bool EndsWithReference(absl::string_view text) {
  if (!absl::ConsumeSuffix(&text, "]")) return false;
  const size_t digits = text.size();
  while (!text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text.back()))) {
    text.remove_suffix(1);
  }
  return text.size() < digits && absl::EndsWith(text, "[");
}

}  // namespace

Span Trimmed(absl::string_view text, Span span) {
  while (const size_t space = LeadingSpace(span.In(text))) span.begin += space;
  while (const size_t space = TrailingSpace(span.In(text))) span.end -= space;
  return span;
}

std::vector<Line> SplitLines(absl::string_view text, Span span) {
  std::vector<Line> lines;
  int blanks = 0;
  for (uint32_t begin = span.begin; begin < span.end;) {
    uint32_t end = begin;
    while (end < span.end && text[end] != '\n' && text[end] != '\r') ++end;
    const Span line = Trimmed(text, {begin, end});
    if (line.empty()) {
      ++blanks;
    } else {
      lines.push_back({line, blanks});
      blanks = 0;
    }
    begin = end + (end + 1 < span.end && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
  }
  return lines;
}

bool HasLetterOrDigit(absl::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (text::ClassOf(text::NextCodePoint(text, &at)) != text::CharacterClass::kOther) return true;
  }
  return false;
}

bool EndsSentence(absl::string_view text) {
  static constexpr absl::string_view kClosers[] = {"\"", "'", ")", "”", "’", "」", "』", "）", "》"};
  static constexpr absl::string_view kEnds[] = {".", "!", "?", "…", "。", "！", "？", "；", ";", "．"};
  bool more = true;
  while (more) {
    if (EndsWithReference(text)) return true;
    more = std::any_of(std::begin(kClosers), std::end(kClosers), [&](absl::string_view closer) {
      return absl::ConsumeSuffix(&text, closer);
    });
  }
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](absl::string_view end) { return absl::EndsWith(text, end); });
}

bool BeginsIdeographic(absl::string_view text) {
  if (text.empty()) return false;
  size_t position = 0;
  const char32_t c = text::NextCodePoint(text, &position);
  return (c >= 0x2E80 && c <= 0x9FFF && !(c >= 0x3000 && c <= 0x303F)) ||
         (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

size_t BulletLength(absl::string_view text) {
  static constexpr absl::string_view kBullets[] = {"-", "*", "+", "•", "–", "—", "◦", "▪", "●", "·"};
  for (const absl::string_view bullet : kBullets) {
    if (!absl::StartsWith(text, bullet)) continue;
    size_t length = bullet.size();
    while (const size_t space = LeadingSpace(text.substr(length))) length += space;
    const bool spaced = length > bullet.size();
    const bool tight = bullet == "•" || bullet == "●" || bullet == "▪";
    if (length < text.size() && (spaced || tight)) return length;
  }
  return NumberedBulletLength(text);
}

}  // namespace parallax::corpus
