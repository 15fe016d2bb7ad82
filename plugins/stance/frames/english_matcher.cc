#include <algorithm>

#include "plugins/linguistics/text/lemma.h"
#include "plugins/stance/frames/matcher.h"

namespace plx::stance {
namespace {

using linguistics::syntax::MayBe;

// The state of one attempt to match a frame.
struct Attempt {
  const std::vector<Word>& words;
  const std::vector<WordForms>& forms;
  const std::vector<bool>& verbal;
  Range inner;
  size_t matched = 0;
};

bool IsVerbTag(char tag) { return std::string_view("BEZDKG").find(tag) != std::string_view::npos; }

// Words that end a gap or an inner slot: marks, relative pronouns, and finite verbs.
bool EndsGap(const Word& word) {
  return word.mark == '.' || word.mark == ';' || word.mark == ':' || word.mark == '?' ||
         word.mark == '!' || word.tag == linguistics::syntax::kWh ||
         word.tag == linguistics::syntax::kVerbThird || word.tag == linguistics::syntax::kModal ||
         word.tag == linguistics::syntax::kVerbPresent;
}

bool MatchesPhrase(const Attempt& a, const std::vector<std::string>& phrase, size_t at) {
  if (at + phrase.size() > a.words.size()) return false;
  for (size_t i = 0; i < phrase.size(); ++i) {
    if (!IsForm(a.words[at + i], a.forms[at + i], phrase[i])) return false;
  }
  return true;
}

// The longest alternative of `element` at `at`; 0 if none.
size_t MatchWords(const Attempt& a, const Element& element, size_t at) {
  size_t longest = 0;
  for (const auto& phrase : element.alternatives) {
    if (phrase.size() > longest && MatchesPhrase(a, phrase, at)) longest = phrase.size();
  }
  return longest;
}

// Matches pattern[element...] from word `at`; the end, or 0.
// A slot does not end inside a noun phrase: "describes the | merger as".
// `owned`: the pattern names what the slot's phrase owns: "China's | grip".
bool CutsPhrase(const Attempt& a, size_t end, bool owned) {
  const char last = a.words[end - 1].tag;
  if (last == linguistics::syntax::kPossessive && owned && a.words[end - 1].possessive) return false;
  if (last == linguistics::syntax::kDeterminer || last == linguistics::syntax::kAdjective ||
      last == linguistics::syntax::kPossessive) {
    return true;
  }
  return end < a.words.size() && IsNominal(last) && IsNominal(a.words[end].tag) &&
         a.words[end].mention < 0 && a.words[end - 1].mention < 0;
}

size_t MatchFrom(Attempt* a, const std::vector<Element>& pattern, size_t element, size_t at) {
  if (element == pattern.size()) return at;
  const Element& e = pattern[element];
  if (e.type == Element::kWords) {
    if (const size_t n = MatchWords(*a, e, at); n > 0) {
      const size_t end = MatchFrom(a, pattern, element + 1, at + n);
      if (end > 0) {
        a->matched += n;
        return end;
      }
    }
    if (e.optional) return MatchFrom(a, pattern, element + 1, at);
    // An adverb may stand anywhere: "aligning closely with", "relies heavily on".
    if (element > 0 && at < a->words.size() &&
        a->words[at].tag == linguistics::syntax::kAdverb && a->words[at].lower != "not") {
      return MatchFrom(a, pattern, element, at + 1);
    }
    return 0;
  }
  const bool inner = e.type == Element::kInner;
  const size_t least = inner ? 1 : 0;
  const bool owned = inner && element + 1 < pattern.size() && !pattern[element + 1].optional &&
                     pattern[element + 1].type == Element::kWords;
  for (size_t n = 0; n <= e.limit && at + n <= a->words.size(); ++n) {
    if (n >= least && !(inner && CutsPhrase(*a, at + n, owned))) {
      if (const size_t end = MatchFrom(a, pattern, element + 1, at + n); end > 0) {
        if (e.type == Element::kInner) a->inner = {at, at + n};
        return end;
      }
    }
    if (at + n < a->words.size() && EndsGap(a->words[at + n])) break;
  }
  return 0;
}

bool IsLinkingVerb(const Word& word, const WordForms& forms) {
  static constexpr std::string_view kLinking[] = {
      "be",    "seem",  "appear", "remain", "look", "become", "feel",
      "sound", "grow",  "stay",   "prove",  "get",  "turn"};
  return std::find(std::begin(kLinking), std::end(kLinking), forms.verb) != std::end(kLinking) ||
         word.lower == "'s" || word.lower == "'re" || word.lower == "'m";
}

// "is still deeply wary", "China, wary of ...", "as wary": what may stand before an adjective frame.
bool AdjectiveInPlace(const Attempt& a, size_t at) {
  size_t i = at;
  while (i > 0 && (a.words[i - 1].tag == linguistics::syntax::kAdverb ||
                   a.words[i - 1].lower == "not" || a.words[i - 1].lower == "as" ||
                   a.words[i - 1].lower == "more" || a.words[i - 1].lower == "less")) {
    --i;
  }
  if (i == 0) return true;
  const Word& before = a.words[i - 1];
  if (IsLinkingVerb(before, a.forms[i - 1])) return true;
  // A coordinated adjective: "weak and unrealistic".
  if (before.tag == linguistics::syntax::kCoordinator || before.mark == ',') return true;
  return IsNominal(before.tag);
}

// A noun phrase may start at `i`.
bool StartsPhrase(const Attempt& a, size_t i) {
  if (i >= a.words.size()) return false;
  const char tag = a.words[i].tag;
  return IsNominal(tag) || tag == linguistics::syntax::kDeterminer ||
         tag == linguistics::syntax::kPossessive || tag == linguistics::syntax::kAdjective ||
         tag == linguistics::syntax::kPronoun;
}

// "had her confidence": no auxiliary of another verb.
bool IsFullHave(const Attempt& a, size_t at) {
  return a.words[at].tag == linguistics::syntax::kAuxiliary && a.forms[at].verb == "have" && StartsPhrase(a, at + 1);
}

bool AnchorFits(const Attempt& a, const Frame& frame, size_t at) {
  const Word& word = a.words[at];
  switch (frame.kind) {
    case FrameKind::kVerb:
      if (a.verbal[at] || word.tag == linguistics::syntax::kVerbParticiple ||
          word.tag == linguistics::syntax::kVerbGerund) {
        if (IsVerbTag(word.tag) || IsFullHave(a, at)) return true;
        // A past form taken for a noun in a clause without a verb: "the strike won backing from X".
        return frame.pattern.size() > 2 && at > 0 && IsNominal(a.words[at - 1].tag) &&
               word.lower != a.forms[at].verb && MayBe(word.lower, linguistics::syntax::kVerbPast);
      }
      // "to counter China": an infinitive taken for a noun.
      if (at > 0 && a.words[at - 1].tag == linguistics::syntax::kTo &&
          word.lower == a.forms[at].verb && StartsPhrase(a, at + 1)) {
        return true;
      }
      // A gerund taken for a noun: "the strategy of siding with the US".
      if (word.lower.ends_with("ing") && a.forms[at].verb != word.lower && at > 0 &&
          a.words[at - 1].tag == linguistics::syntax::kPreposition) {
        return true;
      }
      // The tagger takes capitalised headline verbs for names.
      return word.tag == linguistics::syntax::kName && word.mention < 0 && at > 0 &&
             a.words[at - 1].mention >= 0 && !a.words[at - 1].possessive &&
             word.lower != a.forms[at].verb &&
             MayBe(word.lower, linguistics::syntax::kVerbThird);
    case FrameKind::kNoun:
      return IsNominal(word.tag) || word.tag == linguistics::syntax::kVerbGerund ||
             (!a.verbal[at] && (MayBe(word.lower, linguistics::syntax::kNounPlural) ||
                                MayBe(word.lower, linguistics::syntax::kNoun)));
    case FrameKind::kAdjective:
      // As written: "welcomed" is no form of the adjective "welcome".
      return std::any_of(frame.pattern[0].alternatives.begin(),
                         frame.pattern[0].alternatives.end(),
                         [&](const auto& phrase) { return phrase[0] == word.lower; }) &&
             AdjectiveInPlace(a, at);
    case FrameKind::kPhrase:
      return true;
  }
  return false;
}

}  // namespace

bool IsNominal(char tag) {
  return tag == linguistics::syntax::kNoun || tag == linguistics::syntax::kNounPlural ||
         tag == linguistics::syntax::kName;
}

std::vector<WordForms> FormsOf(const std::vector<Word>& words) {
  std::vector<WordForms> forms;
  forms.reserve(words.size());
  for (const Word& word : words) {
    WordForms f;
    if (word.mark == 0 && !word.chinese) {
      f.verb = linguistics::Lemma(word.lower, linguistics::WordClass::kVerb);
      f.noun = linguistics::Lemma(word.lower, linguistics::WordClass::kNoun);
    }
    forms.push_back(std::move(f));
  }
  return forms;
}

bool IsForm(const Word& word, const WordForms& forms, std::string_view lemma) {
  return word.lower == lemma || forms.verb == lemma || forms.noun == lemma;
}

EnglishMatcher::EnglishMatcher(const std::vector<Frame>& frames) {
  for (const Frame& frame : frames) {
    if (frame.chinese) continue;
    for (const auto& alternative : frame.pattern[0].alternatives) {
      by_first_word_[alternative[0]].push_back(&frame);
    }
  }
}

std::vector<FrameMatch> EnglishMatcher::Find(const std::vector<Word>& words,
                                             const std::vector<WordForms>& forms,
                                             const std::vector<bool>& verbal) const {
  std::vector<FrameMatch> found;
  std::vector<const Frame*> tried;
  for (size_t at = 0; at < words.size(); ++at) {
    if (words[at].mark != 0 || words[at].chinese) continue;
    tried.clear();
    for (const std::string* key : {&words[at].lower, &forms[at].verb, &forms[at].noun}) {
      if (key != &words[at].lower && *key == words[at].lower) continue;
      const std::vector<const Frame*>* frames = by_first_word_.Find(*key);
      if (frames == nullptr) continue;
      for (const Frame* candidate : *frames) {
        const Frame& frame = *candidate;
        if (std::find(tried.begin(), tried.end(), &frame) != tried.end()) continue;
        tried.push_back(&frame);
        Attempt attempt{words, forms, verbal, {}, 0};
        if (!AnchorFits(attempt, frame, at)) continue;
        const size_t stop = MatchFrom(&attempt, frame.pattern, 0, at);
        if (stop == 0) continue;
        FrameMatch match;
        match.frame = &frame;
        match.words = {at, stop};
        match.inner = attempt.inner;
        match.span = {words[at].span.begin, words[stop - 1].span.end};
        match.anchor = words[at].span;
        match.matched = attempt.matched;
        if (!attempt.inner.empty()) {
          match.inner_span = {words[attempt.inner.first].span.begin,
                              words[attempt.inner.end - 1].span.end};
        }
        found.push_back(match);
      }
    }
  }
  return KeepLongest(std::move(found));
}

std::vector<FrameMatch> KeepLongest(std::vector<FrameMatch> found) {
  std::stable_sort(found.begin(), found.end(), [](const FrameMatch& a, const FrameMatch& b) {
    if (a.matched != b.matched) return a.matched > b.matched;
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    return a.frame->id < b.frame->id;
  });
  std::vector<FrameMatch> kept;
  for (const FrameMatch& match : found) {
    const bool covered = std::any_of(kept.begin(), kept.end(), [&](const FrameMatch& k) {
      return Contains(k.span, match.anchor) && !Contains(k.inner_span, match.anchor);
    });
    if (!covered) kept.push_back(match);
  }
  std::sort(kept.begin(), kept.end(), [](const FrameMatch& a, const FrameMatch& b) {
    return a.span.begin < b.span.begin;
  });
  return kept;
}

}  // namespace plx::stance
