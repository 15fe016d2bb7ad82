#include "plugins/linguistics/text/lemma.h"

#include <algorithm>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics {
namespace {

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool EndsWith(std::string_view word, std::string_view ending) {
  // The last letter first: it tells most words apart without a comparison of texts.
  return word.size() >= ending.size() && word.back() == ending.back() && word.ends_with(ending);
}

bool EndsWithAny(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (const std::string_view e : endings) {
    if (EndsWith(word, e)) return true;
  }
  return false;
}

// The base forms of one irregular form, by class; empty: regular in that class.
struct Irregular {
  std::string_view verb, noun, adjective;
};

const WordMap<Irregular>& IrregularForms() {
  static const WordMap<Irregular> table = [] {
    WordMap<Irregular> t;
    ForEachLine(data::kIrregular, [&](std::string_view line) {
      const std::string_view base = TakeCell(&line);
      const std::string_view kind = TakeCell(&line);
      const auto put = [&](std::string_view form) {
        Irregular& irregular = t[form];
        std::string_view& known = kind == "v"   ? irregular.verb
                                  : kind == "n" ? irregular.noun
                                                : irregular.adjective;
        if (known.empty()) known = base;  // the first row decides
      };
      put(base);
      ForEachItem(line, put);
    });
    return t;
  }();
  return table;
}

// True if a verb stem that lost -ed or -ing had a final e ("reduc", "escalat", "undermin").
// English spelling settles most endings; the lists hold what it does not.
bool LostFinalE(std::string_view s) {
  if (s.size() < 2) return false;
  const char last = s.back();
  const char before = s[s.size() - 2];
  const char third = s.size() > 2 ? s[s.size() - 3] : '\0';
  const bool one_vowel = IsVowel(before) && !IsVowel(third);
  switch (last) {
    case 'c':
    case 'v':
    case 'u':
      return true;
    case 'z':
      return before != 'z' && s != "quiz" && s != "waltz";
    case 's':
      return before != 's' && !EndsWithAny(s, {"focus", "canvas", "bias", "gas", "iscuss"});
    case 'g':
      if (before == 'n')
        return EndsWithAny(s, {"chang", "rrang", "lleng", "veng", "hing", "loung", "lung", "ung"}) && s != "hung";
      return before != 'g' && s != "debug";
    case 'l':
      if (!IsVowel(before)) return before != 'l' && before != 'r' && before != 'w';
      return one_vowel && (before == 'i' || before == 'u' || EndsWithAny(s, {"scal", "consol", "inhal", "whal", "rol", "pol"})) &&
             !EndsWithAny(s, {"peril", "evil", "council"});
    case 'r':
      if (before == 'i' || before == 'u' || before == 'a') return one_vowel && !EndsWithAny(s, {"sugar", "collar", "liar", "murmur"});
      if (before == 'o')
        return EndsWithAny(s, {"stor", "xplor", "ignor", "scor", "ador", "plor", "bor"}) &&
               !EndsWithAny(s, {"labor", "harbor", "neighbor", "ancestor", "investor"});
      return EndsWithAny(s, {"terfer", "dher", "sever"}) && s != "sever";
    case 'n':
      if (before == 'i') return one_vowel && s != "win" && s != "bobbin";
      if (before == 'o') return EndsWithAny(s, {"postpon", "phon", "condon", "aton", "clon", "hon"});
      if (before == 'e') return EndsWithAny(s, {"nven", "rven", "aven"}) && !EndsWithAny(s, {"haven", "raven"});
      return one_vowel && before == 'u' && IsAnyOf(s, {"tun", "prun", "attun", "fortun"});
    case 't':
      if (before == 'a') return !EndsWithAny(s, {"eat", "oat", "combat", "format", "chat", "hat"}) || s == "creat" || s == "delineat" || s=="permeat";
      if (before == 'i') return EndsWithAny(s, {"invit", "unit", "cit", "gnit", "pedit", "writ"}) && !EndsWithAny(s, {"solicit", "elicit"});
      if (before == 'o') return EndsWithAny(s, {"vot", "mot", "quot", "denot"}) || s == "not";
      if (before == 'u') return third != 'o' && !EndsWithAny(s, {"put"}) ? true : EndsWithAny(s, {"isput", "omput", "eput", "mput"});
      if (before == 'e') return EndsWithAny(s, {"plet", "mpet", "delet"});
      return before == 's' && IsAnyOf(s, {"wast", "tast", "past", "hast", "bast"});
    case 'd':
      if (before == 'a') return third != 'e' && third != 'o';
      if (before == 'e') return EndsWithAny(s, {"nced", "eced", "mped", "rsed", "seced"});
      if (before == 'o') return EndsWithAny(s, {"lod", "rod", "cod"}) && !IsVowel(third);
      return (before == 'i' && (one_vowel || EndsWith(s, "guid"))) || (before == 'u' && third != 'o' && third != 'a');
    case 'k':
      return one_vowel && before != 'e';
    case 'm':
      if (before == 'u') return EndsWithAny(s, {"sum", "lum", "fum"});
      if (before == 'o') return EndsWithAny(s, {"com"});
      if (before == 'e') return EndsWithAny(s, {"schem", "them"});
      return one_vowel && (before == 'a' || before == 'i') && !EndsWithAny(s, {"victim", "claim", "pilgrim", "program"});
    case 'p':
      if (before == 'a') return one_vowel;
      if (before == 'i') return one_vowel && !EndsWithAny(s, {"quip", "gossip", "worship", "ship"});
      if (before == 'o') return IsAnyOf(s, {"hop", "cop", "scop", "slop", "elop", "grop", "mop"});
      return before == 'y' || s == "dup";
    case 'b':
      return (before == 'i' && EndsWithAny(s, {"crib", "brib", "gib"})) || IsAnyOf(s, {"prob", "rob", "glob", "tub", "cub"});
    case 'h':
      return EndsWithAny(s, {"breath", "bath", "sooth", "loath", "cloth", "cach", "psych"}) || s == "ach";
    case 'f':
      return s == "saf" || s == "chaf";
    default:
      return false;
  }
}

bool HasVowel(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return IsVowel(c) || c == 'y'; });
}

