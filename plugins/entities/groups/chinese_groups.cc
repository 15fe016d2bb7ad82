#include "plugins/entities/groups/group_scan.h"
#include "plugins/linguistics/meaning/terms.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

class ChineseGroups {
 public:
  explicit ChineseGroups(GroupScan* scan) : scan_(*scan) {}

  // 稀土联盟, 民主国家供应链联盟, 美日澳稀土结盟.
  void Label(size_t i) {
    const uint32_t s = scan_.unit.segment_of[i];
    if (s == UINT32_MAX || scan_.unit.segments[s].first != i) return;
    const Segment& segment = scan_.unit.segments[s];
    size_t head_first = segment.first;
    const size_t end = segment.end;
    const std::string_view text = scan_.SegmentText(s);
    if (!scan_.knowledge.InList("group_head_zh", text)) return;
    if (scan_.spans.On(i) != nullptr) return;
    size_t first = head_first;
    for (size_t b = s; b-- > 0;) {
      const Segment& before = scan_.unit.segments[b];
      if (before.end != first || first - before.first > 5) break;
      const std::string_view word = scan_.SegmentText(static_cast<uint32_t>(b));
      const Mention* on = scan_.spans.On(before.first);
      const bool topic = on != nullptr ? on->type == "COMMODITY" || on->type == "TECHNOLOGY"
                                       : (before.word_class != 'v' &&
                                          !linguistics::ConceptOf(word).empty()) ||
                                             scan_.knowledge.InList("group_topic_zh", word);
      if (!topic || scan_.knowledge.InList("form_verb_zh", word)) break;
      first = before.first;
    }
    if (first == head_first) {
      if (text == "联盟" || text == "同盟") Reference(i, end);
      return;
    }
    const std::string topics = scan_.Topics(first, head_first);
    if (topics.empty()) return;
    Mention mention = scan_.Group(first, end);
    scan_.Label(topics, text == "伙伴关系" ? "partnership" : "alliance", &mention);
    mention.members = Members(first);
    scan_.Add(std::move(mention));
  }

  void Allies(size_t i) {
    const uint32_t s = scan_.unit.segment_of[i];
    if (s == UINT32_MAX || scan_.unit.segments[s].first != i) return;
    if (!scan_.knowledge.InList("ally_noun_zh", scan_.SegmentText(s))) return;
    size_t at = i;
    if (at > 0 && (scan_.Word(at - 1) == "其" || scan_.Word(at - 1) == "的")) --at;
    if (at > 0 && (scan_.Word(at - 1) == "及" || scan_.Word(at - 1) == "和" || scan_.Word(at - 1) == "与")) {
      --at;
    } else if (at >= 2 && scan_.Pair(at - 2) == "及其") {
      at -= 2;
    } else if (at >= 2 && scan_.Pair(at - 2) == "以及") {
      at -= 2;
    } else {
      return;
    }
    const Mention* lead = scan_.spans.EndingAt(at);
    if (scan_.IsCountry(lead)) scan_.AlliesOf(*lead, lead->first, scan_.unit.segments[s].end);
  }

 private:
  void Reference(size_t i, size_t end) {
    const bool determined = i >= 2 && scan_.knowledge.InList("group_determiner_zh", scan_.Pair(i - 2));
    const bool one = i >= 1 && scan_.knowledge.InList("group_determiner_zh", scan_.Word(i - 1));
    if (!determined && !one) return;
    Mention mention = scan_.Group(i, end);
    scan_.Label("", "alliance", &mention);
    scan_.Add(std::move(mention));
  }

  // The run of countries right before token `first`, or before a verb of forming in its clause.
  std::vector<std::string> Members(size_t first) const {
    size_t i = first;
    for (int steps = 0; i > 0 && steps < 8; ++steps) {
      if (scan_.IsQuote(i - 1) || scan_.Word(i - 1) == "的") {
        --i;
      } else if (scan_.IsCountry(scan_.spans.EndingAt(i))) {
        break;
      } else if (scan_.unit.segment_of[i - 1] != UINT32_MAX &&
                 scan_.knowledge.InList("form_verb_zh", scan_.SegmentText(scan_.unit.segment_of[i - 1]))) {
        i = scan_.unit.segments[scan_.unit.segment_of[i - 1]].first;
      } else if (scan_.knowledge.InList("member_noun_zh", scan_.Word(i - 1)) ||
                 scan_.unit.tokens().Kind(i - 1) == TokenKind::kNumber) {
        --i;
      } else if (i >= 2 && scan_.knowledge.InList("member_noun_zh", scan_.Pair(i - 2))) {
        i -= 2;
      } else {
        break;
      }
    }
    return scan_.RunBefore(i);
  }

  GroupScan& scan_;
};

}  // namespace

void FindChineseGroup(size_t head, GroupScan* scan) {
  ChineseGroups groups(scan);
  groups.Label(head);
  groups.Allies(head);
}

}  // namespace plx::entities
