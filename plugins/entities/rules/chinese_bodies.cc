#include "plugins/entities/rules/chinese_bodies.h"

#include <algorithm>
#include <optional>

#include "plugins/entities/rules/spans.h"
#include "plugins/entities/rules/transcription.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::entities {
namespace {

constexpr uint32_t kMostSegments = 8;
constexpr uint32_t kMostCharacters = 24;
constexpr size_t kLongestEnding = 6;
constexpr uint32_t kNounsOfBody = 2;
constexpr uint32_t kFewestBySound = 3;
// 100 * -ln(share of all words): from here on a noun before 公司 is rather a name (兴业) than a kind (商业).
constexpr uint16_t kRare = 1230;

// kThing: what it ends in is a common noun too (科技, 汽车), and makes a firm of a name alone.
// kEither: a body, or a part of one.
enum class End : uint8_t { kNone, kBody, kPart, kEither, kFirm, kThing };

bool IsFirm(End end) { return end == End::kFirm || end == End::kThing; }
bool IsPart(End end) { return end == End::kPart || end == End::kEither; }

class BodyFinder {
 public:
  BodyFinder(uint32_t number, const Reading& reading)
      : reading_(reading), knowledge_(*reading.knowledge), number_(number), unit_(reading.units[number]) {}

  void Run(std::vector<Mention>* found) {
    for (uint32_t s = 0; s < unit_.segments.size(); ++s) {
      const End end = EndOf(s);
      if (end == End::kNone || GoesOn(s)) continue;
      if (!spans_) spans_.emplace(reading_, number_);
      const size_t first = Begin(s, end);
      if (first < unit_.segments[s].end) Add(first, unit_.segments[s].end, found);
    }
  }

  // 挪威|卑尔根: what the model took for one place is a country and what lies in it.
  void PartPlace(Mention* m, std::vector<Mention>* found) {
    uint32_t country = kNoEntity;
    const size_t first = EndOfCountry(*m, &country);
    if (first == m->first || m->end - first < 2) return;
    for (size_t i = first; i < m->end; ++i) {
      const bool last = i + 1 == m->end;
      if (!knowledge_.InList("zh_transliteration", Join(i, i + 1)) && !(last && i > first + 1)) return;
    }
    AddCountry(m->first, first, country, found);
    m->canonical = std::string(unit_.Text(first, m->end));
    m->id = NameId("place:", m->canonical);
    m->first = static_cast<uint32_t>(first);
    m->span = unit_.Span(first, m->end);
  }

  // 银行|默库里亚银行, 海湾|投资者|卡西拉控股: the model began with the nouns before the name, which is written by its sound.
  void LeaveOutNouns(Mention* m) const {
    uint32_t s = unit_.segment_of[m->first];
    if (s == UINT32_MAX || unit_.segments[s].first != m->first) return;
    const uint32_t first_segment = s;
    while (s < unit_.segments.size() && unit_.segments[s].end < m->end && Size(unit_.segments[s]) >= 2 && !OpensBySound(unit_.segments[s].first)) ++s;
    if (s == first_segment) return;
    const ListSet lists = knowledge_.word_lists().Of(Text(s - 1));
    const uint32_t first = unit_.segments[s - 1].end;
    const bool role = lists.Has("zh_org_noun") || lists.Has("zh_org_stop") || lists.Has("zh_person_title");
    if (!role || m->end < first + kFewestBySound || !OpensBySound(first)) return;
    m->first = first;
    m->span = unit_.Span(first, m->end);
    m->canonical = std::string(unit_.Text(first, m->end));
    m->id = NameId(std::string_view(m->id).substr(0, m->id.find(':') + 1), m->canonical);
  }

  // 爱尔兰茶隼航空 is an airline of Ireland: the country is a mention of its own.
  void LeaveOutCountry(Mention* m, std::vector<Mention>* found) {
    uint32_t country = kNoEntity;
    const size_t first = PastCountry(*m, &country);
    if (first == m->first) return;
    AddCountry(m->first, first, country, found);
    Mention firm = Body(first, m->end);
    firm.score = m->score;
    firm.rule = m->rule;
    *m = std::move(firm);
  }

 private:
  void AddCountry(size_t first, size_t end, uint32_t country, std::vector<Mention>* found) const {
    Mention region = MakeMention(reading_, number_, first, end, country, "gazetteer");
    region.score = region.link_score = 950;
    found->push_back(std::move(region));
  }

