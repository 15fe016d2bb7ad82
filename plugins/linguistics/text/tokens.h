// The token sequence that every rule of this library reads: words, digit strings, single Han
// characters, marks and references, with byte spans of the original text.
//
// It differs from the host's tokens (plx_document_t) on purpose: one Han character is one token,
// because numerals and measure words cut across dictionary words, and "F-35", "3.5", "U.S.",
// "2.5k" are cut the same way on every host. Spans are comparable with the host's.
#ifndef PLUGINS_LINGUISTICS_TEXT_TOKENS_H_
#define PLUGINS_LINGUISTICS_TEXT_TOKENS_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plx/view.hpp"

namespace plx::linguistics {

enum class TokenKind : uint8_t {
  kWord = 1,         // letters, with inner apostrophe ("month's"), abbreviation dots ("U.S.") and
                     // trailing digits ("G7", "H1N1")
  kNumber = 2,       // digits with inner separators ("1,200.5", "３００"); never a sign or unit
  kHan = 3,          // exactly one Han character
  kPunctuation = 4,  // one mark or symbol ("-", "$", "，")
  kReference = 5,    // a whole "[5]"
};

struct Token {
  uint32_t begin = 0;  // bytes of the original text (base offset already added)
  uint32_t end = 0;
  TokenKind kind = TokenKind::kWord;
  bool space_before = false;  // white space or the beginning of the text precedes
  bool capitalized = false;   // first letter is upper case
  bool line_start = false;    // a line break precedes
  char32_t code = 0;          // kHan: its Simplified form; kPunctuation: full-width folded to
                              // ASCII ("，" is ","); else 0
  uint32_t word = 0;          // offset of the folded (lower-case) form in the sequence's buffer
  uint16_t word_size = 0;
};

class TokenSequence {
 public:
  // Scans `text`, whose first byte is byte `base` of the original. Keeps the view: `text` must
  // outlive the sequence.
  explicit TokenSequence(std::string_view text, uint32_t base = 0);
  // Scans one span (a block, sentence or clause) of a document.
  TokenSequence(const Document& document, plx_span_t span)
      : TokenSequence(document.Text(span), span.begin) {}

  size_t size() const { return tokens_.size(); }
  bool empty() const { return tokens_.empty(); }
  const Token& operator[](size_t i) const { return tokens_[i]; }

  // As written.
  std::string_view Text(size_t i) const { return Text(Span(i, i + 1)); }
  // Any span of the original that lies in this text.
  std::string_view Text(plx_span_t s) const {
    return text_.substr(s.begin - base_, s.end - s.begin);
  }
  // Folded: lower case, full-width to ASCII, ’ to ', Traditional Han to Simplified. Empty past the end, so rules can look ahead
  // without a bounds check.
  std::string_view Word(size_t i) const {
    if (i >= tokens_.size()) return {};
    return std::string_view(folded_).substr(tokens_[i].word, tokens_[i].word_size);
  }
  // The folded forms of tokens [first, end) without what is between them: a Chinese word of its characters.
  std::string_view Words(size_t first, size_t end) const {
    end = std::min(end, tokens_.size());
    if (first >= end) return {};
    const Token& last = tokens_[end - 1];
    return std::string_view(folded_).substr(tokens_[first].word,
                                            last.word + last.word_size - tokens_[first].word);
  }
  TokenKind Kind(size_t i) const {
    return i < tokens_.size() ? tokens_[i].kind : TokenKind::kPunctuation;
  }
  // Code of a Han or punctuation token, 0 for others and past the end.
  char32_t Code(size_t i) const { return i < tokens_.size() ? tokens_[i].code : 0; }
  // Span of tokens [first, end); first < end <= size().
  plx_span_t Span(size_t first, size_t end) const {
    return {tokens_[first].begin, tokens_[end - 1].end};
  }
  // Hash64 of token i's folded form without a possessive 's, and of the base form (Lemma) of that. Made when
  // first asked for, so that every lexicon that looks at the sequence shares them: two threads may not.
  uint64_t WordHash(size_t i) const { return HashesOf(i).word; }
  uint64_t LemmaHash(size_t i) const;
  // Index of the first token that begins at or after `offset`; size() if none.
  size_t IndexAt(uint32_t offset) const;
  // True if no white space lies between token i - 1 and token i.
  bool Glued(size_t i) const { return i > 0 && i < tokens_.size() && !tokens_[i].space_before; }

  std::string_view text() const { return text_; }
  uint32_t base() const { return base_; }

 private:
  struct Hashes {
    uint64_t word = 0;   // 0: not made yet
    uint64_t lemma = 0;
  };
  Hashes& HashesOf(size_t i) const;
  std::string_view BareWord(size_t i) const;

  std::string_view text_;
  uint32_t base_;
  std::vector<Token> tokens_;
  std::string folded_;
  mutable std::vector<Hashes> hashes_;  // empty until one is asked for
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_TOKENS_H_
