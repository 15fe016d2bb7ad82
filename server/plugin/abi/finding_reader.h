// Reads findings from the C ABI: checks every field against plx/finding.h, then copies.
#ifndef PARALLAX_SERVER_PLUGIN_ABI_FINDING_READER_H_
#define PARALLAX_SERVER_PLUGIN_ABI_FINDING_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plx/finding.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/findings.h"

namespace parallax::plugin {

// Limits of single fields, in bytes or elements.
inline constexpr size_t kMaxIdBytes = 256;         // entity ids, labels, codes, keys
inline constexpr size_t kMaxStringBytes = 4096;    // everything for people
inline constexpr size_t kMaxPayloadBytes = 65536;  // custom findings
inline constexpr uint32_t kMaxMembers = 1024;
inline constexpr uint32_t kMaxQuantities = 256;

// Converts `finding`, emitted for a document with this `text` (valid UTF-8) by the analyzer of
// `info`. Errors have a reason, and a message that starts with the field's name:
//   OUT_OF_RANGE      SPAN_INVALID     a span past the end of the text
//   INVALID_ARGUMENT  SPAN_INVALID     a required span is empty, or cuts a code point
//   INVALID_ARGUMENT  ANALYZER_FAILED  any other field, or a layer that `produces` does not list
absl::StatusOr<Finding> ReadFinding(const plx_finding_t* finding, absl::string_view text,
                                    const AnalyzerInfo& info);

// Bytes the finding takes, for limits: struct and strings.
size_t SizeOf(const Finding& finding);

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ABI_FINDING_READER_H_
