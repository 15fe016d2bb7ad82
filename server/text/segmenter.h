// Sentences and words of text, by ICU's rules and dictionaries with our corrections.
#ifndef PARALLAX_SERVER_TEXT_SEGMENTER_H_
#define PARALLAX_SERVER_TEXT_SEGMENTER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/text/offsets.h"

namespace parallax::text {

enum class WordKind : uint32_t {
  kLetters,      // a word of an alphabet or syllabary with spaces: Latin, Cyrillic, Hangul, ...
  kNumber,       // has a decimal digit: "8.5", "1,200", "G7", "３"
  kIdeographic,  // Han, Hiragana, Katakana: a word by ICU's dictionary
  kSymbol,       // one punctuation mark, symbol or emoji sequence
};

struct Word {
  Span span;
  WordKind kind = WordKind::kLetters;
};

// In text order, not overlapping. White space, control characters and byte order marks are in no
// word, and at no end of a sentence; all else of the region is in exactly one of each. No word
// crosses the border of a sentence.
struct Segments {
  std::vector<Span> sentences;
  std::vector<Word> words;
};

// How text without spaces between words is cut.
enum class IdeographicWords : uint32_t {
  kByDictionary,  // most of the time that Chinese takes
  kByCharacter,   // each character by itself: for who wants the sentences, which are the same
};

// Replaces *segments by those of text[region]; spans count from the beginning of `text`, which
// must be valid UTF-8 and cut at code points by `region`. Sentences end where ICU's root rules say
// (UAX #29), except after abbreviations and initials ("U.S. Treasury", "Mr. Li", "No. 5") and at
// single line breaks inside a sentence. Thread-safe; each thread keeps its own break iterators and
// buffers. INTERNAL: ICU's data cannot be loaded (the message names its error).
absl::Status Segment(absl::string_view text, Span region, Segments* segments,
                     IdeographicWords words = IdeographicWords::kByDictionary);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_SEGMENTER_H_
