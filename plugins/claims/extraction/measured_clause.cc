#include "plugins/claims/extraction/measured_clause.h"

#include <algorithm>

#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {

using linguistics::Participant;

std::string MeasuredClause::SubjectEntity() const {
  const Participant& s = clause.subject;
  for (const std::string& id : {s.entity, s.owner}) {
    if (!id.empty() && !IsNobody(document, id, s.head)) return id;
  }
  return {};
}

std::string MeasuredClause::HeadWord(const Participant& phrase) const {
  if (!phrase.present()) return {};
  const std::string_view head = document.Text(phrase.head);
  return clause.chinese ? std::string(head) : linguistics::Lemma(head, linguistics::WordClass::kNoun);
}

const Participant* MeasuredClause::PhraseOf(const linguistics::Quantity& quantity) const {
  for (const Participant& o : clause.objects) {
    if (Overlaps(o.span, quantity.span)) return &o;
  }
  return clause.subject.present() && Overlaps(clause.subject.span, quantity.span) ? &clause.subject : nullptr;
}

plx_span_t MeasuredClause::Clip(plx_span_t span) const {
  return {std::max(span.begin, clause.span.begin), std::min(span.end, clause.span.end)};
}

std::string MeasureKey(std::string_view role, std::vector<std::string> keys) {
  keys.erase(std::remove(keys.begin(), keys.end(), role), keys.end());
  std::string key(role);
  for (const std::string& k : keys) key += "/" + k;
  return key.size() <= 200 ? key : std::string();
}

}  // namespace plx::claims
