#include "plugins/claims/extraction/measures.h"

#include <algorithm>

#include "plugins/claims/extraction/asides.h"
#include "plugins/claims/extraction/event_counts.h"
#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/claims/extraction/measured_clause.h"
#include "plugins/claims/extraction/role_measures.h"
#include "plugins/claims/extraction/share_measures.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::claims {
namespace {

using linguistics::Clause;
using linguistics::Participant;
using linguistics::Quantity;
using linguistics::UnitClass;
using Keys = std::vector<std::string>;

class Measurer {
 public:
  explicit Measurer(const MeasuredClause& in) : in_(in), shares_(in) {}

  std::vector<QuantityDraft> Run() {
    std::vector<QuantityDraft> out;
    for (const Quantity& q : facts_.quantities) {
      // 造成18人死亡、70多人|受伤: what befell them may stand in the next clause.
      if (!Contains(clause_.span, q.numeral_span) || !Overlaps(clause_.span, q.span) || q.determiner || q.reference_scale) continue;
      if (facts_.InDate(q.span)) continue;  // a date that looks like a number
      QuantityDraft draft;
      draft.span = in_.Clip(q.span);
      draft.value = q.value;
      draft.low = q.low;
      draft.high = q.high;
      draft.bound = static_cast<uint32_t>(q.bound);
      draft.unit = q.unit;
      // "from 60 to 40 units a month": both halves have the fuller unit.
      if (q.pair >= 0 && static_cast<size_t>(q.pair) < facts_.quantities.size()) {
        const std::string& other = facts_.quantities[static_cast<size_t>(q.pair)].unit;
        if (other.size() > draft.unit.size()) draft.unit = other;
      }
      // "85 of its 340 stores": of the same kind.
      if (draft.unit.empty() && facts_.tokens.Word(q.end) == "of") {
        for (const Quantity& whole : facts_.quantities) {
          const bool next = whole.first > q.end && whole.first <= q.end + 3 && whole.unit_class == UnitClass::kCount;
          if (next) draft.unit = whole.unit;
        }
      }
      draft.subject = in_.SubjectEntity();
      Measure(q, out, &draft);
      out.push_back(std::move(draft));
    }
    return out;
  }

 private:
  void Measure(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
    if (IsDifference(document_, facts_, clause_, q) || IsPartOfCount(in_, q) || IsWhole(q)) return;
    if (const EventCount event = EventCountOf(in_, q); !event.role.empty()) {
      out->measure = std::string(event.role);
      out->measure_name = linguistics::DisplayText(facts_.tokens, event.named);
      return;
    }
    if (shares_.MeasureOfStaff(q, before, out)) return;
    if (q.role == linguistics::QuantityRole::kChange || IsChangeBy(q)) {
      MeasureChange(q, out);
      return;
    }
    switch (q.unit_class) {
      case UnitClass::kPercent:
        if (shares_.Measure(q, before, out)) return;
        break;
      case UnitClass::kRatio:
        if (q.unit == "fraction" && shares_.MeasureFraction(q, before, out)) return;
        MeasureRatio(q, out);
        return;
      case UnitClass::kRank:
        MeasureRank(q, out);
        return;
      case UnitClass::kNone:
        if (q.bound == linguistics::Bound::kExact && !StrongBareRole() && !IsMagnitude(q) && out->unit.empty()) return;
        break;
      default:
        break;
    }
    MeasureByRole(in_, q, out);
  }

  // A bare number says something only with a role that counts: "the death toll rose to 12".
  bool StrongBareRole() const {
    const std::string_view role = RoleOf(clause_.lemma);
    const std::string_view subject = RoleOf(in_.HeadWord(clause_.subject));
    for (const std::string_view r : {role, subject}) {
      if (r == "death" || r == "injury" || r == "infection" || r == "missing" || r == "magnitude") return true;
    }
    return false;
  }

  // "85 of its 340 stores": what befalls the 85 does not befall the others.
  bool IsWhole(const Quantity& q) const {
    return std::any_of(facts_.quantities.begin(), facts_.quantities.end(), [&](const Quantity& part) {
      return part.end < q.first && q.first <= part.end + 2 && facts_.tokens.Word(part.end) == "of" && part.unit_class == UnitClass::kNone;
    });
  }

  // "a magnitude of 5.1"
  bool IsMagnitude(const Quantity& q) const {
    const auto& tokens = facts_.tokens;
    return q.first >= 2 && tokens.Word(q.first - 1) == "of" && tokens.Word(q.first - 2) == "magnitude";
  }

