// Documents for tests, cut by simple rules: a block per line, a sentence per . ! ? 。！？, a token per
// run of letters, number, mark or CJK character. A server cuts with ICU: rely on a sentence or a word
// being there, not on where ICU would put it.
#ifndef PLX_TESTING_DOCUMENT_HPP_
#define PLX_TESTING_DOCUMENT_HPP_

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plx/view.hpp"

namespace plx::testing {

// Owns all that `raw` points to, and stays where it is.
class Document {
 public:
  // `text`: UTF-8. The document is named "document", its language is "en".
  explicit Document(std::string text) : text_(std::move(text)) {
    raw_.struct_size = sizeof(raw_);
    Name("document").Language("en");
    raw_.text = Str(text_);
    Cut();
    raw_.blocks = {blocks_.data(), Size(blocks_), sizeof(plx_block_t)};
    raw_.sentences = {sentences_.data(), Size(sentences_), sizeof(plx_sentence_t)};
    raw_.tokens = {tokens_.data(), Size(tokens_), sizeof(plx_token_t)};
  }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  Document& Name(std::string_view name) { return Set(raw_.name, name); }
  Document& Language(std::string_view tag) { return Set(raw_.language, tag); }
  Document& Title(std::string_view title) { return Set(raw_.title, title); }
  Document& Source(std::string_view id, std::string_view name) {
    return Set(raw_.source, id).Set(raw_.source_name, name);
  }
  // "2026-01-15" and so on; the precision follows from the length.
  Document& Published(std::string_view iso) {
    const size_t n = iso.size();
    raw_.published_precision = n >= 19   ? PLX_PRECISION_SECOND
                               : n >= 16 ? PLX_PRECISION_MINUTE
                               : n >= 10 ? PLX_PRECISION_DAY
                               : n >= 7  ? PLX_PRECISION_MONTH
                               : n >= 4  ? PLX_PRECISION_YEAR
                                         : PLX_PRECISION_UNKNOWN;
    return Set(raw_.published, iso);
  }

  // A finding of another analyzer, for plugins that consume it, made with plx::New<T>(). The struct
  // is copied, its strings must outlive the document. In the order that plx/document.h promises.
  template <typename T>
  Document& Add(const T& finding) {
    static_assert(kKindOf<T> != 0, "not a finding");
    auto copy = std::make_shared<T>(finding);
    findings_.push_back(&copy->base);
    owned_findings_.push_back(std::move(copy));
    raw_.findings = findings_.data();
    raw_.finding_count = Size(findings_);
    return *this;
  }

  // Where `words` stand first; an empty span if nowhere.
  plx_span_t Find(std::string_view words) const {
    const size_t at = text_.find(words);
    if (at == text_.npos) return {0, 0};
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  }

  const plx_document_t& raw() const { return raw_; }
  const std::string& text() const { return text_; }

 private:
  template <typename T>
  static uint32_t Size(const std::vector<T>& items) {
    return static_cast<uint32_t>(items.size());
  }

  Document& Set(plx_str_t& field, std::string_view value) {
    strings_.emplace_back(value);
    field = Str(strings_.back());
    return *this;
  }

  static bool IsDigit(unsigned char c) { return c >= '0' && c <= '9'; }
  static bool IsLetter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
  }
  static bool IsBlank(unsigned char c) { return c <= ' '; }

  // The bytes of the code point at `i`, and whether it is CJK: a sentence mark (1), another mark (2)
  // or an ideograph (3); 0 for all else.
  size_t CodePoint(size_t i, int* cjk) const {
    const auto lead = static_cast<unsigned char>(text_[i]);
    const size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view point = std::string_view(text_).substr(i, size);
    *cjk = 0;
    if (size == 3 && lead >= 0xE3 && lead <= 0xE9) *cjk = 3;
    if (point == "。" || point == "！" || point == "？") *cjk = 1;
    for (const char* mark : {"，", "、", "；", "：", "“", "”", "（", "）", "《", "》", "「", "」"}) {
      if (point == mark) *cjk = 2;
    }
    return point.size();
  }

  void Cut() {
    size_t line = 0;
    while (line < text_.size()) {
      size_t end = text_.find('\n', line);
      if (end == text_.npos) end = text_.size();
      CutBlock(line, end);
      line = end + 1;
    }
  }

  void CutBlock(size_t begin, size_t end) {
    while (begin < end && IsBlank(text_[begin])) ++begin;
    while (end > begin && IsBlank(text_[end - 1])) --end;
    if (begin == end) return;
    const auto block = Size(blocks_);
    blocks_.push_back({Span(begin, end), PLX_BLOCK_PARAGRAPH, Str("en")});
    size_t first_token = tokens_.size();
    size_t sentence = begin;
    for (size_t i = begin; i < end;) {
      if (IsBlank(text_[i])) {
        ++i;
        continue;
      }
      if (tokens_.size() == first_token) sentence = i;
      bool stop = false;
      i = CutToken(i, end, &stop);
      if (stop && (i == end || IsBlank(text_[i]) || static_cast<unsigned char>(text_[i]) >= 0x80)) {
        EndSentence(sentence, i, block, first_token);
        first_token = tokens_.size();
      }
    }
    if (tokens_.size() > first_token) EndSentence(sentence, end, block, first_token);
  }

  // Adds the token at `i`; returns its end. `*stop`: it may end a sentence.
  size_t CutToken(size_t i, size_t end, bool* stop) {
    int cjk = 0;
    size_t at = i + CodePoint(i, &cjk);
    uint32_t kind = PLX_TOKEN_PUNCTUATION;
    if (cjk != 0) {
      kind = cjk == 3 ? PLX_TOKEN_IDEOGRAPHIC : PLX_TOKEN_PUNCTUATION;
      *stop = cjk == 1;
    } else if (IsDigit(text_[i])) {
      kind = PLX_TOKEN_NUMBER;
      while (at < end && (IsDigit(text_[at]) || ((text_[at] == '.' || text_[at] == ',') &&
                                                 at + 1 < end && IsDigit(text_[at + 1])))) {
        ++at;
      }
    } else if (IsLetter(text_[i])) {
      kind = PLX_TOKEN_WORD;
      while (at < end && (IsLetter(text_[at]) || IsDigit(text_[at]))) {
        const size_t next = at + CodePoint(at, &cjk);
        if (cjk != 0) break;
        at = next;
      }
    } else {
      *stop = text_[i] == '.' || text_[i] == '!' || text_[i] == '?';
    }
    tokens_.push_back({Span(i, at), kind, Size(sentences_)});
    return at;
  }

  void EndSentence(size_t begin, size_t end, uint32_t block, size_t first_token) {
    sentences_.push_back(
        {Span(begin, end), block, static_cast<uint32_t>(first_token), Size(tokens_)});
  }

  static plx_span_t Span(size_t begin, size_t end) {
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  std::string text_;
  plx_document_t raw_ = {};
  std::deque<std::string> strings_;
  std::vector<plx_block_t> blocks_;
  std::vector<plx_sentence_t> sentences_;
  std::vector<plx_token_t> tokens_;
  std::vector<const plx_finding_t*> findings_;
  std::vector<std::shared_ptr<void>> owned_findings_;
};

}  // namespace plx::testing

#endif  // PLX_TESTING_DOCUMENT_HPP_
