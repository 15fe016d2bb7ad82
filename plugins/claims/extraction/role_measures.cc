#include "plugins/claims/extraction/role_measures.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/claims/extraction/asides.h"
#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/claims/extraction/payments.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::claims {
namespace {

using linguistics::Participant;
using linguistics::Quantity;
using linguistics::UnitClass;
using Keys = std::vector<std::string>;

// A role with its keys, and the words that name it.
struct Found {
  std::string_view role;
  Keys keys;
  plx_span_t named = {0, 0};
};

class RoleFinder {
 public:
  explicit RoleFinder(const MeasuredClause& in) : in_(in) {}

  void Measure(const Quantity& q, QuantityDraft* out) const {
    const Participant* phrase = in_.PhraseOf(q);
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
      if (found.role.empty() && MakesGoods(q)) found.role = "production";
      if (IsCompensation(in_, q) && (found.role.empty() || found.role == "salary" || found.role == "aid")) found.role = "compensation";
      if (!found.role.empty()) {
        AddArguments(phrase, found.role, &found.keys);
        found.named = clause_.predicate;
      }
    }
    if (found.role.empty() && q.unit_class == UnitClass::kCount) found = RoleOfCount(q, phrase);
    if (found.role.empty()) return;
    if (const std::string fined = found.role == "fine" ? FinedIn(in_, q) : std::string(); !fined.empty()) {
      out->subject = fined;
      out->measure = MeasureKey(found.role, {});
      out->measure_name = linguistics::DisplayText(facts_.tokens, found.named);
      return;
    }
    if (found.role == "compensation" && IsRate(q.unit)) {  // the unit says how many they are
      found.keys.clear();
      if (const std::string_view who = PayeeOf(in_); !who.empty()) found.keys.emplace_back(who);
    }
    Keys& keys = found.keys;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::erase_if(keys, [&](const std::string& k) { return RoleOf(k) == found.role || IsPeriodWord(k) || (IsRate(q.unit) && IsPayee(k)); });
    std::erase_if(keys, [](const std::string& k) { return IsBodyWord(k) || k == "expect" || k == "estimate" || k == "cause"; });  // 公司: the document says which
    if (const std::string_view kind = KindOfProfit(found); !kind.empty()) keys.push_back(std::string(kind));
    if (IsDemanded(in_, q)) {
      found.role = "demand";
      std::erase_if(keys, [&](const std::string& k) { return RoleOf(k) == "compensation"; });
    }
    // "a pay rise of 6%": what is asked for, offered and agreed on are three.
    if (found.role == "growth" && std::find(keys.begin(), keys.end(), "wage") != keys.end()) return;
    if (keys.empty() && in_.SubjectEntity().empty() && !SurfaceSubject().present()) return;
    out->measure = MeasureKey(found.role, keys);
    out->measure_name = linguistics::DisplayText(facts_.tokens, found.named);
  }

 private:
  // "operating profit", 毛利润: no net profit. Empty: that, or not said.
  std::string_view KindOfProfit(const Found& found) const {
    if (found.role != "profit" && found.role != "loss") return {};
    const auto& tokens = facts_.tokens;
    const size_t end = tokens.IndexAt(found.named.end);
    for (size_t i = end > 6 ? end - 6 : 0; i < end; ++i) {
      const std::string_view word = clause_.chinese ? tokens.Words(i, i + 2) : tokens.Word(i);
      if (linguistics::IsAnyOf(word, {"gross", "毛利", "毛亏"})) return "gross";
      if (linguistics::IsAnyOf(word, {"operating", "营业", "经营"})) return "operating";
      if (linguistics::IsAnyOf(word, {"pretax", "税前"})) return "pretax";
    }
    return {};
  }

  // "tonnes of cement a year": the unit has it.
  static bool IsPeriodWord(const std::string& key) { return linguistics::IsAnyOf(key, {"year", "month", "week", "day", "annual", "daily", "monthly", "日均", "月均", "每年", "每月", "每天", "年产", "月产"}); }

