#include "plugins/claims/extraction/event_counts.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/linguistics/numbers/units.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::claims {
namespace {

using linguistics::IsAnyOf;
using linguistics::Quantity;
using linguistics::TokenKind;
using linguistics::UnitClass;
using linguistics::WordClass;

constexpr size_t kFarthest = 8;        // tokens between a number and the word for what befell them
constexpr size_t kLongestChinese = 4;  // characters of such a word: 死亡人数

std::string_view EventRoleOf(std::string_view word) {
  const std::string_view role = RoleOf(word);
  if (role == "load") return "aboard";
  return IsEventRole(role) ? role : std::string_view();
}

// Of an English word in any form, as a verb or as the participle that the table lists ("missing").
std::string_view EventRoleOfForm(std::string_view word) {
  const std::string_view listed = EventRoleOf(word);
  return listed.empty() ? EventRoleOf(linguistics::Lemma(word, WordClass::kVerb)) : listed;
}

// What may be counted here: people, or the thing that the role itself is.
bool CountsPeople(const Quantity& q) {
  if (q.unit_class == UnitClass::kNone) return true;
  if (q.unit_class != UnitClass::kCount) return false;
  return IsAnybody(q.unit) || linguistics::UnitsCompatible("person", q.unit) || NamesPeople(q.unit);
}

class Finder {
 public:
  Finder(const MeasuredClause& in, const Quantity& q) : in_(in), tokens_(in.facts.tokens), q_(q) {}

  EventCount Find() const {
    if (q_.unit_class == UnitClass::kArea) return Burned();
    const bool rules = q_.unit_class == UnitClass::kCount && !linguistics::UnitsCompatible("person", q_.unit);
    if (EventCount found = rules ? Rules() : EventCount(); !found.role.empty()) return found;
    if (!CountsPeople(q_) || IsAdded()) return {};
    if (EventCount stolen = DataOf(); !stolen.role.empty()) return stolen;
    EventCount found = FindAny();
    // A ship carries 300 of anything.
    if (found.role == "aboard" && (q_.unit_class == UnitClass::kNone || IsRoom())) found.role = {};
    return found;
  }

 private:
  // "can carry 120 passengers", "licensed to carry", 最多可载120人: there is room for them.
  bool IsRoom() const {
    constexpr size_t kReach = 5;
    for (size_t i = q_.first; i-- > 0 && q_.first - i <= kReach && tokens_.Kind(i) != TokenKind::kPunctuation;) {
      if (in_.clause.chinese ? IsAnyOf(tokens_.Word(i), {"可", "能", "限"}) || IsAnyOf(tokens_.Words(i, i + 2), {"核定", "核载", "最多", "额定"})
                             : IsAnyOf(tokens_.Word(i), {"can", "could", "may", "to"})) {
        return true;
      }
    }
    return false;
  }

  // "eight more bodies", 又有8人遇难: come to those that were counted already.
  bool IsAdded() const {
    const size_t number = tokens_.IndexAt(q_.numeral_span.end);
    const std::string_view next = tokens_.Word(number);
    if (IsAnyOf(next, {"more", "further", "additional"}) && tokens_.Word(number + 1) != "than") return true;
    if (q_.first == 0) return false;
    return IsAnyOf(tokens_.Word(q_.first - 1), {"additional", "further"}) ||
           (q_.first >= 2 && IsAnyOf(tokens_.Words(q_.first - 2, q_.first), {"又有", "再有", "新增"}));
  }

  // "stole the data of 1.9 million customers", 260万名客户的资料被盗: whose secrets became known.
  EventCount DataOf() const {
    const size_t first = q_.first > 6 ? q_.first - 6 : 0, end = std::min(tokens_.size(), q_.end + 10);
    size_t data = end;
    bool stolen = false;
    for (size_t i = first; i < end; ++i) {
      if (in_.clause.chinese) {
        const std::string_view word = tokens_.Words(i, i + 2);
        if (IsAnyOf(word, {"资料", "数据", "信息"})) data = i;
        stolen |= IsAnyOf(word, {"被盗", "窃取", "泄露", "外泄", "盗取", "泄漏"});
      } else {
        const std::string_view word = tokens_.Word(i);
        if (IsAnyOf(word, {"data", "records", "information", "details"})) data = i;
        stolen |= IsAnyOf(word, {"steal", "stole", "stolen", "leaked", "exposed", "compromised", "hacked", "stealing"});
      }
    }
    return data < end && stolen ? Named("breach", data, data + (in_.clause.chinese ? 2 : 1)) : EventCount();
  }

