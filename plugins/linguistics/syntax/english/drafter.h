// Where the clauses of an English sentence begin and end, and how each hangs on another: one draft for each
// verb group, from left to right.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_DRAFTER_H_
#define PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_DRAFTER_H_

#include <string>
#include <vector>

#include "plugins/linguistics/clauses.h"
#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/syntax/verb_groups.h"
#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

struct Draft {
  size_t start = 0;      // first word, without the connective
  size_t cut = 0;        // where the connective begins: the clause before ends here
  size_t end = 0;
  VerbGroup group;
  ClauseLink link = ClauseLink::kMain;
  std::string connective;
  int parent = kNone;    // index of a draft before it
  size_t subject_begin = 0;  // the subject is looked for in words[subject_begin, subject_end)
  size_t subject_end = 0;
  bool headline = false;        // an infinitive that stands for a finite verb
  bool shares_subject = false;  // "and is leading": no subject of its own
  size_t host_begin = 0;  // a clause inside a subject: the noun it hangs on
  size_t host_end = 0;
  size_t antecedent_begin = 0;  // relative clauses: the noun lies here
  size_t antecedent_end = 0;  // relative clauses: the noun ends before this word
};

class Drafter {
 public:
  // `words` must outlive it.
  Drafter(const std::vector<Word>& words, Accusations accusations) : words_(words), accusations_(accusations) {}

  // In the order of the verb groups: a parent before its parts.
  std::vector<Draft> Run();

 private:
  static constexpr size_t kNoPending = static_cast<size_t>(-1);
  // A noun that waits for its verb while a clause hangs on it.
  struct Pending {
    size_t begin = 0;   // its first word
    size_t clause = 0;  // index of the draft that hangs on it
    int parent = kNone;
    ClauseLink link = ClauseLink::kMain;
    bool comma = false;  // a comma stands between the noun and the end of what comes before the clause
  };

  // drafter.cc: verbs in their order, finite ones and what resumes after a nested clause.
  void MendHeadline(VerbGroup* g) const;
  void Place(VerbGroup group);
  int Last() const;
  int Governor() const;
  int LastFinite() const;
  void SetStart(size_t start, size_t cut, ClauseLink link, Draft* d) const;
  bool PlaceFinite(size_t p, size_t q, Draft* d);
  int Parent(ClauseLink link) const;
  void DropOpening(Draft* d) const;
  bool ClosedByComma(size_t p, size_t q) const;
  bool HangsOn(const Pending& pending) const;
  bool Resume(size_t q, bool closed, Draft* d);
  void DropOpeningOf(Draft* d) const;
  size_t NotePending(size_t p, size_t cut);

  // boundaries.cc: whether the word at k opens a clause whose verb stands at q.
  bool BoundaryAt(size_t k, size_t p, size_t q, Draft* d);
  bool HasSubject(size_t first, size_t end) const;
  bool Comparison(size_t k) const;
  bool RelativeAt(size_t k, size_t q, Draft* d);
  bool AndAt(size_t k, size_t p, size_t q, Draft* d);
  bool InsidePhrase(size_t p, size_t k, size_t q) const;
  bool JoinsNouns(size_t p, size_t k, size_t q) const;
  bool CommaBoundary(size_t p, size_t q, Draft* d);
  // "praised an endorsement | he received": a clause that hangs on a noun without a word that says so.
  bool ContactRelative(const std::vector<Phrase>& between, size_t p, size_t q, Draft* d) const;

  // nonfinite.cc: infinitives, gerunds and participles.
  void PlaceInfinitive(size_t p, size_t q, Draft* d);
  bool PlaceGerund(size_t p, size_t q, Draft* d);
  bool ForSubject(size_t p, size_t q, Draft* d) const;
  bool AccusedOf(size_t p, size_t before, Draft* d) const;
  bool ReducedRelative(size_t p, size_t q, Draft* d);
  bool WithAbsolute(size_t p, size_t q, Draft* d) const;
  bool PlaceParticiple(size_t p, size_t q, Draft* d);

  const std::vector<Word>& words_;
  const Accusations accusations_;
  std::vector<Draft> drafts_;
  bool has_finite_ = false;
  std::vector<Pending> pending_;  // outer ones first
};

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_ENGLISH_DRAFTER_H_
