#include "plugins/linguistics/meaning/refutation.h"

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/lexicon.h"

namespace plx::linguistics {
namespace {

const Lexicon& RefutingCues() {
  static const Lexicon lexicon = [] {
    Lexicon cues(Lexicon::kInflected);
    cues.AddTsv(data::kRefutation, 1);
    cues.AddTsv(data::kRefutation, 2);
    return cues;
  }();
  return lexicon;
}

}  // namespace

std::vector<ReportCue> FindReportCues(const TokenSequence& tokens) {
  std::vector<ReportCue> cues;
  for (const LexiconMatch& match : RefutingCues().Find(tokens)) {
    if (!cues.empty() && cues.back().first == match.first) continue;  // the first row decides
    // The rows stand in the order of the kinds.
    cues.push_back({static_cast<ReportCueKind>(match.payload + 1), match.span, match.first, match.end,
                    FoldText(tokens.Text(match.span))});
  }
  return cues;
}

}  // namespace plx::linguistics