  // "makes 240,000 cars a year", not "made 12 arrests".
  bool MakesGoods(const Quantity& q) const {
    const bool goods = q.unit_class == UnitClass::kMass || q.unit_class == UnitClass::kVolume ||
                       (q.unit_class == UnitClass::kCount && IsRate(q.unit) && !linguistics::UnitsCompatible("person", UnitNoun(q.unit)));
    return goods && linguistics::IsAnyOf(clause_.lemma, {"make", "build", "assemble", "turn out", "制造", "造"});
  }
  static bool IsRate(const std::string& unit) { return unit.find('/') != std::string::npos; }

  // 员工420人, 净利润3亿元, 年产水泥140万吨: a noun of the table right before the number; behind what is made by the year, what
  // it is.
  Found RoleBefore(const Quantity& q) const {
    const auto& tokens = facts_.tokens;
    size_t end = q.first;
    while (end > 0 && linguistics::IsAnyOf(tokens.Word(end - 1), {"为", "达", "到", "约", "近", "仅", "共", "有", "至", "是", "超", "过", "逾"})) --end;
    Found found;
    constexpr size_t kLongest = 5, kReach = 6;  // characters
    for (size_t length = std::min(kLongest, end); length >= 2 && found.role.empty(); --length) {
      const plx_span_t span = tokens.Span(end - length, end);
      if (!Contains(clause_.span, span)) continue;
      found.role = FittingRole(tokens.Words(end - length, end), q);
      found.named = span;
    }
    for (size_t first = end; found.role.empty() && first-- > 0 && end - first <= kReach && tokens.Kind(first) == linguistics::TokenKind::kHan;) {
      if (!linguistics::IsAnyOf(tokens.Words(first, first + 2), {"年产", "月产", "日产"}) || !Contains(clause_.span, tokens.Span(first, end))) continue;
      found.role = FittingRole("产量", q);
      found.named = tokens.Span(first, first + 2);
      found.keys = KeysBesides(found.role, facts_, {found.named.end, q.span.begin});
    }
    if (found.role.empty() || (found.keys.empty() && Overlaps(found.named, clause_.predicate))) return {};
    if (clause_.subject.present() && !clause_.subject_inherited && clause_.subject.span.end <= found.named.end) {
      const Keys more = KeysBesides(found.role, facts_, clause_.subject.span);
      found.keys.insert(found.keys.end(), more.begin(), more.end());
    }
    return found;
  }

  // What stands with the number: 30人死亡, "a $300 million deal", "1,100 metres deep", 全长780公里.
  Found RoleBeside(const Quantity& q, const Participant* phrase) const {
    Found found{q.unit == "carry" ? std::string_view() : FittingRole(q.unit, q), {}, q.span};  // of a game: nothing is loaded
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
      found.role = FittingRole(in_.HeadWord(*phrase), q);
      if (!found.role.empty()) {
        found.keys = KeysBesides(found.role, facts_, phrase->span);
        AddFollowing(*phrase, &found.keys);
        found.named = phrase->span;
        return found;
      }
    }
    if (Found behind = RoleBehind(q); !behind.role.empty()) return behind;
    if (Found before = clause_.chinese ? RoleBefore(q) : Found(); !before.role.empty()) return before;
    if (Found paid = PricePaid(q); !paid.role.empty()) return paid;
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

  // "$25 million in aid to the victims", 2500万美元援助.
  Found RoleBehind(const Quantity& q) const {
    const auto& tokens = facts_.tokens;
    Found found;
    size_t first = q.end;
    size_t end = first;
    if (clause_.chinese) {
      if (tokens.Word(first) == "的") ++first;
      constexpr size_t kLongest = 4;  // characters: 援助, 经济损失
      for (size_t length = kLongest; length >= 2 && found.role.empty(); --length) {
        if (first + length > tokens.size() || !Contains(clause_.span, tokens.Span(first, first + length))) continue;
        found.role = FittingRole(tokens.Words(first, first + length), q);
        end = first + length;
      }
      if (found.role.empty()) return {};
    } else {
      if (tokens.Word(first) != "in") return {};
      const auto noun = linguistics::NounGroupAt(tokens, ++first);
      if (noun.empty()) return {};
      found.role = FittingRole(linguistics::HeadLemma(tokens, noun), q);
      if (found.role.empty()) return {};
      end = noun.end;
    }
    found.named = tokens.Span(first, end);
    found.keys = KeysBesides(found.role, facts_, found.named);
    AddArguments(in_.PhraseOf(q), found.role, &found.keys);
    return found;
  }

