#include "server/text/utf8.h"

#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/base/error_reason.h"

namespace parallax::text {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080u;
constexpr size_t kAsciiStride = 64;  // long enough for IsAscii to look at many bytes at a time

struct Defect {
  size_t at = 0;    // the byte that breaks the sequence; text.size() if the text ends too early
  size_t lead = 0;  // the first byte of the sequence
  absl::string_view what;
};

// What well-formed text may have after a lead byte (Unicode 15, table 3-7).
struct Form {
  uint8_t tails;  // 0: no lead byte
  uint8_t low;    // of the first tail
  uint8_t high;
};

constexpr Form FormOf(uint8_t lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {1, 0x80, 0xBF};
  if (lead == 0xE0) return {2, 0xA0, 0xBF};
  if (lead == 0xED) return {2, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {2, 0x80, 0xBF};
  if (lead == 0xF0) return {3, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {3, 0x80, 0xBF};
  if (lead == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

absl::string_view WhyNoLead(uint8_t byte) {
  if (byte < 0xC0) return "a continuation byte without a lead byte";
  if (byte < 0xC2) return "an overlong form";
  return "a byte that UTF-8 never uses";
}

absl::string_view WhyBadTail(uint8_t lead, uint8_t byte) {
  if ((byte & 0xC0) != 0x80) return "a continuation byte was expected";
  if (lead == 0xED) return "a surrogate (U+D800 to U+DFFF)";
  if (lead == 0xF4) return "a value past U+10FFFF";
  return "an overlong form";
}

// True if `text` is ill-formed; fills *defect.
bool FindDefect(absl::string_view text, Defect* defect) {
  const auto* p = reinterpret_cast<const uint8_t*>(text.data());
  const size_t size = text.size();
  size_t i = 0;
  while (i < size) {
    if (p[i] < 0x80) {
      while (i + kAsciiStride <= size && IsAscii({text.data() + i, kAsciiStride})) i += kAsciiStride;
      uint64_t word;
      while (i + sizeof(word) <= size) {
        std::memcpy(&word, p + i, sizeof(word));
        if ((word & kHighBits) != 0) break;
        i += sizeof(word);
      }
      while (i < size && p[i] < 0x80) ++i;
      continue;
    }
    // Most Han and kana: three bytes whose tails have no special range.
    while (i + 3 <= size && p[i] > 0xE0 && p[i] < 0xED && (p[i + 1] & 0xC0) == 0x80 &&
           (p[i + 2] & 0xC0) == 0x80) {
      i += 3;
    }
    if (i == size || p[i] < 0x80) continue;
    const Form form = FormOf(p[i]);
    if (form.tails == 0) return *defect = {i, i, WhyNoLead(p[i])}, true;
    for (size_t t = 1; t <= form.tails; ++t) {
      if (i + t >= size) return *defect = {size, i, "the text ends inside a code point"}, true;
      const uint8_t low = t == 1 ? form.low : 0x80;
      const uint8_t high = t == 1 ? form.high : 0xBF;
      if (p[i + t] < low || p[i + t] > high) {
        return *defect = {i + t, i, WhyBadTail(p[i], p[i + t])}, true;
      }
    }
    i += 1 + form.tails;
  }
  return false;
}

}  // namespace

absl::Status CheckUtf8(absl::string_view text) {
  Defect defect;
  if (!FindDefect(text, &defect)) return absl::OkStatus();
  const size_t shown = defect.at < text.size() ? defect.at : defect.lead;
  absl::Status status = absl::InvalidArgumentError(absl::StrFormat(
      "invalid UTF-8 at byte %d (0x%02X): %s; send UTF-8, or the raw bytes with their charset",
      shown, static_cast<uint8_t>(text[shown]), defect.what));
  return WithMetadata(WithReason(std::move(status), "INVALID_UTF8"), "byte_offset",
                      absl::StrCat(defect.lead));
}

size_t FloorBoundary(absl::string_view text, size_t max_bytes) {
  if (max_bytes >= text.size()) return text.size();
  while (max_bytes > 0 && !IsBoundary(text, max_bytes)) --max_bytes;
  return max_bytes;
}

void AppendCodePoint(char32_t c, std::string* out) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->append({static_cast<char>(0xC0 | c >> 6), tail(0)});
  } else if (c < 0x10000) {
    out->append({static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)});
  } else {
    out->append({static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)});
  }
}

}  // namespace parallax::text
