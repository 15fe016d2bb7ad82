#include "plugins/claims/comparison/one_story.h"

#include <algorithm>
#include <cstdlib>

#include "plugins/claims/alignment/comparable.h"
#include "plugins/claims/alignment/term_match.h"

namespace plx::claims {
namespace {

constexpr int64_t kOneStoryDays = 10;
constexpr int kFewestWords = 2;
// Of names and words in common. Two attacks on one city a week apart share its name and a word; without dates they may be
// years apart.
constexpr int kEnough = 4, kEnoughUndated = 7;
constexpr int kAbout = 2;  // what the one that a document speaks of most counts beside the words it has often

// "=chonta" of place:chonta-dam and name:chonta.
bool ShareWord(const RecordTerm& a, const RecordTerm& b) {
  return std::any_of(a.also.begin(), a.also.end(), [&](const std::string& word) {
    return word[0] == '=' && std::find(b.also.begin(), b.also.end(), word) != b.also.end();
  });
}

bool IsIn(const RecordTerm& term, const std::vector<RecordTerm>& others) {
  return std::any_of(others.begin(), others.end(), [&](const RecordTerm& o) { return SimilarTerm(term, o) || ShareWord(term, o); });
}

// A place or a thing with a name says more than a country, a body or a person, who are in the news for many things.
int WeightOfName(const std::string& key) {
  return key.starts_with("region:") || key.starts_with("person:") || key.starts_with("org:") ? 1 : 2;
}

// "The earthquake in Turkey": the claims themselves say where and what.
bool NameOneEvent(const Record& a, const Record& b) {
  bool name = false, word = false;
  for (const RecordTerm& t : a.terms) {
    if (t.term_class == kMemberTerm || t.place == Place::kPredicate || !IsIn(t, b.terms)) continue;
    if (t.term_class == kEntityTerm) {
      name |= !t.key.starts_with("person:");
    } else {
      word |= IsIn(t, a.story) && IsIn(t, b.story);
    }
  }
  return name && word;
}

// Who cut or creates jobs or went on strike is told by the name of the company alone.
bool IsOfCompany(std::string_view role) { return role == "layoff" || role == "hiring" || role == "strike" || role == "breach"; }

}  // namespace

bool TellOneStory(const Record& a, const Record& b, std::string_view role) {
  const bool dated = a.published != kNoDay && b.published != kNoDay;
  if (dated && std::abs(a.published - b.published) > kOneStoryDays) return false;
  if (NameOneEvent(a, b)) return true;
  int names = 0, words = 0;
  for (const RecordTerm& t : a.names) {
    if (IsIn(t, b.names) || IsIn(t, b.story)) names += WeightOfName(t.key);
  }
  for (const RecordTerm& t : a.story) {
    if (IsIn(t, b.story)) ++words;
  }
  if (names > 0 && IsOfCompany(role)) return true;
  return names > 0 && words >= kFewestWords && names + words >= (dated ? kEnough : kEnoughUndated);
}

bool ShareSubject(const Record& a, const Record& b) {
  const bool dated = a.published != kNoDay && b.published != kNoDay;
  if (dated && std::abs(a.published - b.published) > kOneStoryDays) return false;
  int common = !a.about.key.empty() && (SameName(a.about.key, b.about.key) || SameTerm(a.about, b.about)) ? kAbout : 0;
  for (const RecordTerm& t : a.context) {
    if (IsIn(t, b.context)) ++common;
  }
  return common >= kEnough;
}

bool HappenedElsewhere(const Record& a, const Record& b) {
  const auto names_other_place = [](const Record& r, const Record& other) {
    return std::any_of(r.terms.begin(), r.terms.end(), [&](const RecordTerm& t) {
      const bool place = t.term_class == kEntityTerm && (IsPlace(t.key) || t.key.starts_with("name:"));
      return place && !IsIn(t, other.names);
    });
  };
  return names_other_place(a, b) && names_other_place(b, a);
}

}  // namespace plx::claims
