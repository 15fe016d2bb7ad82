// Where a plugin's findings arrive: every one is checked and copied before anything else sees it.
#ifndef PARALLAX_SERVER_PLUGIN_ABI_FINDING_SINK_H_
#define PARALLAX_SERVER_PLUGIN_ABI_FINDING_SINK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "plx/call.h"
#include "plx/phases.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/finding_check.h"
#include "server/plugin/abi/document_view.h"

namespace parallax::plugin {

// The outcomes of a batch's documents, shared by both sinks. Confined to the calling thread.
class BatchOutcome {
 public:
  BatchOutcome(const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs)
      : info_(info), inputs_(inputs), statuses_(inputs.size()) {}

  const AnalyzerInfo& info() const { return info_; }
  absl::string_view text(uint32_t document) const { return inputs_[document].document->text(); }

  // Whether the document can still take something. False for an index outside the batch, which
  // fails every document: nobody can know whose finding it was.
  bool Open(uint32_t document);
  // Fails a document; the first failure stays. `status` gets the analyzer's and document's names.
  void Fail(uint32_t document, const absl::Status& status);
  void FailAll(const absl::Status& status);
  // What the plugin itself says, as plx_sink.fail.
  void FailByPlugin(uint32_t document, plx_status_t code, plx_str_t message);

  const absl::Status& status(uint32_t document) const { return statuses_[document]; }

 private:
  const AnalyzerInfo& info_;
  absl::Span<const AnalyzerInput> inputs_;
  std::vector<absl::Status> statuses_;
};

// The plx_sink_t of one batch. A finding that breaks the contract of plx/finding.h fails its
// document with INTERNAL, reason SPAN_INVALID or ANALYZER_FAILED; the message names the field.
class FindingSink {
 public:
  FindingSink(const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs, FindingLimits limits);
  FindingSink(const FindingSink&) = delete;
  FindingSink& operator=(const FindingSink&) = delete;

  const plx_sink_t* raw() const { return &raw_; }
  BatchOutcome& outcome() { return outcome_; }

  // One output per document, findings ordered by span.begin. Call once, after the plugin returned.
  std::vector<AnalyzerOutput> Take();

 private:
  static plx_status_t OnEmit(const plx_sink_t* sink, uint32_t document,
                             const plx_finding_t* finding);
  static void OnFail(const plx_sink_t* sink, uint32_t document, plx_status_t code,
                     plx_str_t message);
  plx_status_t Emit(uint32_t document, const plx_finding_t* finding);

  plx_sink_t raw_ = {};
  BatchOutcome outcome_;
  FindingLimits limits_;
  std::vector<AnalyzerOutput> outputs_;
  std::vector<size_t> bytes_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ABI_FINDING_SINK_H_
