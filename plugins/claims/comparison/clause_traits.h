// What one clause says and leaves out, as far as it decides whether two are of one proposition.
#ifndef PLUGINS_CLAIMS_COMPARISON_CLAUSE_TRAITS_H_
#define PLUGINS_CLAIMS_COMPARISON_CLAUSE_TRAITS_H_

#include <cstdint>
#include <string_view>

#include "plugins/claims/comparison/compare.h"
#include "plugins/claims/records/record.h"

namespace plx::claims {

// Publications further apart than this speak of different states of the world unless a time is stated.
inline constexpr int64_t kSameState = 400;
// Terms of this weight that only one side has, on both sides: it is not the same thing they speak of.
inline constexpr int kOtherThing = 700;
// The weight of the object that both name, from which on it is one in particular.
inline constexpr int kNamedObject = 700;

// +1 or -1: whether the claim says that its predicate holds.
int Sign(const Record& r);
// Whether the predicate is of this class.
bool HasClass(const Record& r, std::string_view predicate_class);
// True if the claim says anything besides subject and predicate, be it "him".
bool SaysMore(const Record& r);
// Chinese leaves out what the clause before named; in English a clause without it hangs on another.
bool IsEnglish(const Record& r);
// Whether anything with content stands as the subject.
bool SaysSubject(const Record& r);
// "has rejected calls", "to leave the union": nobody and nothing stands before the verb. Whose deed it is was
// inferred from another clause.
bool BeginsWithVerb(const Record& r);
// "to leave the union", "leaving the union": not even said to happen.
bool IsBareDeed(const Record& r);
// Verbs that say little by themselves: what is known, begun or told is another thing each time.
bool IsEverydayVerb(std::string_view verb);
// What is to be and what is are two things, but a denial may be of either.
bool ModalitiesMeet(const Record& a, const Record& b);
// The texts of both, each cut to 100 bytes, for Explain.
Detail Quote(const Record& a, const Record& b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_CLAUSE_TRAITS_H_