  // "refining costs are one-fourth of those in the U.S."
  void MeasureRatio(const Quantity& q, QuantityDraft* out) const {
    if (!clause_.subject.present()) return;
    Keys keys = facts_.Keys(clause_.subject.span);
    if (keys.empty()) return;
    const plx_mention_t* base = Empty(q.base_span) ? nullptr : facts_.MentionIn(q.base_span);
    if (base == nullptr) {
      for (const plx_mention_t* m : facts_.mentions) {
        if (m->base.span.begin >= q.span.end && m->base.span.end <= clause_.span.end) base = m;
      }
    }
    if (base == nullptr) return;
    keys.push_back(std::string(View(base->entity)));
    out->measure = MeasureKey("ratio", keys);
    out->measure_name = linguistics::DisplayText(facts_.tokens, clause_.subject.span) + " against " +
                        std::string(View(base->canonical));
  }

  void MeasureRank(const Quantity& q, QuantityDraft* out) const {
    const auto phrase = linguistics::NounGroupAt(facts_.tokens, q.first);
    const plx_span_t span = phrase.empty() ? plx_span_t{q.span.end, clause_.span.end}
                                           : in_.Clip(facts_.tokens.Span(phrase.first, phrase.end));
    const Keys keys = facts_.Keys(span);
    if (keys.empty() || Empty(span)) return;
    out->measure = MeasureKey("rank", keys);
    out->measure_name = "rank by " + linguistics::DisplayText(facts_.tokens, span);
  }

  // "reduced the number of attacks by 38%".
  bool IsChangeBy(const Quantity& q) const {
    if (q.first == 0 || q.role != linguistics::QuantityRole::kLevel || q.unit_class != UnitClass::kPercent) return false;
    return facts_.tokens.Word(q.first - 1) == "by" && linguistics::Direction(clause_.lemma) != 0;
  }

  // "shares in Jade Airways": whose they are, where the phrase ends before its name.
  std::string CompanyBehind(plx_span_t phrase) const {
    const auto& tokens = facts_.tokens;
    const size_t of = tokens.IndexAt(phrase.end);
    if (of + 1 >= tokens.size() || (tokens.Word(of) != "in" && tokens.Word(of) != "of")) return {};
    for (const plx_mention_t* m : facts_.mentions) {
      if (m->base.span.begin == tokens[of + 1].begin && View(m->type) == "ORGANIZATION") return std::string(View(m->entity));
    }
    return {};
  }

  // "exports rose 5%": a change of what the subject names.
  void MeasureChange(const Quantity& q, QuantityDraft* out) const {
    const int direction = q.change == linguistics::ChangeSign::kUnknown ? linguistics::Direction(clause_.lemma)
                                                                          : static_cast<int>(q.change);
    if (direction == 0) return;
    plx_span_t what = clause_.subject.span;
    // "X reduced attacks by 38%": of the attacks.
    const bool done = !clause_.objects.empty() && clause_.objects.front().preposition.empty() &&
                      !Overlaps(clause_.objects.front().span, q.span) && clause_.objects.front().span.end <= q.span.begin;
    if (!clause_.subject.present() || Overlaps(what, q.span) || done) {
      what = {0, 0};
      for (const Participant& o : clause_.objects) {
        if (!Overlaps(o.span, q.span) || !o.preposition.empty()) {
          what = o.span;
          break;
        }
      }
    }
    if (Empty(what)) return;
    Keys keys = facts_.Keys(what);
    if (keys.empty()) return;
    std::erase_if(keys, IsCountWord);
    // "Tesla's shares fell 18%": their price did.
    const std::string_view head = facts_.tokens.Word(facts_.tokens.IndexAt(what.end) == 0 ? 0 : facts_.tokens.IndexAt(what.end) - 1);
    if (head == "shares" || head == "stock") keys = {"share-price"};
    const bool up = direction > 0;
    // A fall is a negative rise, so that both meet.
    if (!up) {
      const double low = out->low;
      out->value = -out->value;
      out->low = -out->high;
      out->high = -low;
    }
    if (out->subject.empty()) out->subject = CompanyBehind(what);
    out->measure = MeasureKey("change", keys);
    out->measure_name = "change of " + linguistics::DisplayText(facts_.tokens, what);
  }

  const MeasuredClause& in_;
  const Document& document_ = in_.document;
  const SentenceFacts& facts_ = in_.facts;
  const linguistics::Clause& clause_ = in_.clause;
  ShareMeasures shares_;
};

}  // namespace

std::vector<QuantityDraft> MeasureQuantities(const Document& document, const SentenceFacts& facts,
                                             const Clause& clause) {
  return Measurer({document, facts, clause}).Run();
}

}  // namespace plx::claims
