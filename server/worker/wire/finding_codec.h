// Findings of the server as messages of the worker protocol and back: shape only. Whether a finding
// is right, CheckFinding (server/analyzer/finding_check.h) says.
#ifndef PARALLAX_SERVER_WORKER_WIRE_FINDING_CODEC_H_
#define PARALLAX_SERVER_WORKER_WIRE_FINDING_CODEC_H_

#include "absl/status/statusor.h"
#include "parallax/worker/v1/analyzer_worker.pb.h"
#include "server/analyzer/findings.h"

namespace parallax::worker {

// Everything but FindingBase::generation.
void WriteFinding(const Finding& finding, v1::Finding* out);

// Takes the strings out of `in`. INVALID_ARGUMENT (ANALYZER_FAILED): it is of no kind.
absl::StatusOr<Finding> ReadFinding(v1::Finding& in);

void WriteSpan(text::Span span, v1::Span* out);
text::Span ReadSpan(const v1::Span& in);

}  // namespace parallax::worker

#endif  // PARALLAX_SERVER_WORKER_WIRE_FINDING_CODEC_H_
