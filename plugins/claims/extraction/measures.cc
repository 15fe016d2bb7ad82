#include "plugins/claims/extraction/measures.h"

#include <algorithm>
#include <unordered_map>

#include "plugins/claims/extraction/tsv.h"
#include "plugins/claims/tables.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::claims {
namespace {

using linguistics::Clause;
using linguistics::Participant;
using linguistics::Quantity;
using linguistics::UnitClass;
using Keys = std::vector<std::string>;

const std::unordered_map<std::string_view, std::string_view>& Roles() {
  static const auto roles = [] {
    std::unordered_map<std::string_view, std::string_view> map;
    ForEachRow(data::kMeasures, [&](const std::vector<std::string_view>& row) {
      if (row.size() != 3) return;
      for (const size_t column : {1, 2}) {
        ForEachItem(row[column], [&](std::string_view word) { map.emplace(word, row[0]); });
      }
    });
    return map;
  }();
  return roles;
}

std::string Join(std::string_view role, Keys keys) {
  keys.erase(std::remove(keys.begin(), keys.end(), role), keys.end());
  std::string key(role);
  for (const std::string& k : keys) key += "/" + k;
  return key.size() <= 200 ? key : std::string();
}

// Which roles a unit can have: people are not invested, percentages do not die.
bool Fits(std::string_view role, UnitClass unit) {
  static constexpr std::string_view kMoney[] = {"investment", "spending", "cost", "value", "price", "revenue", "profit",
                                                "loss", "debt", "fine", "aid", "trade", "salary"};
  static constexpr std::string_view kPeople[] = {"death", "injury", "missing", "arrest", "displaced", "infection",
                                                 "job", "member", "vote", "seat", "population"};
  const auto in = [&](const auto& list) { return std::find(std::begin(list), std::end(list), role) != std::end(list); };
  switch (unit) {
    case UnitClass::kCurrency:
      return in(kMoney);
    case UnitClass::kCount:
    case UnitClass::kNone:
      return in(kPeople) || role == "capacity" || role == "production" || role == "reserve" || role == "trade" ||
             role == "score" || role == "magnitude";
    case UnitClass::kDuration:
      return role == "duration" || role == "reserve";
    case UnitClass::kPercent:
      return !in(kPeople) || role == "vote";
    case UnitClass::kMass:
    case UnitClass::kVolume:
    case UnitClass::kEnergy:
    case UnitClass::kPower:
      return role == "production" || role == "capacity" || role == "reserve" || role == "trade" || role == "weight";
    case UnitClass::kTemperature:
      return role == "temperature";
    default:
      return role == "distance" || role == "capacity" || role == "cost" || role == "price" || role == "production" ||
             role == "reserve" || role == "revenue" || role == "profit";
  }
}

class Measurer {
 public:
  Measurer(const Document& document, const SentenceFacts& facts, const Clause& clause)
      : document_(document), facts_(facts), clause_(clause) {}

  std::vector<QuantityDraft> Run() {
    std::vector<QuantityDraft> out;
    for (const Quantity& q : facts_.quantities) {
      if (!Contains(clause_.span, q.span) || q.determiner || q.reference_scale) continue;
      if (facts_.InDate(q.span)) continue;  // a date that looks like a number
      QuantityDraft draft;
      draft.span = q.span;
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
      draft.subject = SubjectEntity();
      Measure(q, out, &draft);
      out.push_back(std::move(draft));
    }
    return out;
  }

 private:
  std::string SubjectEntity() const {
    const Participant& s = clause_.subject;
    for (const std::string& id : {s.entity, s.owner}) {
      if (!id.empty() && !IsThing(id)) return id;
    }
    return {};
  }

  void Measure(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
    if (q.role == linguistics::QuantityRole::kChange) {
      MeasureChange(q, out);
      return;
    }
    switch (q.unit_class) {
      case UnitClass::kPercent:
        if (MeasureShare(q, before, out)) return;
        break;
      case UnitClass::kRatio:
        MeasureRatio(q, out);
        return;
      case UnitClass::kRank:
        MeasureRank(q, out);
        return;
      case UnitClass::kNone:
        if (q.bound == linguistics::Bound::kExact && !StrongBareRole()) return;
        break;
      default:
        break;
    }
    MeasureByRole(q, out);
  }

  // A bare number says something only with a role that counts: "the death toll rose to 12".
  bool StrongBareRole() const {
    const std::string_view role = RoleOf(clause_.lemma);
    const std::string_view subject = RoleOf(HeadWord(clause_.subject));
    for (const std::string_view r : {role, subject}) {
      if (r == "death" || r == "injury" || r == "infection" || r == "missing" || r == "magnitude") return true;
    }
    return false;
  }

