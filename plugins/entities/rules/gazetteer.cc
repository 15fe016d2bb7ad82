#include "plugins/entities/rules/gazetteer.h"

#include <algorithm>

#include "plugins/entities/rules/common_words.h"
#include "plugins/entities/rules/transcription.h"
#include "plugins/linguistics/syntax/words.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

// What it costs that a name of two or three characters stands here at all.
constexpr uint32_t kShortName = 700;
constexpr uint32_t kLongName = 450;
constexpr uint32_t kShortBySound = 3;  // characters

struct Match {
  uint32_t first = 0;
  uint32_t end = 0;
  uint32_t name = NameIndex::kNone;
};

// The letters of `text` against `name`, which has them as the index was given them.
bool SameLetters(std::string_view text, std::string_view name) {
  size_t i = 0;
  size_t j = 0;
  while (i < text.size() && j < name.size()) {
    const linguistics::CodePoint a = linguistics::DecodeAt(text, i);
    const linguistics::CodePoint b = linguistics::DecodeAt(name, j);
    const bool fold = a.code > 0x2000 || b.code > 0x2000;  // full-width letters, ’ and Han
    if (a.code != b.code && !fold) return false;
    i += a.size;
    j += b.size;
  }
  return i == text.size() && j == name.size();
}

bool LettersAllow(const Unit& unit, const Match& match, const Name& name) {
  switch (name.letters) {
    case Case::kAny:
      return true;
    case Case::kExact:
      // In a line of capitals "US" may be "us".
      if (unit.all_capitals() && name.text.size() < 4 &&
          name.text.find('.') == std::string::npos) {
        return false;
      }
      return SameLetters(unit.Text(match.first, match.end), name.text);
    case Case::kProper:
      for (uint32_t i = 0; i < name.size; ++i) {
        if ((name.capitals >> i & 1) != 0 && !unit.IsCapital(match.first + i)) return false;
      }
      return true;
  }
  return false;
}

// Hyphens join: "Sino" in "Sino-Japanese" and "US" in "US-based" are fine, "35" in "F-35" is not.
bool BordersAllow(const Unit& unit, const Match& match) {
  const auto& tokens = unit.tokens();
  const auto glued_mark = [&](size_t mark) {
    return mark < tokens.size() && tokens[mark].kind == TokenKind::kPunctuation &&
           (tokens[mark].code == '-' || tokens[mark].code == '@' || tokens[mark].code == '#' ||
            tokens[mark].code == '_' || tokens[mark].code == '/');
  };
  if (match.first >= 2 && tokens.Glued(match.first) && glued_mark(match.first - 1) &&
      tokens.Glued(match.first - 1)) {
    const char32_t mark = tokens[match.first - 1].code;
    if (mark == '_' || mark == '@') return false;
    if (mark == '-' && tokens.Kind(match.first) == TokenKind::kNumber) return false;
  }
  // A number goes on: "F-35" matches, the "F-3" of "F-35" cannot, "G20" is one token.
  return true;
}

class Finder {
 public:
  Finder(uint32_t unit, Reading* reading)
      : reading_(reading), knowledge_(*reading->knowledge), number_(unit),
        unit_(reading->units[unit]) {}

  void Run() {
    Collect();
    std::vector<LatticeName> lattice;
    for (const Match& match : matches_) {
      if (IsChinese(match)) lattice.push_back({match.first, match.end, Cost(match), 'N'});
    }
    AddPersons(&lattice);
    std::stable_sort(lattice.begin(), lattice.end(),
                     [](const LatticeName& a, const LatticeName& b) { return a.first < b.first; });
    knowledge_.chinese().Cut(lattice, &unit_);
    Choose();
  }

 private:
  void Collect() {
    const NameIndex& names = knowledge_.names();
    for (uint32_t i = 0; i < unit_.size(); ++i) {
      uint32_t node = NameIndex::kRoot;
      for (uint32_t j = i; j < unit_.size(); ++j) {
        node = names.Step(node, unit_.hash(j));
        if (node == NameIndex::kNone) break;
        for (uint32_t n = names.First(node); n != NameIndex::kNone; n = names.name(n).next) {
          const Match match = {i, j + 1, n};
          if (LettersAllow(unit_, match, names.name(n)) && BordersAllow(unit_, match)) {
            matches_.push_back(match);
            break;
          }
        }
        // A possessive ends a name ("Japan's Finance Minister" is not one).
        if (unit_.possessive(j) > 0 || unit_.sentence(j) != unit_.sentence(i)) break;
      }
    }
  }

