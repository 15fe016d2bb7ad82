#include "plugins/linguistics/syntax/english_mends.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/syntax/verb_groups.h"
#include "plugins/linguistics/syntax/word_table.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics::syntax {
namespace {
bool HasFinite(const std::vector<Word>& words) {
  return std::any_of(words.begin(), words.end(), [](const Word& w) {
    return w.tag == kModal || w.tag == kAuxiliary || w.tag == kVerbThird || w.tag == kVerbPresent || w.tag == kVerbPast;
  });
}

bool StartsPhrase(char tag) {
  return tag == kDeterminer || tag == kPossessive || tag == kName || tag == kPronoun || tag == kAdjective || tag == kNumber;
}

// The form of the present plural is that of the base; the lexicon saw some words ("cost") only as the former.
bool MayBeBase(std::string_view word) { return MayBe(word, kVerbBase) || (MayBe(word, kVerbPresent) && word != "are"); }

// "Tarvo will close": a modal behind a name looks like a noun; what follows tells.
void MendModals(std::vector<Word>* words) {
  for (size_t i = 1; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    if (w.lower != "will" || (w.tag != kNoun && w.tag != kName)) continue;
    const char before = (*words)[i - 1].tag;
    if (before != kName && before != kNoun && before != kNounPlural) continue;
    size_t next = i + 1;
    while (next + 1 < words->size() && (*words)[next].tag == kAdverb) ++next;
    if (MayBeBase((*words)[next].lower) || (*words)[next].lower == "be") w.tag = kModal;
  }
}

// "does not cause", "will fall": a base form must follow. "complete decoupling": none can.
void MendBaseForms(std::vector<Word>* words) {
  for (size_t i = 1; i < words->size(); ++i) {
    Word& w = (*words)[i];
    size_t k = i;
    while (k > 0 && (*words)[k - 1].tag == kAdverb) --k;
    if (k == 0 || w.mark != 0) continue;
    const Word& before = (*words)[k - 1];
    const bool wants = before.tag == kModal || (before.tag == kAuxiliary && IsDo(before.lower));
    const bool infinitive = before.tag == kTo && i + 1 < words->size() && StartsPhrase((*words)[i + 1].tag);
    const bool other = w.tag == kNoun || w.tag == kAdjective || w.tag == kAdverb || w.tag == kPreposition;
    const bool past = w.tag == kVerbPast && wants;  // "will cost"
    if ((wants || infinitive) && (other || past) && w.mention < 0 && MayBeBase(w.lower)) w.tag = kVerbBase;
    const bool may = wants || before.tag == kTo || before.tag == kCoordinator || before.tag == kComma ||
                     before.tag == kNoun || before.tag == kNounPlural || before.tag == kName || before.tag == kPronoun;
    if (w.tag == kVerbPast && before.tag == kTo && MayBeBase(w.lower)) w.tag = kVerbBase;  // "to fell"
    if (w.tag == kVerbBase && !may && MayBe(w.lower, kAdjective)) w.tag = kAdjective;
  }
}

// "had promised aid": a past form first, and an adjective only then. Not "had limited success".
void MendPerfects(std::vector<Word>* words) {
  for (size_t i = 1; i < words->size(); ++i) {
    Word& w = (*words)[i];
    if (w.tag != kAdjective || w.mention >= 0) continue;
    size_t k = i;
    while (k > 0 && (*words)[k - 1].tag == kAdverb) --k;
    if (k == 0 || !IsAnyOf((*words)[k - 1].lower, {"have", "has", "had", "having"})) continue;
    const std::string_view tags = TagsOf(w.lower);
    if (!tags.empty() && (tags[0] == kVerbPast || tags[0] == kVerbParticiple) && MayBe(w.lower, kVerbParticiple)) w.tag = kVerbParticiple;
  }
}

// "complete decoupling", "the easing of restrictions": a gerund that nothing but a noun can be.
void MendGerunds(std::vector<Word>* words) {
  const auto tag = [&](size_t i) { return i < words->size() ? (*words)[i].tag : static_cast<char>(kMark); };
  const auto noun = [](char t) { return t == kNoun || t == kNounPlural || t == kName; };
  for (size_t i = 1; i < words->size(); ++i) {
    if (tag(i) != kVerbGerund) continue;
    // "Complete decoupling from China is": at the head of a sentence the adjective looks like a name.
    if (i == 1 && tag(2) == kPreposition && (*words)[0].mention < 0 && MayBe((*words)[0].lower, kAdjective)) {
      (*words)[0].tag = kAdjective;
    }
    const char before = tag(i - 1);
    // "said overloading had caused it"
    if ((tag(i + 1) == kAuxiliary || tag(i + 1) == kModal) && (before == kVerbPast || before == kVerbThird)) (*words)[i].tag = kNoun;
    if (before != kDeterminer && before != kPossessive && before != kAdjective) continue;
    const bool modifies = noun(tag(i + 1)) || (tag(i + 1) == kAdjective && noun(tag(i + 2)));
    if (!modifies) (*words)[i].tag = kNoun;
  }
}

// "accused the company of arming the rebels": a deed, not a thing.
void MendAccusations(std::vector<Word>* words) {
  size_t i = 0;
  while (i < words->size() && !(*words)[i].lower.starts_with("accus")) ++i;
  for (i += 2; i + 2 < words->size() && (*words)[i].mark == 0; ++i) {
    Word& deed = (*words)[i + 1];
    if ((*words)[i].lower == "of" && deed.lower.size() > 5 && deed.lower.ends_with("ing") && StartsPhrase((*words)[i + 2].tag)) deed.tag = kVerbGerund;
  }
}

bool IsFiniteTag(char t) {
  return t == kModal || t == kAuxiliary || t == kVerbThird || t == kVerbPresent || t == kVerbPast;
}

// Where a stretch that has one finite verb of its own ends.
bool EndsStretch(const Word& w) {
  return w.mark != 0 || w.tag == kCoordinator ||
         IsAnyOf(w.lower, {"that", "which", "who", "whose", "because", "if", "while", "although", "when", "whether", "as", "after", "before"});
}

bool Says(const Word& verb) {
  return IsAnyOf(Lemma(verb.lower, WordClass::kVerb),
                 {"say", "claim", "insist", "believe", "think", "know", "deny", "argue", "allege", "suggest", "admit", "add", "note", "maintain"});
}

// Does a word that wants a finite verb open the clause of words[i], with no such verb between? "whose years as a
// champion led to a career".
bool WantsFinite(const std::vector<Word>& words, size_t i) {
  while (i-- > 0) {
    const Word& w = words[i];
    if (IsAnyOf(w.lower, {"that", "which", "who", "whose", "because", "although", "when", "whether"})) {
      return w.lower != "that" || w.tag != kDeterminer || (i > 0 && Says(words[i - 1]));
    }
    if (w.mark != 0 || IsFiniteTag(w.tag)) return false;
  }
  return false;
}

// What is done to a noun stands before it in no passive: "France condemned the firm and urged a ban" has two past
// forms. Verbs of naming and giving keep an object as passives: "a firm called Halcyon".
bool HasOwnObject(const std::vector<Word>& words, size_t i) {
  const Word& next = words[i + 1];
  // "killed 12 people", not "founded 12 years ago".
  const bool counted = next.tag == kNumber && i + 2 < words.size() && words[i + 2].tag == kNounPlural &&
                       !IsAnyOf(words[i + 2].lower, {"years", "months", "weeks", "days", "hours", "minutes", "miles", "times"});
  const bool object = counted || next.tag == kDeterminer || next.tag == kPossessive || (next.tag == kName && next.mention >= 0);
  return object && !IsAnyOf(Lemma(words[i].lower, WordClass::kVerb),
                            {"call", "name", "dub", "title", "term", "label", "give", "award", "grant", "offer", "deny", "send", "show",
                             "teach", "tell", "ask", "owe", "pay", "allow", "leave", "base", "bring", "sell", "lend", "make", "promise"});
}

bool HasPastBefore(const std::vector<Word>& words, size_t i) {
  for (size_t k = i - 1; k-- > 0 && words[k].mark == 0;) {
    if (IsFiniteTag(words[k].tag)) return words[k].tag == kVerbPast;
  }
  return false;
}

// "denies that troops captured the town": the one verb of its stretch is a past form, whatever it looks
// like. "The whale found near Bergen is dead": a past form with a finite verb behind and no noun between
// is a participle.
void MendPastForms(std::vector<Word>* words) {
  for (size_t i = 1; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    const char before = (*words)[i - 1].tag;
    const bool noun = before == kNoun || before == kNounPlural || before == kName;
    const bool relative = i > 1 && (*words)[i - 1].lower == "that" && (*words)[i - 1].tag != kDeterminer && IsNounLike((*words)[i - 2].tag);
    const bool subject = relative || IsAnyOf((*words)[i - 1].lower, {"which", "who", "he", "she", "they", "we", "i"}) || (i == 1 && (*words)[0].lower == "it");
    if (subject && w.tag == kVerbParticiple && MayBe(w.lower, kVerbPast)) {
      w.tag = kVerbPast;  // "the guild, which brought the case", "he accused the firm"
      continue;
    }
    // "was shot and killed": no noun in the singular stands there without an article.
    const bool is = (*words)[i - 1].tag == kAuxiliary && IsBe((*words)[i - 1].lower);
    if (is && w.tag == kNoun && MayBe(w.lower, kVerbParticiple) && ((*words)[i + 1].tag == kCoordinator || (*words)[i + 1].tag == kPreposition)) {
      w.tag = kVerbParticiple;
      continue;
    }
    // "shocked and delighted a nation"
    if (before == kCoordinator && i > 1 && (*words)[i - 2].tag == kVerbPast && w.tag == kVerbParticiple && MayBe(w.lower, kVerbPast)) {
      w.tag = kVerbPast;
      continue;
    }
    const bool may = w.tag == kVerbParticiple || w.tag == kVerbPast || (w.tag == kAdjective && MayBe(w.lower, kVerbPast));
    // "The leader, Ortiz, accused the firm": behind an apposition, too.
    const bool apposed = before == kComma && w.tag == kVerbParticiple && i > 1 && HasOwnObject(*words, i);
    // "blamed the firm and accused it of": the second of two.
    const bool joined = before == kCoordinator && w.tag == kVerbParticiple && i > 1 && MayBe(w.lower, kVerbPast) &&
                        (HasOwnObject(*words, i) || IsAnyOf((*words)[i + 1].lower, {"it", "him", "her", "them"})) && HasPastBefore(*words, i);
    if (joined) {
      w.tag = kVerbPast;
      continue;
    }
    if ((!noun && !apposed) || !may) continue;
    size_t first = i;
    while (first > 0 && !EndsStretch((*words)[first - 1])) --first;
    bool finite_before = false, finite_behind = false, free_noun = false;
    for (size_t k = first; k < i; ++k) {
      if (!IsFiniteTag((*words)[k].tag)) continue;
      // "said the bridge passed the inspection": what is said begins a stretch of its own.
      finite_before = !(HasOwnObject(*words, i) && Says((*words)[k]));
    }
    size_t k = i + 1;
    bool governed = false;
    for (; k < words->size() && !EndsStretch((*words)[k]) && !finite_behind; ++k) {
      const char t = (*words)[k].tag;
      finite_behind = t == kAuxiliary || t == kModal || t == kVerbThird;
      if (t == kPreposition || t == kTo) governed = true;
      const bool nominal = t == kNoun || t == kNounPlural || t == kName || t == kPronoun;
      if (nominal && !governed) free_noun = true;
    }
    const bool alone = !finite_before && !finite_behind && MayBe(w.lower, kVerbPast);
    const bool content = WantsFinite(*words, i);
    // "The first trial succeeded": what takes no object cannot be a passive without its auxiliary.
    const bool intransitive = first == 0 && IsAnyOf(Lemma(w.lower, WordClass::kVerb), {"succeed", "fail", "rise", "fall", "occur",
        "happen", "collapse", "emerge", "arrive", "die", "resign", "expire", "begin", "end", "start", "continue", "remain", "appear",
        "disappear", "explode", "crash", "sink", "return", "vanish", "grow", "shrink", "surge", "decline", "drop", "increase", "decrease"});
    const bool calls = first == 0 && w.lower == "called" && (*words)[i + 1].lower == "for";
    const bool transitive = calls || apposed || (first == 0 && HasOwnObject(*words, i));
    if (w.tag != kVerbPast && alone && (transitive || (w.tag == kVerbParticiple && (content || intransitive)))) {
      w.tag = kVerbPast;
    } else if (w.tag == kVerbPast && finite_behind && !finite_before && !free_noun && governed && MayBe(w.lower, kVerbParticiple)) {
      w.tag = kVerbParticiple;
    }
  }
}

// A sentence without a finite verb is often a headline whose verb looks like something else: "Fed
// raised rates", "Police arrest two men".
void FindMissingVerb(std::vector<Word>* words) {
  if (HasFinite(*words)) return;
  for (size_t i = 1; i < words->size(); ++i) {
    Word& w = (*words)[i];
    const char before = (*words)[i - 1].tag;
    const char after = i + 1 < words->size() ? (*words)[i + 1].tag : static_cast<char>(kMark);
    // "Woman Killed In Accident, Driver Charged"
    const bool ends = after == kMark || after == kComma;
    if (ends && w.tag == kName && w.mention < 0 && (before == kName || before == kNoun || before == kNounPlural) &&
        VerbFormOf(w.lower) == kVerbParticiple && HasFrame("takes_object", Lemma(w.lower, WordClass::kVerb))) {
      w.tag = kVerbParticiple;
    }
    if (ends) continue;
    if (w.mark != 0 || w.mention >= 0 || (before != kName && before != kNoun && before != kNounPlural)) continue;
    if (w.tag == kName && (after == kPreposition || after == kTo || StartsPhrase(after) || IsNounLike(after))) {
      if (const char verb = VerbFormOf(w.lower); verb != 0) {
        w.tag = verb == kVerbParticiple && StartsPhrase(after) ? static_cast<char>(kVerbPast) : verb;
        return;
      }
    }
    const bool object = after == kDeterminer || after == kPossessive || after == kNumber || after == kNoun ||
                        after == kNounPlural || after == kName || after == kAdjective;
    const bool infinitive = after == kTo && i + 2 < words->size() && (*words)[i + 2].tag == kVerbBase;  // "offered to buy"
    // "Lohan checked into rehab": what is done to somebody ("arrested after robbery") is left to the clauses.
    const bool deed = before == kName && after != kPreposition ? after == kAdverb : before == kName && (*words)[i + 1].lower != "by";
    const bool active = deed && !HasFrame("takes_object", Lemma(w.lower, WordClass::kVerb));
    if (w.tag == kVerbParticiple && (object || infinitive || active) && MayBe(w.lower, kVerbPast)) {
      w.tag = kVerbPast;
      return;
    }
    if (w.tag == kNoun && object && (before != kNoun || after == kNumber) && MayBe(w.lower, kVerbPresent)) {
      w.tag = kVerbPresent;
      return;
    }
    if (w.tag == kNounPlural && object && MayBe(w.lower, kVerbThird)) {
      w.tag = kVerbThird;
      return;
    }
  }
}

// Headlines put verbs where a bigram expects nouns: "China controls 85% of ...", "allies plan to ...".
// A noun that may be a verb of the right number is one between a subject and what only an object or
// infinitive begins with.
void PreferVerbs(std::vector<Word>* words) {
  for (size_t i = 1; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    const char before = (*words)[i - 1].tag;
    size_t next = i + 1;  // "supplies about 60%"
    while (next + 1 < words->size() && IsAnyOf((*words)[next].lower, {"about", "around", "nearly", "almost", "roughly", "some",
                                                                      "over", "only", "approximately"})) {
      ++next;
    }
    const char after = next > i + 1 && (*words)[next].tag != kNumber ? (*words)[i + 1].tag : (*words)[next].tag;
    const bool object = after == kDeterminer || after == kPossessive || after == kNumber ||
                        (after == kTo && i + 2 < words->size() && (*words)[i + 2].tag == kVerbBase);
    if (w.mention >= 0 || w.mark != 0) continue;
    // "China accounts for 40% of mining"
    const bool share = IsAnyOf(w.lower, {"accounts", "account"}) && (*words)[i + 1].lower == "for" && i + 2 < words->size();
    if (share && IsNounLike(w.tag) && (before == kName || before == kNoun || before == kNounPlural)) {
      w.tag = w.lower == "accounts" ? kVerbThird : kVerbPresent;
    }
    const bool says = (*words)[i + 1].lower == "that" && (before == kName || before == kNoun) && i + 3 < words->size();
    if (says && w.tag == kNounPlural && w.mention < 0 && w.mark == 0 && MayBe(w.lower, kVerbThird)) w.tag = kVerbThird;
    // "Authorities suspect arson is the cause"
    const auto finite_behind = [&] {
      for (size_t k = i + 1; k < words->size() && !EndsStretch((*words)[k]); ++k) {
        if (IsFiniteTag((*words)[k].tag)) return true;
      }
      return false;
    };
    if (w.tag == kNoun && before == kNounPlural && MayBe(w.lower, kVerbPresent) && HasFrame("takes_clause", w.lower) && finite_behind()) {
      w.tag = kVerbPresent;
    }
    if (!object) continue;
    const bool singular = before == kName || before == kNoun;
    const bool joined = before == kCoordinator && after == kTo;
    if (w.tag == kNounPlural && (before == kName || joined) && MayBe(w.lower, kVerbThird)) w.tag = kVerbThird;
    if (w.tag == kNoun && before == kNounPlural && MayBe(w.lower, kVerbPresent)) w.tag = kVerbPresent;
    if (w.tag == kNounPlural && singular && after == kTo && MayBe(w.lower, kVerbThird) && !HasFinite(*words)) {
      w.tag = kVerbThird;
    }
  }
}

}  // namespace

void MendEnglishTags(std::vector<Word>* words) {
  MendModals(words);
  MendBaseForms(words);
  MendPerfects(words);
  MendGerunds(words);
  MendAccusations(words);
  PreferVerbs(words);
  MendPastForms(words);
  FindMissingVerb(words);
}

}  // namespace plx::linguistics::syntax
