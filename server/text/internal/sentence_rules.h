// Corrections to UAX #29 sentence ends. The default rules end a sentence at every full stop that is
// followed by white space and a capital letter, which cuts "U.S. Treasury Secretary" in two.
#ifndef PARALLAX_SERVER_TEXT_INTERNAL_SENTENCE_RULES_H_
#define PARALLAX_SERVER_TEXT_INTERNAL_SENTENCE_RULES_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "server/text/offsets.h"

namespace parallax::text::internal {

// Whether the default rules are wrong to end a sentence at `boundary`, strictly inside `region`.
// `boundary` is after the white space that follows the sentence.
bool IsFalseSentenceEnd(absl::string_view text, Span region, uint32_t boundary);

}  // namespace parallax::text::internal

#endif  // PARALLAX_SERVER_TEXT_INTERNAL_SENTENCE_RULES_H_
