#include "plugins/claims/extraction/payments.h"

#include "plugins/linguistics/text/any_of.h"

namespace plx::claims {

using linguistics::Quantity;
using linguistics::UnitClass;

std::string FinedIn(const MeasuredClause& in, const Quantity& q) {
  std::string fined;
  for (const plx_mention_t* m : in.facts.mentions) {
    const bool body = View(m->type) == "ORGANIZATION" || View(m->type) == "PERSON" || View(m->entity).starts_with("name:");
    if (!body || m->base.span.end > q.span.begin || !Contains(in.facts.span, m->base.span)) continue;
    const bool patient = in.clause.chinese || in.clause.passive || m->base.span.begin >= in.clause.predicate.end;
    if (patient) fined = std::string(View(m->entity));
  }
  return fined;
}

bool IsCompensation(const MeasuredClause& in, const Quantity& q) {
  if (!q.unit.ends_with("/household") && !q.unit.ends_with("/person") && !q.unit.ends_with("/worker")) return false;
  return q.unit_class == UnitClass::kCurrency &&
         linguistics::IsAnyOf(in.clause.lemma, {"pay", "give", "receive", "get", "offer", "award", "支付", "发放", "发给", "获得", "得到", "领取", "补偿", "赔偿"});
}

bool IsDemanded(const MeasuredClause& in, const Quantity& q) {
  if (q.unit_class != UnitClass::kCurrency) return false;
  const auto& tokens = in.facts.tokens;
  for (size_t i = q.first; i-- > 0;) {
    if (tokens.Kind(i) == linguistics::TokenKind::kPunctuation) return false;
    if (tokens.Kind(i) == linguistics::TokenKind::kHan) {
      if (linguistics::IsAnyOf(tokens.Words(i, i + 2), {"要求", "索赔", "索要"})) return true;
    } else if (linguistics::IsAnyOf(tokens.Word(i), {"demand", "demands", "demanded", "demanding", "sought", "seeks", "seeking"})) {
      return true;
    }
  }
  return false;
}

std::string_view PayeeOf(const MeasuredClause& in) {
  const auto& tokens = in.facts.tokens;
  const size_t end = tokens.IndexAt(in.clause.span.end);
  for (size_t i = tokens.IndexAt(in.clause.span.begin); i < end; ++i) {
    const std::string_view word = in.clause.chinese ? tokens.Words(i, i + 2) : tokens.Word(i);
    if (linguistics::IsAnyOf(word, {"injured", "wounded", "伤者", "受伤", "伤员"})) return "injury";
    if (linguistics::IsAnyOf(word, {"customer", "passenger", "user", "客户", "顾客", "乘客", "用户"})) return "customer";
    if (linguistics::IsAnyOf(word, {"worker", "employee", "员工", "职工", "工人"})) return "employee";
  }
  return {};
}

bool IsPayee(std::string_view key) { return linguistics::IsAnyOf(key, {"family", "household", "victim", "passenger", "member", "家庭", "遇难者", "灾民"}); }

}  // namespace plx::claims
