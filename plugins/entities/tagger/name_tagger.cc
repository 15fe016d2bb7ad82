#include "plugins/entities/tagger/name_tagger.h"

#include <algorithm>
#include <iterator>

#include "plugins/entities/document/resolve.h"
#include "plugins/entities/models/models.h"
#include "plugins/entities/rules/common_words.h"
#include "plugins/entities/tagger/agreement.h"
#include "plugins/entities/tagger/features.h"
#include "plugins/linguistics/tagging/sequence_tagger.h"

namespace plx::entities {
namespace {

using linguistics::tagging::FeatureRows;
using linguistics::tagging::SequenceTagger;
using linguistics::tagging::TaggedSpan;

// What a type of the model is called here.
struct NamedType {
  std::string_view label;
  std::string_view type;
  std::string_view prefix;  // of the id
  std::string_view rule;
};
constexpr NamedType kTypes[] = {
    {"PER", kPerson, "person:", "tagger.person"},
    {"ORG", kOrganization, "org:", "tagger.organization"},
    {"LOC", kPlace, "place:", "tagger.place"},
    {"MISC", kName, "name:", "tagger.name"},
};

const NamedType& TypeOf(std::string_view label) {
  return *std::find_if(std::begin(kTypes), std::end(kTypes) - 1,
                       [&](const NamedType& t) { return t.label == label; });
}

class Merger {
 public:
  // `dropped`: one for each mention there is; set for those that give way.
  Merger(uint32_t unit, Reading* reading, std::vector<bool>* dropped)
      : reading_(reading), unit_(unit), dropped_(dropped) {
    const auto& mentions = reading->mentions;
    for (uint32_t m = 0; m < mentions.size(); ++m) {
      const bool counts = !mentions[m].hint || mentions[m].rule == kBlockerRule;
      if (mentions[m].unit == unit && counts) own_.push_back(m);
    }
  }

  // Takes in one span of tokens, or leaves it.
  void Take(size_t first, size_t end, const NamedType& type, int confidence) {
    if (confidence < (reading_->units[unit_].IsHan(first) ? kLeastChinese : kLeast)) return;
    if (type.type == kPerson) {
      while (first + 1 < end && IsTitle(first)) ++first;
    }
    if (!HasLetterOfName(first, end) || IsGeneration(first, end)) return;
    if (confidence < kSure && OpensWithWords(first, end)) return;
    if (confidence < kOpening && end - first == 1 && reading_->units[unit_].sentence_start(first)) return;
    if (type.type == kPlace) first = PastCountry(first, end);
    if (type.type == kOrganization) end = BeforeSeat(first, end);
    if (type.type != kPlace && confidence < kCertain && HasWhatPlacesHave(first, end)) {
      Take(first, end, TypeOf("LOC"), confidence);
      return;
    }
    std::vector<uint32_t> touched;
    size_t placed = 0;  // tokens of the span that tables call places
    for (const uint32_t m : own_) {
      const Mention& mention = reading_->mentions[m];
      if (mention.first >= end || first >= mention.end) continue;
      const bool same = mention.first == first && mention.end == end && mention.type == type.type;
      if (same || !GivesWay(mention, first, end, confidence)) return;
      // "from Halcyon Shipping": what a name ends in says more than where it stands.
      const Unit& unit = reading_->units[unit_];
      const bool headed = mention.rule == "organization.head" && mention.first == first && mention.end == end &&
                          unit.WrittenIn("company_suffix", end - 1);
      if (headed && type.type != kOrganization && confidence < kSure) return;
      const bool body = type.type == kOrganization || type.type == kPlace;
      if (body && IsKnown(mention) && IsPlaceWithNouns(mention, end)) return;
      touched.push_back(m);
      if (IsKnown(mention)) placed += mention.end - mention.first;
    }
    if (HasOnlyNouns(first, end)) return;
    if (type.type == kPerson && NamesAThing(end)) return;
    if (type.type == kPerson && IsWhere(end)) {
      Take(first, end, TypeOf("LOC"), confidence);
      return;
    }
    if (type.type == kPerson && IsTheThing(first, end)) {
      Take(first, end, TypeOf("MISC"), confidence);
      return;
    }
    // 日本熊本县 is Japan and Kumamoto, each with its identity.
    if (placed == end - first) return;
    for (const uint32_t m : touched) (*dropped_)[m] = true;
    Add(first, end, type, confidence);
  }

  // What was taken in.
  std::vector<Mention>& found() { return found_; }

 private:
  // Thousandths, from bench/quality/entities.py: F1 is flat from 350 to 500, and precision rises.
  static constexpr int kLeast = 400;
  static constexpr int kLeastChinese = 500;
  static constexpr int kInside = 500;
  static constexpr int kOpening = 600;  // one word at the beginning of a sentence
  static constexpr int kSure = 800;
  static constexpr int kCertain = 950;

