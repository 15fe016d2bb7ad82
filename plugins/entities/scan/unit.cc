#include "plugins/entities/scan/unit.h"

#include <algorithm>

#include "plugins/entities/knowledge/letters.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::entities {

using linguistics::TokenKind;

Unit::Unit(const Document& document, plx_span_t span, uint32_t kind, const WordLists& lists)
    : tokens_(document, span), kind_(kind) {
  marks_.resize(tokens_.size());
  segment_of.assign(tokens_.size(), UINT32_MAX);
  const auto sentences = document.sentences();
  // First sentence that ends after the unit's beginning.
  uint32_t s = 0;
  for (uint32_t high = sentences.size(); s < high;) {
    const uint32_t middle = s + (high - s) / 2;
    if (sentences[middle].span.end <= span.begin) {
      s = middle + 1;
    } else {
      high = middle;
    }
  }
  uint32_t previous = UINT32_MAX;
  for (size_t i = 0; i < tokens_.size(); ++i) {
    while (s < sentences.size() && sentences[s].span.end <= tokens_[i].begin) ++s;
    const std::string_view word = tokens_.Word(i);
    const bool is_word = tokens_[i].kind == TokenKind::kWord;
    marks_[i].possessive = is_word ? static_cast<uint8_t>(PossessiveSize(word)) : 0;
    const std::string_view folded = word.substr(0, word.size() - marks_[i].possessive);
    const std::string_view written = Text(i, i + 1);
    marks_[i].hash = WordHash(folded);
    marks_[i].folded = lists.Of(folded);
    marks_[i].written = written == folded ? marks_[i].folded : lists.Of(written);
    marks_[i].sentence = s;
    marks_[i].sentence_start = s != previous;
    // A list mark or a quotation mark does not take the place of the first word.
    if (marks_[i].sentence_start && i > 0 && tokens_[i].kind == TokenKind::kPunctuation) {
      marks_[i].sentence_start = true;
    }
    if (tokens_[i].kind == TokenKind::kWord || tokens_[i].kind == TokenKind::kHan ||
        tokens_[i].kind == TokenKind::kNumber) {
      previous = s;
    }
  }
  FindLetterCase();
}

void Unit::FindLetterCase() {
  int words = 0, capitals = 0, lower_letters = 0, lower_words = 0;
  for (size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].kind != TokenKind::kWord) continue;
    for (const char c : tokens_.Text(i)) lower_letters += c >= 'a' && c <= 'z';
    // "from", "with" and "over" stay small in titles.
    if (tokens_[i].end - tokens_[i].begin < 4) continue;
    ++words;
    capitals += tokens_[i].capitalized;
    lower_words += !tokens_[i].capitalized && !marks_[i].folded.Has("small_word");
  }
  all_capitals_ = words >= 2 && lower_letters == 0;
  const bool sentence = !tokens_.empty() && tokens_[tokens_.size() - 1].code == '.';
  title_case_ = capitals >= 3 && lower_words == 0 && !sentence;
}

size_t Unit::SentenceEnd(size_t i) const {
  size_t end = i;
  while (end < marks_.size() && marks_[end].sentence == marks_[i].sentence) ++end;
  return end;
}

size_t Unit::SentenceBegin(size_t i) const {
  size_t begin = i;
  while (begin > 0 && marks_[begin - 1].sentence == marks_[i].sentence) --begin;
  return begin;
}

bool Unit::IsAcronym(size_t i) const {
  if (!IsWord(i)) return false;
  int letters = 0;
  const std::string_view text = Text(i, i + 1);
  for (const char c : text) {
    if (linguistics::IsAsciiLower(static_cast<unsigned char>(c))) return false;
    letters += linguistics::IsAsciiUpper(static_cast<unsigned char>(c));
  }
  return letters >= 2;
}

plx_span_t Unit::Span(size_t first, size_t end) const {
  plx_span_t span = tokens_.Span(first, end);
  // The ending's bytes in the text: ’ takes three where the folded ' takes one.
  uint32_t ending = possessive(end - 1);
  if (ending > 0) {
    const std::string_view last = tokens_.Text(end - 1);
    const size_t mark = last.find_last_of('\'');
    const size_t curly = last.rfind("\u2019");
    const size_t at = mark != std::string_view::npos && (curly == std::string_view::npos || mark > curly)
                          ? mark
                          : curly;
    if (at != std::string_view::npos && at > 0) {
      span.end = tokens_[end - 1].begin + static_cast<uint32_t>(at);
    }
  }
  return span;
}

}  // namespace plx::entities
