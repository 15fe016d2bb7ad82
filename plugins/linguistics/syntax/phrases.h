// Noun phrases of tagged words.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_PHRASES_H_
#define PLUGINS_LINGUISTICS_SYNTAX_PHRASES_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/clauses.h"
#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

// words[first, end): a phrase with what "of" adds to it, its members joined by commas and "and".
struct Phrase {
  size_t first = 0;
  size_t end = 0;
  size_t head = 0;         // last noun before "of", in the first member of a list
  size_t preposition = 0;  // index of the word that governs it
  bool governed = false;
  bool pronoun = false;
};

// "yesterday", "monday"; "week", "evening": a lower-case word that says when.
bool IsDay(std::string_view word);
bool IsPeriod(std::string_view word);

// The phrases of words[first, end), in order. English words.
std::vector<Phrase> FindPhrases(const std::vector<Word>& words, size_t first, size_t end);

// The participant of a clause that `phrase` is: entity by head, owner by possessive, demonym or "of".
Participant MakeParticipant(const std::vector<Word>& words, const Phrase& phrase,
                            const std::vector<NamedSpan>& named);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_PHRASES_H_
