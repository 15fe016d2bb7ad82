#include "plugins/entities/rules/groups.h"

#include <algorithm>

#include "plugins/entities/rules/spans.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

bool IsCountry(const Mention* mention) { return mention != nullptr && mention->type == kRegion; }

class GroupFinder {
 public:
  GroupFinder(uint32_t number, Reading* reading)
      : reading_(reading), knowledge_(*reading->knowledge), number_(number),
        unit_(reading->units[number]), spans_(*reading, number) {}

  void Run() {
    for (size_t i = 0; i < unit_.size(); ++i) {
      if (unit_.IsWord(i)) {
        EnglishLabel(i);
        Allies(i);
      } else if (unit_.IsHan(i)) {
        ChineseLabel(i);
        ChineseAllies(i);
      }
    }
    for (const linguistics::Numeral& numeral : linguistics::FindNumerals(unit_.tokens())) {
      Counted(numeral);
    }
    for (Mention& mention : found_) reading_->mentions.push_back(std::move(mention));
  }

 private:
  std::string_view Word(size_t i) const { return unit_.tokens().Word(i); }
  bool In(WordList list, size_t i) const { return unit_.FoldedIn(list, i); }
  bool IsMark(size_t i, char32_t code) const {
    return unit_.tokens().Kind(i) == TokenKind::kPunctuation && unit_.tokens().Code(i) == code;
  }
  bool IsQuote(size_t i) const {
    const char32_t c = unit_.tokens().Code(i);
    return unit_.tokens().Kind(i) == TokenKind::kPunctuation &&
           (c == '"' || c == U'\u201C' || c == U'\u201D' || c == U'「' || c == U'」' ||
            c == U'\u2018' || c == U'\u2019' || c == '\'');
  }
  bool SameSentence(size_t i, size_t j) const {
    return j < unit_.size() && unit_.sentence(i) == unit_.sentence(j);
  }