  std::string_view Join(size_t first, size_t end) const { return unit_.tokens().Words(first, end); }
  std::string_view Text(uint32_t s) const { return Join(unit_.segments[s].first, unit_.segments[s].end); }
  static size_t Size(const Segment& segment) { return segment.end - segment.first; }
  bool Adjacent(uint32_t s) const {
    return s > 0 && unit_.segments[s - 1].end == unit_.segments[s].first &&
           unit_.sentence(unit_.segments[s - 1].first) == unit_.sentence(unit_.segments[s].first);
  }

  // By the longest ending that segment s has, or that its last characters have with those before.
  End EndOf(uint32_t s) const {
    const Segment& segment = unit_.segments[s];
    if (!unit_.FoldedIn("zh_body_last", segment.end - 1) || knowledge_.InList("zh_firm_kind", Text(s))) return End::kNone;
    for (size_t size = kLongestEnding; size >= 1; --size) {
      // 工学院 ends in 学院, but 结局 in no 局 and 房地产 in no 地产.
      if (segment.end < size || (size < Size(segment) && Size(segment) < 3)) continue;
      const ListSet lists = knowledge_.word_lists().Of(Join(segment.end - size, segment.end));
      const bool body = lists.Has("zh_body_end");
      if (lists.Has("zh_body_part")) return body ? End::kEither : End::kPart;
      if (body) return End::kBody;
      if (lists.Has("zh_firm_end")) return End::kFirm;
      if (lists.Has("zh_thing_end") && size >= Size(segment) && !NounFollows(s)) return End::kThing;
    }
    return End::kNone;
  }

  // 科技|成果: said of the noun behind it, unless that is somebody's title.
  bool NounFollows(uint32_t s) const {
    if (s + 1 >= unit_.segments.size() || !Adjacent(s + 1)) return false;
    const Segment& next = unit_.segments[s + 1];
    const ListSet lists = knowledge_.word_lists().Of(Text(s + 1));
    if (lists.Has("zh_person_title") || lists.Has("zh_org_suffix") || lists.Has("zh_honorific")) return false;
    return std::string_view("nwjbzgkql").find(next.word_class) != std::string_view::npos;
  }

  // 集团|有限公司, 公司|党委: the name ends later.
  bool GoesOn(uint32_t s) const {
    return s + 1 < unit_.segments.size() && Adjacent(s + 1) && EndOf(s + 1) != End::kNone &&
           !knowledge_.InList("zh_org_stop", Text(s + 1));
  }

  bool IsPlace(const Mention& m) const { return m.type == kRegion || m.type == kCity || m.type == kPlace; }

  // Where the name that ends with segment s begins; its end if it is none.
  size_t Begin(uint32_t s, End end) const {
    const size_t none = unit_.segments[s].end;
    uint32_t at = s;       // leftmost segment so far
    uint32_t between = 0;  // segments between the beginning and the ending
    bool only_kinds = true;
    const Mention* whole = spans_->On(unit_.segments[s].first);
    if (whole != nullptr && IsKnown(*whole) && whole->end == none && whole->type == kOrganization) return none;
    for (; s - at < kMostSegments && none - unit_.segments[at].first < kMostCharacters; --at) {
      if (!Adjacent(at)) break;
      const Segment& before = unit_.segments[at - 1];
      if (const Mention* m = spans_->On(before.first)) {
        if (m->end >= none) return none;  // known already, or longer
        if (m->end != unit_.segments[at].first) break;
        return Anchored(*m, between, only_kinds, end, at, none);
      }
      const ListSet lists = knowledge_.word_lists().Of(Text(at - 1));
      const bool kind = lists.Has("zh_org_kind") || lists.Has("zh_org_generic");
      if (lists.Has("zh_body_open") && between > 0 && !IsFirm(end)) return before.first;
      if (!(MayStand(before, lists) || IsOrdinal(at - 1)) || (IsFirm(end) && EndOf(at - 1) == End::kBody)) break;
      only_kinds = only_kinds && kind;
      ++between;
    }
    if (between >= kNounsOfBody && IsUnion(s) && Opens(at)) return unit_.segments[at].first;
    return Rare(s, end);
  }

