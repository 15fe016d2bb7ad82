// Lines of a text, as spans.
#ifndef PARALLAX_SERVER_CORPUS_READERS_LINES_H_
#define PARALLAX_SERVER_CORPUS_READERS_LINES_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/text/offsets.h"

namespace parallax::corpus {

// `span` without the white space at its ends: ASCII, no-break and ideographic spaces, byte order
// marks, carriage returns and line feeds.
text::Span Trimmed(absl::string_view text, text::Span span);
inline absl::string_view Trimmed(absl::string_view text) {
  return Trimmed(text, {0, static_cast<uint32_t>(text.size())}).In(text);
}

struct Line {
  text::Span span;        // trimmed; never empty
  int blanks_before = 0;  // empty lines between the line before and this one
};

// The lines of `span` that are not blank, ended by LF, CR LF or CR.
std::vector<Line> SplitLines(absl::string_view text, text::Span span);
inline std::vector<Line> SplitLines(absl::string_view text) {
  return SplitLines(text, {0, static_cast<uint32_t>(text.size())});
}

// Whether there is a letter or digit in `text`.
bool HasLetterOrDigit(absl::string_view text);

// Whether `text` ends like a sentence: final punctuation of either script, or a reference "[3]",
// closing quotes and brackets apart.
bool EndsSentence(absl::string_view text);

// Whether `text` begins with Han, kana or hangul.
bool BeginsIdeographic(absl::string_view text);

// If `text` begins with "- ", "* ", "• ", "1. ", "（2）" or the like: the bytes up to the item; else 0.
size_t BulletLength(absl::string_view text);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_LINES_H_
