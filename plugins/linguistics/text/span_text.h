// Working on spans of a text: trimming them, and finding the noun phrase and its head.
#ifndef PLUGINS_LINGUISTICS_TEXT_SPAN_TEXT_H_
#define PLUGINS_LINGUISTICS_TEXT_SPAN_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

// `span` without white space, marks and references at its ends; quotation marks and brackets stay
// if both of a pair are inside. May become empty (begin == end).
plx_span_t Trim(const TokenSequence& tokens, plx_span_t span);

// The smallest span that covers both.
plx_span_t Cover(plx_span_t a, plx_span_t b);

// A noun group (a noun phrase without what follows its head) as token indices [first, end) with the head's index.
struct NounGroup {
  size_t first = 0;
  size_t end = 0;
  size_t head = 0;  // English: last noun before "of", "in", "which" ...; Chinese: the last
                    // word's first token
  bool empty() const { return first >= end; }
};

// The noun phrase that starts at token `first` ("the global rare earth refining market of ..." ->
// up to and without "of"), reading determiners, adjectives and nouns by closed-class stop lists:
// no tagger. Empty if a verb, preposition, mark or clause border stands at `first`.
NounGroup NounGroupAt(const TokenSequence& tokens, size_t first);
// The noun phrase that ends before token `end` ("... the U.S. strategy |").
NounGroup NounGroupBefore(const TokenSequence& tokens, size_t end);

// Base form of the head: "companies" -> "company", 企业 -> 企业. Empty for an empty phrase.
std::string HeadLemma(const TokenSequence& tokens, const NounGroup& phrase);

// The text of `span` on one line: inner white space runs become one space, references are dropped.
std::string DisplayText(const TokenSequence& tokens, plx_span_t span);

// Closed-class words: articles, prepositions, conjunctions, pronouns, auxiliaries (folded form).
bool IsFunctionWord(std::string_view word);
bool IsPreposition(std::string_view word);
bool IsDeterminer(std::string_view word);
// Auxiliary, modal or copula.
bool IsAuxiliary(std::string_view word);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_SPAN_TEXT_H_