  // Mr., Dr and the dots behind them.
  bool IsTitle(size_t i) const {
    const Unit& unit = reading_->units[unit_];
    const std::string_view text = unit.Text(i, i + 1);
    return text == "." || reading_->knowledge->InList("title_before_name", text);
  }

  // "Mark Felt, Sr.": no name by itself.
  bool IsGeneration(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    return end - first <= 2 && (unit.Is(first, "sr") || unit.Is(first, "jr")) && (end - first == 1 || unit.Is(first + 1, "."));
  }

  // An English name has a capital: a model that learnt from microblogs sees names in small letters too.
  bool HasLetterOfName(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    for (size_t i = first; i < end; ++i) {
      if (unit.IsCapital(i) || unit.IsHan(i)) return true;
    }
    return false;
  }

  // "Smartphones were banned": words that open a sentence, whose capital says nothing.
  bool OpensWithWords(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    if (!unit.sentence_start(first)) return false;
    for (size_t i = first; i < end; ++i) {
      if (!unit.IsWord(i) || !IsCommonWord(unit.tokens().Word(i))) return false;
    }
    return true;
  }

  // Is the word of a Chinese run that ends the tokens before `end` one that names nothing?
  bool EndsInNoun(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    const uint32_t s = unit.segment_of[end - 1];
    if (s == UINT32_MAX) return false;
    const Segment& segment = unit.segments[s];
    // The dictionary calls single characters such as 云 (cloud, Yunnan) places.
    const std::string_view names = segment.end - segment.first == 1 ? "RNx" : "RSTZPNxjg";
    return segment.end == end && segment.first >= first &&
           names.find(segment.word_class) == std::string_view::npos;
  }

  // 发展中国家, 国家队: the dictionary knows each word of the span as no name.
  bool HasOnlyNouns(size_t first, size_t end) const {
    for (size_t last = end; last > first;) {
      if (!EndsInNoun(first, last)) return false;
      const Unit& unit = reading_->units[unit_];
      last = unit.segments[unit.segment_of[last - 1]].first;
    }
    return true;
  }

  // 安达曼海缆, 桑塔纳轿车: what stands before a Chinese noun that is no title, office or body is the
  // name of the thing, and rarely a person.
  bool NamesAThing(size_t end) const {
    const Unit& unit = reading_->units[unit_];
    if (end >= unit.size() || !unit.IsHan(end - 1) || !unit.IsHan(end)) return false;
    const uint32_t s = unit.segment_of[end];
    if (s == UINT32_MAX || unit.segments[s].first != end || unit.segments[s].word_class != 'n') {
      return false;
    }
    const std::string_view noun = unit.Text(end, unit.segments[s].end);
    const ListSet lists = reading_->knowledge->word_lists().Of(noun);
    return !lists.Has("zh_person_title") && !lists.Has("zh_honorific") && !lists.Has("series_after_word") &&
           !lists.Has("zh_org_generic");
  }

  // 印度尼西亚巴淡岛 is Indonesia and the island.
  size_t PastCountry(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    for (const uint32_t m : own_) {
      const Mention& mention = reading_->mentions[m];
      if (mention.first != first || mention.type != kRegion || !IsKnown(mention) || !unit.IsHan(first)) continue;
      if (unit.Is(end - 1, "岛") && mention.end + 2 < end) return mention.end;
    }
    return first;
  }

  // "Halcyon Shipping of Piraeus": where the firm sits is no part of its name.
  size_t BeforeSeat(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    for (size_t i = first + 2; i + 1 < end; ++i) {
      if (unit.Is(i, "of") && unit.WrittenIn("company_suffix", i - 1) && !unit.WrittenIn("org_of", i - 1)) return i;
    }
    return end;
  }

  // "Batam's beaches", 兰卡威的海滩.
  bool HasWhatPlacesHave(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    if (end - first == 1 && unit.possessive(first) > 0) return unit.WrittenIn("place_has", end);
    if (end + 1 >= unit.size() || !unit.IsHan(first) || !unit.Is(end, "的") || unit.segment_of[end + 1] == UINT32_MAX) return false;
    const Segment& segment = unit.segments[unit.segment_of[end + 1]];
    return segment.first == end + 1 && reading_->knowledge->InList("zh_place_has", unit.tokens().Words(segment.first, segment.end));
  }

  // 兰卡威附近: one is near a place, not near a person.
  bool IsWhere(size_t end) const {
    const Unit& unit = reading_->units[unit_];
    if (end >= unit.size() || !unit.IsHan(end - 1) || !unit.IsHan(end) || unit.segment_of[end] == UINT32_MAX) return false;
    const Segment& segment = unit.segments[unit.segment_of[end]];
    return segment.first == end && reading_->knowledge->InList("zh_place_after", unit.Text(end, segment.end));
  }