  // "has burned 12,000 hectares of forest", 过火面积达1.2万公顷.
  EventCount Burned() const {
    // Of forest, or of nothing in particular; a vineyard that burned is another area.
    if (tokens_.Word(q_.end) == "of") {
      const auto what = linguistics::NounGroupAt(tokens_, q_.end + 1);
      const std::string_view head = what.empty() ? std::string_view() : tokens_.Word(what.head);
      if (!IsAnyOf(head, {"forest", "forests", "land", "woodland", "bush", "terrain", "vegetation", "scrub"})) return {};
    }
    if (tokens_.Kind(q_.end) == TokenKind::kHan && !IsAnyOf(tokens_.Words(q_.end, q_.end + 2), {"森林", "林地", "土地", "山林"})) return {};
    if (in_.clause.chinese) {
      for (size_t i = q_.first; i-- > 0 && q_.first - i < kFarthest;) {
        if (IsAnyOf(tokens_.Words(i, i + 2), {"过火", "烧毁", "焚毁", "烧过"})) return Named("burned-area", i, i + 2);
      }
      return {};
    }
    const bool burns = IsAnyOf(in_.clause.lemma, {"burn", "scorch", "char", "blacken", "consume"});
    return burns ? EventCount{"burned-area", in_.clause.predicate} : EventCount();
  }

  // "a state of emergency in three provinces", 三个省进入紧急状态: where a rule holds.
  EventCount Rules() const {
    const bool chinese = in_.clause.chinese;
    if (!chinese && (q_.first == 0 || !IsAnyOf(tokens_.Word(q_.first - 1), {"in", "across", "for", "over"}))) return {};
    const size_t first = q_.first > kFarthest ? q_.first - kFarthest : 0;
    for (size_t i = first; i < tokens_.size() && i < q_.end + kFarthest; ++i) {
      if (tokens_.Words(i, i + 4) == "紧急状态") return Named("emergency", i, i + 4);
      if (tokens_.Words(i, i + 2) == "宵禁") return Named("curfew", i, i + 2);
      if (tokens_.Word(i) == "state" && tokens_.Word(i + 1) == "of" && tokens_.Word(i + 2) == "emergency") return Named("emergency", i, i + 3);
      if (IsAnyOf(tokens_.Word(i), {"curfew", "curfews"})) return Named("curfew", i, i + 1);
    }
    return {};
  }

  EventCount FindAny() const {
    // "83 carries" of a game are nobody aboard.
    if (const std::string_view unit = EventRoleOf(q_.unit); !unit.empty() && unit != "aboard") return {unit, q_.span};
    if (const std::string_view noun = EventRoleOf(q_.counted); !noun.empty()) return {noun, q_.span};
    return in_.clause.chinese ? FindChinese() : FindEnglish();
  }

  EventCount Named(std::string_view role, size_t first, size_t end) const { return {role, tokens_.Span(first, end)}; }

  EventCount FindEnglish() const {
    if (EventCount found = Behind(); !found.role.empty()) return found;
    if (EventCount found = Before(); !found.role.empty()) return found;
    return Toll();
  }

  bool CountsJobs() const { return IsAnyOf(q_.unit, {"job", "position", "post", "role", "worker", "employee"}); }
  static bool CreatesJobs(std::string_view lemma) { return IsAnyOf(lemma, {"create", "add", "generate"}); }
  static bool CutsJobs(std::string_view lemma) { return IsAnyOf(lemma, {"cut", "cost", "lose", "shed", "eliminate", "axe", "slash", "scrap"}); }

