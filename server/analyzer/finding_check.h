// What makes a finding right: the rules of plx/finding.h, for findings of every tier.
#ifndef PARALLAX_SERVER_ANALYZER_FINDING_CHECK_H_
#define PARALLAX_SERVER_ANALYZER_FINDING_CHECK_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/findings.h"

namespace parallax {

// Limits of single fields, in bytes or elements.
inline constexpr size_t kMaxIdBytes = 256;         // entity ids, labels, codes, keys
inline constexpr size_t kMaxStringBytes = 4096;    // everything for people
inline constexpr size_t kMaxPayloadBytes = 65536;  // custom findings
inline constexpr size_t kMaxMembers = 1024;
inline constexpr size_t kMaxQuantities = 256;

// What one analyzer may put into one document. Beyond it the document is TRUNCATED.
struct FindingLimits {
  size_t findings_per_document = 100'000;
  size_t bytes_per_document = 16 << 20;  // of the structs and strings
};

// Checks `finding`, of a document with this `text` (valid UTF-8), by the analyzer of `info`. Errors
// have a reason, and a message that starts with the field's name as plx/finding.h has it:
//   OUT_OF_RANGE      SPAN_INVALID     a span past the end of the text
//   INVALID_ARGUMENT  SPAN_INVALID     a required span is empty, or cuts a code point
//   INVALID_ARGUMENT  ANALYZER_FAILED  any other field, or a layer that `produces` does not list
absl::Status CheckFinding(const Finding& finding, absl::string_view text, const AnalyzerInfo& info);

// The error of one field, as CheckFinding gives it.
absl::Status WrongField(absl::string_view field, absl::string_view what);

// Checks what compare and summarise may answer, whose spans only the caller can hold against a text.
// The message says what was given; `records`: of the cluster.
absl::Status CheckRelation(const RelationFinding& relation);
absl::Status CheckComparison(const ComparisonFinding& comparison, size_t records);

// Bytes the finding takes, for limits: struct and strings.
size_t SizeOf(const Finding& finding);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_FINDING_CHECK_H_
