// The words by which a sentence refutes what it tells, or keeps a distance to it: "hoax", "reportedly".
#ifndef PLUGINS_CLAIMS_STATED_REPORT_WORDS_H_
#define PLUGINS_CLAIMS_STATED_REPORT_WORDS_H_

#include <string>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::claims {

// Base forms; a phrase as written.
struct ReportWords {
  std::vector<std::string> refuting;   // can speak of nothing but a report: "hoax"
  std::vector<std::string> objecting;  // of a headline alone: "not", "despite"
  std::vector<std::string> hedging;    // of a headline alone
  bool operator==(const ReportWords&) const = default;
};

// A headline is short: there any cue speaks of the report, be it "not" or a question mark. In other sentences
// only those do that can speak of nothing else.
ReportWords FindReportWords(const linguistics::TokenSequence& sentence, bool headline);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_STATED_REPORT_WORDS_H_
