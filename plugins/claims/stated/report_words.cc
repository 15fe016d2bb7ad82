#include "plugins/claims/stated/report_words.h"

#include "plugins/linguistics/meaning/refutation.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {

using linguistics::ReportCueKind;

ReportWords FindReportWords(const linguistics::TokenSequence& sentence, bool headline) {
  ReportWords words;
  for (const linguistics::ReportCue& cue : linguistics::FindReportCues(sentence)) {
    const bool single = cue.end == cue.first + 1;
    std::string word = single ? linguistics::Lemma(sentence.Word(cue.first)) : cue.word;
    if (cue.kind == ReportCueKind::kRefute) {
      words.refuting.push_back(std::move(word));
    } else if (headline && cue.kind == ReportCueKind::kObject) {
      words.objecting.push_back(std::move(word));
    } else if (headline && cue.kind == ReportCueKind::kHedge) {
      words.hedging.push_back(std::move(word));
    }
  }
  for (size_t i = 0; headline && i < sentence.size(); ++i) {
    if (sentence.Code(i) == '?') words.hedging.emplace_back("?");
  }
  return words;
}

}  // namespace plx::claims
