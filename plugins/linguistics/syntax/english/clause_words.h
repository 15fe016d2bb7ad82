// The words and marks of an English sentence that join clauses, set them apart or stand between them.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_CLAUSE_WORDS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_CLAUSE_WORDS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "plugins/linguistics/syntax/words.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {

bool IsContrast(std::string_view word);
bool IsSubordinator(std::string_view word);
// Also prepositions: they open a clause only after another verb.
bool IsWeakSubordinator(std::string_view word);
bool IsRelative(const Word& word);
// A mark that no clause runs over: a dash, a colon, a bracket, the end of a sentence.
bool IsHardMark(const Word& word);
bool IsQuote(const Word& word);
// A quotation mark behind a mark: the end of what somebody said.
bool ClosesQuote(const std::vector<Word>& words, size_t i);
bool IsNounTag(char tag);

// The first word from `i` that is no comma, adverb or quotation mark.
size_t SkipLight(const std::vector<Word>& words, size_t i);
// The comma before `k`, or `k`.
size_t CommaBefore(const std::vector<Word>& words, size_t k);
// Whether words[first, end) hold a noun phrase that no preposition governs.
bool HasPhrase(const std::vector<Word>& words, size_t first, size_t end);
// Whether the word at `k` closes what opened behind `start`: a quotation mark, a bracket, a percent sign.
bool Closes(const std::vector<Word>& words, size_t start, size_t k);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_CLAUSE_WORDS_H_
