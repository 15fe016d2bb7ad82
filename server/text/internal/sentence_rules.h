// Corrections to UAX #29 sentence ends. The default rules end a sentence at every full stop that is
// followed by white space and a capital letter, which cuts "U.S. Treasury Secretary" in two.
#ifndef PARALLAX_SERVER_TEXT_INTERNAL_SENTENCE_RULES_H_
#define PARALLAX_SERVER_TEXT_INTERNAL_SENTENCE_RULES_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "server/text/offsets.h"

namespace parallax::text::internal {

// The ends that the default rules find in one region, one after the other.
class SentenceEnds {
 public:
  SentenceEnds(absl::string_view text, Span region) : text_(text), region_(region) {}

  // Where the sentence really ends that the default rules end at `boundary` (strictly inside the
  // region, behind the white space that follows the sentence); nothing if it goes on. Opening
  // quotes and brackets behind a full stop, which the default rules leave with it, begin the next
  // sentence: 。“ is common where no space is written. Boundaries are given in text order.
  absl::optional<uint32_t> Correct(uint32_t boundary);

 private:
  bool IsOpenedAt(uint32_t quote);

  absl::string_view text_;
  Span region_;
  uint32_t counted_to_ = 0;  // straight quotes are counted up to here
  bool inside_quotes_ = false;
};

}  // namespace parallax::text::internal

#endif  // PARALLAX_SERVER_TEXT_INTERNAL_SENTENCE_RULES_H_
