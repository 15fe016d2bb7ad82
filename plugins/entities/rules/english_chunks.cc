#include "plugins/entities/rules/english_chunks.h"

#include "plugins/entities/rules/common_words.h"
#include "plugins/linguistics/syntax/words.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::entities {

using linguistics::TokenKind;

EnglishChunks::EnglishChunks(const Reading& reading, uint32_t number, const Spans& spans)
    : unit_(reading.units[number]), spans_(spans), in_office_(unit_.size()) {
  for (const Mention& mention : reading.mentions) {
    if (mention.unit != number || mention.type != kOffice) continue;
    for (uint32_t i = mention.first; i < mention.end; ++i) in_office_[i] = true;
  }
}

bool EnglishChunks::IsMark(size_t i, char32_t code) const {
  return i < unit_.size() && unit_.tokens().Kind(i) == TokenKind::kPunctuation && unit_.tokens().Code(i) == code;
}

size_t EnglishChunks::End(size_t first) const {
  size_t end = first + 1;
  while (end < unit_.size() && SameSentence(first, end) && (unit_.possessive(end - 1) == 0 || OwnsBody(end - 1))) {
    if (unit_.IsCapital(end) && !unit_.tokens()[end].line_start) {
      ++end;
    } else if (const size_t next = AfterJoint(end); next > end) {
      end = next;
    } else {
      break;
    }
  }
  return end;
}

// The apostrophe of "Pilots'".
bool EnglishChunks::EndsOwner(size_t i) const {
  return i > 0 && (IsMark(i, '\'') || IsMark(i, U'’')) && Glued(i) && Word(i - 1).ends_with('s');
}

bool EnglishChunks::OwnsBody(size_t i) const {
  const std::string_view word = Word(i);
  const bool people = word.ends_with("men's") || word.ends_with("people's") || word.ends_with("children's");
  if (!(people || EndsOwner(i + 1)) || !IsCommonWord(word) || !unit_.IsCapital(i) || spans_.On(i) != nullptr) return false;
  size_t k = people ? i + 1 : i + 2;
  while (unit_.IsCapital(k) && SameSentence(i, k) && !In("org_strict", k) && Word(k) != "union") ++k;
  return unit_.IsCapital(k) && SameSentence(i, k);
}

// Past the capital after a joint ("of the", "&", the hyphen of "Mercedes-Benz", the dot of "J."), or
// `i` if no joint stands there.
size_t EnglishChunks::AfterJoint(size_t i) const {
  if (IsMark(i, '-') && Glued(i) && Glued(i + 1) &&
      (unit_.IsCapital(i + 1) || unit_.tokens().Kind(i + 1) == TokenKind::kNumber)) {
    return i + 2;
  }
  if (IsMark(i, '&') && unit_.IsCapital(i + 1)) return i + 2;
  if (EndsOwner(i) && OwnsBody(i - 1)) return i + 2;
  if (IsMark(i, '.') && Glued(i) && unit_.Text(i - 1, i).size() == 1 && unit_.IsCapital(i + 1)) {
    return i + 2;
  }
  size_t j = i;
  while (j < unit_.size() && j < i + 3 && In("name_connector", j) && !unit_.tokens()[j].capitalized) {
    ++j;
  }
  return j > i && unit_.IsCapital(j) && SameSentence(i, j) ? j + 1 : i;
}

bool EnglishChunks::Skippable(size_t i) const {
  if (!unit_.IsCapital(i)) return true;
  if (in_office_[i]) return true;
  if (spans_.On(i) != nullptr) return false;
  if (In("not_name", i) || In("month_day", i)) return true;
  return unit_.sentence_start(i) && IsCommonWord(Word(i)) && !In("given_name", i) &&
         !In("event_first", i) && !In("place_first", i) && !OwnsBody(i) && !OpensFirm(i);
}

// "Halcyon Shipping denied it": a common word opens the sentence, but its firm has a capital.
bool EnglishChunks::OpensFirm(size_t i) const {
  if (OpensLongerFirm(i)) return true;
  return unit_.IsCapital(i + 1) && unit_.possessive(i) == 0 && In("company_suffix", i + 1) &&
         In("org_head", i + 1) && !unit_.IsCapital(i + 2) && !unit_.title_case();
}

// "Blue Heron Line" begins with an adjective, which before a name of its own would need an article, unless it says which of its
// bearers or when ("former", "later").
bool EnglishChunks::OpensLongerFirm(size_t i) const {
  const std::string_view word = Word(i);
  if (!unit_.IsCapital(i + 1) || !unit_.IsCapital(i + 2) || unit_.possessive(i) > 0 || unit_.possessive(i + 1) > 0 || unit_.title_case() ||
      unit_.FoldedIn("office_modifier", i) || spans_.On(i + 1) != nullptr || word.ends_with("er") || word.ends_with("est") ||
      linguistics::IsAnyOf(word, {"rival", "senior", "local", "fellow", "giant", "private", "recent", "last", "next", "many", "several", "such", "like"}) ||
      !linguistics::syntax::MayBe(word, linguistics::syntax::kAdjective)) {
    return false;
  }
  return In("company_suffix", i + 2) || In("org_head", i + 2) || (IsCommonWord(Word(i + 2)) && !unit_.IsCapital(i + 3));
}

}  // namespace plx::entities
