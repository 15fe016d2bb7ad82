#include <algorithm>

#include "plugins/entities/knowledge/letters.h"
#include "plugins/entities/tagger/features.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::entities {
namespace {

// What the templates ask of one character (or word of letters, number, mark), made once.
struct Token {
  uint64_t character = 0;
  uint32_t segment = 0;  // index into segments_
  char place = 'O';      // in its word: B, M, E, S; O outside of Chinese runs
  RuleMark rule;
  uint32_t lists = 0;
  uint32_t name = 0;     // what the character is worth in the name of a person
};

// A word of the cut, or a token outside of Chinese runs.
struct Word {
  uint64_t hash = 0;
  char word_class = 'o';
  uint32_t lists = 0;
  uint32_t last = 0;     // lists of its last character
};

uint32_t Bucket(uint16_t cost) { return cost == 0 ? 0 : 1 + std::min<uint32_t>(cost / 200, 4); }

class Maker {
 public:
  Maker(const WordMarks& words, const Knowledge& knowledge, const Unit& unit,
        const std::vector<RuleMark>& rules, size_t first, size_t end,
        linguistics::tagging::FeatureRows* rows)
      : rows_(rows), tokens_(end - first + 2 * kEdge), segments_(kEdge) {
    uint32_t current = UINT32_MAX;
    for (size_t i = first; i < end; ++i) {
      Token& token = tokens_[i - first + kEdge];
      token.character = unit.hash(i);
      token.rule = rules[i];
      token.lists = words.Of(unit.hash(i)).lists;
      if (unit.IsHan(i)) {
        const NameCharacter name = knowledge.InName(unit.tokens().Code(i));
        token.name = Bucket(name.surname) + 6 * (Bucket(name.middle) + 6 * Bucket(name.last));
      }
      const uint32_t s = unit.segment_of[i];
      if (s == UINT32_MAX || s != current) AddWord(words, unit, i);
      current = s;
      token.segment = static_cast<uint32_t>(segments_.size() - 1);
      if (s != UINT32_MAX) {
        const Segment& segment = unit.segments[s];
        token.place = segment.end - segment.first == 1 ? 'S'
                      : i == segment.first             ? 'B'
                      : i + 1 == segment.end           ? 'E'
                                                       : 'M';
      }
    }
    segments_.resize(segments_.size() + kEdge);
    for (size_t t = tokens_.size() - kEdge; t < tokens_.size(); ++t) {
      tokens_[t].segment = static_cast<uint32_t>(segments_.size() - 1);
    }
  }

  void Run() {
    for (size_t t = kEdge; t + kEdge < tokens_.size(); ++t) {
      next_ = rows_->NextRow(kMostFeatures);
      Characters(t);
      Words(t);
      Rules(t);
      Tables(t);
      rows_->EndRow(next_);
    }
  }

 private:
  static constexpr size_t kEdge = 2;
  static constexpr size_t kMostFeatures = 64;  // of one token: 41, and two for each word ahead
  static constexpr size_t kAhead = 6;  // words that are searched for the suffix of a body or place

  template <typename... Values>
  void Add(uint32_t number, Values... values) {
    *next_++ = Feature(number, values...);
  }

  void AddWord(const WordMarks& words, const Unit& unit, size_t i) {
    Word word;
    const uint32_t s = unit.segment_of[i];
    if (s == UINT32_MAX) {
      word.hash = unit.hash(i);
      word.word_class = static_cast<char>('0' + static_cast<int>(unit.tokens().Kind(i)));
    } else {
      const Segment& segment = unit.segments[s];
      const std::string_view text = unit.tokens().Words(segment.first, segment.end);
      word.hash = linguistics::Hash64(text);
      word.word_class = segment.word_class;
      word.lists = words.Of(WordHash(text)).lists;
      word.last = words.Of(unit.hash(segment.end - 1)).lists;
    }
    segments_.push_back(word);
  }

