#include "plugins/claims/extraction/claim_parts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "plugins/claims/extraction/event_counts.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::claims {
namespace {

using linguistics::Clause;

// A month, a half, a year; not "on Monday".
bool IsPeriod(const linguistics::DateExpression& d) {
  return d.begin.known() && d.role == linguistics::DateRole::kAt && (d.begin.day == 0 || !(d.begin == d.end_date));
}

std::string PeriodOfSentence(const std::vector<Clause>& clauses, size_t i, const SentenceFacts& facts) {
  for (size_t k = i; k-- > 0 && clauses[k].sentence == clauses[i].sentence;) {
    for (const auto& d : facts.dates) {
      if (!Contains(clauses[k].span, d.span) || d.duration_only) continue;
      const bool period = d.span.end <= clauses[k].predicate.begin && IsPeriod(d);
      return period ? linguistics::Iso(d) : std::string();
    }
  }
  return {};
}

}  // namespace

void SetTime(const std::vector<Clause>& clauses, size_t i, const SentenceFacts& facts, ClaimDraft* claim) {
  for (const auto& d : facts.dates) {
    if (!Contains(clauses[i].span, d.span) || d.duration_only) continue;
    claim->time = linguistics::Iso(d);
    claim->time_span = d.span;
    if (!claim->time.empty()) return;
  }
  claim->time_span = {0, 0};
  if (!claim->quantities.empty()) claim->time = PeriodOfSentence(clauses, i, facts);
}

std::vector<ClaimDraft> SplitByCount(ClaimDraft claim) {
  std::vector<ClaimDraft> claims;
  const auto counts = [](const QuantityDraft& q) { return IsEventRole(q.measure); };
  if (std::count_if(claim.quantities.begin(), claim.quantities.end(), counts) < 2) {
    claims.push_back(std::move(claim));
    return claims;
  }
  std::vector<QuantityDraft> rest = std::move(claim.quantities);
  while (claims.empty() || !rest.empty()) {
    std::string measure;  // of the first count among the rest
    claim.quantities.clear();
    std::erase_if(rest, [&](const QuantityDraft& q) {
      if (counts(q) && measure.empty()) measure = q.measure;
      if (counts(q) ? q.measure != measure : !claims.empty()) return false;
      claim.quantities.push_back(q);
      return true;
    });
    claims.push_back(claim);
  }
  return claims;
}

}  // namespace plx::claims
