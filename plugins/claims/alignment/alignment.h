// How far two claims speak of the same thing, in thousandths, part by part.
#ifndef PLUGINS_CLAIMS_ALIGNMENT_ALIGNMENT_H_
#define PLUGINS_CLAIMS_ALIGNMENT_ALIGNMENT_H_

#include "plugins/claims/alignment/comparable.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/claims/records/record.h"

namespace plx::claims {

struct Alignment {
  int subject = 0;       // of the subjects: 1000 the same entity, 0 different ones
  bool subjects_said = false;  // both clauses have one with content
  bool subjects_differ = false;  // besides regions both name something, and nothing in common
  int object = 0;        // of what is said of them: all terms but subject and predicate
  int all = 0;           // of all terms, weighted (Dice)
  int covered_left = 0;  // share of the left claim's terms that the right one has
  int covered_right = 0;
  int core = 0;          // weight of the heaviest term both say of the direct object of one of them
  int anchors = 0;       // what else ties them: names outside the subjects, further terms
  int apart = 0;         // what each says that the other does not, subject included: the lesser side
  int things_apart = 0;   // the same of the things named outside subject and predicate
  int names_apart = 0;    // the same of the names alone
  int things_beyond = 0;  // and of the side that says more of them
  int common = 0;        // distinct terms in common that are no regions
  bool common_region = false;  // a region in common outside the subjects
  int common_rare = 0;   // of these, those that are not everyday topics or qualities
  int common_named = 0;  // names in common, regions included
  PredicateRelation predicate = PredicateRelation::kUnrelated;
  bool subject_conflict = false;  // both name entities, and different ones
  bool ordinal_conflict = false;  // "phase 2" and "phase 3"
  bool place_conflict = false;    // both name regions, and no region in common
};

Alignment Align(const Comparable& left, const Comparable& right);

// True if the times that the claims speak of may be the same: stated ones overlap; without a stated
// one, publication at most `days` apart. Unknown publication is compatible.
bool TimesMeet(const Record& a, const Record& b, int64_t days);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_ALIGNMENT_ALIGNMENT_H_
