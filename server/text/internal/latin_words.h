// Words of Latin-script text in one scan. ICU's table-driven iterator is the bulk of a text pass over
// English; these are its rules (UAX #29 without ':' between letters, as in CLDR's root) for the
// characters that English text is made of. A test holds the two equal.
#ifndef PARALLAX_SERVER_TEXT_INTERNAL_LATIN_WORDS_H_
#define PARALLAX_SERVER_TEXT_INTERNAL_LATIN_WORDS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "server/text/segmenter.h"

namespace parallax::text::internal {

// Appends the words of text[region] and returns true; false, with *words as it was, if the region has
// a character outside Latin letters, digits, and common punctuation. `text` is valid UTF-8.
bool FindLatinWords(absl::string_view text, Span region, std::vector<Word>* words);

}  // namespace parallax::text::internal

#endif  // PARALLAX_SERVER_TEXT_INTERNAL_LATIN_WORDS_H_
