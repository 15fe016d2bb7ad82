// A finding as one line for people who write and test analyzers.
#ifndef PARALLAX_SERVER_ANALYZER_FINDING_LINE_H_
#define PARALLAX_SERVER_ANALYZER_FINDING_LINE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "server/analyzer/findings.h"

namespace parallax {

// Layer, bytes, quote, then the fields that are set; the quantities of a claim on lines of their
// own. `text` is that of the finding's document. Numbers are cut to six digits.
std::string Describe(const Finding& finding, absl::string_view text);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_FINDING_LINE_H_
