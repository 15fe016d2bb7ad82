#include "server/text/offsets.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

constexpr uint32_t kStride = 64;
constexpr uint64_t kLowBits = 0x0101010101010101u;

// Adds the code points and UTF-16 units that begin in bytes[0, size).
void Count(const char* bytes, size_t size, OffsetMap::Position* position) {
  size_t i = 0;
  for (uint64_t word; i + sizeof(word) <= size; i += sizeof(word)) {
    std::memcpy(&word, bytes + i, sizeof(word));
    // One bit per byte: a continuation byte is 10xxxxxx, a lead of four bytes 1111xxxx.
    const uint64_t tails = word >> 7 & ~(word >> 6) & kLowBits;
    const uint64_t fours = word >> 7 & word >> 6 & word >> 5 & word >> 4 & kLowBits;
    // The product's top byte is the sum of the bytes.
    const auto points = 8 - static_cast<uint32_t>(tails * kLowBits >> 56);
    position->code_point += points;
    position->utf16 += points + static_cast<uint32_t>(fours * kLowBits >> 56);
  }
  for (; i < size; ++i) {
    const auto byte = static_cast<uint8_t>(bytes[i]);
    if ((byte & 0xC0) == 0x80) continue;
    position->code_point += 1;
    position->utf16 += byte >= 0xF0 ? 2 : 1;
  }
}

std::string Shown(Span span) { return absl::StrCat("[", span.begin, ", ", span.end, ")"); }

}  // namespace

absl::Status CheckSpan(absl::string_view text, Span span) {
  if (span.begin > text.size() || span.end > text.size()) {
    return WithReason(
        absl::OutOfRangeError(absl::StrCat("span ", Shown(span), " is past the end of a text of ",
                                           text.size(), " bytes")),
        "SPAN_OUT_OF_RANGE");
  }
  if (span.empty()) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "span ", Shown(span), " is empty: begin must be less than end")),
                      "SPAN_EMPTY");
  }
  for (const uint32_t byte : {span.begin, span.end}) {
    if (IsBoundary(text, byte)) continue;
    return WithReason(
        absl::InvalidArgumentError(
            absl::StrCat("span ", Shown(span), " cuts a code point at byte ", byte,
                         "; the nearest boundary before it is ", FloorBoundary(text, byte))),
        "SPAN_NOT_ON_BOUNDARY");
  }
  return absl::OkStatus();
}

Span TrimBlank(absl::string_view text, Span span) {
  while (!span.empty()) {
    size_t next = span.begin;
    if (!IsBlank(NextCodePoint(text, &next))) break;
    span.begin = next;
  }
  while (!span.empty()) {
    size_t last = span.end;
    if (!IsBlank(PreviousCodePoint(text, &last))) break;
    span.end = last;
  }
  return span;
}

OffsetMap::OffsetMap(absl::string_view text) {
  std::vector<Position> index;
  index.reserve(text.size() / kStride + 1);
  for (size_t begin = 0; begin < text.size(); begin += kStride) {
    index.push_back(total_);
    Count(text.data() + begin, std::min<size_t>(kStride, text.size() - begin), &total_);
  }
  ascii_ = total_.code_point == text.size();
  if (!ascii_) every_64_bytes_ = std::move(index);
}

OffsetMap::Position OffsetMap::At(absl::string_view text, uint32_t byte) const {
  if (ascii_) return {byte, byte};
  if (byte >= text.size()) return total_;
  const uint32_t slot = byte / kStride;
  Position position = every_64_bytes_[slot];
  Count(text.data() + slot * kStride, byte - slot * kStride, &position);
  return position;
}

}  // namespace parallax::text
