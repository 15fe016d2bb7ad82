// Whose words a clause is: the outlet's own, or those of an actor or a role that it reports.
//
// "India claims it will replace China" is India's claim, not the outlet's; "analysts warn", "专家认为"
// have a role for a holder; "the article argues" and "according to the report" (with no other report
// named) are the outlet itself. A clause without a cue is the outlet's.
#ifndef PLUGINS_LINGUISTICS_ATTRIBUTION_H_
#define PLUGINS_LINGUISTICS_ATTRIBUTION_H_

#include <string>
#include <vector>

#include "plugins/linguistics/clauses.h"
#include "plx/view.hpp"

namespace plx::linguistics {

enum class ReportKind {
  kSay,       // says, states, 表示
  kClaim,     // claims, insists, 声称: the outlet keeps its distance
  kEstimate,  // estimates, puts at, 估计
  kOpinion,   // argues, believes, suggests, 认为
  kDeny,      // denies, rejects, 否认: the holder says the opposite of the content
  kWarn,      // warns, fears, 警告
  kPlan,      // announces, pledges, vows, 宣布
  kForecast,  // expects, predicts, 预计
  kConfirm    // confirms, acknowledges, admits, 承认
};

// Values equal PLX_HOLDER_*.
enum class HolderKind { kOutlet = 1, kActor = 2, kRole = 3 };

struct Attribution {
  HolderKind holder_kind = HolderKind::kOutlet;
  plx_span_t holder = {0, 0};  // where the holder is named; empty for an implied outlet
  std::string entity;          // id of the actor; empty for a role and the outlet
  std::string name;            // the holder's words ("Germany's Finance Minister", "专家")
  plx_span_t cue = {0, 0};     // "stating that", "称"
  std::string cue_lemma;       // "state", "称"
  ReportKind kind = ReportKind::kSay;
  bool negated = false;        // "did not say", "从未表示": nothing is asserted
  bool quoted = false;         // the content stands in quotation marks
  plx_span_t content = {0, 0};  // what the holder says; not empty
  uint32_t sentence = 0;        // of the content
};

// All attributions of a document, ordered by content.begin; a content may lie inside another.
// `parse` is ParseClauses of the same document. Thread-safe. Data: data/reporting.tsv, data/roles.tsv.
std::vector<Attribution> FindAttributions(const Document& document, const Parse& parse);

// The attribution whose content most closely encloses `span`; null: the outlet's own voice.
const Attribution* HolderOf(const std::vector<Attribution>& attributions, plx_span_t span);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_ATTRIBUTION_H_