  std::string HeadWord(const Participant& p) const {
    if (!p.present()) return {};
    const std::string_view head = document_.Text(p.head);
    return clause_.chinese ? std::string(head) : linguistics::Lemma(head, linguistics::WordClass::kNoun);
  }

  // The noun phrase after "of" behind the quantity, or around 的.
  plx_span_t WholeOf(const Quantity& q) const {
    const auto& tokens = facts_.tokens;
    size_t i = q.end;
    if (tokens.Word(i) == "of") {
      const auto phrase = linguistics::NounGroupAt(tokens, i + 1);
      if (phrase.empty()) return {0, 0};
      size_t end = phrase.end;
      while (tokens.Word(end) == "of") {
        const auto more = linguistics::NounGroupAt(tokens, end + 1);
        if (more.empty()) break;
        end = more.end;
      }
      return Clip(tokens.Span(phrase.first, end));
    }
    if (!clause_.chinese) return {0, 0};
    if (tokens.Code(i) == U'的' && i + 1 < tokens.size()) {
      size_t end = i + 1;
      while (end < tokens.size() && tokens.Kind(end) == linguistics::TokenKind::kHan) ++end;
      if (end > i + 1) return Clip(tokens.Span(i + 1, end));
    }
    // 占全球稀土开采的60%, 占全球稀土精炼近90%: what stands between the verb and the number.
    if (q.first > 0 && clause_.predicate.end > clause_.predicate.begin && clause_.predicate.end < q.span.begin) {
      return {clause_.predicate.end, q.span.begin};
    }
    return {0, 0};
  }
  plx_span_t Clip(plx_span_t s) const {
    return {std::max(s.begin, clause_.span.begin), std::min(s.end, clause_.span.end)};
  }