  // Two characters that write a sound and are no word.
  bool OpensBySound(uint32_t i) const {
    return IsSoundCharacter(unit_, i) && i + 1 < unit_.size() && IsSoundCharacter(unit_, i + 1) && knowledge_.chinese().Find(Join(i, i + 2)).cost == 0;
  }

  // 港口|工人|工会: bodies of people are named by whose they are, without a name of their own.
  bool IsUnion(uint32_t s) const { return linguistics::IsAnyOf(Text(s), {"工会", "协会", "联合会", "商会", "公会"}); }
  // Nothing stands before segment `at` in its clause that could say which or how many.
  bool Opens(uint32_t at) const {
    const size_t i = unit_.segments[at].first;
    return i == 0 || unit_.sentence_start(i) || !unit_.IsHan(i - 1);
  }

  // A mention of something that stands before the nouns.
  size_t Anchored(const Mention& m, uint32_t between, bool only_kinds, End end, uint32_t at, size_t none) const {
    if (m.adjective || m.coreferent || m.rule.rfind("series.", 0) == 0) return none;
    if (m.type == kOrganization) return IsPart(end) || (end == End::kBody && between > 0) ? m.first : none;
    // 云杉|轮渡: what the model took for a person or a place by its characters is the name of the firm.
    if (IsFirm(end) && only_kinds && !IsKnown(m) && m.rule.rfind("tagger.", 0) == 0) return m.first;
    if (!IsPlace(m)) return none;
    const bool country = m.type == kRegion;
    // 工行|佛山|分行
    if (end == End::kPart && between == 0) {
      const Mention* parent = spans_->EndingAt(FirstPlace(m));
      return parent != nullptr && parent->type == kOrganization ? parent->first : none;
    }
    if (end == End::kPart && country) return none;
    if (IsFirm(end) && (between == 0 || (country && only_kinds))) return none;
    if (end == End::kThing && only_kinds) return none;
    if (country && between == 0) return none;
    const size_t first = unit_.segments[at].first;
    if (country && IsFirm(end) && !IsOfChina(m.id)) return none - first >= 4 ? first : none;
    return FirstPlace(m);
  }

  static bool IsOfChina(std::string_view id) {
    return id == "region:CN" || id == "region:HK" || id == "region:TW" || id == "region:MO";
  }

  // 福建省|南平市|教委: from the first of the places on.
  size_t FirstPlace(const Mention& m) const {
    size_t first = m.first;
    while (first > 0) {
      const Mention* before = spans_->EndingAt(first);
      if (before == nullptr || !IsPlace(*before) || before->rule.rfind("series.", 0) == 0) break;
      first = before->first;
    }
    return first;
  }

  // Where the foreign country ends that a mention begins with; `m.first` if it begins with none.
  size_t EndOfCountry(const Mention& m, uint32_t* country) const {
    const NameIndex& names = knowledge_.names();
    size_t past = m.first;
    uint32_t node = NameIndex::kRoot;
    for (size_t i = m.first; i < m.end; ++i) {
      node = names.Step(node, unit_.hash(i));
      if (node == NameIndex::kNone) break;
      const uint32_t name = names.First(node);
      if (name == NameIndex::kNone || names.name(name).entity == kNoEntity) continue;
      const Entity& entity = knowledge_.entities()[names.name(name).entity];
      if (entity.type != kRegion || IsOfChina(entity.id)) continue;
      *country = names.name(name).entity;
      past = i + 1;
    }
    return past;
  }

  // The firm of a mention that begins with a foreign country: where its name begins; `m.first` if the country is part of
  // it (日本航空) or the mention is no firm's.
  size_t PastCountry(const Mention& m, uint32_t* country) {
    const size_t past = EndOfCountry(m, country);
    const uint32_t s = unit_.segment_of[m.end - 1];
    if (past == m.first || m.end - past < 4 || s == UINT32_MAX || unit_.segments[s].end != m.end) return m.first;
    spans_.emplace(reading_, number_);
    // 美国电话电报公司: without the country it would be no name.
    return Rare(s, EndOf(s), &m) == past ? past : m.first;
  }

  // May the segment be part of a body's name?
  bool MayStand(const Segment& segment, const ListSet& lists) const {
    if (lists.Has("zh_org_kind")) return true;
    if (lists.Has("zh_org_stop") || lists.Has("zh_person_title") || lists.Has("zh_firm_kind")) return false;
    const std::string_view classes = Size(segment) == 1 ? "nxgjSRZbzqNT" : "nwjbzgSRTZNx";
    return classes.find(segment.word_class) != std::string_view::npos;
  }

