#include "plugins/entities/rules/chinese_names.h"

#include <algorithm>

#include "plugins/entities/rules/spans.h"

namespace plx::entities {
namespace {

constexpr char32_t kDot = U'·';

class NameFinder {
 public:
  NameFinder(uint32_t number, Reading* reading)
      : reading_(reading), knowledge_(*reading->knowledge), number_(number),
        unit_(reading->units[number]), spans_(*reading, number), title_end_(unit_.size() + 1) {
    for (const Mention& mention : reading->mentions) {
      if (mention.unit == number && mention.type == kOffice) title_end_[mention.end] = true;
    }
  }

  void Run() {
    for (uint32_t i = 0; i < unit_.size(); ++i) {
      if (IsDot(i)) Transliterated(i);
      if (unit_.tokens().Code(i) == U'《') Titled(i);
    }
    for (uint32_t s = 0; s < unit_.segments.size(); ++s) {
      const uint32_t first = unit_.segments[s].first;
      if (spans_.On(first) == nullptr) {
        Person(s);
        Organization(s);
        Place(s);
      }
    }
    for (Mention& mention : found_) reading_->mentions.push_back(std::move(mention));
  }

 private:
  std::string_view Word(size_t i) const { return unit_.tokens().Word(i); }
  bool In(WordList list, std::string_view word) const { return knowledge_.InList(list, word); }
  std::string_view Join(size_t first, size_t end) const { return unit_.tokens().Words(first, end); }
  std::string_view SegmentText(uint32_t s) const {
    return s < unit_.segments.size() ? Join(unit_.segments[s].first, unit_.segments[s].end) : "";
  }
  // The segment that starts at token i; empty text if none does.
  std::string_view SegmentFrom(size_t i) const {
    if (i >= unit_.size() || unit_.segment_of[i] == UINT32_MAX) return "";
    const Segment& segment = unit_.segments[unit_.segment_of[i]];
    return segment.first == i ? Join(segment.first, segment.end) : "";
  }
  bool SegmentStarts(size_t i) const {
    return i >= unit_.size() || unit_.segment_of[i] == UINT32_MAX ||
           unit_.segments[unit_.segment_of[i]].first == i;
  }
  bool IsDot(size_t i) const {
    const char32_t c = unit_.tokens().Code(i);
    return c == kDot || c == U'•' || c == U'‧' || c == U'・';
  }
  bool Foreign(size_t i) const { return unit_.IsHan(i) && In("zh_transliteration", Word(i)); }

  // 弗拉基米尔·普京: the characters of foreign names on both sides of the dot.
  void Transliterated(uint32_t dot) {
    if (spans_.On(dot) != nullptr || !Foreign(dot + 1)) return;
    size_t first = dot;
    while (first > 0 && dot - first < 8 && (Foreign(first - 1) || IsDot(first - 1)) &&
           !title_end_[first] && spans_.On(first - 1) == nullptr && !Cuts(first - 1)) {
      --first;
    }
    if (first == dot) return;
    first = PastPiece(first, dot);
    size_t end = dot + 1;
    while (end < unit_.size() && end - dot <= 8 && (Foreign(end) || IsDot(end)) &&
           !(end > dot + 2 && KnownWord(end))) {
      ++end;
    }
    if (end - first < 4 || Found(first)) return;
    Add(first, end, kPerson, "person:", "person.transliterated", 880);
  }

  // 索尔维|格·坦根: what a table knows is a piece of the first name where it would leave a single character of it.
  size_t PastPiece(size_t first, size_t dot) const {
    if (dot - first != 1 || first == 0) return first;
    const Mention* on = spans_.EndingAt(first);
    if (on == nullptr || on->rule != "gazetteer" || on->end - on->first < 2) return first;
    for (size_t i = on->first; i < first; ++i) {
      if (!Foreign(i)) return first;
    }
    return on->first;
  }

