// The UTF-8 check against a decoder written from the definition, and offsets against a count.
#include <string>

#include "absl/strings/string_view.h"
#include "server/text/offsets.h"
#include "server/text/utf8.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

// Decodes without a table: by the smallest value that needs so many bytes.
bool IsWellFormed(absl::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto lead = static_cast<uint8_t>(text[at]);
    const size_t tails = lead < 0x80             ? 0
                         : (lead & 0xE0) == 0xC0 ? 1
                         : (lead & 0xF0) == 0xE0 ? 2
                         : (lead & 0xF8) == 0xF0 ? 3
                                                 : 9;
    if (tails == 9 || at + tails >= text.size()) return false;
    uint32_t value = tails == 0 ? lead : lead & (0x3F >> tails);
    for (size_t i = 1; i <= tails; ++i) {
      const auto tail = static_cast<uint8_t>(text[at + i]);
      if ((tail & 0xC0) != 0x80) return false;
      value = value << 6 | (tail & 0x3F);
    }
    constexpr uint32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
    if (value < kSmallest[tails] || value > 0x10FFFF) return false;
    if (value >= 0xD800 && value <= 0xDFFF) return false;
    at += tails + 1;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace parallax::text;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  FUZZ_CHECK(CheckUtf8(text).ok() == IsWellFormed(text));
  if (!CheckUtf8(text).ok()) return 0;
  const OffsetMap offsets(text);
  std::string copy;
  uint32_t code_points = 0;
  uint32_t utf16 = 0;
  for (size_t at = 0; at < text.size();) {
    FUZZ_CHECK(IsBoundary(text, at));
    FUZZ_CHECK(FloorBoundary(text, at) == at);
    FUZZ_CHECK(offsets.At(text, at).code_point == code_points);
    FUZZ_CHECK(offsets.At(text, at).utf16 == utf16);
    const char32_t c = NextCodePoint(text, &at);
    AppendCodePoint(c, &copy);
    ++code_points;
    utf16 += c >= 0x10000 ? 2 : 1;
  }
  FUZZ_CHECK(copy == text);
  FUZZ_CHECK(offsets.code_points() == code_points);
  FUZZ_CHECK(offsets.utf16_units() == utf16);
  return 0;
}