  // "the tanker Golden Heron", "the Golden Heron": no person.
  bool IsTheThing(size_t first, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    if (first == 0 || end - first < 2 || !unit.IsWord(first)) return false;
    return unit.FoldedIn("vessel", first - 1) || (unit.Is(first - 1, "the") && !unit.WrittenIn("given_name", first) &&
                                                  !unit.IsWord(end));
  }

  // 利马地铁线路: a place that is known, and nouns behind it that end no name of a place or body.
  bool IsPlaceWithNouns(const Mention& mention, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    if (!unit.IsHan(end - 1) || mention.end >= end || !HasOnlyNouns(mention.end, end)) return false;
    const size_t last = unit.segments[unit.segment_of[end - 1]].first;
    const std::string_view word = unit.tokens().Words(last, end);
    return !reading_->knowledge->InList("zh_place_suffix", word) &&
           !reading_->knowledge->InList("zh_place_last", word) &&
           !reading_->knowledge->InList("zh_org_suffix", word);
  }

  // 美军, 中国队: a country and the one character behind it.
  bool IsCountryAndNoun(const Mention& mention, size_t end) const {
    const Unit& unit = reading_->units[unit_];
    return unit.IsHan(mention.first) && end == mention.end + 1 &&
           reading_->knowledge->InList("series_after", unit.Text(mention.end, end));
  }

  // A name that only its form gave away gives way (the model has seen what the rule said); so does
  // a place of the tables that lies inside a longer name.
  bool GivesWay(const Mention& mention, size_t first, size_t end, int confidence) const {
    const size_t length = mention.end - mention.first;
    if (mention.rule.rfind("series.", 0) == 0) return false;
    if (mention.rule == kBlockerRule) return end - first > length;
    if (IsKnown(mention)) {
      if (IsCountryAndNoun(mention, end)) return false;
      const bool place = mention.type == kRegion || mention.type == kCity || mention.type == kPlace;
      return place && first <= mention.first && mention.end <= end && end - first > length &&
             confidence >= kInside;
    }
    if (mention.weak) return true;
    const bool formal =
        mention.type == kPerson || mention.type == kOrganization || mention.type == kPlace;
    return formal && (end - first >= length || confidence >= kSure);
  }

  void Add(size_t first, size_t end, const NamedType& type, int confidence) {
    Mention mention = MakeMention(*reading_, unit_, first, end);
    mention.canonical = std::string(reading_->units[unit_].Text(first, end));
    mention.id = NameId(type.prefix, mention.canonical);
    if (mention.id.empty()) return;
    mention.type = type.type;
    mention.rule = type.rule;
    mention.score = confidence;
    mention.link_score = 500;
    mention.weak = type.type == kName;
    found_.push_back(std::move(mention));
  }

  Reading* reading_;
  uint32_t unit_;
  std::vector<uint32_t> own_;
  std::vector<bool>* dropped_;
  std::vector<Mention> found_;
};

}  // namespace

void ForEachSentence(const Unit& unit,
                     const std::function<void(size_t first, size_t end, bool chinese)>& body) {
  for (size_t first = 0; first < unit.size();) {
    const size_t end = unit.SentenceEnd(first);
    body(first, end, IsChineseSentence(unit, first, end));
    first = end;
  }
}

TaggerModels::TaggerModels()
    : english_(models::kNamesEn, kFeatureSchema), chinese_(models::kNamesZh, kFeatureSchema) {}

void FindTaggedNames(const TaggerModels& models, const std::function<void()>& poll,
                     Reading* reading) {
  SequenceTagger english(models.english());
  SequenceTagger chinese(models.chinese());
  FeatureRows rows;
  std::vector<bool> dropped(reading->mentions.size());
  std::vector<Mention> added;
  for (uint32_t u = 0; u < reading->units.size(); ++u) {
    poll();
    const Unit& unit = reading->units[u];
    const std::vector<RuleMark> rules = RuleMarks(*reading, u);
    Merger merger(u, reading, &dropped);
    ForEachSentence(unit, [&](size_t first, size_t end, bool is_chinese) {
      if (is_chinese) {
        ChineseFeatures(models.words(), *reading->knowledge, unit, rules, first, end, &rows);
      } else {
        EnglishFeatures(models.words(), unit, rules, first, end, &rows);
      }
      const auto& model = is_chinese ? models.chinese() : models.english();
      for (const TaggedSpan& found : (is_chinese ? chinese : english).Tag(rows)) {
        merger.Take(first + found.span.first, first + found.span.end,
                    TypeOf(model.labels().types()[found.span.type]), found.confidence);
      }
    });
    std::move(merger.found().begin(), merger.found().end(), std::back_inserter(added));
  }
  for (size_t m = 0; m < dropped.size(); ++m) {
    if (!dropped[m]) added.push_back(std::move(reading->mentions[m]));
  }
  reading->mentions = std::move(added);
  Resolve(&reading->mentions);
  AgreeOnTypes(reading);
}

}  // namespace plx::entities