  // A whole word that ends at token i and is no part of a name: 总统, 部长, 和.
  bool Cuts(size_t i) const {
    if (unit_.segment_of[i] == UINT32_MAX) return true;
    const Segment& segment = unit_.segments[unit_.segment_of[i]];
    return segment.end - segment.first >= 2 && segment.word_class != 'R' &&
           segment.word_class != 'x' && segment.word_class != 'S' &&
           In("zh_person_title", Join(segment.first, segment.end));
  }

  // A word of two characters or more that starts at token i and is a verb, adverb or preposition.
  bool KnownWord(size_t i) const {
    if (!SegmentStarts(i) || unit_.segment_of[i] == UINT32_MAX) return false;
    const Segment& segment = unit_.segments[unit_.segment_of[i]];
    if (segment.end - segment.first < 2) return false;
    return std::string_view("vwdpcut").find(segment.word_class) != std::string_view::npos ||
           segment.word_class == 'N';
  }

  // 外交部发言人林剑, 王小明表示, 张女士, 总统卢拉.
  void Person(uint32_t s) {
    const Segment& segment = unit_.segments[s];
    const uint32_t first = segment.first;
    if (Found(first)) return;
    // 运营方墨兰蒂电网: a side, not a surname.
    if (Word(first) == "方" && first >= 2 && In("zh_side", Join(first - 2, first))) return;
    const bool titled = title_end_[first] || TitleWordBefore(s);
    const size_t size = segment.word_class == 'P' ? segment.end - first
                                                  : ChineseNameSize(first, titled);
    if (size > 0) {
      const std::string_view after = SegmentFrom(first + size);
      const bool honoured = In("zh_honorific_strict", after);
      const bool reports = In("zh_honorific", after) && ClauseStart(first) && Rare(first, size);
      if (titled || honoured || reports) {
        Add(first, first + size, kPerson, "person:",
            titled ? "person.title" : honoured ? "person.honorific" : "person.reporting",
            titled ? 800 : 700);
        return;
      }
      if (segment.word_class == 'P' && size == 3) {
        Untitled(first, first + size);
        return;
      }
    }
    if (titled) ForeignAfterTitle(first);
  }

  // Three characters that may be a name: a place by its last (蔡塘村), a piece of a foreign name
  // (霍芬海|姆), or a person.
  void Untitled(size_t first, size_t end) {
    if (In("zh_place_suffix", Word(end - 1)) || In("zh_place_last", Word(end - 1))) {
      Add(first, end, kPlace, "place:", "place.suffix", 600);
      return;
    }
    bool foreign = true;
    for (size_t i = first; i < end; ++i) foreign = foreign && Foreign(i);
    if (!foreign) {
      Add(first, end, kPerson, "person:", "person.characters", 550);
      found_.back().link_score = 500;  // a guess, as the tagger's
      return;
    }
    while (end < unit_.size() && end - first < 8 && Foreign(end) && spans_.On(end) == nullptr &&
           !KnownWord(end)) {
      ++end;
    }
    Add(first, end, kName, "name:", "name.transliterated", 450);
    found_.back().weak = true;
  }

  bool TitleWordBefore(uint32_t s) const {
    if (s == 0 || unit_.segments[s - 1].end != unit_.segments[s].first) return false;
    return In("zh_person_title", SegmentText(s - 1));
  }

  bool ClauseStart(size_t i) const {
    return i == 0 || unit_.sentence_start(i) || !unit_.IsHan(i - 1);
  }

  // Characters of the Chinese name at token `first`, by its surname and the word cut; 0 if none.
  size_t ChineseNameSize(size_t first, bool titled) const {
    size_t surname = 0;
    if (In("zh_surname_double", Join(first, first + 2))) {
      surname = 2;
    } else if (In("zh_surname", Word(first))) {
      surname = 1;
    } else {
      return 0;
    }
    for (size_t size = surname + 2; size > surname; --size) {
      const size_t end = first + size;
      if (end > unit_.size() || !(SegmentStarts(end) || (titled && SaysAt(end)))) continue;
      bool names = true;
      for (size_t i = first; i < end && names; ++i) {
        names = unit_.IsHan(i) && spans_.On(i) == nullptr && unit_.sentence(i) == unit_.sentence(first) &&
                !In("zh_name_stop", Word(i)) && NamePiece(i, first, end, titled);
      }
      if (names) return size;
    }
    return 0;
  }

