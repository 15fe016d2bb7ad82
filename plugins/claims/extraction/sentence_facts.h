// What is known of one sentence before its clauses become claims: its tokens, terms, quantities,
// dates, cues and mentions, each found once.
#ifndef PLUGINS_CLAIMS_EXTRACTION_SENTENCE_FACTS_H_
#define PLUGINS_CLAIMS_EXTRACTION_SENTENCE_FACTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/numbers/quantities.h"
#include "plugins/linguistics/text/tokens.h"
#include "plugins/linguistics/time/dates.h"
#include "plx/view.hpp"

namespace plx::claims {

struct SentenceFacts {
  SentenceFacts(const Document& document, plx_span_t sentence);
  // With what is known of the sentence already: its tokens, and the mentions inside it in the order of the
  // findings.
  SentenceFacts(const Document& document, plx_span_t sentence, linguistics::TokenSequence its_tokens,
                const std::vector<const plx_mention_t*>& inside);

  plx_span_t span;
  linguistics::TokenSequence tokens;
  // Without those that are part of a name; a named thing ("rare earth magnets") is one term, with
  // the name of its id ("rare-earth-magnet").
  std::vector<linguistics::Term> terms;
  std::vector<linguistics::Quantity> quantities;
  std::vector<linguistics::DateExpression> dates;
  std::vector<linguistics::Cue> cues;
  std::vector<const plx_mention_t*> mentions;  // of who or where; named things are terms

  // The keys of the terms inside `where` that say what a thing is about: no entities, numbers, dates or
  // words that fit everything ("global", "total"). Sorted, distinct.
  std::vector<std::string> Keys(plx_span_t where) const;
  bool InDate(plx_span_t where) const;
  bool InQuantity(plx_span_t where) const;
  // Is it the noun that a number counts, and no unit: "pirates" in "23 pirates"?
  bool IsCounted(plx_span_t where) const;
  // Cues of the clause alone, without those that are part of its head: "lacks" does not negate
  // itself.
  bool IsNegated(plx_span_t clause, plx_span_t head) const;
  linguistics::Modality ModalityOf(plx_span_t clause, plx_span_t head) const;

  // The longest mention inside `where`, else null. Names before references ("the alliance").
  const plx_mention_t* MentionIn(plx_span_t where) const;
};

// True if the id, found at `head`, says nothing about who it is: a thing spoken of, or a word of the
// dictionary that was taken for a name because it begins a sentence ("Inflation").
bool IsNobody(const Document& document, std::string_view entity, plx_span_t head);

// True if the id is that of a thing spoken of, not of somebody who acts: commodities, diseases.
bool IsThing(std::string_view entity);

// Words that narrow nothing down: "global", "total", "complete", 全部.
bool IsGenericKey(std::string_view key);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_SENTENCE_FACTS_H_