  // What may be the name of a Chinese person, by its characters: it competes with the words. And
  // 日 in "26日", which belongs to its number.
  void AddPersons(std::vector<LatticeName>* lattice) const {
    for (uint32_t i = 0; i < unit_.size(); ++i) {
      if (!unit_.IsHan(i)) continue;
      if (i > 0 && unit_.tokens().Kind(i - 1) == TokenKind::kNumber &&
          knowledge_.InList("date_unit", unit_.tokens().Word(i))) {
        lattice->push_back({i, i + 1, 1, 'q'});
      }
      const uint32_t surname = knowledge_.InName(unit_.tokens().Code(i)).surname;
      if (surname == 0 || !unit_.IsHan(i + 1)) continue;
      const NameCharacter second = knowledge_.InName(unit_.tokens().Code(i + 1));
      if (second.only > 0 && !knowledge_.InList("zh_name_stop", unit_.tokens().Word(i + 1))) {
        lattice->push_back({i, i + 2, surname + second.only + kShortName, 'P'});
      }
      if (second.middle == 0 || !unit_.IsHan(i + 2)) continue;
      const NameCharacter third = knowledge_.InName(unit_.tokens().Code(i + 2));
      if (third.last == 0 || knowledge_.InList("zh_name_last_stop", unit_.tokens().Word(i + 2)) ||
          knowledge_.InList("zh_name_stop", unit_.tokens().Word(i + 1))) {
        continue;
      }
      lattice->push_back({i, i + 3, surname + second.middle + third.last + kLongName, 'P'});
    }
  }

  bool IsChinese(const Match& match) const {
    for (uint32_t i = match.first; i < match.end; ++i) {
      if (!unit_.IsHan(i)) return false;
    }
    return true;
  }

  // The dictionary's cost if it is lower than that of a name of this length.
  uint32_t Cost(const Match& match) const {
    const ChineseWord word = knowledge_.chinese().Find(WordText(match.first, match.end));
    const uint32_t size = match.end - match.first;
    const uint32_t cost = size <= 2 ? 1150 : size == 3 ? 1050 : 950;
    return word.cost == 0 ? cost : std::min<uint32_t>(cost, word.cost);
  }

  std::string_view WordText(uint32_t first, uint32_t end) const { return unit_.tokens().Words(first, end); }

  void Choose() {
    uint32_t past = 0;
    for (size_t m = 0; m < matches_.size();) {
      size_t next = m;
      const Match* best = nullptr;
      for (; next < matches_.size() && matches_[next].first == matches_[m].first; ++next) {
        const Match& match = matches_[next];
        if (!IsChinese(match)) {
          best = &match;
          continue;
        }
        const uint32_t s = unit_.segment_of[match.first];
        if (s != UINT32_MAX && unit_.segments[s].first == match.first &&
            unit_.segments[s].end == match.end) {
          best = &match;
        }
      }
      m = next;
      if (best == nullptr || best->first < past) continue;
      past = best->end;
      if (!PartOfLonger(*best)) Add(*best);
    }
  }

  // "West Jersey" is not Jersey, "New Georgia" not Georgia, "the West Bank Road" not the West: a place or article name beside
  // a capital that makes it another one.
  bool PartOfLonger(const Match& match) const {
    const Name& name = knowledge_.names().name(match.name);
    if (name.entity == kNoEntity) return false;
    const Entity& entity = knowledge_.entities()[name.entity];
    if (IsPieceBySound(match)) return true;
    if (name.text.rfind("the ", 0) == 0 && unit_.IsCapital(match.end) &&
        unit_.possessive(match.end - 1) == 0) {
      return true;
    }
    const bool place = entity.type == kRegion || entity.type == kCity || entity.type == kPlace;
    return place && name.kind == NameKind::kName && match.first > 0 && unit_.IsWord(match.first) &&
           (knowledge_.InList("compass", unit_.Text(match.first - 1, match.first)) || unit_.Text(match.first - 1, match.first) == "New") &&
           !unit_.sentence_start(match.first - 1) && !unit_.title_case();
  }

