#include "plugins/entities/rules/country_series.h"

#include <algorithm>

#include "plugins/entities/rules/transcription.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

class SeriesFinder {
 public:
  SeriesFinder(uint32_t number, Reading* reading)
      : reading_(reading), knowledge_(*reading->knowledge), number_(number),
        unit_(reading->units[number]) {}

  void Run() {
    taken_.assign(unit_.size(), false);
    for (const Mention& mention : reading_->mentions) {
      if (mention.unit != number_) continue;
      for (uint32_t i = mention.first; i < mention.end; ++i) taken_[i] = true;
    }
    for (uint32_t i = 0; i < unit_.size();) {
      const uint32_t end = SeriesEnd(i);
      if (end == i) {
        Compound(i);
        ++i;
        continue;
      }
      if (end - i >= 2) {
        if (!Run(i, end) && end - i == 2) {
          Single(i);
          Single(i + 1);
        }
      } else {
        Single(i);
      }
      i = end;
    }
  }

 private:
  // The characters [first, end), as far as they are Han.
  std::string_view Word(uint32_t first, uint32_t end) const {
    uint32_t past = first;
    while (past < end && unit_.IsHan(past)) ++past;
    return unit_.tokens().Words(first, past);
  }
  SeriesCharacter Series(uint32_t i) const {
    if (i >= unit_.size() || !unit_.IsHan(i) || taken_[i]) return {};
    // 30日: a day.
    if (i > 0 && unit_.tokens().Kind(i - 1) == TokenKind::kNumber) return {};
    return knowledge_.Series(unit_.tokens().Code(i));
  }
  const Segment& SegmentAt(uint32_t i) const { return unit_.segments[unit_.segment_of[i]]; }
  std::string_view SegmentText(uint32_t i) const {
    if (i >= unit_.size() || unit_.segment_of[i] == UINT32_MAX) return "";
    return Word(SegmentAt(i).first, SegmentAt(i).end);
  }

  // End of the run of series characters that starts at `i` with whole words.
  uint32_t SeriesEnd(uint32_t i) const {
    uint32_t end = i;
    while (Series(end).region != kNoEntity && unit_.segment_of[end] != UINT32_MAX) {
      const Segment& segment = SegmentAt(end);
      if (segment.first != end) break;
      bool whole = true;
      for (uint32_t k = segment.first; k < segment.end; ++k) {
        whole = whole && Series(k).region != kNoEntity;
      }
      if (!whole || (segment.end - segment.first > 1 &&
                     knowledge_.InList("series_not", Word(segment.first, segment.end)))) {
        break;
      }
      end = segment.end;
    }
    return end;
  }

  bool AfterCue(uint32_t end) const {
    const std::string_view next = SegmentText(end);
    if (knowledge_.InList("series_pair_after", next) ||
        knowledge_.InList("series_after_word", next)) {
      return true;
    }
    // 美日两国, 中俄三方: the cue may hide in a longer word.
    return knowledge_.InList("series_pair_after", Word(end, end + 2));
  }

  // A run of two or more: all of it counts, or none.
  bool Run(uint32_t first, uint32_t end) {
    if (Known(first, end)) return true;
    uint32_t plain = 0;
    uint32_t strong = 0;
    for (uint32_t i = first; i < end; ++i) {
      plain += Series(i).plain;
      strong += knowledge_.InList("series_strong", unit_.tokens().Word(i));
      for (uint32_t k = first; k < i; ++k) {
        if (Series(k).region == Series(i).region) return false;
      }
    }
    const bool one_word = SegmentAt(first).end == end;  // 中日, 朝韩: the dictionary knows it
    const bool cue = AfterCue(end) || (strong > 0 && Clause(first));
    if (plain == 0 || (plain < end - first && !AfterCue(end))) return false;
    if (end - first == 2 && strong == 0 && !one_word && !cue) return false;
    if (end - first == 2 && knowledge_.InList("series_not", Word(first, end)) ) return false;
    for (uint32_t i = first; i < end; ++i) Add(i, i + 1, i, "series.run");
    return true;
  }