  // "120 were missing", "95 people still missing", "14,000 residents to leave": without another noun between.
  EventCount Behind() const {
    bool passive = false;
    size_t i = q_.end;
    // "6,500 residents of Hosena were"
    if (IsAnyOf(tokens_.Word(i), {"of", "in", "from"})) {
      const auto where = linguistics::NounGroupAt(tokens_, i + 1);
      if (!where.empty() && linguistics::IsAuxiliary(tokens_.Word(where.end))) i = where.end;
    }
    for (; i < tokens_.size() && i < q_.end + kFarthest; ++i) {
      const std::string_view word = tokens_.Word(i);
      if (linguistics::IsAuxiliary(word)) {
        passive |= IsAnyOf(word, {"is", "are", "was", "were", "been", "be", "being"});
      } else if (!IsAnyOf(word, {"still", "also", "now", "already", "reportedly", "feared", "others", "more", "who", "confirmed", "remain",
                                 "remained", "people"})) {
        break;
      }
    }
    const std::string_view word = tokens_.Word(i);
    if (word == "to") return Forced(i + 1);
    // "1,150 jobs would be lost"
    const std::string lemma = linguistics::Lemma(word, WordClass::kVerb);
    if (passive && CountsJobs() && (lemma == "lose" || CutsJobs(lemma))) return Named("layoff", i, i + 1);
    if (passive && CountsJobs() && CreatesJobs(lemma)) return Named("hiring", i, i + 1);
    // "6,500 residents were told to leave"
    if (passive && OrdersAway(lemma, i + 1)) return Named("displaced", i, i + 3);
    if (word == "on") return InState(i);
    if (EventCount found = JoinedBehind(i, lemma); !found.role.empty()) return found;
    const std::string phrase = linguistics::Lemma(word, WordClass::kVerb) + " " + std::string(tokens_.Word(i + 1));
    if (const std::string_view role = EventRoleOf(phrase); !role.empty()) return Named(role, i, i + 2);
    const std::string_view role = EventRoleOfForm(word);
    if (role.empty() || (!passive && !EndsThere(i + 1, role))) return {};
    return Named(role, i, i + 1);
  }

  // "went on strike", "had taken part in the strike"
  EventCount JoinedBehind(size_t verb, std::string_view lemma) const {
    size_t i = verb + 1;
    if (lemma == "take" && tokens_.Word(i) == "part" && tokens_.Word(i + 1) == "in") i += 2;
    else if (lemma == "join" || lemma == "stage") i = verb + 1;
    else if (lemma == "go" && tokens_.Word(i) == "on") ++i;
    else return {};
    while (IsAnyOf(tokens_.Word(i), {"the", "a", "this"})) ++i;
    const std::string_view role = EventRoleOf(tokens_.Word(i));
    return role == "strike" || role == "protest" ? Named(role, verb, i + 1) : EventCount();
  }

  // "people died", "people killed in": not "officers arrested five men".
  bool EndsThere(size_t next, std::string_view role) const {
    if (role != "arrest" && role != "displaced" && role != "injury" && role != "death" && role != "layoff") return true;
    if (next >= tokens_.size() || tokens_.Kind(next) == TokenKind::kPunctuation) return true;
    const std::string_view word = tokens_.Word(next);
    return linguistics::IsPreposition(word) || linguistics::IsFunctionWord(word) != linguistics::IsDeterminer(word) ||
           in_.facts.InDate(tokens_.Span(next, next + 1));
  }

  // "are on strike".
  EventCount InState(size_t on) const {
    const std::string_view role = EventRoleOf(tokens_.Word(on + 1));
    return role.empty() ? EventCount() : Named(role, on, on + 2);
  }

  // "forced 14,000 residents to leave".
  EventCount Forced(size_t verb) const {
    if (q_.first == 0) return {};
    const std::string before = linguistics::Lemma(tokens_.Word(q_.first - 1), WordClass::kVerb);
    return OrdersAway(before, verb - 1) ? Named("displaced", verb, verb + 1) : EventCount();
  }
  bool OrdersAway(std::string_view lemma, size_t to) const {
    if (!IsAnyOf(lemma, {"force", "order", "oblige", "compel", "prompt", "tell", "lead", "cause", "urge", "advise"}) || tokens_.Word(to) != "to") return false;
    return IsAnyOf(linguistics::Lemma(tokens_.Word(to + 1), WordClass::kVerb), {"leave", "flee", "evacuate", "abandon", "relocate"});
  }

  // "killed 61", "displacing 16,500", "the death of 12", "lay off 2,400", "cut 1,800 jobs".
  EventCount Before() const {
    size_t last = q_.first;
    while (last > 0 && IsAnyOf(tokens_.Word(last - 1), {"only", "just", "another", "a"})) --last;
    if (last-- == 0) return {};
    const std::string_view word = tokens_.Word(last);
    if (word == "of" && last > 0) {
      const std::string_view noun = EventRoleOf(linguistics::Lemma(tokens_.Word(last - 1), WordClass::kNoun));
      return noun.empty() ? EventCount() : Named(noun, last - 1, last);
    }
    const std::string lemma = linguistics::Lemma(word, WordClass::kVerb);
    if (last > 0 && (word == "off" || word == "out")) {
      const std::string phrase = linguistics::Lemma(tokens_.Word(last - 1), WordClass::kVerb) + " " + std::string(word);
      const std::string_view role = EventRoleOf(phrase);
      return role.empty() ? EventCount() : Named(role, last - 1, last + 1);
    }
    const bool jobs = CountsJobs();
    if (jobs && CutsJobs(lemma)) return Named("layoff", last, last + 1);
    if (jobs && CreatesJobs(lemma)) return Named("hiring", last, last + 1);
    const std::string_view role = EventRoleOf(lemma);
    // A bare number is of people only beside what befalls people: "displaced 16,500", not "cut 12".
    if (role.empty() || (role == "layoff" && (q_.unit_class == UnitClass::kNone || !jobs))) return {};
    return Named(role, last, last + 1);
  }

