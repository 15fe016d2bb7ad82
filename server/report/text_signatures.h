// Which documents of a report share their text.
#ifndef PARALLAX_SERVER_REPORT_TEXT_SIGNATURES_H_
#define PARALLAX_SERVER_REPORT_TEXT_SIGNATURES_H_

#include <vector>

#include "absl/types/span.h"
#include "server/report/independence.h"

namespace parallax::report {

// Groups of near-copies and excerpts (server/text/near_duplicate.h), by first document. Bylines and
// references do not count: copies differ in them.
//
// Documents whose `texts` are known are taken to be of the groups that the store found: so two excerpts of
// a text that is not among the documents are one group. Texts are compared only where one is not known.
std::vector<TextGroup> GroupTexts(absl::Span<const DocumentAnalysis> analyses,
                                  absl::Span<const StoredText> texts);

}  // namespace parallax::report

#endif  // PARALLAX_SERVER_REPORT_TEXT_SIGNATURES_H_