  // 3 for "trilateral" and "three-nation"; 0 for other words. `first` moves over "three - nation".
  uint32_t SizeAdjective(size_t last, size_t* first) const {
    for (const size_t back : {0u, 2u}) {
      if (last < back) continue;
      std::string word;
      for (size_t k = last - back; k <= last; ++k) word += Word(k);
      for (char digit = '2'; digit <= '7'; ++digit) {
        if (knowledge_.InList("size_adjective", word + "=" + digit)) {
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
    while (m.first > 0 && SameSentence(m.first - 1, head)) {
      const size_t i = m.first - 1;
      size_t first = i;
      if (const uint32_t size = SizeAdjective(i, &first); size > 0) {
        m.size = size;
        m.first = first;
        m.bare_allowed = true;
        continue;
      }
      if (i >= 2 && Word(i) == "led" && IsMark(i - 1, '-')) {
        const Mention* leader = spans_.EndingAt(i - 1);
        m.first = leader != nullptr ? leader->first : i - 2;
        if (leader != nullptr) m.leader = leader->id;
        m.bare_allowed = true;
        continue;
      }
      const Mention* on = spans_.On(i);
      const bool topic = (on != nullptr && (on->type == "COMMODITY" || on->type == "TECHNOLOGY")) ||
                         (on == nullptr && In("group_modifier", i)) ||
                         (IsMark(i, '-') && unit_.tokens().Glued(i) && m.first < head);
      if (topic) {
        if (m.topic_first == m.topic_end) m.topic_end = m.first;
        m.first = m.topic_first = on != nullptr ? on->first : i;
        continue;
      }
      if (!In("group_plain_modifier", i)) break;
      m.first = i;
    }
    if (m.topic_end > head) m.topic_end = head;
    return m;
  }

  void EnglishLabel(size_t head) {
    const bool plain = In("group_head", head);
    if (!plain && !In("group_head_sized", head)) return;
    // "cooperation agreement": the second is the head.
    if (In("group_head", head + 1) || In("group_head_sized", head + 1)) return;
    if (const Mention* on = spans_.On(head); on != nullptr && on->rule == "gazetteer") return;
    const Modifiers m = ReadModifiers(head);
    if (!plain && m.size == 0) return;
    bool bare_allowed = m.bare_allowed;
    size_t before = m.first;
    if (before > 0 && IsQuote(before - 1)) --before;
    bare_allowed = bare_allowed || (before > 0 && In("group_determiner", before - 1));
    std::string topics = Topics(m.topic_first, m.topic_end);
    if (topics.empty() && !bare_allowed) return;
    Mention mention = Group(m.first, head + 1);
    mention.members = MembersAfter(head + 1);
    if (mention.members.empty()) mention.members = MembersBeforeVerb(m.first);
    const bool plural = Word(head).back() == 's' && unit_.possessive(head) == 0;
    if (mention.members.empty() && (plural || (topics.empty() && !bare_allowed))) return;
    const std::string kind = linguistics::Lemma(Word(head), linguistics::WordClass::kNoun);
    Label(topics, plain ? (kind == "partnership" ? kind : "alliance") : kind, &mention);
    mention.stated_size = m.size;
    if (mention.coreferent && mention.members.empty() && !m.leader.empty()) {
      mention.members = {m.leader};
    }
    found_.push_back(std::move(mention));
  }

  // Concept keys of the words before a head, joined: "rare-earth", "democratic-supply-chain".
  std::string Topics(size_t first, size_t end) const {
    if (first >= end) return "";
    const plx_span_t span = unit_.Span(first, end);
    const linguistics::TokenSequence tokens(unit_.tokens().Text(span), span.begin);
    std::string slug;
    for (const linguistics::Term& term : linguistics::ExtractTerms(tokens)) {
      if (!term.concept_known && unit_.IsHan(first)) continue;
      const std::string piece = Slug(term.key);
      if (!slug.empty()) slug += '-';
      slug += piece;
    }
    return slug;
  }

  void Label(const std::string& topics, const std::string& head, Mention* mention) const {
    mention->canonical = std::string(unit_.Text(mention->first, mention->end));
    if (topics.empty()) {
      mention->id = "group:?" + head;
      mention->coreferent = true;
      mention->rule = "group.reference";
      mention->score = 700;
      mention->link_score = 500;
    } else {
      mention->id = "group:" + topics + "-" + head;
      mention->rule = "group.label";
      mention->score = 850;
      mention->link_score = 800;
    }
  }

  Mention Group(size_t first, size_t end) const {
    Mention mention = MakeMention(*reading_, number_, first, end);
    mention.type = kGroup;
    mention.nested = true;
    return mention;
  }

  // The countries listed from token i on: "by the US, Japan, Australia, and South Korea".
  std::vector<std::string> MembersAfter(size_t i) const {
    if (IsQuote(i)) ++i;
    // "was established by", "has been formed between".
    size_t verb = i;
    while (verb < i + 3 && In("be_form", verb)) ++verb;
    if (verb > i && In("form_verb", verb)) i = verb + 1;
    if (!In("group_list_before", i) || unit_.IsHan(i)) return {};
    return ListFrom(i + 1, nullptr);
  }

  std::vector<std::string> ListFrom(size_t i, size_t* past) const {
    std::vector<std::string> members;
    for (;;) {
      while (Word(i) == "the" || IsQuote(i)) ++i;
      const Mention* on = spans_.StartingAt(i);
      if (on == nullptr || (!IsCountry(on) && on->id != "region:EU") || on->adjective) break;
      members.push_back(on->id);
      i = on->end;
      if (past != nullptr) *past = i;
      if (unit_.possessive(i - 1) > 0) break;
      const size_t before = i;
      while (IsMark(i, ',') || Word(i) == "and" || IsMark(i, '&') || IsMark(i, U'、')) ++i;
      if (i == before) break;
    }
    if (members.size() < 2) members.clear();
    return members;
  }

  // "Japan, Canada and Chile formed a lithium alliance": a list, then a verb of forming.
  std::vector<std::string> MembersBeforeVerb(size_t label) const {
    const size_t begin = unit_.SentenceBegin(label);
    size_t verb = label;
    for (size_t i = label; i-- > begin && label - i <= 6;) {
      if (In("form_verb", i)) {
        verb = i;
        break;
      }
      if (IsMark(i, ',') || IsMark(i, ';')) break;
    }
    if (verb == label) return {};
    for (size_t i = begin; i < verb; ++i) {
      if (!IsCountry(spans_.StartingAt(i))) continue;
      size_t past = i;
      std::vector<std::string> members = ListFrom(i, &past);
      if (members.size() >= 2 && past <= verb && verb - past <= 6) return members;
      if (past > i) i = past - 1;
    }
    return {};
  }

  // 稀土联盟, 民主国家供应链联盟, 美日澳稀土结盟.
  void ChineseLabel(size_t i) {
    const uint32_t s = unit_.segment_of[i];
    if (s == UINT32_MAX || unit_.segments[s].first != i) return;
    const Segment& segment = unit_.segments[s];
    size_t head_first = segment.first;
    const size_t end = segment.end;
    const std::string_view text = SegmentText(s);
    if (!knowledge_.InList("group_head_zh", text)) return;
    if (spans_.On(i) != nullptr) return;
    size_t first = head_first;
    for (size_t b = s; b-- > 0;) {
      const Segment& before = unit_.segments[b];
      if (before.end != first || first - before.first > 5) break;
      const std::string_view word = SegmentText(static_cast<uint32_t>(b));
      const Mention* on = spans_.On(before.first);
      const bool topic = on != nullptr ? on->type == "COMMODITY" || on->type == "TECHNOLOGY"
                                       : (before.word_class != 'v' &&
                                          !linguistics::ConceptOf(word).empty()) ||
                                             knowledge_.InList("group_topic_zh", word);
      if (!topic || knowledge_.InList("form_verb_zh", word)) break;
      first = before.first;
    }
    if (first == head_first) {
      if (text == "联盟" || text == "同盟") ChineseReference(i, end);
      return;
    }
    const std::string topics = Topics(first, head_first);
    if (topics.empty()) return;
    Mention mention = Group(first, end);
    Label(topics, text == "伙伴关系" ? "partnership" : "alliance", &mention);
    mention.members = ChineseMembers(first);
    found_.push_back(std::move(mention));
  }

  void ChineseReference(size_t i, size_t end) {
    const bool determined = i >= 2 && knowledge_.InList("group_determiner_zh", Pair(i - 2));
    const bool one = i >= 1 && knowledge_.InList("group_determiner_zh", Word(i - 1));
    if (!determined && !one) return;
    Mention mention = Group(i, end);
    Label("", "alliance", &mention);
    found_.push_back(std::move(mention));
  }

  std::string_view Pair(size_t i) const { return unit_.tokens().Words(i, i + 2); }

  std::string_view SegmentText(uint32_t s) const {
    return unit_.tokens().Words(unit_.segments[s].first, unit_.segments[s].end);
  }

  // The run of countries right before token `first`, or before a verb of forming in its clause.
  std::vector<std::string> ChineseMembers(size_t first) const {
    size_t i = first;
    for (int steps = 0; i > 0 && steps < 8; ++steps) {
      if (IsQuote(i - 1) || Word(i - 1) == "的") {
        --i;
      } else if (IsCountry(spans_.EndingAt(i))) {
        break;
      } else if (unit_.segment_of[i - 1] != UINT32_MAX &&
                 knowledge_.InList("form_verb_zh", SegmentText(unit_.segment_of[i - 1]))) {
        i = unit_.segments[unit_.segment_of[i - 1]].first;
      } else if (knowledge_.InList("member_noun_zh", Word(i - 1)) ||
                 unit_.tokens().Kind(i - 1) == TokenKind::kNumber) {
        --i;
      } else if (i >= 2 && knowledge_.InList("member_noun_zh", Pair(i - 2))) {
        i -= 2;
      } else {
        break;
      }
    }
    return RunBefore(i);
  }

  // Countries without a gap, or with enumeration marks, that end at token `end`.
  std::vector<std::string> RunBefore(size_t end) const {
    std::vector<std::string> members;
    size_t i = end;
    while (const Mention* on = spans_.EndingAt(i)) {
      if (!IsCountry(on) && on->id != "region:EU") break;
      members.insert(members.begin(), on->id);
      i = on->first;
      if (i > 0 && (IsMark(i - 1, U'、') || IsMark(i - 1, '-') || Word(i - 1) == "和" ||
                    Word(i - 1) == "与" || Word(i - 1) == "及")) {
        --i;
      }
    }
    if (members.size() < 2) members.clear();
    return members;
  }

  // "the U.S. and its allies", "U.S. and Allies' efforts".
  void Allies(size_t i) {
    if (!In("ally_noun", i) || i < 2) return;
    size_t at = i - 1;
    if (In("group_determiner", at) || In("ally_adjective", at) || Word(at) == "her") {
      if (In("ally_adjective", at) && at > 0 && In("group_determiner", at - 1)) --at;
      --at;
    }
    if (Word(at) != "and" && !IsMark(at, '&')) return;
    const Mention* lead = spans_.EndingAt(at);
    if (lead == nullptr || (!IsCountry(lead) && lead->type != kGroup)) return;
    AlliesOf(*lead, lead->first, i + 1);
  }

  void ChineseAllies(size_t i) {
    const uint32_t s = unit_.segment_of[i];
    if (s == UINT32_MAX || unit_.segments[s].first != i) return;
    if (!knowledge_.InList("ally_noun_zh", SegmentText(s))) return;
    size_t at = i;
    if (at > 0 && (Word(at - 1) == "其" || Word(at - 1) == "的")) --at;
    if (at > 0 && (Word(at - 1) == "及" || Word(at - 1) == "和" || Word(at - 1) == "与")) {
      --at;
    } else if (at >= 2 && Pair(at - 2) == "及其") {
      at -= 2;
    } else if (at >= 2 && Pair(at - 2) == "以及") {
      at -= 2;
    } else {
      return;
    }
    const Mention* lead = spans_.EndingAt(at);
    if (IsCountry(lead)) AlliesOf(*lead, lead->first, unit_.segments[s].end);
  }

  void AlliesOf(const Mention& lead, size_t first, size_t end) {
    Mention mention = Group(first, end);
    const size_t colon = lead.id.find(':');
    mention.id = "group:allies-of-" + lead.id.substr(colon + 1);
    mention.canonical = lead.canonical + " and allies";
    mention.members = {lead.id};
    mention.rule = "group.allies";
    mention.coreferent = true;
    mention.score = 850;
    mention.link_score = 800;
    found_.push_back(std::move(mention));
  }

  // "the four countries", "34 countries", 四国, 34国, 三个国家.
  void Counted(const linguistics::Numeral& numeral) {
    const double value = numeral.value;
    if (numeral.kind != linguistics::NumeralKind::kCardinal || numeral.vague || value < 2 ||
        value > 250 || value != static_cast<uint32_t>(value)) {
      return;
    }
    size_t first = numeral.first;
    size_t end = numeral.end;
    if (unit_.IsHan(end)) {
      end = ChineseNounEnd(end);
    } else {
      while (end < numeral.end + 3 && In("member_adjective", end)) ++end;
      const bool qualified = end > numeral.end && In("member_noun_qualified", end);
      if (!In("member_noun", end) && !qualified) return;
      ++end;
    }
    if (end == numeral.end || (value == 2 && unit_.IsHan(numeral.end))) return;
    Mention mention = Group(first, end);
    mention.stated_size = static_cast<uint32_t>(value);
    mention.id = "group:" + std::to_string(mention.stated_size) + "-countries";
    mention.canonical = std::string(unit_.Text(first, end));
    mention.rule = "group.counted";
    mention.coreferent = true;
    mention.score = 850;
    mention.link_score = 500;
    mention.members = unit_.IsHan(numeral.end) ? RunBefore(first) : std::vector<std::string>();
    found_.push_back(std::move(mention));
  }

  // Past 国, 个国家, 方 after a number; `i` if they do not stand there as a word.
  size_t ChineseNounEnd(size_t i) const {
    size_t end = i;
    if (Word(end) == "个" || Word(end) == "大") ++end;
    if (Word(end) != "国") return i;
    ++end;
    if (Word(end) == "家" && end - i >= 1) ++end;
    // 三国演义, 四国岛, 三国时代: a word goes on.
    if (end < unit_.size() && unit_.IsHan(end) && unit_.segment_of[end - 1] == unit_.segment_of[end]) {
      return i;
    }
    return end;
  }

  Reading* reading_;
  const Knowledge& knowledge_;
  uint32_t number_;
  const Unit& unit_;
  Spans spans_;
  std::vector<Mention> found_;
};

}  // namespace

void FindGroups(uint32_t unit, Reading* reading) { GroupFinder(unit, reading).Run(); }

}  // namespace plx::entities
