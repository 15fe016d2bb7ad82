// Positions in text, in the three units that clients count in.
#ifndef PARALLAX_SERVER_TEXT_OFFSETS_H_
#define PARALLAX_SERVER_TEXT_OFFSETS_H_

#include <compare>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax::text {

// A half-open range [begin, end) in UTF-8 bytes. Inside the server every position is one of these.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool empty() const { return begin >= end; }
  uint32_t size() const { return end - begin; }
  bool Contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(Span other) const { return begin < other.end && other.begin < end; }
  absl::string_view In(absl::string_view text) const {
    return text.substr(begin, end - begin);
  }
  auto operator<=>(const Span&) const = default;
};

// OK if `span` is not empty, lies inside `text` and does not cut a code point. OUT_OF_RANGE: past
// the end. INVALID_ARGUMENT: empty, or an end inside a code point; the message names the nearest
// boundary. `text` must be valid UTF-8.
absl::Status CheckSpan(absl::string_view text, Span span);

// `span` of `text` without the blanks (IsBlank in utf8.h) at its ends; empty if it has nothing else.
// `text` must be valid UTF-8 and `span` on its code-point boundaries.
Span TrimBlank(absl::string_view text, Span span);

// Converts byte offsets of one text into code points and UTF-16 units. O(1) for ASCII text, else
// O(64) per look-up over an index of 8 bytes per 64 bytes of text. Thread-safe after construction;
// does not keep the text, which must be passed again.
class OffsetMap {
 public:
  OffsetMap() = default;
  explicit OffsetMap(absl::string_view text);  // must be valid UTF-8

  struct Position {
    uint32_t code_point = 0;
    uint32_t utf16 = 0;
  };
  // `byte` <= text.size(), on a code-point boundary; `text` is the constructor's.
  Position At(absl::string_view text, uint32_t byte) const;

  uint32_t code_points() const { return total_.code_point; }
  uint32_t utf16_units() const { return total_.utf16; }

 private:
  bool ascii_ = true;
  std::vector<Position> every_64_bytes_;  // at bytes 0, 64, 128, ... (counts of units begun before)
  Position total_;
};

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_OFFSETS_H_