  // "to buy the plant for $700 million", "offered $700 million for the plant", 以7亿美元收购: the price of what is bought.
  Found PricePaid(const Quantity& q) const {
    if (q.unit_class != UnitClass::kCurrency || q.unit.find('/') != std::string::npos) return {};
    using linguistics::IsAnyOf;
    const auto& tokens = facts_.tokens;
    Found found;
    if (clause_.chinese) {
      const bool behind = IsAnyOf(tokens.Words(q.end, q.end + 2), {"收购", "购买", "买下", "购入"});  // 提出以8500万欧元|收购
      if (!behind && !IsAnyOf(clause_.lemma, {"收购", "购买", "买下", "购入", "出售", "卖掉", "出价", "竞购", "并购"})) return {};
    } else {
      const bool buys = IsAnyOf(clause_.lemma, {"buy", "acquire", "purchase", "sell", "take"});
      const bool offers = IsAnyOf(clause_.lemma, {"offer", "bid", "pay", "propose"});
      const bool behind = q.first > 0 && tokens.Word(q.first - 1) == "for";
      const bool price = buys && behind;
      if (behind && IsAnyOf(clause_.lemma, {"build", "construct"})) found.role = "investment";
      if (!price && found.role.empty() && !(offers && tokens.Word(q.end) == "for")) return {};
    }
    if (found.role.empty()) found.role = "price";
    found.named = clause_.predicate;
    for (const Participant& o : clause_.objects) {
      if (Overlaps(o.span, q.span) || !(o.preposition.empty() || o.preposition == "for")) continue;
      const Keys more = KeysBesides(found.role, facts_, o.span);
      found.keys.insert(found.keys.end(), more.begin(), more.end());
    }
    // 出价7亿美元收购工厂: one phrase to the parser.
    if (found.keys.empty() && clause_.chinese) {
      found.keys = KeysBesides(found.role, facts_, {q.span.end, facts_.span.end});
      std::erase(found.keys, linguistics::ConceptOf("收购"));
    }
    if (found.keys.empty()) found.role = {};
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
    const Participant& subject = SurfaceSubject();
    if (!subject.present() || phrase == &subject || InAbsolute(facts_, clause_, q)) return found;
    const plx_span_t span = subject.span;
    found.role = FittingRole(in_.HeadWord(subject), q);
    const RolePhrase end = RoleAtEnd(facts_.tokens, {span.begin, subject.head.end});
    if (!end.role.empty() && Fits(end.role, q.unit_class)) found.role = end.role;
    if (found.role.empty()) return found;
    found.keys = KeysBesides(found.role, facts_, span);
    if (&subject != &clause_.subject) {  // "damage | from the storm | is put at"
      const Keys more = KeysBesides(found.role, facts_, {span.end, clause_.verb_group.begin});
      found.keys.insert(found.keys.end(), more.begin(), more.end());
    }
    found.named = span;
    return found;
  }

  // "the damage is put at $2 billion": the subject of a passive, which is an object to the clause.
  const Participant& SurfaceSubject() const {
    const bool patient = !clause_.subject.present() && clause_.passive && !clause_.objects.empty() &&
                         clause_.objects.front().span.end <= clause_.verb_group.begin;
    return patient ? clause_.objects.front() : clause_.subject;
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
      const std::string_view role = FittingRole(in_.HeadWord(o), q);
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
      if (&p == phrase || !p.present() || linguistics::IsAnyOf(p.preposition, {"因", "因为", "由于"})) return;
      const Keys more = KeysBesides(role, facts_, p.span);
      keys->insert(keys->end(), more.begin(), more.end());
    };
    if (clause_.subject.entity.empty()) add(clause_.subject);
    for (const Participant& o : clause_.objects) add(o);
  }

  const MeasuredClause& in_;
  const Document& document_ = in_.document;
  const SentenceFacts& facts_ = in_.facts;
  const linguistics::Clause& clause_ = in_.clause;
};

}  // namespace

void MeasureByRole(const MeasuredClause& in, const Quantity& quantity, QuantityDraft* out) {
  RoleFinder(in).Measure(quantity, out);
}

}  // namespace plx::claims
