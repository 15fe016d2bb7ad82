// Sentences cut into clauses, each with its predicate, subject and objects: a shallow parse by rules
// over the host's tokens, parts of speech from a lexicon with context rules, and the mentions that
// the entities analyzer found. English and Chinese.
//
// A clause is the smallest part of a sentence that can be true or false by itself: "India claims |
// it will replace China within five years | but its production capacity is less than one-tenth of
// China's" has three. Bylines are never parsed; references ("[5]") belong to no clause.
#ifndef PLUGINS_LINGUISTICS_CLAUSES_H_
#define PLUGINS_LINGUISTICS_CLAUSES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/linguistics/syntax/words.h"
#include "plx/view.hpp"

namespace plx::linguistics {

inline constexpr int kNone = -1;

// How a clause hangs on the one before it (Clause::parent).
enum class ClauseLink {
  kMain,         // a sentence's own statement
  kCoordinate,   // and, ；, 并
  kContrast,     // but, while, although, however, 但, 然而, 而
  kRelative,     // which, that, who: the subject is the noun before it
  kParticiple,   // ", making ...", ", leading to ...": what follows from the parent
  kPurpose,      // to reduce ..., aimed at ..., 以减少...
  kComplement,   // what the parent's verb says: "claims | it will ..."
  kNominal       // no verb: a headline, "the establishment of X by Y"
};

// A participant of a clause: a noun phrase, or the pronoun resolved to one.
struct Participant {
  plx_span_t span = {0, 0};   // empty: absent
  plx_span_t head = {0, 0};   // the noun that decides ("capacity" of "its production capacity")
  std::string entity;         // id of the mention that is the whole phrase or its head; else empty
  std::string owner;          // id of the entity it belongs to: "China's X", "its X", "X of China"
  std::string preposition;    // what introduces it, lower case: "", "on", "to", "from", "对"
  bool present() const { return span.begin < span.end; }
};

struct Clause {
  plx_span_t span = {0, 0};   // without conjunctions, references and final punctuation; not empty
  uint32_t sentence = 0;      // index into Document::sentences()
  uint32_t block = 0;         // index into Document::blocks()
  uint32_t block_kind = 0;    // PLX_BLOCK_*
  bool chinese = false;

  ClauseLink link = ClauseLink::kMain;
  int parent = kNone;         // index into the vector this clause is in; smaller than its own
  std::string connective;     // the words that link it, lower case ("but", "making"); may be empty

  plx_span_t predicate = {0, 0};  // the head verb (or the noun of a kNominal); empty if none
  std::string lemma;              // of the head verb: "reduce", "减少"; for "is unrealistic" the
                                  // adjective; empty if there is no predicate
  plx_span_t verb_group = {0, 0};  // auxiliaries, modals, negation and head: "is not aimed"
  bool passive = false;            // subject and objects are already those of the active voice:
                                   // "is being led by the US" has the subject "the US"
  bool copula = false;             // "is", "remains", "是" + noun or adjective

  Participant subject;              // may lie before the clause (shared subject, relative pronoun)
  bool subject_inherited = false;  // it lies outside span
  std::vector<Participant> objects;  // direct object first, then those with a preposition
};

struct Parse {
  // By index into Document::sentences(); those of bylines are empty.
  std::vector<syntax::TaggedSentence> sentences;
  std::vector<Clause> clauses;
};

// What somebody is accused of ("accused X | of hiding the cuts"): part of the clause, or a clause of its own, with the accused
// for its subject, that reaches from there on ("X of hiding the cuts").
enum class Accusations { kPart, kClause };

// All clauses of the document's title, leads, headings, key points and paragraphs, ordered by
// span.begin (a parent before its parts). Uses the document's mentions if it carries any.
// Thread-safe. Data: data/words.tsv, data/tag_transitions.tsv, data/words_zh.tsv, data/verb_frames.tsv.
Parse ParseClauses(const Document& document, Accusations accusations = Accusations::kPart);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_CLAUSES_H_
