// Guesses the language of Latin-script text by its most frequent short words.
#ifndef PARALLAX_SERVER_TEXT_INTERNAL_FUNCTION_WORDS_H_
#define PARALLAX_SERVER_TEXT_INTERNAL_FUNCTION_WORDS_H_

#include "absl/strings/string_view.h"

namespace parallax::text::internal {

// The tag of the language whose function words and marked letters are most frequent among the
// first 40 words of `text`; "und" if none is found or two are equally likely. `text` must be valid
// UTF-8.
absl::string_view GuessLatinLanguage(absl::string_view text);

// The tags GuessLatinLanguage can give, without "und".
bool IsGuessable(absl::string_view tag);

}  // namespace parallax::text::internal

#endif  // PARALLAX_SERVER_TEXT_INTERNAL_FUNCTION_WORDS_H_
