// One sentence with everything the role finders read: tagged words, their base forms, the mentions
// in it, the clauses and the cues of negation and hedging.
#ifndef PLUGINS_STANCE_ROLES_SENTENCE_H_
#define PLUGINS_STANCE_ROLES_SENTENCE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugins/linguistics/attribution.h"
#include "plugins/linguistics/clauses.h"
#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/syntax/words.h"
#include "plugins/stance/frames/matcher.h"
#include "plx/analyzer.hpp"

namespace plx::stance {

class Referents;

struct Sentence {
  uint32_t index = 0;
  plx_span_t span = {0, 0};
  bool chinese = false;
  std::vector<Word> words;
  std::vector<WordForms> forms;                // English only, as long as `words`
  std::vector<const plx_mention_t*> mentions;  // by span.begin, longer first
  std::vector<const linguistics::Clause*> clauses;
  const std::vector<linguistics::Clause>* all_clauses = nullptr;  // of the document
  std::vector<linguistics::Cue> cues;
  const Referents* referents = nullptr;  // of the document; null while they are collected

  // The words that `s` touches.
  Range WordsIn(plx_span_t s) const;
  plx_span_t SpanOf(Range range) const;
  // For each word, whether it may be a verb: it is in a clause's verb group, or the parser found
  // no verb in its clause at all.
  std::vector<bool> Verbal() const;
  // The innermost clause that contains `s`; null if none does.
  const linguistics::Clause* ClauseOf(plx_span_t s) const;
  // True if what `clause` says reaches into `inside`: the same clause, or one that hangs on it.
  bool Governs(const linguistics::Clause* clause, const linguistics::Clause* inside) const;
  // The longest mention that covers the word, no pronoun counted; null if none.
  const plx_mention_t* MentionAt(size_t word) const;
};

// A document's sentences with the parses that they share.
struct ParsedDocument {
  std::vector<linguistics::Clause> clauses;
  std::vector<linguistics::Attribution> attributions;
  std::vector<Sentence> sentences;  // of content blocks only
};

// Parses every sentence outside bylines. Checks `call` for cancellation between sentences.
ParsedDocument ParseDocument(const Document& document, const Call& call);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_SENTENCE_H_