  // "the death toll rose to 52", "the number of people killed in the collapse rose to 52": a level, whatever stands between.
  EventCount Toll() const {
    if (q_.first < 2 || q_.role == linguistics::QuantityRole::kChange) return {};
    size_t verb = q_.first - 1;
    if (IsAnyOf(tokens_.Word(verb), {"to", "at", "by"})) --verb;
    // "bringing the death toll to 15", "the toll from the collapse to 15"
    if (tokens_.Word(q_.first - 1) == "to" && Brings(verb)) return Named(EventRoleOf("toll"), verb, q_.first - 1);
    const std::string lemma = linguistics::Lemma(tokens_.Word(verb), WordClass::kVerb);
    if (!IsAnyOf(lemma, {"rise", "climb", "reach", "stand", "increase", "grow", "jump", "hit", "be", "surpass", "exceed", "pass", "total"})) {
      return {};
    }
    for (size_t i = verb; i-- > 0;) {
      if (tokens_.Kind(i) == TokenKind::kNumber && !in_.facts.InDate(tokens_.Span(i, i + 1))) return {};
      if (tokens_.Word(i) == "toll") return Named(EventRoleOf("toll"), i, i + 1);
      if (tokens_.Word(i) != "number" || tokens_.Word(i + 1) != "of") continue;
      for (size_t k = i + 2; k < verb && k < i + 2 + kFarthest; ++k) {
        const std::string_view role = EventRoleOfForm(tokens_.Word(k));
        if (!role.empty()) return Named(role, i, k + 1);
        const std::string_view noun = EventRoleOf(linguistics::Lemma(tokens_.Word(k), WordClass::kNoun));
        if (!noun.empty()) return Named(noun, i, k + 1);
      }
      return {};
    }
    return {};
  }

  bool Brings(size_t last) const {
    bool toll = false;
    for (size_t i = last + 1; i-- > 0 && last - i < 2 * kFarthest && tokens_.Kind(i) == TokenKind::kWord;) {
      toll |= tokens_.Word(i) == "toll";
      if (IsAnyOf(tokens_.Word(i), {"bringing", "brings", "brought", "bring", "raising", "raised", "taking", "took", "pushing", "pushed", "lifting"})) return toll;
    }
    return false;
  }

  // A word of the table that begins at `at` and ends before `limit`.
  EventCount ChineseAt(size_t at, size_t limit) const {
    for (size_t length = kLongestChinese; length >= 1; --length) {
      if (at + length > limit) continue;
      const std::string_view role = EventRoleOf(tokens_.Words(at, at + length));
      if (!role.empty()) return Named(role, at, at + length);
    }
    return {};
  }
  EventCount ChineseBefore(size_t end) const {
    for (size_t length = std::min(kLongestChinese, end); length >= 1; --length) {
      if (length == 1 && end >= 2 && tokens_.Words(end - 2, end) == "超载") continue;
      const std::string_view role = EventRoleOf(tokens_.Words(end - length, end));
      if (!role.empty()) return Named(role, end - length, end);
    }
    return {};
  }
  // 11名|矿工|获救: who they are may stand before what befell them, and from where.
  EventCount BehindWho(size_t first) const {
    if (q_.unit != "person" && !NamesPeople(q_.unit) && q_.unit != "worker") return {};
    constexpr size_t kLongestWho = 8;  // characters
    for (size_t length = q_.unit == "person" ? 2 : 0; length <= kLongestWho && first + length < tokens_.size() && (length == 0 || !IsMark(first + length - 1)); ++length) {
      if (length > 0 && !NamesPeople(tokens_.Words(first, first + length))) continue;
      size_t i = first + length;
      while (IsAnyOf(tokens_.Word(i), {"仍", "还", "已", "被", "均", "都", "不", "幸", "成", "功"}) || in_.facts.InDate(tokens_.Span(i, i + 1))) ++i;
      if (tokens_.Words(i, i + 2) == "参加") i += tokens_.Word(i + 2) == "了" ? 3 : 2;
      if (tokens_.Word(i) == "从" || tokens_.Word(i) == "在") {
        while (!IsMark(i) && i < first + 3 * kFarthest && ChineseAt(i, tokens_.size()).role.empty()) ++i;
      }
      // 居民因山火|起诉
      while (tokens_.Word(i) == "因" && !IsMark(i) && i < first + 3 * kFarthest && ChineseAt(i, tokens_.size()).role.empty()) {
        for (++i; !IsMark(i) && i < first + 3 * kFarthest && ChineseAt(i, tokens_.size()).role.empty();) ++i;
      }
      if (EventCount found = ChineseAt(i, tokens_.size()); !found.role.empty()) return found;
    }
    return {};
  }
  bool IsMark(size_t i) const { return i >= tokens_.size() || tokens_.Kind(i) == TokenKind::kPunctuation; }

