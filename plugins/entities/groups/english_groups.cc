#include "plugins/entities/groups/group_scan.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::entities {
namespace {

class EnglishGroups {
 public:
  explicit EnglishGroups(GroupScan* scan) : scan_(*scan) {}

  void Label(size_t head) {
    const bool plain = scan_.In("group_head", head);
    if (!plain && !scan_.In("group_head_sized", head)) return;
    // "cooperation agreement": the second is the head.
    if (scan_.In("group_head", head + 1) || scan_.In("group_head_sized", head + 1)) return;
    if (const Mention* on = scan_.spans.On(head); on != nullptr && on->rule == "gazetteer") return;
    const Modifiers m = ReadModifiers(head);
    if (!plain && m.size == 0) return;
    bool bare_allowed = m.bare_allowed;
    size_t before = m.first;
    if (before > 0 && scan_.IsQuote(before - 1)) --before;
    bare_allowed = bare_allowed || (before > 0 && scan_.In("group_determiner", before - 1));
    std::string topics = scan_.Topics(m.topic_first, m.topic_end);
    if (topics.empty() && !bare_allowed) return;
    Mention mention = scan_.Group(m.first, head + 1);
    mention.members = MembersAfter(head + 1);
    if (mention.members.empty()) mention.members = MembersBeforeVerb(m.first);
    const bool plural = scan_.Word(head).back() == 's' && scan_.unit.possessive(head) == 0;
    if (mention.members.empty() && (plural || (topics.empty() && !bare_allowed))) return;
    const std::string kind = linguistics::Lemma(scan_.Word(head), linguistics::WordClass::kNoun);
    scan_.Label(topics, plain ? (kind == "partnership" ? kind : "alliance") : kind, &mention);
    mention.stated_size = m.size;
    if (mention.coreferent && mention.members.empty() && !m.leader.empty()) {
      mention.members = {m.leader};
    }
    scan_.Add(std::move(mention));
  }

  // "the U.S. and its allies", "U.S. and Allies' efforts".
  void Allies(size_t i) {
    if (!scan_.In("ally_noun", i) || i < 2) return;
    size_t at = i - 1;
    if (scan_.In("group_determiner", at) || scan_.In("ally_adjective", at) || scan_.Word(at) == "her") {
      if (scan_.In("ally_adjective", at) && at > 0 && scan_.In("group_determiner", at - 1)) --at;
      --at;
    }
    if (scan_.Word(at) != "and" && !scan_.IsMark(at, '&')) return;
    const Mention* lead = scan_.spans.EndingAt(at);
    if (lead == nullptr || (!scan_.IsCountry(lead) && lead->type != kGroup)) return;
    scan_.AlliesOf(*lead, lead->first, i + 1);
  }

 private:
  // 3 for "trilateral" and "three-nation"; 0 for other words. `first` moves over "three - nation".
  uint32_t SizeAdjective(size_t last, size_t* first) const {
    for (const size_t back : {0u, 2u}) {
      if (last < back) continue;
      std::string word;
      for (size_t k = last - back; k <= last; ++k) word += scan_.Word(k);
      for (char digit = '2'; digit <= '7'; ++digit) {
        if (scan_.knowledge.InList("size_adjective", word + "=" + digit)) {
          *first = last - back;
          return static_cast<uint32_t>(digit - '0');
        }
      }
    }
    return 0;
  }

  // What stands before a head: its topics, size, and who leads.
  struct Modifiers {
    size_t first = 0;
    size_t topic_first = 0;
    size_t topic_end = 0;
    uint32_t size = 0;
    bool bare_allowed = false;  // a determiner, a size or a leader
    std::string leader;         // id
  };

  Modifiers ReadModifiers(size_t head) const {
    Modifiers m = {head, head, head, 0, false, ""};
    while (m.first > 0 && scan_.SameSentence(m.first - 1, head)) {
      const size_t i = m.first - 1;
      size_t first = i;
      if (const uint32_t size = SizeAdjective(i, &first); size > 0) {
        m.size = size;
        m.first = first;
        m.bare_allowed = true;
        continue;
      }
      if (i >= 2 && scan_.Word(i) == "led" && scan_.IsMark(i - 1, '-')) {
        const Mention* leader = scan_.spans.EndingAt(i - 1);
        m.first = leader != nullptr ? leader->first : i - 2;
        if (leader != nullptr) m.leader = leader->id;
        m.bare_allowed = true;
        continue;
      }
      const Mention* on = scan_.spans.On(i);
      const bool topic = (on != nullptr && (on->type == "COMMODITY" || on->type == "TECHNOLOGY")) ||
                         (on == nullptr && scan_.In("group_modifier", i)) ||
                         (scan_.IsMark(i, '-') && scan_.unit.tokens().Glued(i) && m.first < head);
      if (topic) {
        if (m.topic_first == m.topic_end) m.topic_end = m.first;
        m.first = m.topic_first = on != nullptr ? on->first : i;
        continue;
      }
      if (!scan_.In("group_plain_modifier", i)) break;
      m.first = i;
    }
    if (m.topic_end > head) m.topic_end = head;
    return m;
  }

  // The countries listed from token i on: "by the US, Japan, Australia, and South Korea".
  std::vector<std::string> MembersAfter(size_t i) const {
    if (scan_.IsQuote(i)) ++i;
    // "was established by", "has been formed between".
    size_t verb = i;
    while (verb < i + 3 && scan_.In("be_form", verb)) ++verb;
    if (verb > i && scan_.In("form_verb", verb)) i = verb + 1;
    if (!scan_.In("group_list_before", i) || scan_.unit.IsHan(i)) return {};
    return ListFrom(i + 1, nullptr);
  }

  std::vector<std::string> ListFrom(size_t i, size_t* past) const {
    std::vector<std::string> members;
    for (;;) {
      while (scan_.Word(i) == "the" || scan_.IsQuote(i)) ++i;
      const Mention* on = scan_.spans.StartingAt(i);
      if (!scan_.MayBeMember(on) || on->adjective) break;
      members.push_back(on->id);
      i = on->end;
      if (past != nullptr) *past = i;
      if (scan_.unit.possessive(i - 1) > 0) break;
      const size_t before = i;
      while (scan_.IsMark(i, ',') || scan_.Word(i) == "and" || scan_.IsMark(i, '&') || scan_.IsMark(i, U'、')) ++i;
      if (i == before) break;
    }
    if (members.size() < 2) members.clear();
    return members;
  }

  // "Japan, Canada and Chile formed a lithium alliance": a list, then a verb of forming.
  std::vector<std::string> MembersBeforeVerb(size_t label) const {
    const size_t begin = scan_.unit.SentenceBegin(label);
    size_t verb = label;
    for (size_t i = label; i-- > begin && label - i <= 6;) {
      if (scan_.In("form_verb", i)) {
        verb = i;
        break;
      }
      if (scan_.IsMark(i, ',') || scan_.IsMark(i, ';')) break;
    }
    if (verb == label) return {};
    for (size_t i = begin; i < verb; ++i) {
      if (!scan_.IsCountry(scan_.spans.StartingAt(i))) continue;
      size_t past = i;
      std::vector<std::string> members = ListFrom(i, &past);
      if (members.size() >= 2 && past <= verb && verb - past <= 6) return members;
      if (past > i) i = past - 1;
    }
    return {};
  }

  GroupScan& scan_;
};

}  // namespace

void FindEnglishGroup(size_t head, GroupScan* scan) {
  EnglishGroups groups(scan);
  groups.Label(head);
  groups.Allies(head);
}

}  // namespace plx::entities
