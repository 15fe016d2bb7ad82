// Classes of predicates: which verbs, adjectives and event nouns of both languages say the same, and
// which say the opposite. Data: data/predicates.tsv.
#ifndef PLUGINS_CLAIMS_EXTRACTION_PREDICATES_H_
#define PLUGINS_CLAIMS_EXTRACTION_PREDICATES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::claims {

// The classes of `word` (English lemma or Chinese word), most usual first; empty if it has none.
// Names are static.
const std::vector<std::string_view>& ClassesOf(std::string_view word);

// The class to show: the first of ClassesOf, or the word itself.
std::string PredicateKey(std::string_view word);

// The word that stands for a predicate: with its particle if the pair has a class of its own ("lead
// to", "step down"), else `lemma`.
std::string PredicateWord(const linguistics::TokenSequence& tokens, plx_span_t predicate, std::string_view lemma);

// Where the words of PredicateWord end.
uint32_t PredicateEnd(const linguistics::TokenSequence& tokens, plx_span_t predicate, std::string_view lemma);

// The opposite class; empty if it has none.
std::string_view InverseOf(std::string_view predicate_class);

// What the predicate does to its object: +1, -1 or 0.
int EffectOf(std::string_view predicate_class);

// Whom what the predicate tells happens to, if it happens to somebody once in a story, as dying or being dismissed does.
enum class Undergoer { kNone, kSubject, kObject };
Undergoer UndergoerOf(std::string_view word);

enum class PredicateRelation { kUnrelated, kSame, kOpposite };
// Compares two predicates given as words. kOpposite only if no class is shared.
PredicateRelation ComparePredicates(std::string_view a, std::string_view b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_PREDICATES_H_