  void Characters(size_t t) {
    const Token* at = &tokens_[t];
    for (int offset = -2; offset <= 2; ++offset) {
      Add(100 + static_cast<uint32_t>(offset + 2), at[offset].character);
    }
    Add(105, at[-2].character, at[-1].character);
    Add(106, at[-1].character, at[0].character);
    Add(107, at[0].character, at[1].character);
    Add(108, at[1].character, at[2].character);
    Add(109, at[-1].character, at[1].character);
    Add(110, at[-1].character, at[0].character, at[1].character);
    Add(111, at[-2].character, at[-1].character, at[0].character);
    Add(112, at[0].character, at[1].character, at[2].character);
  }

  void Words(size_t t) {
    const Token& at = tokens_[t];
    const Word& here = segments_[at.segment];
    const Word& before = segments_[at.segment - 1];
    const Word& after = segments_[at.segment + 1];
    Add(120, here.hash, at.place);
    Add(121, before.hash, at.place);
    Add(122, after.hash, at.place);
    Add(123, here.word_class, at.place);
    Add(124, before.word_class, here.word_class, at.place);
    Add(125, here.word_class, after.word_class, at.place);
    Add(126, before.word_class, here.word_class, after.word_class, at.place);
    Add(127, before.hash, here.word_class, at.place);
    Add(128, after.hash, here.word_class, at.place);
    Add(129, at.character, at.place, here.word_class);
    Add(130, tokens_[t - 1].place, at.place, tokens_[t + 1].place);
    Add(131, segments_[at.segment - 2].word_class, before.word_class, here.word_class, at.place);
    Add(132, segments_[std::min<size_t>(at.segment + 2, segments_.size() - 1)].word_class,
        after.word_class, here.word_class, at.place);
  }

  void Rules(size_t t) {
    const Token* at = &tokens_[t];
    Add(140, at[0].rule.place);
    Add(141, at[-1].rule.place, at[0].rule.place);
    Add(142, at[0].rule.place, at[1].rule.place);
    Add(143, at[-1].rule.type, at[0].rule.type, at[1].rule.type);
    Add(144, at[0].rule.type, at[0].place);
  }

  void Tables(size_t t) {
    const Token& at = tokens_[t];
    const Word& here = segments_[at.segment];
    Add(150, here.lists, here.word_class, at.place);
    Add(151, segments_[at.segment - 1].lists, at.place);
    Add(152, segments_[at.segment + 1].lists, at.place);
    Add(153, at.lists, at.place);
    Add(154, tokens_[t - 1].lists, at.lists, tokens_[t + 1].lists);
    Add(155, at.name, at.place);
    Add(156, tokens_[t - 1].name, at.name, tokens_[t + 1].name);
    Add(157, tokens_[t - 2].name, tokens_[t - 1].name, at.name);
    Add(158, at.name, tokens_[t + 1].name, tokens_[t + 2].name);
    // How far ahead, over nouns and names, a suffix of a body or place stands, and which.
    for (size_t ahead = 0; ahead < kAhead && at.segment + ahead < segments_.size(); ++ahead) {
      const Word& word = segments_[at.segment + ahead];
      if (std::string_view("nSRTZjwbxNagP").find(word.word_class) == std::string_view::npos) break;
      if ((word.lists & kSuffixLists) != 0) {
        Add(160, word.lists & kSuffixLists, ahead, at.place);
        Add(161, word.hash, ahead > 0, at.place);
      } else if ((word.last & kSuffixLists) != 0) {
        Add(162, word.last & kSuffixLists, std::min<size_t>(ahead, 2), at.place);
      }
    }
  }

  static constexpr uint32_t kSuffixLists = 1u << 15 | 1u << 16;  // zh_org_suffix, zh_place_suffix

  linguistics::tagging::FeatureRows* rows_;
  uint64_t* next_ = nullptr;  // where the next feature of the row goes
  std::vector<Token> tokens_;
  std::vector<Word> segments_;
};

}  // namespace

void ChineseFeatures(const WordMarks& words, const Knowledge& knowledge, const Unit& unit,
                     const std::vector<RuleMark>& rules, size_t first, size_t end,
                     linguistics::tagging::FeatureRows* rows) {
  rows->Clear();
  Maker(words, knowledge, unit, rules, first, end, rows).Run();
}

}  // namespace plx::entities
