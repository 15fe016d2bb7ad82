#include "server/plugin/abi/finding_sink.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/plugin/abi/finding_reader.h"
#include "server/plugin/abi/plugin_status.h"

namespace parallax::plugin {

bool BatchOutcome::Open(uint32_t document) {
  if (document < statuses_.size()) return statuses_[document].ok();
  FailAll(WithReason(absl::InternalError(absl::StrCat("emitted for documents[", document,
                                                      "] of a batch of ", statuses_.size())),
                     "ANALYZER_FAILED"));
  return false;
}

void BatchOutcome::Fail(uint32_t document, const absl::Status& status) {
  if (!statuses_[document].ok()) return;
  const absl::string_view name = inputs_[document].document->name;
  absl::Status named(status.code(), absl::StrCat("analyzer ", info_.id, " failed on document \"",
                                                 name, "\": ", status.message()));
  statuses_[document] = WithReason(std::move(named), ReasonOf(status));
}

void BatchOutcome::FailAll(const absl::Status& status) {
  for (uint32_t i = 0; i < statuses_.size(); ++i) Fail(i, status);
}

void BatchOutcome::FailByPlugin(uint32_t document, plx_status_t code, plx_str_t message) {
  if (document >= statuses_.size()) {
    Open(document);
    return;
  }
  Fail(document, WithReason(absl::Status(CodeOf(code), MessageOf(message)), "ANALYZER_FAILED"));
}

FindingSink::FindingSink(const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs,
                         FindingLimits limits)
    : outcome_(info, inputs), limits_(limits), outputs_(inputs.size()), bytes_(inputs.size()) {
  raw_.struct_size = sizeof(raw_);
  raw_.host = this;
  raw_.emit = &OnEmit;
  raw_.fail = &OnFail;
}

plx_status_t FindingSink::OnEmit(const plx_sink_t* sink, uint32_t document,
                                 const plx_finding_t* finding) {
  return static_cast<FindingSink*>(sink->host)->Emit(document, finding);
}

void FindingSink::OnFail(const plx_sink_t* sink, uint32_t document, plx_status_t code,
                         plx_str_t message) {
  static_cast<FindingSink*>(sink->host)->outcome_.FailByPlugin(document, code, message);
}

plx_status_t FindingSink::Emit(uint32_t document, const plx_finding_t* finding) {
  if (!outcome_.Open(document) || outputs_[document].truncated) return PLX_ABORTED;
  AnalyzerOutput& output = outputs_[document];
  if (output.findings.size() >= limits_.findings_per_document) {
    output.truncated = true;
    return PLX_ABORTED;
  }
  absl::StatusOr<Finding> read = ReadFinding(finding, outcome_.text(document), outcome_.info());
  if (!read.ok()) {
    // To the plugin its own code; to the caller a defect of the analyzer.
    const std::string message =
        absl::StrCat("finding ", output.findings.size(), ": ", read.status().message());
    outcome_.Fail(document, WithReason(absl::InternalError(message), ReasonOf(read.status())));
    return static_cast<plx_status_t>(read.status().code());
  }
  const size_t size = SizeOf(*read);
  if (bytes_[document] + size > limits_.bytes_per_document) {
    output.truncated = true;
    return PLX_ABORTED;
  }
  bytes_[document] += size;
  output.findings.push_back(*std::move(read));
  return PLX_OK;
}

std::vector<AnalyzerOutput> FindingSink::Take() {
  for (uint32_t i = 0; i < outputs_.size(); ++i) {
    AnalyzerOutput& output = outputs_[i];
    output.status = outcome_.status(i);
    if (!output.status.ok()) {
      output.findings.clear();
      output.truncated = false;
    }
    std::stable_sort(output.findings.begin(), output.findings.end(),
                     [](const Finding& a, const Finding& b) {
                       return BaseOf(a).span.begin < BaseOf(b).span.begin;
                     });
  }
  return std::move(outputs_);
}

}  // namespace parallax::plugin
