#include "plugins/claims/extraction/denials.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"
#include "plx/finding.h"

namespace plx::claims {
namespace {

using linguistics::Clause;
using linguistics::IsAnyOf;

// "the accusation", "these reports", "it".
bool PointsBack(std::string_view object) {
  const std::string folded = linguistics::FoldText(object);
  const std::string_view text = folded;
  if (IsAnyOf(text, {"it", "this", "that"})) return true;
  const std::string_view first = text.substr(0, text.find(' '));
  const std::string_view last = text.substr(text.rfind(' ') + 1);
  return IsAnyOf(first, {"the", "this", "that", "these", "those"}) &&
         IsAnyOf(last, {"accusation", "accusations", "allegation", "allegations", "claim", "claims", "charge", "charges", "report", "reports"});
}

// Whether the clause does nothing but deny what was said.
bool Denies(const Document& document, const Clause& c) {
  if (!c.chinese) {
    return IsAnyOf(c.lemma, {"deny", "reject", "dismiss", "refute"}) && !c.passive && c.objects.size() == 1 &&
           c.objects.front().preposition.empty() && PointsBack(document.Text(c.objects.front().span));
  }
  const std::string_view text = document.Text(c.span);
  const auto holds = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (!holds("否认") && !holds("驳斥")) return false;
  return holds("对此") || holds("这一") || holds("上述") || holds("这些") || holds("该指") || holds("该说法");
}

}  // namespace

std::vector<ClaimDraft> DenialsOf(const Document& document, const std::vector<Clause>& clauses, const std::vector<ClaimDraft>& claims) {
  std::vector<ClaimDraft> denials;
  for (const Clause& c : clauses) {
    if (!c.subject.present() || !Denies(document, c)) continue;
    const uint32_t from = document.sentences()[c.sentence == 0 ? 0 : c.sentence - 1].span.begin;
    const ClaimDraft* denied = nullptr;
    for (const ClaimDraft& claim : claims) {
      const bool before = claim.span.begin >= from && claim.span.end <= c.span.begin && Contains(document.blocks()[c.block].span, claim.span);
      const bool of_denier = c.subject.entity.empty() ? claim.subject.text == document.Text(c.subject.span) : claim.subject.entity == c.subject.entity;
      if (before && of_denier && claim.holder_kind != PLX_HOLDER_OUTLET && claim.modality != PLX_MODALITY_DENIAL) denied = &claim;
    }
    if (denied == nullptr) continue;
    ClaimDraft denial = *denied;
    denial.span.end = c.span.end;
    denial.holder_kind = c.subject.entity.empty() ? PLX_HOLDER_ROLE : PLX_HOLDER_ACTOR;
    denial.holder = {c.subject.span, c.subject.entity, std::string(document.Text(c.subject.span))};
    denial.modality = PLX_MODALITY_DENIAL;
    denial.polarity = denied->polarity == PLX_POLARITY_NEGATIVE ? PLX_POLARITY_POSITIVE : PLX_POLARITY_NEGATIVE;
    denial.rule = "denied.before";
    denials.push_back(std::move(denial));
  }
  return denials;
}

}  // namespace plx::claims
