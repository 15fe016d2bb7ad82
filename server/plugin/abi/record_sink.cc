#include "server/plugin/abi/record_sink.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

namespace parallax::plugin {

RecordSink::RecordSink(const AnalyzerInfo& info, absl::Span<const AnalyzerInput> inputs,
                       const BatchView& views)
    : outcome_(info, inputs), views_(views), records_(inputs.size()) {
  raw_.struct_size = sizeof(raw_);
  raw_.host = this;
  raw_.emit = &OnEmit;
  raw_.fail = &OnFail;
}

plx_status_t RecordSink::OnEmit(const plx_record_sink_t* sink, uint32_t document, plx_str_t bytes,
                                uint32_t finding, const uint64_t* keys, uint32_t key_count) {
  auto* self = static_cast<RecordSink*>(sink->host);
  if (!self->outcome_.Open(document)) return PLX_ABORTED;
  if (keys == nullptr) key_count = 0;
  const absl::Status status =
      self->Add(document, bytes, finding, absl::MakeConstSpan(keys, key_count));
  if (status.ok()) return PLX_OK;
  self->outcome_.Fail(document, status);
  return PLX_INVALID_ARGUMENT;
}

void RecordSink::OnFail(const plx_record_sink_t* sink, uint32_t document, plx_status_t code,
                        plx_str_t message) {
  static_cast<RecordSink*>(sink->host)->outcome_.FailByPlugin(document, code, message);
}

absl::Status RecordSink::Add(uint32_t document, plx_str_t bytes, uint32_t finding,
                             absl::Span<const uint64_t> keys) {
  std::vector<Record>& records = records_[document];
  const auto wrong = [&](absl::string_view message) {
    return WithReason(absl::InternalError(absl::StrCat("record ", records.size(), ": ", message)),
                      "ANALYZER_FAILED");
  };
  if (bytes.size == 0 || bytes.data == nullptr || bytes.size > PLX_MAX_RECORD_BYTES) {
    return wrong(
        absl::StrCat("has ", bytes.size, " bytes; 1 to ", PLX_MAX_RECORD_BYTES, " are allowed"));
  }
  if (keys.size() > PLX_MAX_RECORD_KEYS) {
    return wrong(absl::StrCat("has ", keys.size(), " keys; at most ", PLX_MAX_RECORD_KEYS));
  }
  const plx_document_t& view = views_[document].raw();
  if (finding >= view.finding_count || view.findings[finding]->kind != PLX_FINDING_CLAIM) {
    return wrong(absl::StrCat("stands for finding ", finding, " of ", view.finding_count,
                              ", which is no claim"));
  }
  if (records.size() >= kMaxRecordsPerDocument) {
    return wrong(absl::StrCat("more than ", kMaxRecordsPerDocument, " records"));
  }
  Record record;
  record.bytes.assign(bytes.data, bytes.size);
  record.claim = views_[document].findings().original(finding);
  record.keys.assign(keys.begin(), keys.end());
  std::sort(record.keys.begin(), record.keys.end());
  record.keys.erase(std::unique(record.keys.begin(), record.keys.end()), record.keys.end());
  records.push_back(std::move(record));
  return absl::OkStatus();
}

std::vector<absl::StatusOr<std::vector<Record>>> RecordSink::Take() {
  std::vector<absl::StatusOr<std::vector<Record>>> taken;
  taken.reserve(records_.size());
  for (uint32_t i = 0; i < records_.size(); ++i) {
    if (outcome_.status(i).ok()) {
      taken.emplace_back(std::move(records_[i]));
    } else {
      taken.emplace_back(outcome_.status(i));
    }
  }
  return taken;
}

}  // namespace parallax::plugin
