#include <optional>

#include "plugins/entities/kinds/told_kinds.h"
#include "plugins/entities/knowledge/kind_words.h"
#include "plugins/entities/rules/spans.h"
#include "plugins/entities/rules/transcription.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::entities {
namespace {

constexpr size_t kFewestOfStem = 2;
constexpr size_t kFewestAlone = 3;
constexpr size_t kMostOfStem = 8;
constexpr int kMostNouns = 2;
constexpr size_t kMostRest = 2;  // characters behind a piece that a table knows
constexpr size_t kManyAlone = 4;
constexpr size_t kMostInBracket = 6;  // tokens
constexpr size_t kLongestCue = 5;     // characters

// Names that are written by their sound: 布拉克茅斯商会, 首都莱斯诺瓦, 计票公司沃特罗尼克.
class ChineseKinds {
 public:
  ChineseKinds(const Reading& reading, uint32_t number, KindVotes* votes)
      : reading_(reading), knowledge_(*reading.knowledge), number_(number), unit_(reading.units[number]), votes_(*votes) {}

  void Run() {
    for (size_t i = 0; i < unit_.size();) {
      const size_t end = Stem(i);
      if (end == i) {
        ++i;
        continue;
      }
      if (const size_t past = WithEnding(i, end); past > 0) {
        i = past;
        continue;
      }
      Alone(i, end);
      i = end;
    }
  }

 private:
  std::string_view Join(size_t first, size_t end) const { return unit_.tokens().Words(first, end); }
  bool Foreign(size_t i) const { return IsSoundCharacter(unit_, i); }
  bool IsDot(size_t i) const {
    const char32_t c = i < unit_.size() ? unit_.tokens().Code(i) : 0;
    return c == U'·' || c == U'•' || c == U'‧' || c == U'・';
  }
  const Mention* On(size_t i) const {
    if (!spans_) spans_.emplace(reading_, number_);
    return spans_->On(i);
  }
  bool Known(size_t i) const {
    const Mention* on = On(i);
    return on != nullptr && !IsGuess(*on) && !IsByForm(*on) && !IsPiece(*on);
  }

  // 瓦拉生物公司 of 塞尔瓦拉生物公司: found by how it ends, it may begin too late.
  static bool IsByForm(const Mention& m) {
    return !m.hint && !IsKnown(m) && linguistics::IsAnyOf(m.rule, {"organization.suffix", "organization.body", "place.suffix"});
  }

  // 贝伦 in 贝伦卡水坝: a name of a table that goes on with characters which are no word, up to an ending.
  bool IsPiece(const Mention& m) const {
    if (m.rule != "gazetteer" || !unit_.IsHan(m.first)) return false;
    for (size_t i = m.first; i < m.end; ++i) {
      if (!Foreign(i)) return false;
    }
    size_t end = m.end;
    while (end < m.end + kMostRest && Foreign(end) && On(end) == nullptr) ++end;
    if (end == m.end || knowledge_.chinese().Find(Join(m.end, end)).word_class == 'v') return false;
    if (end - m.end == 2 && knowledge_.chinese().Find(Join(m.end, end)).cost > 0) return false;
    for (size_t size = kLongestHanEnding; size >= 2; --size) {
      if (end + size <= unit_.size() && !TypeOfHanEnding(Join(end, end + size)).empty()) return true;
    }
    return false;
  }
  bool SegmentStarts(size_t i) const {
    return i >= unit_.size() || unit_.segment_of[i] == UINT32_MAX || unit_.segments[unit_.segment_of[i]].first == i;
  }
  std::string_view SegmentFrom(size_t i) const {
    if (i >= unit_.size() || unit_.segment_of[i] == UINT32_MAX) return {};
    const Segment& segment = unit_.segments[unit_.segment_of[i]];
    return segment.first == i ? Join(segment.first, segment.end) : std::string_view();
  }
  std::string_view SegmentBefore(size_t i) const {
    if (i == 0 || unit_.segment_of[i - 1] == UINT32_MAX) return {};
    const Segment& segment = unit_.segments[unit_.segment_of[i - 1]];
    return segment.end == i && unit_.sentence(segment.first) == unit_.sentence(i) ? Join(segment.first, segment.end) : std::string_view();
  }

  // End of the run of characters of foreign names that begins with a word at token i; i if there is none.
  size_t Stem(size_t i) const {
    if (!Foreign(i) || !Foreign(i + 1) || !SegmentStarts(i) || (i > 0 && IsDot(i - 1)) || Known(i)) return i;
    size_t end = i;
    while (end - i < kMostOfStem && Foreign(end) && !Known(end)) ++end;
    return IsDot(end) || end - i < kFewestOfStem ? i : end;
  }

  // A word of the language that is no name: 马上, 特别.
  bool IsWord(size_t first, size_t end) const {
    const ChineseWord word = knowledge_.chinese().Find(Join(first, end));
    return word.cost > 0 && std::string_view("RSTZx").find(word.word_class) == std::string_view::npos;
  }

  // Past the longest name that is a piece of the run, perhaps nouns, and an ending; 0 if there is none.
  size_t WithEnding(size_t first, size_t run_end) {
    for (size_t stem = run_end; stem >= first + kFewestOfStem; --stem) {
      if (IsWord(first, stem)) continue;
      size_t at = stem;
      for (int nouns = 0; nouns <= kMostNouns; ++nouns) {
        if (const size_t end = Ending(first, stem, at); end > 0) return end;
        if (!SegmentStarts(at) || (at = PastNoun(at)) == 0) break;
      }
    }
    return 0;
  }