  // A series of data/series_words.tsv. Those with a rare character need a word that says so.
  bool Known(uint32_t first, uint32_t end) {
    const std::vector<uint32_t>* regions = knowledge_.SeriesWord(Word(first, end));
    if (regions == nullptr || regions->size() != end - first) return false;
    bool plain = true;
    for (uint32_t i = first; i < end; ++i) plain = plain && Series(i).plain;
    if (!plain && !AfterCue(end)) return false;
    for (uint32_t i = first; i < end; ++i) {
      if ((*regions)[i - first] == kNoEntity) continue;
      Mention mention = MakeMention(*reading_, number_, i, i + 1, (*regions)[i - first], "series.run");
      mention.score = 880;
      reading_->mentions.push_back(std::move(mention));
    }
    return true;
  }

  // True if a clause starts at `i`.
  bool Clause(uint32_t i) const {
    return i == 0 || unit_.sentence_start(i) || !unit_.IsHan(i - 1);
  }

  void Single(uint32_t i) {
    const SeriesCharacter series = Series(i);
    if (series.region == kNoEntity) return;
    // 由|德|拉|甘: the beginning of a name.
    if (IsSoundPiece(knowledge_, unit_, i + 1) || OpensName(i + 1)) return;
    const std::string_view before = i > 0 && unit_.IsHan(i - 1) ? SegmentText(i - 1) : "";
    const std::string_view last = i > 0 && unit_.IsHan(i - 1) ? Word(i - 1, i) : "";
    const std::string_view after = SegmentText(i + 1);
    const std::string_view next = Word(i + 1, i + 2);
    const bool alone_after = i + 2 >= unit_.size() || unit_.segment_of[i + 1] == UINT32_MAX ||
                             SegmentAt(i + 1).end == i + 2;
    // 法警, 中产: a word that the cut took apart.
    if (knowledge_.InList("series_not", Word(i, i + 2))) return;
    if (series.plain && alone_after && knowledge_.InList("series_after", next) && !taken_[i + 1]) {
      const bool whole = next == "方" || next == "国";
      Add(i, whole ? i + 2 : i + 1, i, "series.before_noun");
    } else if (series.plain && NounAfter(i, after)) {
      Add(i, i + 1, i, "series.before_noun");
    } else if (series.plain && before.size() == 3 &&
               (knowledge_.InList("series_before", before) ||
                (Strong(i) && knowledge_.InList("series_before_strong", before)))) {
      Add(i, i + 1, i, "series.after_verb");
    } else if (series.plain && Clause(i) && knowledge_.InList("series_strong", Word(i, i + 1)) &&
               (knowledge_.InList("series_verb", after) || Towards(after) || RegionNext(i + 1))) {
      Add(i, i + 1, i, "series.headline");
    } else if (Word(i, i + 1) == "中" && last == "对") {
      Add(i, i + 1, i, "series.after_verb");
    } else {
      Listed(i);
    }
  }

  // Two characters that write a sound and are no word of two but perhaps a name.
  bool OpensName(uint32_t i) const {
    if (!IsSoundCharacter(unit_, i) || !IsSoundCharacter(unit_, i + 1)) return false;
    const ChineseWord word = knowledge_.chinese().Find(Word(i, i + 2));
    const bool series = knowledge_.Series(unit_.tokens().Code(i)).region != kNoEntity && knowledge_.Series(unit_.tokens().Code(i + 1)).region != kNoEntity;
    return !series && (word.cost == 0 || std::string_view("RSx").find(word.word_class) != std::string_view::npos);
  }

  // 美防长, 俄外长: whole, or cut as 防|长.
  bool NounAfter(uint32_t i, std::string_view after) const {
    if (knowledge_.InList("series_after_word", after)) return AfterWord(i, after);
    const std::string_view pair = Word(i + 1, i + 3);
    return knowledge_.InList("series_after_word", pair) && AfterWord(i, pair);
  }

  // 对华, 对日, 访英: a preposition or verb with a country.
  bool Towards(std::string_view word) const {
    if (word.size() != 6) return false;
    const std::string_view left = word.substr(0, 3);
    return knowledge_.InList("series_before", left) || knowledge_.InList("series_hua_before", left);
  }

