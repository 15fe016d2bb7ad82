// English inflection: a word's base form, and the base form's other forms.
//
// A table of irregular forms first, then suffix rules with a check against known stems, after
// the ordering of Minnen, Carroll and Pearce, "Applied morphological processing of English" (2001).
// Words are given in any case; results are lower case. Thread-safe, no state.
#ifndef PLUGINS_LINGUISTICS_TEXT_LEMMA_H_
#define PLUGINS_LINGUISTICS_TEXT_LEMMA_H_

#include <string>
#include <string_view>

namespace plx::linguistics {

enum class WordClass : uint8_t {
  kAny = 0,   // try irregular forms, then verb and noun endings
  kVerb = 1,  // reducing, reduced, reduces -> reduce; took -> take
  kNoun = 2,  // countries -> country; men -> man; month's -> month
  kAdjective = 3,  // larger, largest -> large; better -> good
};

// The base form of `word`: kVerb "reducing" -> "reduce", kNoun "analyses" -> "analysis". A word
// that is already a base form, is not English, or contains no ASCII letter is returned folded.
std::string Lemma(std::string_view word, WordClass word_class = WordClass::kAny);

// True if `word` is a form of `lemma` ("relies" of "rely").
bool IsFormOf(std::string_view word, std::string_view lemma);

// What the ending of `word` says about it as a verb.
enum class VerbForm : uint8_t { kBase, kThirdPerson, kPast, kParticiple, kGerund };
VerbForm FormOf(std::string_view word);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_LEMMA_H_
