#include "plugins/claims/extraction/event_nouns.h"

#include <algorithm>

#include "plugins/claims/extraction/predicates.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::claims {
namespace {

using linguistics::IsAnyOf;
using linguistics::TokenKind;

constexpr int32_t kEventNoun = 600;  // score: nobody says it in so many words
constexpr size_t kMostAdjectives = 3;
constexpr size_t kMostDescribing = 5;  // words between "of" and the name

// "deaths" is one of "death".
std::string_view Singular(std::string_view word) { return word.ends_with("s") ? word.substr(0, word.size() - 1) : word; }

bool IsEventNoun(std::string_view word) {
  word = Singular(word);
  return IsAnyOf(word, {"death", "killing", "murder", "assassination", "arrest", "detention", "indictment", "conviction", "resignation",
                        "retirement", "dismissal", "firing", "ouster", "removal", "release", "acquittal", "escape", "appointment",
                        "nomination", "shooting", "stabbing", "wounding"}) &&
         UndergoerOf(word) != Undergoer::kNone;
}

// Of an event that has not happened, or of which nobody is sure that it has.
bool IsOpen(std::string_view word) {
  return IsAnyOf(word, {"no", "any", "alleged", "possible", "potential", "attempted", "planned", "future", "likely", "supposed", "expected",
                        "imminent", "proposed", "eventual", "fake", "reported", "rumored", "rumoured", "near"});
}

// "calls for the release of Holm", "fears of": whether it happens is still open.
bool LeftOpenBefore(const linguistics::TokenSequence& tokens, size_t phrase) {
  if (phrase < 2) return false;
  const std::string_view word = Singular(tokens.Word(phrase - 2));
  if (tokens.Word(phrase - 1) == "for") {
    return IsAnyOf(word, {"demand", "call", "calling", "push", "plea", "campaign", "bid", "appeal", "request", "petition",
                          "plan", "pressure", "warrant", "order"});
  }
  return tokens.Word(phrase - 1) == "of" &&
         IsAnyOf(word, {"possibility", "prospect", "threat", "risk", "fear", "rumor", "rumour", "idea", "chance", "hope", "danger",
                        "report", "allegation", "claim"});
}

// "The death of Holm would be a loss", "Holm's resignation is unlikely".
bool LeftOpenBehind(const linguistics::TokenSequence& tokens, size_t past) {
  if (IsAnyOf(tokens.Word(past), {"would", "could", "might", "may", "should", "must", "will"})) return true;
  if (!IsAnyOf(tokens.Word(past), {"is", "was", "are", "were", "seems", "seemed", "looks", "looked", "remains", "remained", "appears", "appeared"})) {
    return false;
  }
  const size_t what = IsAnyOf(tokens.Word(past + 1), {"not", "now", "very", "highly", "still", "increasingly"}) ? past + 2 : past + 1;
  return IsOpen(tokens.Word(what)) || IsAnyOf(tokens.Word(what), {"unlikely", "probable", "inevitable", "uncertain", "false", "untrue"});
}

bool IsPossessive(const linguistics::TokenSequence& tokens, size_t word) {
  const std::string_view text = tokens.Word(word);
  return text.ends_with("'s") || text.ends_with("'") || tokens.Code(word + 1) == '\'';
}

// Where the noun's phrase begins: with its article and adjectives; the noun itself if something leaves it open.
size_t PhraseBegin(const linguistics::TokenSequence& tokens, size_t noun, bool* open) {
  size_t first = noun;
  *open = true;
  while (first > 0 && noun - first <= kMostAdjectives && tokens.Kind(first - 1) == TokenKind::kWord) {
    const std::string_view word = tokens.Word(--first);
    if (IsOpen(word)) return noun;
    if (word != "the") continue;
    *open = false;
    return first;
  }
  return noun;
}

bool IsPerson(const plx_mention_t& mention) { return View(mention.entity).starts_with("person:"); }

// Words that may stand before a name without saying who that is: "the man Holm shot" is another than Holm.
bool IsAnybody(std::string_view word) {
  return IsAnyOf(word, {"man", "woman", "boy", "girl", "child", "person", "people", "suspect", "one", "those", "someone", "somebody"});
}

// The noun that befalls whoever is named at `name`: that of "killing of Holm", "arrest of the former harbour master Holm";
// else the number of tokens. Before the name others may be named: "the deaths of Lind and Holm".
size_t NounBefore(const SentenceFacts& facts, size_t name) {
  const linguistics::TokenSequence& tokens = facts.tokens;
  size_t of = name;
  while (of > 1 && (tokens.Word(of - 1) == "and" || tokens.Code(of - 1) == ',')) {
    const auto other = std::find_if(facts.mentions.begin(), facts.mentions.end(), [&](const plx_mention_t* m) {
      return IsPerson(*m) && tokens.IndexAt(m->base.span.end) == of - 1;
    });
    if (other == facts.mentions.end()) return tokens.size();
    of = tokens.IndexAt((*other)->base.span.begin);
  }
  for (size_t words = 0; of > 1 && words <= kMostDescribing; ++words) {
    const std::string_view word = tokens.Word(--of);
    if (word == "of") return IsEventNoun(tokens.Word(of - 1)) ? of - 1 : tokens.size();
    const bool article = IsAnyOf(word, {"the", "its", "their", "his", "her"});
    if (tokens.Kind(of) != TokenKind::kWord || (!article && linguistics::IsFunctionWord(word))) break;
    // What stands right before the name is a noun: not "the sailor supporting Holm".
    if (words == 0 && (article || IsAnybody(word) || word.ends_with("ing") || word.ends_with("ed"))) break;
  }
  return tokens.size();
}

ClaimDraft Draft(const Document& document, const SentenceFacts& facts, plx_span_t span, plx_span_t noun, const plx_mention_t& whom) {
  ClaimDraft claim;
  claim.span = span;
  const std::string folded = linguistics::FoldText(document.Text(noun));
  const std::string_view word = Singular(folded);
  claim.predicate = PredicateKey(word);
  claim.predicate_span = noun;
  ArgumentDraft& argument = UndergoerOf(word) == Undergoer::kSubject ? claim.subject : claim.object;
  argument.span = whom.base.span;
  argument.entity = std::string(View(whom.entity));
  argument.text = linguistics::DisplayText(facts.tokens, whom.base.span);
  claim.score = kEventNoun;
  claim.rule = kEventNounRule;
  return claim;
}

// What is done to events that have not happened, or never do: "demanded the release of Holm", "Holm's release was delayed".
bool LeavesOpenWhatIsDoneTo(std::string_view lemma) {
  return IsAnyOf(lemma, {"demand", "seek", "urge", "want", "call", "push", "campaign", "plead", "appeal", "press", "request", "ask",
                         "petition", "oppose", "block", "prevent", "avert", "avoid", "delay", "postpone", "plan", "prepare",
                         "await", "expect", "predict", "consider", "threaten", "fear", "favor", "favour", "support", "back",
                         "resist", "reject", "deny", "fake", "attempt", "propose", "refuse", "hope", "wait", "recommend", "negotiate",
                         "anticipate", "contemplate", "order"});
}

}  // namespace