  // True if a name found here covers token i.
  bool Found(size_t i) const {
    return std::any_of(found_.begin(), found_.end(),
                       [&](const Mention& m) { return m.first <= i && i < m.end; });
  }

  bool SaysAt(size_t i) const {
    return In("zh_honorific", Join(i, i + 2)) || Word(i) == "说" || Word(i) == "称";
  }

  // May the segment on token i be a piece of a name at [first, end)?
  bool NamePiece(size_t i, size_t first, size_t end, bool titled) const {
    if (unit_.segment_of[i] == UINT32_MAX) return false;
    const Segment& segment = unit_.segments[unit_.segment_of[i]];
    // 张晓|明说: the cut is wrong where a verb of saying follows a title and a name.
    if (segment.end > end && titled && SaysAt(end)) return true;
    if (segment.first < first || segment.end > end) return false;
    const size_t size = segment.end - segment.first;
    if (size == 1) return std::string_view("upc").find(segment.word_class) == std::string_view::npos;
    if (std::string_view("RPx").find(segment.word_class) != std::string_view::npos) return true;
    // A given name may be a common word (建国, 晓明) after a surname, if a title stands before.
    return titled && i >= first + 1 && std::string_view("vpcud").find(segment.word_class) ==
                                           std::string_view::npos;
  }

  // No common words in [first, first + size): single characters the cut could not place.
  bool Rare(size_t first, size_t size) const {
    for (size_t i = first; i < first + size; ++i) {
      const Segment& segment = unit_.segments[unit_.segment_of[i]];
      const bool name = segment.word_class == 'R' || segment.word_class == 'P';
      if (segment.end - segment.first > 1 && !name) return false;
    }
    return size >= 2;
  }

  // 总统卢拉, 外长巴罗: the longest run of characters of foreign names.
  void ForeignAfterTitle(size_t first) {
    size_t end = first;
    while (end < unit_.size() && end - first < 6 && Foreign(end) && spans_.On(end) == nullptr &&
           !KnownWord(end)) {
      ++end;
    }
    while (end > first && !SegmentStarts(end)) --end;
    if (end - first < 2) return;
    Add(first, end, kPerson, "person:", "person.title", end - first >= 3 ? 780 : 650);
  }

  // 山东黄金集团, 海淀区人民法院: nouns to the left of the last word, from a name on.
  void Organization(uint32_t s) {
    // 人民法院 and 股份有限公司 are words that end like one.
    std::string_view suffix = SegmentText(s);
    const uint32_t last = unit_.segments[s].end;
    if (!In("zh_org_suffix", suffix)) {
      if (last - unit_.segments[s].first < 4) return;
      suffix = Join(last - 2, last);
      if (!In("zh_org_suffix", suffix)) return;
    }
    uint32_t left = s;
    uint32_t from = s;  // leftmost segment that is a name
    while (left > 0 && s - left < 6 && unit_.segments[left - 1].end == unit_.segments[left].first &&
           Noun(left - 1)) {
      --left;
      if (NameLike(left)) from = left;
    }
    if (from == s) return;
    // 新|黎明|党
    const bool party = suffix == "党";
    if (party && from > 0 && SegmentText(from - 1) == "新" && unit_.segments[from - 1].end == unit_.segments[from].first) --from;
    const uint32_t first = unit_.segments[from].first;
    const uint32_t end = unit_.segments[s].end;
    const Mention* on = spans_.On(first);
    const bool only_region = on != nullptr && on->type == kRegion &&
                             on->end == unit_.segments[s].first;
    if (only_region && In("zh_org_generic", suffix)) return;
    if (on != nullptr && on->type == kRegion && GenericBetween(from + 1, s)) return;
    if (end - first < (party ? 3u : 4u)) return;
    Add(first, end, kOrganization, "org:", "organization.suffix", 750);
  }

  bool GenericBetween(uint32_t first, uint32_t end) const {
    for (uint32_t s = first; s < end; ++s) {
      if (!In("zh_org_stop", SegmentText(s))) return false;
    }
    return true;
  }