  // Past the ending at token `at` of a name whose stem is [first, stem), if it is told by it; else 0.
  size_t Ending(size_t first, size_t stem, size_t at) {
    for (size_t size = kLongestHanEnding; size >= 1; --size) {
      size_t end = at + size;
      if (end > unit_.size() || !SegmentStarts(end) || (size == 1 && stem - first < kFewestAlone)) continue;
      std::string_view type = TypeOfHanEnding(Join(at, end));
      if (type.empty() || (at > stem && type != kOrganization)) continue;
      // 采|矿 is no 矿, and 矿业|部 no firm.
      if ((size == 1 && !SegmentStarts(at)) || (end < unit_.size() && unit_.Is(end, "部"))) continue;
      if (knowledge_.InList("zh_place_owner", Join(stem, end))) votes_.Say(Join(first, stem), kPlace);
      bool firm = IsFirmWord(Join(at, end));
      for (std::string_view next = SegmentFrom(end); IsFirmWord(next); next = SegmentFrom(end)) {
        end = unit_.segments[unit_.segment_of[end]].end;
        type = kOrganization;
        firm = true;
      }
      if (!Free(first, end, at)) return 0;
      votes_.Say(Join(first, end), type);
      if (firm && stem - first >= kFewestAlone) votes_.SayShort(Join(first, stem), Join(first, end));
      return end;
    }
    return 0;
  }

  static bool IsFirmWord(std::string_view word) { return linguistics::IsAnyOf(word, {"控股", "集团", "公司", "有限公司", "股份有限公司"}); }

  // Past a noun that may stand within a name (遗产 in 奥孔迪遗产信托); 0 if there is none.
  size_t PastNoun(size_t at) const {
    const std::string_view word = SegmentFrom(at);
    if (word.empty() || knowledge_.InList("zh_org_stop", word) || knowledge_.InList("zh_person_title", word)) return 0;
    const Segment& segment = unit_.segments[unit_.segment_of[at]];
    const bool noun = segment.end - segment.first >= 2 && std::string_view("nwjbz").find(segment.word_class) != std::string_view::npos;
    return noun ? segment.end : 0;
  }

  // Nothing but guesses that lie within, and in the ending what it is made of (铜矿).
  bool Free(size_t first, size_t end, size_t ending) const {
    for (size_t i = first; i < end; ++i) {
      const Mention* on = On(i);
      if (on != nullptr && on->type == "COMMODITY" && on->first >= ending && on->end <= end) continue;
      if (on != nullptr && (Known(i) || on->first < first || on->end > end)) return false;
    }
    return true;
  }

  // Behind the other name in brackets that may follow: 科尔达瓦（Kordava）.
  size_t PastBracket(size_t end) const {
    if (end >= unit_.size() || unit_.tokens().Code(end) != '(') return end;
    for (size_t i = end + 1; i < end + kMostInBracket && i < unit_.size(); ++i) {
      if (unit_.tokens().Code(i) == ')') return i + 1;
    }
    return end;
  }

  // 科尔达瓦第三大银行, 科尔达瓦最大的报纸: what is in the place.
  bool IsRanked(size_t end) const {
    const std::string_view next = SegmentFrom(end);
    if (next == "最大") return true;
    for (size_t i = end + 1; next.starts_with("第") && i < end + 4 && i < unit_.size(); ++i) {
      if (unit_.Is(i, "大")) return !knowledge_.InList("zh_org_has", SegmentFrom(i + 1));
    }
    return false;
  }

  // Does a word of the list begin at token `end`? The cut may have lost its end to a name: 首席|执行|官佐兰.
  bool HasBehind(WordList list, size_t end) const {
    if (end >= unit_.size() || !SegmentStarts(end)) return false;
    for (size_t size = 2; size <= kLongestCue && end + size <= unit_.size(); ++size) {
      if (knowledge_.InList(list, Join(end, end + size))) return true;
    }
    return false;
  }

  // A name alone, by the word before or behind it.
  void Alone(size_t first, size_t run_end) {
    const Mention* on = On(first);
    size_t end = on != nullptr && on->first == first ? on->end : run_end;
    while (end > first && !SegmentStarts(end)) --end;
    if (end - first < kFewestAlone || IsWord(first, end) || !Free(first, end, end)) return;
    const std::string_view before = SegmentBefore(first);
    const size_t behind = PastBracket(end);
    std::string_view type;
    if (knowledge_.InList("zh_person_title", before)) return;
    if (knowledge_.InList("zh_org_noun", before)) {
      type = kOrganization;
    } else if (knowledge_.InList("zh_place_noun", before)) {
      type = kPlace;
    } else if (on == nullptr && end - first < kManyAlone) {
      return;
    } else if (HasBehind("zh_org_has", behind)) {
      type = kOrganization;
    } else if (HasBehind("zh_place_owner", behind) || IsRanked(behind)) {
      type = kPlace;
    }
    if (!type.empty()) votes_.Say(Join(first, end), type);
  }

  const Reading& reading_;
  const Knowledge& knowledge_;
  uint32_t number_;
  const Unit& unit_;
  mutable std::optional<Spans> spans_;  // when first asked for
  KindVotes& votes_;
};

}  // namespace

void FindChineseKinds(const Reading& reading, uint32_t number, KindVotes* votes) {
  if (reading.units[number].segments.empty()) return;
  ChineseKinds(reading, number, votes).Run();
}

}  // namespace plx::entities