bool SpeaksOfAnother(const Document& document, const linguistics::Clause& clause, plx_span_t whom) {
  const auto goes_on = [&](const linguistics::Participant& p) {
    if (!Overlaps(p.span, whom) || p.span.end <= whom.end + 1) return false;
    const std::string rest = linguistics::FoldText(document.Text({whom.end, p.span.end}));
    return rest.front() == ' ' && !linguistics::IsFunctionWord(std::string_view(rest).substr(1, rest.find_first_of(" ,", 1) - 1));
  };
  return goes_on(clause.subject) || std::any_of(clause.objects.begin(), clause.objects.end(), goes_on);
}

bool LeavesOpen(const Document& document, const linguistics::Clause& clause, plx_span_t noun) {
  // A nomination is opposed once it is made.
  if (!LeavesOpenWhatIsDoneTo(clause.lemma) || linguistics::FoldText(document.Text(noun)) == "nomination") return false;
  if (clause.passive && Overlaps(clause.subject.span, noun)) return true;
  return std::any_of(clause.objects.begin(), clause.objects.end(),
                     [&](const linguistics::Participant& object) { return Overlaps(object.span, noun); });
}

std::vector<ClaimDraft> EventNounsIn(const Document& document, const SentenceFacts& facts) {
  std::vector<ClaimDraft> claims;
  const linguistics::TokenSequence& tokens = facts.tokens;
  for (const plx_mention_t* whom : facts.mentions) {
    if (whom->coreferent != 0 || !IsPerson(*whom)) continue;
    const size_t first = tokens.IndexAt(whom->base.span.begin), past = tokens.IndexAt(whom->base.span.end);
    if (first >= tokens.size() || tokens.Kind(first) != TokenKind::kWord) continue;
    // "the brutal killing of Holm"
    if (const size_t noun = NounBefore(facts, first); noun < tokens.size()) {
      bool open = false;
      const size_t begin = PhraseBegin(tokens, noun, &open);
      // "The killing of Holm's brother" befell somebody else.
      const bool held = IsPossessive(tokens, past - 1);
      if (!open && !held && !LeftOpenBefore(tokens, begin) && !LeftOpenBehind(tokens, past)) claims.push_back(Draft(document, facts, tokens.Span(begin, past), tokens.Span(noun, noun + 1), *whom));
      continue;
    }
    // "Holm's sudden death": the possessive is part of the name's last word.
    const std::string_view last = past > first ? tokens.Word(past - 1) : std::string_view();
    if (LeftOpenBefore(tokens, first)) continue;
    const bool possessive = last.ends_with("'s") || last.ends_with("'") || tokens.Code(past) == '\'';
    for (size_t noun = past; possessive && noun < tokens.size() && noun <= past + kMostAdjectives; ++noun) {
      if (tokens.Kind(noun) != TokenKind::kWord && tokens.Code(noun) != '\'') break;
      if (IsOpen(tokens.Word(noun)) || IsPossessive(tokens, noun)) break;
      if (!IsEventNoun(tokens.Word(noun))) continue;
      if (Singular(tokens.Word(noun)) != tokens.Word(noun)) break;  // "Holm's nominations": his deeds
      // "Obama's nomination of Benjamin": his deed.
      if (tokens.Word(noun + 1) != "of" && !LeftOpenBehind(tokens, noun + 1)) claims.push_back(Draft(document, facts, tokens.Span(first, noun + 1), tokens.Span(noun, noun + 1), *whom));
      break;
    }
  }
  return claims;
}

}  // namespace plx::claims
