#include "plugins/claims/extraction/event_nouns.h"

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

bool IsEventNoun(std::string_view word) {
  return IsAnyOf(word, {"death", "killing", "murder", "assassination", "arrest", "detention", "indictment", "conviction", "resignation",
                        "retirement", "dismissal", "firing", "ouster", "removal", "release", "acquittal", "escape", "appointment",
                        "nomination", "shooting", "stabbing", "wounding"}) &&
         UndergoerOf(word) != Undergoer::kNone;
}

// Of an event that has not happened, or of which nobody is sure that it has.
bool LeavesOpen(std::string_view word) {
  return IsAnyOf(word, {"no", "any", "alleged", "possible", "potential", "attempted", "planned", "future", "likely", "supposed", "expected",
                        "imminent", "proposed", "eventual", "fake", "reported", "rumored", "rumoured", "near"});
}

// Where the noun's phrase begins: with its article and adjectives; the noun itself if something leaves it open.
size_t PhraseBegin(const linguistics::TokenSequence& tokens, size_t noun, bool* open) {
  size_t first = noun;
  *open = true;
  while (first > 0 && noun - first <= kMostAdjectives && tokens.Kind(first - 1) == TokenKind::kWord) {
    const std::string_view word = tokens.Word(--first);
    if (LeavesOpen(word)) return noun;
    if (word != "the") continue;
    *open = false;
    return first;
  }
  return noun;
}

// Words that may stand before a name without saying who that is: "the man Holm shot" is another than Holm.
bool IsAnybody(std::string_view word) {
  return IsAnyOf(word, {"man", "woman", "boy", "girl", "child", "person", "people", "suspect", "one", "those", "someone", "somebody"});
}

// The noun that befalls whoever is named at `name`: that of "killing of Holm", "arrest of the former harbour master Holm";
// else the number of tokens.
size_t NounBefore(const linguistics::TokenSequence& tokens, size_t name) {
  size_t of = name;
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
  const std::string word = linguistics::FoldText(document.Text(noun));
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

}  // namespace

std::vector<ClaimDraft> EventNounsIn(const Document& document, const SentenceFacts& facts) {
  std::vector<ClaimDraft> claims;
  const linguistics::TokenSequence& tokens = facts.tokens;
  for (const plx_mention_t* whom : facts.mentions) {
    if (whom->coreferent != 0 || !View(whom->entity).starts_with("person:")) continue;
    const size_t first = tokens.IndexAt(whom->base.span.begin), past = tokens.IndexAt(whom->base.span.end);
    if (first >= tokens.size() || tokens.Kind(first) != TokenKind::kWord) continue;
    // "the brutal killing of Holm"
    if (const size_t noun = NounBefore(tokens, first); noun < tokens.size()) {
      bool open = false;
      const size_t begin = PhraseBegin(tokens, noun, &open);
      if (!open) claims.push_back(Draft(document, facts, tokens.Span(begin, past), tokens.Span(noun, noun + 1), *whom));
      continue;
    }
    // "Holm's sudden death": the possessive is part of the name's last word.
    const std::string_view last = past > first ? tokens.Word(past - 1) : std::string_view();
    const bool possessive = last.ends_with("'s") || last.ends_with("'") || tokens.Code(past) == '\'';
    for (size_t noun = past; possessive && noun < tokens.size() && noun <= past + kMostAdjectives; ++noun) {
      if (tokens.Kind(noun) != TokenKind::kWord && tokens.Code(noun) != '\'') break;
      if (LeavesOpen(tokens.Word(noun))) break;
      if (!IsEventNoun(tokens.Word(noun))) continue;
      // "Obama's nomination of Benjamin": his deed.
      if (tokens.Word(noun + 1) != "of") claims.push_back(Draft(document, facts, tokens.Span(first, noun + 1), tokens.Span(noun, noun + 1), *whom));
      break;
    }
  }
  return claims;
}

}  // namespace plx::claims