  bool Strong(uint32_t i) const { return knowledge_.InList("series_strong", Word(i, i + 1)); }

  // 中 and 加 before a verb or preposition say little; before a title or body they are a country.
  bool AfterWord(uint32_t i, std::string_view after) const {
    if (after.size() < 6) return false;
    if (knowledge_.InList("series_very_strong", Word(i, i + 1))) return true;
    return Clause(i) || knowledge_.InList("series_before", i > 0 ? Word(i - 1, i) : "");
  }

  bool RegionNext(uint32_t i) const {
    return i < unit_.size() && taken_[i] && unit_.IsHan(i);
  }

  // 美、日、澳: single characters between enumeration marks.
  void Listed(uint32_t i) {
    const SeriesCharacter series = Series(i);
    if (!series.plain) return;
    const auto neighbour = [&](uint32_t mark, uint32_t other) {
      if (mark >= unit_.size() || other >= unit_.size()) return false;
      const char32_t code = unit_.tokens().Code(mark);
      if (code != U'、' && code != '-' && code != '/' && code != U'与' && code != U'和') return false;
      const SeriesCharacter beside = Series(other);
      return beside.plain && SegmentAt(other).end - SegmentAt(other).first == 1;
    };
    const bool listed = (i >= 2 && neighbour(i - 1, i - 2)) || neighbour(i + 1, i + 2);
    if (listed) Add(i, i + 1, i, "series.list");
  }

  // A dictionary word of two characters that holds one: 对华, 访美, 美方, 日军.
  void Compound(uint32_t i) {
    if (unit_.segment_of[i] == UINT32_MAX) return;
    const Segment& segment = SegmentAt(i);
    if (segment.end - segment.first == 1 && i > 0 && !taken_[i]) {
      const std::string_view self = Word(i, i + 1);
      const std::string_view previous = SegmentText(i - 1);
      if (self == "华" && knowledge_.InList("series_hua_before", previous)) AddRegion(i, "CN");
      if (self == "港" && (knowledge_.InList("series_hk_before", previous) ||
                           knowledge_.InList("series_hk_after", SegmentText(i + 1)))) {
        AddRegion(i, "HK");
      }
      return;
    }
    if (segment.first != i || segment.end != i + 2 || taken_[i] || taken_[i + 1]) return;
    const std::string_view word = Word(i, i + 2);
    if (knowledge_.InList("series_not", word)) return;
    const std::string_view left = Word(i, i + 1);
    const std::string_view right = Word(i + 1, i + 2);
    const SeriesCharacter first = Series(i);
    const SeriesCharacter second = Series(i + 1);
    if (first.region != kNoEntity && first.plain && knowledge_.InList("series_after", right)) {
      const bool whole = right == "方" || right == "国";
      Add(i, whole ? i + 2 : i + 1, i, "series.before_noun");
    } else if (left == "港" && knowledge_.InList("series_hk_after", right)) {
      AddRegion(i, "HK");
    } else if (right == "华" && knowledge_.InList("series_hua_before", left)) {
      AddRegion(i + 1, "CN");
    } else if (right == "港" && knowledge_.InList("series_hk_before", left)) {
      AddRegion(i + 1, "HK");
    } else if (second.region != kNoEntity && second.plain &&
               knowledge_.InList("series_before", left)) {
      Add(i + 1, i + 2, i + 1, "series.after_verb");
    }
  }

  void AddRegion(uint32_t i, std::string_view code) {
    reading_->mentions.push_back(MakeMention(*reading_, number_, i, i + 1,
                                             knowledge_.Region(code), "series.after_verb"));
  }

  void Add(uint32_t first, uint32_t end, uint32_t character, std::string_view rule) {
    Mention mention =
        MakeMention(*reading_, number_, first, end, Series(character).region, rule);
    mention.score = 880;
    mention.link_score = 900;
    reading_->mentions.push_back(std::move(mention));
  }

  Reading* reading_;
  const Knowledge& knowledge_;
  uint32_t number_;
  const Unit& unit_;
  std::vector<bool> taken_;
};

}  // namespace

void FindCountrySeries(uint32_t unit, Reading* reading) { SeriesFinder(unit, reading).Run(); }

}  // namespace plx::entities