  EventCount FindChinese() const {
    // 120人失踪, 居民被迫撤离, 12人在事故中死亡
    size_t i = q_.end;
    while (IsAnyOf(tokens_.Word(i), {"仍", "还", "已", "被", "迫", "均", "都", "因", "此", "不", "幸", "受", "者", "以", "上", "左", "右", "紧", "急"})) {
      if (tokens_.Word(i) == "受" && tokens_.Word(i + 1) == "伤") break;
      ++i;
    }
    if (tokens_.Word(i) == "在" || tokens_.Word(i) == "于") {
      size_t inside = i;
      while (!IsMark(inside) && inside < i + 2 * kFarthest && tokens_.Word(inside) != "中") ++inside;
      if (tokens_.Word(inside) == "中") i = inside + 1;
    }
    if (EventCount found = ChineseAt(i, tokens_.size()); !found.role.empty()) return found;
    if (EventCount found = BehindWho(i); !found.role.empty()) return found;
    // 死亡人数升至52人, 参加罢工的有3900人, 裁员1800人, 逮捕了12人
    i = q_.first;
    while (i > 0 && IsAnyOf(tokens_.Word(i - 1), {"至", "到", "为", "达", "已", "升", "上", "增", "加", "超", "过", "有", "的", "了", "共", "约", "至", "少",
                                                  "逾", "近", "是", "仍"})) {
      --i;
    }
    if (q_.unit == "job" && i >= 2 && IsAnyOf(tokens_.Words(i - 2, i), {"创造", "新增", "提供", "带来", "增加"})) return Named("hiring", i - 2, i);
    return ChineseBefore(i);
  }

  const MeasuredClause& in_;
  const linguistics::TokenSequence& tokens_;
  const Quantity& q_;
};

}  // namespace

bool IsEventRole(std::string_view measure) {
  return IsAnyOf(measure.substr(0, measure.find('/')),
                 {"death", "injury", "missing", "displaced", "infection", "arrest", "rescue", "layoff", "hiring", "strike", "protest", "aboard", "trapped", "plaintiff", "burned-area", "breach", "emergency", "curfew"});
}

bool IsAnybody(std::string_view unit) {
  return IsAnyOf(unit, {"", "person", "other", "resident", "victim", "civilian", "body", "death", "casualty", "injury", "missing", "layoff", "job",
                        "position", "post", "worker", "employee", "demonstrator", "protester", "striker", "case", "居民", "灾民", "村民",
                        "民众", "群众", "乘客", "passenger", "villager"});
}

bool NamesPeople(std::string_view noun) {
  for (const std::string_view ending : {"er", "or", "ist", "ian", "ant", "man", "ee", "者", "员", "众", "人", "家", "手", "师", "工", "民", "兵", "客", "童", "生"}) {
    if (noun.size() > ending.size() && noun.ends_with(ending)) return true;
  }
  return false;
}

bool IsPartOfCount(const MeasuredClause& in, const Quantity& q) {
  const linguistics::TokenSequence& tokens = in.facts.tokens;
  if (q.first >= 2 && tokens.Words(q.first - 2, q.first) == "其中") return true;
  size_t next = tokens.IndexAt(q.numeral_span.end);
  if (tokens.Word(next) != "of") return false;
  if (IsAnyOf(tokens.Word(next + 1), {"the", "these", "those"})) ++next;
  return tokens.Kind(next + 1) == TokenKind::kNumber;
}

EventCount EventCountOf(const MeasuredClause& in, const Quantity& quantity) { return Finder(in, quantity).Find(); }

}  // namespace plx::claims