  // "60% of global rare earth mining": a share of a whole.
  bool MeasureShare(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
    const plx_span_t whole = WholeOf(q);
    if (Empty(whole)) return false;
    Keys keys = facts_.Keys(whole);
    if (keys.empty()) return false;
    // "60% of rare earth mining and nearly 90% of refining": the second shares the topic.
    if (keys.size() == 1 && !before.empty() && before.back().measure.rfind("share/", 0) == 0) {
      std::vector<std::string> shared;
      for (const linguistics::Term& t : facts_.terms) {
        if (Contains(last_whole_, t.span) && t.term_class == linguistics::TermClass::kTopic) shared.push_back(t.key);
      }
      if (!shared.empty()) shared.pop_back();  // the head of the first whole
      keys.insert(keys.end(), shared.begin(), shared.end());
      std::sort(keys.begin(), keys.end());
      keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
    last_whole_ = whole;
    out->measure = Join("share", WithOwner(whole, keys));
    out->measure_name = "share of " + linguistics::DisplayText(facts_.tokens, whole);
    return true;
  }

  // "60% of China's exports": the owner of the whole is part of what is counted.
  Keys WithOwner(plx_span_t whole, Keys keys) const {
    const plx_mention_t* m = facts_.MentionIn(whole);
    if (m != nullptr && View(m->entity) != SubjectEntity()) {
      keys.push_back(std::string(View(m->entity)));
      std::sort(keys.begin(), keys.end());
    }
    return keys;
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
    out->measure = Join("ratio", keys);
    out->measure_name = linguistics::DisplayText(facts_.tokens, clause_.subject.span) + " against " +
                        std::string(View(base->canonical));
  }

  void MeasureRank(const Quantity& q, QuantityDraft* out) const {
    const auto phrase = linguistics::NounGroupAt(facts_.tokens, q.first);
    const plx_span_t span = phrase.empty() ? plx_span_t{q.span.end, clause_.span.end}
                                           : Clip(facts_.tokens.Span(phrase.first, phrase.end));
    const Keys keys = facts_.Keys(span);
    if (keys.empty() || Empty(span)) return;
    out->measure = Join("rank", keys);
    out->measure_name = "rank by " + linguistics::DisplayText(facts_.tokens, span);
  }

  // "exports rose 5%": a change of what the subject names.
  void MeasureChange(const Quantity& q, QuantityDraft* out) const {
    if (q.change == linguistics::ChangeSign::kUnknown) return;
    plx_span_t what = clause_.subject.span;
    if (!clause_.subject.present() || Overlaps(what, q.span)) {
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
    const bool up = q.change == linguistics::ChangeSign::kIncrease;
    // A fall is a negative rise, so that both meet.
    if (!up) {
      const double low = out->low;
      out->value = -out->value;
      out->low = -out->high;
      out->high = -low;
    }
    out->measure = Join("change", keys);
    out->measure_name = "change of " + linguistics::DisplayText(facts_.tokens, what);
  }

  // The phrase of the clause that holds the quantity, else null.
  const Participant* PhraseOf(const Quantity& q) const {
    for (const Participant& o : clause_.objects) {
      if (Overlaps(o.span, q.span)) return &o;
    }
    return clause_.subject.present() && Overlaps(clause_.subject.span, q.span) ? &clause_.subject : nullptr;
  }

  void MeasureByRole(const Quantity& q, QuantityDraft* out) const {
    const Participant* phrase = PhraseOf(q);
    Keys keys;
    std::string_view role = FittingRole(q.unit, q);  // 30人死亡: counted in deaths
    plx_span_t named = q.span;
    if (!role.empty()) AddArguments(phrase, &keys);
    // "a $300 million deal", "a 25% tariff on steel": the head of its own phrase.
    if (role.empty() && phrase != nullptr && phrase->head.begin >= q.span.end) {
      role = FittingRole(HeadWord(*phrase), q);
      if (!role.empty()) {
        keys = facts_.Keys(phrase->span);
        AddFollowing(*phrase, &keys);
        named = phrase->span;
      }
    }
    // "revenue of $5bn", "a toll of 12".
    if (role.empty() && q.first >= 2 && facts_.tokens.Word(q.first - 1) == "of") {
      const auto before = linguistics::NounGroupBefore(facts_.tokens, q.first - 1);
      if (!before.empty()) {
        role = FittingRole(linguistics::HeadLemma(facts_.tokens, before), q);
        named = facts_.tokens.Span(before.first, before.end);
        if (!role.empty()) keys = facts_.Keys(named);
      }
    }
    // "its output fell to 40 units", "the death toll is 12": the head of the subject.
    if (role.empty() && clause_.subject.present() && phrase != &clause_.subject) {
      role = FittingRole(HeadWord(clause_.subject), q);
      if (!role.empty()) {
        keys = facts_.Keys(clause_.subject.span);
        named = clause_.subject.span;
      }
    }
    // A noun before "from 60 to 40": "a reduction in monthly output from 60 to 40 units".
    if (role.empty()) role = RoleOfOther(q, phrase, &keys, &named);
    // "invested $8.5 billion in refining", "killed 12 people".
    if (role.empty()) {
      role = FittingRole(clause_.lemma, q);
      if (!role.empty()) {
        AddArguments(phrase, &keys);
        named = clause_.predicate;
      }
    }
    if (role.empty()) return;
    if (q.unit_class == UnitClass::kCount) keys.push_back(UnitNoun(q.unit));
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::erase_if(keys, [&](const std::string& k) { return RoleOf(k) == role; });
    if (keys.empty() && SubjectEntity().empty()) return;
    out->measure = Join(role, keys);
    out->measure_name = linguistics::DisplayText(facts_.tokens, named);
  }

  // "unit" of "unit/month".
  static std::string UnitNoun(const std::string& unit) { return unit.substr(0, unit.find('/')); }

  std::string_view FittingRole(std::string_view word, const Quantity& q) const {
    const std::string_view role = RoleOf(word);
    return !role.empty() && Fits(role, q.unit_class) ? role : std::string_view();
  }

  std::string_view RoleOfOther(const Quantity& q, const Participant* phrase, Keys* keys, plx_span_t* named) const {
    for (const Participant& o : clause_.objects) {
      if (&o == phrase || o.span.begin > q.span.begin) continue;
      const std::string_view role = FittingRole(HeadWord(o), q);
      if (role.empty()) continue;
      *keys = facts_.Keys(o.span);
      *named = o.span;
      return role;
    }
    return {};
  }

  // What follows the phrase: "a 25% tariff | on steel".
  void AddFollowing(const Participant& phrase, Keys* keys) const {
    for (const Participant& o : clause_.objects) {
      if (o.span.begin <= phrase.span.begin || (o.preposition != "on" && o.preposition != "in" && o.preposition != "for")) continue;
      const Keys more = facts_.Keys(o.span);
      keys->insert(keys->end(), more.begin(), more.end());
    }
  }

  void AddArguments(const Participant* phrase, Keys* keys) const {
    const auto add = [&](const Participant& p) {
      if (&p == phrase || !p.present()) return;
      const Keys more = facts_.Keys(p.span);
      keys->insert(keys->end(), more.begin(), more.end());
    };
    if (clause_.subject.entity.empty()) add(clause_.subject);
    for (const Participant& o : clause_.objects) add(o);
  }

  const Document& document_;
  const SentenceFacts& facts_;
  const Clause& clause_;
  plx_span_t last_whole_ = {0, 0};  // of the share before
};

}  // namespace

std::string_view RoleOf(std::string_view word) {
  const auto it = Roles().find(word);
  return it == Roles().end() ? std::string_view() : it->second;
}

std::vector<QuantityDraft> MeasureQuantities(const Document& document, const SentenceFacts& facts,
                                             const Clause& clause) {
  return Measurer(document, facts, clause).Run();
}

}  // namespace plx::claims
