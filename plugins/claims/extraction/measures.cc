#include "plugins/claims/extraction/measures.h"

#include <algorithm>

#include "plugins/claims/extraction/asides.h"
#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::claims {
namespace {

using linguistics::Clause;
using linguistics::Participant;
using linguistics::Quantity;
using linguistics::UnitClass;
using Keys = std::vector<std::string>;

std::string Join(std::string_view role, Keys keys) {
  keys.erase(std::remove(keys.begin(), keys.end(), role), keys.end());
  std::string key(role);
  for (const std::string& k : keys) key += "/" + k;
  return key.size() <= 200 ? key : std::string();
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
      if (!id.empty() && !IsNobody(document_, id, s.head)) return id;
    }
    return {};
  }

  void Measure(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
    if (IsDifference(document_, facts_, clause_, q)) return;
    if (q.role == linguistics::QuantityRole::kChange || IsChangeBy(q)) {
      MeasureChange(q, out);
      return;
    }
    switch (q.unit_class) {
      case UnitClass::kPercent:
        if (MeasureShare(q, before, out)) return;
        break;
      case UnitClass::kRatio:
        if (q.unit == "fraction" && MeasureFraction(q, before, out)) return;
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
    // 供应约六成海缆: the whole stands behind.
    const Participant* phrase = PhraseOf(q);
    if (phrase != nullptr && phrase->span.end > q.span.end && tokens.Kind(i) == linguistics::TokenKind::kHan) {
      return Clip({q.span.end, phrase->span.end});
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
    // "60% of voters support the bill": a share of those who do it.
    if (clause_.subject.present() && Overlaps(clause_.subject.span, q.span) && !clause_.copula) {
      keys.push_back(PredicateKey(clause_.lemma));
      std::sort(keys.begin(), keys.end());
    }
    AddDeed(q, &keys);
    out->measure = Join("share", WithOwner(whole, keys));
    out->measure_name = "share of " + linguistics::DisplayText(facts_.tokens, whole);
    return true;
  }

  // "refines 90% of rare earths" is 90% of the refining that "controls 90% of rare earth refining" names; who
  // mines 60% of them has another share.
  void AddDeed(const Quantity& q, Keys* keys) const {
    if (clause_.copula || clause_.predicate.end > q.span.begin) return;
    for (const linguistics::Term& t : facts_.terms) {
      if (!Contains(clause_.predicate, t.span)) continue;
      const std::string_view role = RoleOf(clause_.lemma);
      const bool named = t.term_class == linguistics::TermClass::kTopic || t.term_class == linguistics::TermClass::kMeasure;
      if (role == "production") keys->push_back("output");
      else if (role != "share" && (named || role == "trade")) keys->push_back(t.key);
    }
    std::sort(keys->begin(), keys->end());
    keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
  }

  // "three-fifths of the cable": 60% of it. "One-fourth of those in the U.S." compares two things.
  bool MeasureFraction(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
    const std::string_view of = facts_.tokens.Word(q.end + 1);
    if (of == "that" || of == "those" || q.value > 1) return false;
    if (!MeasureShare(q, before, out)) return false;
    for (double* value : {&out->value, &out->low, &out->high}) *value *= 100;
    out->unit = "percent";
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
    const bool up = direction > 0;
    // A fall is a negative rise, so that both meet.
    if (!up) {
      const double low = out->low;
      out->value = -out->value;
      out->low = -out->high;
      out->high = -low;
    }
    if (out->subject.empty()) out->subject = CompanyBehind(what);
    out->measure = Join("change", keys);
    out->measure_name = "change of " + linguistics::DisplayText(facts_.tokens, what);
  }

  // "the number of attacks", 发作次数: only says that something is counted.
  static bool IsCountWord(const std::string& key) {
    return key == "number" || key == "amount" || key == "次数" || key == "数量" || key == "人数" || key == "frequency";
  }

  // The phrase of the clause that holds the quantity, else null.
  const Participant* PhraseOf(const Quantity& q) const {
    for (const Participant& o : clause_.objects) {
      if (Overlaps(o.span, q.span)) return &o;
    }
    return clause_.subject.present() && Overlaps(clause_.subject.span, q.span) ? &clause_.subject : nullptr;
  }

  // A role with its keys, and the words that name it.
  struct Found {
    std::string_view role;
    Keys keys;
    plx_span_t named = {0, 0};
  };

  void MeasureByRole(const Quantity& q, QuantityDraft* out) const {
    const Participant* phrase = PhraseOf(q);
    Found found = RoleBeside(q, phrase);
    if (found.role.empty()) found = RoleOfSubject(q, phrase);
    // A noun before "from 60 to 40": "a reduction in monthly output from 60 to 40 units".
    if (found.role.empty()) found.role = RoleOfOther(q, phrase, &found.keys, &found.named);
    // "invested $8.5 billion in refining", "killed 12 people".
    if (found.role.empty()) {
      found.role = FittingRole("to " + clause_.lemma, q);  // "seats 60,000"
      if (found.role.empty()) found.role = FittingRole(clause_.lemma, q);
      const std::string noun = UnitNoun(q.unit);
      const bool staff = noun == "person" || noun == "worker" || noun == "job";
      if (found.role == "workforce" && !staff) found.role = "size";  // "employs 97 musicians"
      if (!found.role.empty()) {
        AddArguments(phrase, found.role, &found.keys);
        found.named = clause_.predicate;
      }
    }
    if (found.role.empty() && q.unit_class == UnitClass::kCount) found = RoleOfCount(q, phrase);
    if (found.role.empty()) return;
    Keys& keys = found.keys;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::erase_if(keys, [&](const std::string& k) { return RoleOf(k) == found.role; });
    if (keys.empty() && SubjectEntity().empty() && !clause_.subject.present()) return;
    out->measure = Join(found.role, keys);
    out->measure_name = linguistics::DisplayText(facts_.tokens, found.named);
  }

  // What stands with the number: 30人死亡, "a $300 million deal", "1,100 metres deep", 全长780公里.
  Found RoleBeside(const Quantity& q, const Participant* phrase) const {
    Found found{FittingRole(q.unit, q), {}, q.span};
    if (!found.role.empty()) {
      AddArguments(phrase, found.role, &found.keys);
      return found;
    }
    const auto& tokens = facts_.tokens;
    if (q.unit_class == UnitClass::kLength || q.unit_class == UnitClass::kArea) {
      found.role = RoleOfDimension(q, &found.named);
      if (!found.role.empty()) return found;
    }
    // "a $300 million deal", "a 25% tariff on steel": the head of its own phrase.
    if (phrase != nullptr && phrase->head.begin >= q.span.end) {
      found.role = FittingRole(HeadWord(*phrase), q);
      if (!found.role.empty()) {
        found.keys = KeysBesides(found.role, facts_, phrase->span);
        AddFollowing(*phrase, &found.keys);
        found.named = phrase->span;
        return found;
      }
    }
    // "revenue of $5bn", "a toll of 12".
    if (q.first >= 2 && tokens.Word(q.first - 1) == "of") {
      const auto before = linguistics::NounGroupBefore(tokens, q.first - 1);
      if (!before.empty()) found.role = FittingRole(linguistics::HeadLemma(tokens, before), q);
      if (!found.role.empty()) {
        found.named = tokens.Span(before.first, before.end);
        found.keys = KeysBesides(found.role, facts_, found.named);
      }
    }
    return found;
  }

  // "800 kilometres long", "600米深", "run 780 kilometres": which way a length lies.
  std::string_view RoleOfDimension(const Quantity& q, plx_span_t* named) const {
    const auto& tokens = facts_.tokens;
    for (size_t length = 2; length >= 1; --length) {
      for (const size_t first : {q.end, q.first >= length ? q.first - length : tokens.size()}) {
        if (first + length > tokens.size()) continue;
        const plx_span_t span = tokens.Span(first, first + length);
        if (!Contains(clause_.span, span)) continue;
        const std::string_view role = FittingRole(tokens.Text(span), q);
        if (role.empty()) continue;
        *named = span;
        return role;
      }
    }
    return {};
  }

  // "its output fell to 40 units", "the death toll is 12", 安达曼海缆的输电能力为: the head of the subject.
  Found RoleOfSubject(const Quantity& q, const Participant* phrase) const {
    Found found;
    if (!clause_.subject.present() || phrase == &clause_.subject || InAbsolute(facts_, clause_, q)) return found;
    const plx_span_t span = clause_.subject.span;
    found.role = FittingRole(HeadWord(clause_.subject), q);
    const RolePhrase end = RoleAtEnd(facts_.tokens, {span.begin, clause_.subject.head.end});
    if (!end.role.empty() && Fits(end.role, q.unit_class)) found.role = end.role;
    if (found.role.empty()) return found;
    found.keys = KeysBesides(found.role, facts_, span);
    found.named = span;
    return found;
  }

  // "has 84 musicians", "consists of nine judges", 共有1240名患者参加: how many there are.
  Found RoleOfCount(const Quantity& q, const Participant* phrase) const {
    Found found{{}, {}, q.span};
    const bool people = UnitNoun(q.unit) == "worker";
    // What those counted do may stand behind them: 共有1240名患者参加.
    for (size_t i = q.end; clause_.chinese && i + 2 <= facts_.tokens.size(); ++i) {
      const plx_span_t word = facts_.tokens.Span(i, i + 2);
      if (!Contains(clause_.span, word)) break;
      const std::string_view role = RoleOf(facts_.tokens.Text(word));
      if (role == "enrolment" || role == "load") found.role = role;
    }
    if (found.role.empty() && IsHaving(clause_.lemma)) found.role = people ? "workforce" : "size";
    if (found.role.empty() || !clause_.subject.present() || phrase == &clause_.subject) {
      if (found.role != "enrolment") found.role = {};
    }
    return found;
  }
  static bool IsHaving(std::string_view lemma) {
    static constexpr std::string_view kWords[] = {"have", "consist", "comprise", "number", "count", "contain", "有", "共有",
                                                  "拥有", "设有", "现有", "由", "组成", "包括", "约有"};
    return std::find(std::begin(kWords), std::end(kWords), lemma) != std::end(kWords);
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
      *keys = KeysBesides(role, facts_, o.span);
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

  void AddArguments(const Participant* phrase, std::string_view role, Keys* keys) const {
    const auto add = [&](const Participant& p) {
      if (&p == phrase || !p.present()) return;
      const Keys more = KeysBesides(role, facts_, p.span);
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

std::vector<QuantityDraft> MeasureQuantities(const Document& document, const SentenceFacts& facts,
                                             const Clause& clause) {
  return Measurer(document, facts, clause).Run();
}

}  // namespace plx::claims
