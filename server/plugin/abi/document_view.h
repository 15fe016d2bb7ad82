// A document and its findings as the C ABI lends them. Tokens, sentences and references are lent
// in place (their layouts are equal, which is asserted); blocks and findings are converted, in
// O(n log n) of their number.
#ifndef PARALLAX_SERVER_PLUGIN_ABI_DOCUMENT_VIEW_H_
#define PARALLAX_SERVER_PLUGIN_ABI_DOCUMENT_VIEW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "plx/document.h"
#include "plx/finding.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/document.h"
#include "server/analyzer/findings.h"

namespace parallax::plugin {

// Findings as an array of pointers to C structs: those of `layers`, ordered by layer, span.begin,
// then position. The findings must outlive it.
class FindingsView {
 public:
  FindingsView() = default;
  FindingsView(absl::Span<const Finding> findings, absl::Span<const std::string> layers);
  FindingsView(FindingsView&&) = default;
  FindingsView& operator=(FindingsView&&) = default;

  const plx_finding_t* const* data() const { return pointers_.data(); }
  uint32_t size() const { return static_cast<uint32_t>(pointers_.size()); }
  // Position of the i-th finding of the view in the findings it was made from.
  uint32_t original(uint32_t i) const { return order_[i]; }

 private:
  void Reserve(absl::Span<const Finding> findings);
  const plx_finding_t* Convert(const Finding& finding);

  std::vector<uint32_t> order_;
  std::vector<const plx_finding_t*> pointers_;
  // Reserved to their final size before the first is added, so pointers into them hold.
  std::vector<plx_mention_t> mentions_;
  std::vector<plx_quantity_t> quantities_;
  std::vector<plx_claim_t> claims_;
  std::vector<plx_stance_t> stances_;
  std::vector<plx_warning_t> warnings_;
  std::vector<plx_custom_t> customs_;
  std::vector<plx_str_t> members_;
};

// Moving one keeps the addresses that `raw` hands out.
class DocumentView {
 public:
  // `document` and `findings` must outlive it; `findings` may be null.
  DocumentView(const Document& document, const std::vector<Finding>* findings,
               absl::Span<const std::string> layers);

  const plx_document_t& raw() const { return raw_; }
  const FindingsView& findings() const { return findings_; }

 private:
  std::vector<plx_block_t> blocks_;
  FindingsView findings_;
  plx_document_t raw_;
};

// The views of a batch, as an array of pointers.
class BatchView {
 public:
  BatchView(absl::Span<const AnalyzerInput> inputs, absl::Span<const std::string> layers);

  const plx_document_t* const* data() const { return pointers_.data(); }
  uint32_t size() const { return static_cast<uint32_t>(pointers_.size()); }
  const DocumentView& operator[](size_t i) const { return views_[i]; }

 private:
  std::vector<DocumentView> views_;
  std::vector<const plx_document_t*> pointers_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ABI_DOCUMENT_VIEW_H_