  // 第三|职业学校, and not 第三|届.
  bool IsOrdinal(uint32_t s) const {
    return unit_.segments[s].word_class == 'm' && unit_.Is(unit_.segments[s].first, "第") && Size(unit_.segments[s]) >= 2 &&
           Size(unit_.segments[s + 1]) >= 2;
  }

  // 星展|银行, 兴业|银行, 翠湖|航运|集团: one word that is a name or rare, or two or three characters that are no word,
  // before what kind of firm it is.
  // `own`: a mention that does not count, the one that is looked into.
  size_t Rare(uint32_t s, End end, const Mention* own = nullptr) const {
    const size_t none = unit_.segments[s].end;
    if (!IsFirm(end)) return none;
    const auto free = [&](uint32_t segment) {
      const Mention* on = spans_->On(unit_.segments[segment].first);
      return on == nullptr || on == own;
    };
    uint32_t at = s;
    while (Adjacent(at) && s - at < 3 && free(at - 1) && knowledge_.InList("zh_org_kind", Text(at - 1))) --at;
    if (!Adjacent(at) || !free(at - 1)) return none;
    const Segment& word = unit_.segments[at - 1];
    if (Size(word) >= 2) {
      const ListSet lists = knowledge_.word_lists().Of(Text(at - 1));
      if (!MayStand(word, lists) || lists.Has("zh_org_generic")) return none;
      const bool name = std::string_view("SRTZ").find(word.word_class) != std::string_view::npos;
      const uint16_t cost = knowledge_.chinese().Find(Text(at - 1)).cost;
      const bool rare = cost >= kRare && word.word_class == 'n' && end == End::kFirm && Size(word) == 2;
      return name || cost == 0 || rare ? word.first : none;
    }
    uint32_t first = at;
    while (at - first < 3 && Adjacent(first) && free(first - 1) && MayName(unit_.segments[first - 1])) --first;
    return at - first >= 2 ? unit_.segments[first].first : none;
  }

  // A character that is no word by itself.
  bool MayName(const Segment& segment) const {
    if (Size(segment) != 1) return false;
    const std::string_view text = Join(segment.first, segment.end);
    if (knowledge_.InList("zh_name_stop", text) || knowledge_.InList("zh_org_stop", text)) return false;
    return std::string_view("vupcrmqdf").find(segment.word_class) == std::string_view::npos;
  }

  void Add(size_t first, size_t end, std::vector<Mention>* found) const {
    if (end - first < 4) return;
    for (size_t i = first; i < end; ++i) {
      const Mention* m = spans_->On(i);
      if (m == nullptr) continue;
      if (m->first < first || m->end > end) return;
      if (m->first == first && m->end == end && m->type == kOrganization) return;
    }
    found->push_back(Body(first, end));
  }

  Mention Body(size_t first, size_t end) const {
    Mention mention = MakeMention(reading_, number_, first, end);
    mention.canonical = std::string(unit_.Text(first, end));
    mention.id = NameId("org:", mention.canonical);
    mention.type = kOrganization;
    mention.rule = "organization.body";
    mention.score = 650;
    mention.link_score = 550;
    return mention;
  }

  const Reading& reading_;
  const Knowledge& knowledge_;
  uint32_t number_;
  const Unit& unit_;
  std::optional<Spans> spans_;  // when first asked for
};

}  // namespace

bool FindChineseBodies(Reading* reading) {
  std::vector<Mention> found;
  for (Mention& m : reading->mentions) {
    if (m.hint || IsKnown(m) || !reading->units[m.unit].IsHan(m.first)) continue;
    if (m.rule.starts_with("tagger.")) BodyFinder(m.unit, *reading).LeaveOutNouns(&m);
    if (m.type == kOrganization) BodyFinder(m.unit, *reading).LeaveOutCountry(&m, &found);
    if (m.rule == "tagger.place") BodyFinder(m.unit, *reading).PartPlace(&m, &found);
  }
  for (uint32_t u = 0; u < reading->units.size(); ++u) BodyFinder(u, *reading).Run(&found);
  for (Mention& mention : found) reading->mentions.push_back(std::move(mention));
  return !found.empty();
}

}  // namespace plx::entities