  // 库里 in 默库里亚银行: a short name that is written by its sound and goes on to either side.
  bool IsPieceBySound(const Match& match) const {
    if (!unit_.IsHan(match.first) || match.end - match.first > kShortBySound) return false;
    for (uint32_t i = match.first; i < match.end; ++i) {
      if (!IsSoundCharacter(unit_, i)) return false;
    }
    return (match.first > 0 && IsSoundPiece(knowledge_, unit_, match.first - 1)) || IsSoundPiece(knowledge_, unit_, match.end);
  }

  // "85 billion dollars", 三千万日元: the currency is the unit of a number.
  bool IsAmount(uint32_t first) const {
    if (first == 0) return false;
    return unit_.tokens().Kind(first - 1) == TokenKind::kNumber ||
           knowledge_.InList("number_word", unit_.tokens().Word(first - 1));
  }

  // Is a name that is also a word the name here? 苹果 needs a word of business in its sentence;
  // "Target" at the beginning of a sentence needs a verb, a mark or a possessive behind it.
  bool Meant(const Match& match, const Entity& entity) const {
    if (entity.type != kOrganization) return true;
    const std::string_view text = WordText(match.first, match.end);
    if (unit_.IsHan(match.first)) {
      if (!knowledge_.InList("zh_brand_word", text)) return true;
      const size_t end = unit_.SentenceEnd(match.first);
      for (size_t i = unit_.SentenceBegin(match.first); i < end; ++i) {
        const uint32_t s = unit_.segment_of[i];
        if (s == UINT32_MAX || unit_.segments[s].first != i) continue;
        if (knowledge_.InList("brand_cue", WordText(unit_.segments[s].first, unit_.segments[s].end))) {
          return true;
        }
      }
      return false;
    }
    if (match.end - match.first != 1 || !unit_.sentence_start(match.first) || unit_.title_case() ||
        !IsCommonWord(text) || unit_.possessive(match.first) > 0 || !unit_.IsWord(match.end)) {
      return true;
    }
    const std::string_view next = unit_.tokens().Word(match.end);
    using linguistics::syntax::MayBe;
    return unit_.IsCapital(match.end) || next == "and" || MayBe(next, linguistics::syntax::kVerbThird) ||
           MayBe(next, linguistics::syntax::kVerbPast) || MayBe(next, linguistics::syntax::kModal) ||
           MayBe(next, linguistics::syntax::kAuxiliary);
  }

  void Add(const Match& match) {
    const Name& name = knowledge_.names().name(match.name);
    if (name.kind == NameKind::kBlocker) {
      Mention blocker = MakeMention(*reading_, number_, match.first, match.end);
      blocker.rule = kBlockerRule;
      blocker.hint = true;
      reading_->mentions.push_back(std::move(blocker));
      return;
    }
    if (knowledge_.entities()[name.entity].type == "CURRENCY" && IsAmount(match.first)) return;
    // "the West" is found by its article and is "West".
    const uint32_t article = name.text.rfind("the ", 0) == 0 ? 1 : 0;
    Mention mention = MakeMention(*reading_, number_, match.first + article, match.end, name.entity,
                                  name.kind == NameKind::kAdjective ? "gazetteer.adjective"
                                                                    : "gazetteer");
    const Entity& entity = knowledge_.entities()[name.entity];
    mention.adjective = name.kind == NameKind::kAdjective;
    mention.score = name.letters == Case::kAny ? 900 : 950;
    mention.link_score = 950;
    if (knowledge_.InList("self_reference", name.text)) {  // 我国
      mention.coreferent = true;
      mention.link_score = 600;
    }
    mention.hint = !Meant(match, entity);
    if (!mention.hint) reading_->mentions.push_back(std::move(mention));
  }

  Reading* reading_;
  const Knowledge& knowledge_;
  uint32_t number_;
  Unit& unit_;
  std::vector<Match> matches_;
};

}  // namespace

void FindNames(uint32_t unit, Reading* reading) { Finder(unit, reading).Run(); }

}  // namespace plx::entities
