// Where a plugin's records arrive (plx.phases/1 extract), checked and copied.
#ifndef PARALLAX_SERVER_PLUGIN_ABI_RECORD_SINK_H_
#define PARALLAX_SERVER_PLUGIN_ABI_RECORD_SINK_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "plx/phases.h"
#include "server/analyzer/analyzer.h"
#include "server/plugin/abi/document_view.h"
#include "server/plugin/abi/finding_sink.h"

namespace parallax::plugin {

// Records of one document; more are refused with PLX_INVALID_ARGUMENT, which fails the document:
// to drop some silently would change the comparisons.
inline constexpr size_t kMaxRecordsPerDocument = 100'000;

// The plx_record_sink_t of one batch. Confined to the calling thread.
class RecordSink {
 public:
  // `views` are those the plugin got for `inputs`.
  RecordSink(const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs,
             const BatchView& views);
  RecordSink(const RecordSink&) = delete;
  RecordSink& operator=(const RecordSink&) = delete;

  const plx_record_sink_t* raw() const { return &raw_; }
  BatchOutcome& outcome() { return outcome_; }

  // One entry per document. Call once, after the plugin returned.
  std::vector<absl::StatusOr<std::vector<Record>>> Take();

 private:
  static plx_status_t OnEmit(const plx_record_sink_t* sink, uint32_t document, plx_str_t bytes,
                             uint32_t finding, const uint64_t* keys, uint32_t key_count);
  static void OnFail(const plx_record_sink_t* sink, uint32_t document, plx_status_t code,
                     plx_str_t message);
  absl::Status Add(uint32_t document, plx_str_t bytes, uint32_t finding,
                   absl::Span<const uint64_t> keys);

  plx_record_sink_t raw_ = {};
  BatchOutcome outcome_;
  const BatchView& views_;
  std::vector<std::vector<Record>> records_;
};

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ABI_RECORD_SINK_H_
