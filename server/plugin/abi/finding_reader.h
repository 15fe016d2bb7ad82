// Reads findings from the C ABI: copies what the pointers allow, then checks it.
#ifndef PARALLAX_SERVER_PLUGIN_ABI_FINDING_READER_H_
#define PARALLAX_SERVER_PLUGIN_ABI_FINDING_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plx/finding.h"
#include "server/analyzer/analyzer.h"
#include "server/analyzer/findings.h"

namespace parallax::plugin {

// Converts `finding`, emitted for a document with this `text` (valid UTF-8) by the analyzer of
// `info`. Errors as CheckFinding, and INVALID_ARGUMENT, ANALYZER_FAILED for a NULL with a size or a
// struct that is smaller than its kind.
absl::StatusOr<Finding> ReadFinding(const plx_finding_t* finding, absl::string_view text,
                                    const AnalyzerInfo& info);

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ABI_FINDING_READER_H_
