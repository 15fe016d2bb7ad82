#include "server/text/offsets.h"

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

constexpr uint32_t kStride = 64;
// Adds the code points and UTF-16 units that begin in bytes[0, size); size <= kStride, so that
// counters of one byte suffice and the compiler counts many bytes at a time.
inline void Count(const char* bytes, size_t size, OffsetMap::Position* position) {
  uint8_t tails = 0;
  uint8_t fours = 0;
  for (size_t i = 0; i < size; ++i) {
    const auto byte = static_cast<uint8_t>(bytes[i]);
    tails += (byte & 0xC0) == 0x80;
    fours += byte >= 0xF0;
  }
  position->code_point += static_cast<uint32_t>(size) - tails;
  position->utf16 += static_cast<uint32_t>(size) - tails + fours;
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

OffsetMap::OffsetMap(absl::string_view text) : ascii_(IsAscii(text)) {
  if (ascii_) {
    const auto size = static_cast<uint32_t>(text.size());
    total_ = {size, size};
    return;
  }
  every_64_bytes_.reserve(text.size() / kStride + 1);
  size_t begin = 0;
  for (; begin + kStride <= text.size(); begin += kStride) {
    every_64_bytes_.push_back(total_);
    Count(text.data() + begin, kStride, &total_);
  }
  every_64_bytes_.push_back(total_);
  Count(text.data() + begin, text.size() - begin, &total_);
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