// The verb whose stem remains after -ed or -ing was cut off.
std::string VerbOfStem(std::string_view s) {
  std::string stem(s);
  const size_t n = s.size();
  if (n >= 3 && s[n - 1] == s[n - 2] && !IsVowel(s[n - 1])) {
    if (!IsAnyOf(s.substr(n - 1), {"l", "s", "f", "z"}) && !IsAnyOf(s, {"add", "err", "ebb", "putt", "boycott", "purr", "butt"})) {
      stem.pop_back();  // planned -> plan
    }
    return stem;
  }
  if (LostFinalE(s)) stem.push_back('e');
  return stem;
}

std::string StripVerbEnding(std::string_view w) {
  if (w.back() != 'd' && w.back() != 'g') return std::string(w);
  if (w.size() > 4 && EndsWith(w, "ied")) return std::string(w.substr(0, w.size() - 3)) + "y";
  if (EndsWith(w, "eed")) return std::string(w);
  if (w.size() > 3 && EndsWith(w, "ed")) {
    const std::string_view stem = w.substr(0, w.size() - 2);
    if (HasVowel(stem) && !IsAnyOf(w, {"hundred", "sacred", "naked", "wicked", "embed", "united", "biped", "shed", "sled", "rugged", "kindred"}))
      return VerbOfStem(stem);
  }
  if (w.size() > 4 && EndsWith(w, "ing")) {
    const std::string_view stem = w.substr(0, w.size() - 3);
    if (HasVowel(stem) &&
        !IsAnyOf(w, {"during", "morning", "evening", "ceiling", "sibling", "nothing", "anything",
                     "something", "everything", "darling", "herring", "pudding", "beijing",
                     "nanjing", "chongqing", "boeing", "outing", "sterling", "wedding"}) &&
        !EndsWithAny(w, {"string", "spring"}))
      return VerbOfStem(stem);
  }
  return std::string(w);
}

