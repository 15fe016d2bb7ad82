// How a text stands to a report that it speaks of, by its words: "hoax", "denies" and 辟谣 refute it,
// "reportedly", "may" and 据传 keep a distance, "confirms" and 证实 vouch for it; "not", "despite" and 澄清 object to it
// where nothing else is spoken of, as in a headline. Data: data/refutation.tsv.
#ifndef PLUGINS_LINGUISTICS_MEANING_REFUTATION_H_
#define PLUGINS_LINGUISTICS_MEANING_REFUTATION_H_

#include <string>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

enum class ReportCueKind : uint8_t { kRefute = 1, kHedge = 2, kConfirm = 3, kObject = 4 };

struct ReportCue {
  ReportCueKind kind = ReportCueKind::kRefute;
  plx_span_t span = {0, 0};
  size_t first = 0;  // tokens [first, end)
  size_t end = 0;
  std::string word;  // as written, folded
};

// The cues in text order; a phrase beats a word inside it. [any-thread]
std::vector<ReportCue> FindReportCues(const TokenSequence& tokens);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_REFUTATION_H_
