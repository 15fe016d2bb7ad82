// Content words and canonical concept keys across languages, so that an English and a Chinese
// clause about the same thing get the same key.
//
// Data: data/concepts.tsv (concept id, English lemmas, Chinese terms), data/antonyms.tsv. A term
// that is in no concept keeps its lemma (English) or its characters (Chinese) as its key.
#ifndef PLUGINS_LINGUISTICS_MEANING_TERMS_H_
#define PLUGINS_LINGUISTICS_MEANING_TERMS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

// How much a term says about what a clause is about.
enum class TermClass : uint8_t {
  kTopic = 1,      // rare-earth, semiconductor, inflation
  kMeasure = 2,    // what numbers count: market-share, production-capacity, price, cost
  kAction = 3,     // reduce, ban, export: events and predicates
  kQuality = 4,    // strict, global, domestic
  kOther = 5,      // not in the dictionary
};

struct Term {
  plx_span_t span = {0, 0};
  size_t first = 0;  // tokens [first, end)
  size_t end = 0;
  std::string key;   // concept id ("export-control"), lemma ("submarine"), or Han text
  bool concept_known = false;  // key is a concept id
  TermClass term_class = TermClass::kOther;
};

// Content words of the sequence in order, longest concept first; stop words, numerals, marks and
// references left out. Han text outside concepts is cut into dictionary words
// (text/chinese_words.h), the same on every host, so `document` changes nothing.
std::vector<Term> ExtractTerms(const TokenSequence& tokens, const Document* document = nullptr);

// The concept id of a whole word or phrase in either language ("export controls", 出口管制 ->
// "export-control"); empty if none.
std::string ConceptOf(std::string_view phrase);

// One key for a set of terms: distinct keys sorted and joined with '/'. Known concepts of class
// kTopic and kMeasure only, unless `all`.
std::string ConceptKey(const std::vector<Term>& terms, bool all = false);

// Stop words: function words, and words of no content ("also", "article", 以及, 进行).
bool IsStopWord(std::string_view word);

// What a predicate is compared by.
struct PredicateSense {
  std::string key;    // concept id, else lemma
  int direction = 0;  // Direction of the key
};
// Of a concept id, an English word or a Chinese term.
PredicateSense SenseOf(std::string_view predicate);

// Opposition of two predicates: +1 same direction (increase, grow), -1 opposite (increase, reduce; allow,
// ban; join, leave), 0 unrelated. Symmetric.
int Opposition(const PredicateSense& a, const PredicateSense& b);
inline int Opposition(std::string_view a, std::string_view b) { return Opposition(SenseOf(a), SenseOf(b)); }

// Which way a predicate moves its object: +1 increase, -1 decrease, 0 neither. Concept ids, English
// lemmas, or Chinese terms.
int Direction(std::string_view predicate);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_TERMS_H_