std::string StripPlural(std::string_view w) {
  static const WordSet kSingular = {
      "news",      "series",    "species",    "always",    "perhaps",  "means",      "headquarters",
      "customs",   "overseas",  "besides",    "sometimes", "afterwards", "towards",  "texas",
      "whereas",   "christmas", "lens",       "bias",      "canvas",   "atlas",      "gas",
      "mercedes",  "philippines", "netherlands", "emirates", "maldives", "seychelles", "athens",
      "laos",      "chaos",     "diabetes",   "herpes",    "aids",     "rabies",     "kudos",
      "ethos",     "upwards",   "downwards",  "afterward", "does",     "goes",       "hans",
      "james",     "charles",   "thomas",     "lagos",     "honduras", "bahamas",    "andreas",
      "los",       "las",       "des",        "nowadays",  "thereafters", "politics", "mathematics",
      "hamas",     "reuters",   "bloombergs", "brussels",  "wales"};
  const size_t n = w.size();
  if (n < 4 || w[n - 1] != 's' || EndsWithAny(w, {"ss", "us", "is"})) return std::string(w);
  if (EndsWith(w, "ics") && n > 5) return std::string(w);
  if (kSingular.Contains(w)) return std::string(w);
  if (EndsWith(w, "ies")) return n > 4 ? std::string(w.substr(0, n - 3)) + "y" : std::string(w.substr(0, n - 1));
  if (EndsWithAny(w, {"sses", "xes", "shes", "ches", "zzes", "oes"})) return std::string(w.substr(0, n - 2));
  return std::string(w.substr(0, n - 1));
}

std::string StripComparison(std::string_view w) {
  for (const std::string_view ending : {std::string_view("est"), std::string_view("er")}) {
    if (w.size() < ending.size() + 3 || !EndsWith(w, ending)) continue;
    const std::string_view stem = w.substr(0, w.size() - ending.size());
    if (stem.back() == 'i') return std::string(stem.substr(0, stem.size() - 1)) + "y";
    return HasVowel(stem) ? VerbOfStem(stem) : std::string(w);
  }
  return std::string(w);
}

bool HasAsciiLetter(std::string_view w) {
  return std::any_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string LemmaOfFolded(std::string_view w, WordClass word_class) {
  if (EndsWith(w, "'s")) w.remove_suffix(2);
  if (EndsWith(w, "s'")) w.remove_suffix(1);
  const Irregular* irregular = IrregularForms().Find(w);
  if (w.size() < 3 || !HasAsciiLetter(w)) {
    const bool verb = word_class == WordClass::kAny || word_class == WordClass::kVerb;
    return std::string(verb && irregular != nullptr && !irregular->verb.empty() ? irregular->verb : w);
  }
  const bool any = word_class == WordClass::kAny;
  if (irregular != nullptr) {
    if ((any || word_class == WordClass::kVerb) && !irregular->verb.empty()) return std::string(irregular->verb);
    if ((any || word_class == WordClass::kNoun) && !irregular->noun.empty()) return std::string(irregular->noun);
    if (word_class == WordClass::kAdjective && !irregular->adjective.empty()) return std::string(irregular->adjective);
  }
  if (word_class == WordClass::kAdjective) return StripComparison(w);
  if (w.back() == 's') return StripPlural(w);
  if (word_class == WordClass::kNoun) return std::string(w);
  return StripVerbEnding(w);
}

}  // namespace

std::string Lemma(std::string_view word, WordClass word_class) {
  const bool folded = std::all_of(word.begin(), word.end(), [](unsigned char c) { return c < 0x80 && !IsAsciiUpper(c); });
  return folded ? LemmaOfFolded(word, word_class) : LemmaOfFolded(FoldText(word), word_class);
}

bool IsFormOf(std::string_view word, std::string_view lemma) {
  return Lemma(word) == lemma || Lemma(word, WordClass::kVerb) == lemma ||
         Lemma(word, WordClass::kNoun) == lemma || Lemma(word, WordClass::kAdjective) == lemma;
}

VerbForm FormOf(std::string_view word) {
  const std::string w = FoldText(word);
  const std::string base = Lemma(w, WordClass::kVerb);
  if (base == w) return VerbForm::kBase;
  if (EndsWith(w, "ing")) return VerbForm::kGerund;
  if (EndsWith(w, "s")) return VerbForm::kThirdPerson;
  if (EndsWith(w, "ed")) return VerbForm::kPast;
  // Irregular: participles end in -n, or have the vowel u of sung; the rest is past.
  return EndsWithAny(w, {"en", "wn", "ne", "rn", "ung", "unk", "un"}) ? VerbForm::kParticiple
                                                                       : VerbForm::kPast;
}

}  // namespace plx::linguistics
