// One block of a document as the rules read it: tokens with what the rules ask of each.
#ifndef PLUGINS_ENTITIES_SCAN_UNIT_H_
#define PLUGINS_ENTITIES_SCAN_UNIT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugins/entities/knowledge/word_lists.h"
#include "plugins/linguistics/text/tokens.h"
#include "plx/view.hpp"

namespace plx::entities {

// A word of a Chinese run: tokens [first, end).
struct Segment {
  uint32_t first = 0;
  uint32_t end = 0;
  char word_class = 'x';  // scan/chinese_words.h; 'N' for a name of the index
};

class Unit {
 public:
  // The text of `span`, a block of kind `kind`; lives as long as the document.
  Unit(const Document& document, plx_span_t span, uint32_t kind, const WordLists& lists);

  const linguistics::TokenSequence& tokens() const { return tokens_; }
  size_t size() const { return tokens_.size(); }
  uint32_t kind() const { return kind_; }

  // Hash of token i without a possessive ending.
  uint64_t hash(size_t i) const { return marks_[i].hash; }
  // Bytes of the possessive ending of token i; 0 if it has none.
  uint32_t possessive(size_t i) const { return i < marks_.size() ? marks_[i].possessive : 0; }
  // Which sentence of the document token i lies in.
  uint32_t sentence(size_t i) const { return marks_[i].sentence; }
  bool sentence_start(size_t i) const { return marks_[i].sentence_start; }
  // First token past the sentence of token i.
  size_t SentenceEnd(size_t i) const;
  size_t SentenceBegin(size_t i) const;

  // Most words start with a capital: capitals say nothing here.
  bool title_case() const { return title_case_; }
  // All letters are capitals.
  bool all_capitals() const { return all_capitals_; }

  bool Is(size_t i, std::string_view word) const { return tokens_.Word(i) == word; }
  // Is token i, without a possessive ending, in a list of words as it is written, and in small letters?
  bool WrittenIn(WordList list, size_t i) const { return i < marks_.size() && marks_[i].written.Has(list); }
  bool FoldedIn(WordList list, size_t i) const { return i < marks_.size() && marks_[i].folded.Has(list); }
  bool IsHan(size_t i) const { return tokens_.Kind(i) == linguistics::TokenKind::kHan; }
  bool IsWord(size_t i) const { return tokens_.Kind(i) == linguistics::TokenKind::kWord; }
  bool IsCapital(size_t i) const {
    return i < tokens_.size() && IsWord(i) && tokens_[i].capitalized;
  }
  // True if token i is all capitals and has two letters or more.
  bool IsAcronym(size_t i) const;
  // Bytes of tokens [first, end), without the possessive ending of the last.
  plx_span_t Span(size_t first, size_t end) const;
  std::string_view Text(size_t first, size_t end) const { return tokens_.Text(Span(first, end)); }

  // The words of the Chinese runs in order; set by ChineseWords::Cut.
  std::vector<Segment> segments;
  // Index into segments by token; UINT32_MAX outside of Chinese runs.
  std::vector<uint32_t> segment_of;

 private:
  struct Marks {
    uint64_t hash;
    ListSet written;
    ListSet folded;
    uint32_t sentence;
    uint8_t possessive;
    bool sentence_start;
  };
  void FindLetterCase();

  linguistics::TokenSequence tokens_;
  std::vector<Marks> marks_;
  uint32_t kind_;
  bool title_case_ = false;
  bool all_capitals_ = false;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_SCAN_UNIT_H_