  bool Noun(uint32_t s) const {
    const Segment& segment = unit_.segments[s];
    const Mention* on = spans_.On(segment.first);
    if (on != nullptr) return !on->adjective && on->type != kPerson && on->type != "EVENT";
    if (In("zh_org_stop", SegmentText(s)) && !NameLike(s)) return false;
    if (segment.end - segment.first == 1) {
      return std::string_view("nxgjSRZb").find(segment.word_class) != std::string_view::npos;
    }
    return std::string_view("nSRTZjwbxzNg").find(segment.word_class) != std::string_view::npos;
  }

  bool NameLike(uint32_t s) const {
    const Segment& segment = unit_.segments[s];
    if (const Mention* on = spans_.On(segment.first)) {
      return on->type == kRegion || on->type == kCity || on->type == kPlace ||
             on->type == kOrganization;
    }
    if (In("zh_org_stop", SegmentText(s))) return false;
    if (segment.end - segment.first == 1) return segment.word_class == 'x';
    return std::string_view("SRZTx").find(segment.word_class) != std::string_view::npos;
  }

  // 安阳市, 朝阳区: a place word of the dictionary and what kind of place it is.
  void Place(uint32_t s) {
    const Segment& segment = unit_.segments[s];
    const std::string_view last = Join(segment.end - 1, segment.end);
    if (segment.end - segment.first >= 3 && segment.word_class == 'S' &&
        In("zh_place_suffix", last)) {
      Add(segment.first, segment.end, kPlace, "place:", "place.suffix", 750);
      return;
    }
    if (segment.end - segment.first >= 2 && segment.word_class == 'S' &&
        !In("zh_place_stop", SegmentText(s)) && s > 0 &&
        unit_.segments[s - 1].end == segment.first && In("zh_place_before", SegmentText(s - 1))) {
      Add(segment.first, segment.end, kPlace, "place:", "place.preposition", 550);
    }
    if (s == 0 || !In("zh_place_suffix", SegmentText(s))) return;
    const Segment& before = unit_.segments[s - 1];
    if (before.end != unit_.segments[s].first || before.end - before.first < 2) return;
    if (before.word_class != 'S' || spans_.On(before.first) != nullptr) return;
    Add(before.first, unit_.segments[s].end, kPlace, "place:", "place.suffix", 750);
  }

  // 《中华人民共和国出口管制法》.
  void Titled(uint32_t open) {
    uint32_t close = open + 1;
    while (close < unit_.size() && close - open < 40 && unit_.tokens().Code(close) != U'》') ++close;
    if (close >= unit_.size() || close - open < 3 || unit_.tokens().Code(close) != U'》') return;
    const auto ends = [&](WordList list) {
      for (size_t size = 1; size <= 3; ++size) {
        if (close - size > open && In(list, Join(close - size, close))) return true;
      }
      return false;
    };
    if (spans_.On(open + 1) != nullptr && spans_.On(open + 1)->end == close) return;
    if (ends("treaty_suffix_zh")) {
      Add(open + 1, close, "TREATY", "treaty:", "treaty.title_marks", 850);
    } else if (ends("law_suffix_zh")) {
      Add(open + 1, close, "LAW", "law:", "law.title_marks", 850);
    }
  }

  void Add(size_t first, size_t end, std::string_view type, std::string_view prefix,
           std::string_view rule, int score) {
    Mention mention = MakeMention(*reading_, number_, first, end);
    mention.canonical = std::string(unit_.Text(first, end));
    mention.id = NameId(prefix, mention.canonical);
    mention.type = type;
    mention.rule = rule;
    mention.score = score;
    mention.link_score = 600;
    found_.push_back(std::move(mention));
  }

  Reading* reading_;
  const Knowledge& knowledge_;
  uint32_t number_;
  const Unit& unit_;
  Spans spans_;
  std::vector<bool> title_end_;
  std::vector<Mention> found_;
};

}  // namespace

void FindChineseNames(uint32_t unit, Reading* reading) { NameFinder(unit, reading).Run(); }

}  // namespace plx::entities
