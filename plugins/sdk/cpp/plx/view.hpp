// Read-only C++ views of what the host lends: strings, arrays and the document. Nothing here owns
// memory; everything is valid until the call returns.
#ifndef PLX_VIEW_HPP_
#define PLX_VIEW_HPP_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "plx/document.h"
#include "plx/finding.h"

namespace plx {

inline std::string_view View(plx_str_t s) { return {s.data, s.size}; }
inline plx_str_t Str(std::string_view s) { return {s.data(), s.size()}; }

inline bool Empty(plx_span_t s) { return s.begin >= s.end; }
inline bool Contains(plx_span_t outer, plx_span_t inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}
inline bool Overlaps(plx_span_t a, plx_span_t b) { return a.begin < b.end && b.begin < a.end; }

// An array whose element may have grown at the host's side: steps by stride.
template <typename T>
class ArrayView {
 public:
  explicit ArrayView(plx_array_t array) : array_(array) {}
  uint32_t size() const { return array_.count; }
  bool empty() const { return array_.count == 0; }
  const T& operator[](size_t i) const {
    return *reinterpret_cast<const T*>(static_cast<const char*>(array_.data) + i * array_.stride);
  }

  class Iterator {
   public:
    Iterator(const ArrayView* view, size_t i) : view_(view), i_(i) {}
    const T& operator*() const { return (*view_)[i_]; }
    const T* operator->() const { return &(*view_)[i_]; }
    Iterator& operator++() {
      ++i_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return i_ != other.i_; }

   private:
    const ArrayView* view_;
    size_t i_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  plx_array_t array_;
};

// The kind that belongs to each finding struct.
template <typename T>
inline constexpr uint32_t kKindOf = 0;
template <>
inline constexpr uint32_t kKindOf<plx_mention_t> = PLX_FINDING_MENTION;
template <>
inline constexpr uint32_t kKindOf<plx_quantity_t> = PLX_FINDING_QUANTITY;
template <>
inline constexpr uint32_t kKindOf<plx_claim_t> = PLX_FINDING_CLAIM;
template <>
inline constexpr uint32_t kKindOf<plx_stance_t> = PLX_FINDING_STANCE;
template <>
inline constexpr uint32_t kKindOf<plx_warning_t> = PLX_FINDING_WARNING;
template <>
inline constexpr uint32_t kKindOf<plx_custom_t> = PLX_FINDING_CUSTOM;

// A zeroed finding of type T with its header filled and no score.
template <typename T>
T New(plx_span_t span) {
  static_assert(kKindOf<T> != 0, "not a finding");
  T finding = {};
  finding.base.size = sizeof(T);
  finding.base.kind = kKindOf<T>;
  finding.base.span = span;
  finding.base.score = PLX_NO_SCORE;
  return finding;
}

class Document {
 public:
  explicit Document(const plx_document_t& raw) : raw_(&raw) {}

  const plx_document_t& raw() const { return *raw_; }
  std::string_view name() const { return View(raw_->name); }
  std::string_view text() const { return View(raw_->text); }
  std::string_view language() const { return View(raw_->language); }
  std::string_view title() const { return View(raw_->title); }
  std::string_view source() const { return View(raw_->source); }
  std::string_view source_name() const { return View(raw_->source_name); }
  std::string_view published() const { return View(raw_->published); }

  // The text of a span of this document.
  std::string_view Text(plx_span_t s) const { return text().substr(s.begin, s.end - s.begin); }

  ArrayView<plx_block_t> blocks() const { return ArrayView<plx_block_t>(raw_->blocks); }
  ArrayView<plx_reference_t> references() const {
    return ArrayView<plx_reference_t>(raw_->references);
  }
  ArrayView<plx_sentence_t> sentences() const { return ArrayView<plx_sentence_t>(raw_->sentences); }
  ArrayView<plx_token_t> tokens() const { return ArrayView<plx_token_t>(raw_->tokens); }

  uint32_t finding_count() const { return raw_->finding_count; }
  const plx_finding_t& finding(uint32_t i) const { return *raw_->findings[i]; }

  // Finding i if it is a T, else null.
  template <typename T>
  const T* FindingAs(uint32_t i) const {
    const plx_finding_t& f = finding(i);
    if (f.kind != kKindOf<T> || f.size < sizeof(T)) return nullptr;
    return reinterpret_cast<const T*>(&f);
  }

  // Calls body(const T&, uint32_t index) for each finding of type T, in order.
  template <typename T, typename Body>
  void ForEach(Body&& body) const {
    for (uint32_t i = 0; i < finding_count(); ++i) {
      if (const T* f = FindingAs<T>(i)) body(*f, i);
    }
  }

 private:
  const plx_document_t* raw_;
};

}  // namespace plx

#endif  // PLX_VIEW_HPP_
