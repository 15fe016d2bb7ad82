#include "plugins/entities/scripts/sound.h"

#include <algorithm>
#include <string>
#include <vector>

#include "plugins/entities/scripts/sound_classes.h"
#include "plugins/linguistics/meaning/transliteration.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::entities {
namespace {

Classes InitialOf(std::string_view syllable) {
  switch (syllable[0]) {
    case 'b': case 'p': return kP;
    case 'd': case 't': return kT;
    case 'g': case 'k': return kK;
    case 'f': case 'w': return kF;
    case 'l': return kL;
    case 'm': return kM;
    case 'n': return kN;
    case 'h': return kH;
    case 'j': case 'q': return kS | kK;  // 基辅, 吉
    case 'x': return kS | kH;            // 希
    case 'r': return kS | kL;            // 让, 日尔曼
    case 'z': case 'c': case 's': return kS;
    default: return 0;
  }
}

// Syllables that stand for a consonant alone, where no vowel follows it: 克, 斯, 夫.
bool MayLackVowel(std::string_view syllable) {
  static constexpr std::string_view kSyllables[] = {"bu", "pu", "de", "te", "fu", "ge", "ke", "he", "mu", "si", "shi", "chi",
                                                    "zhi", "ci", "zi", "qi", "xi", "le", "ji", "lu", "li", "wu"};
  return std::find(std::begin(kSyllables), std::end(kSyllables), syllable) != std::end(kSyllables);
}

Vowels VowelsOf(std::string_view final, bool nasal) {
  Vowels vowels = 0;
  for (const char c : final) {
    vowels |= c == 'a' ? kA : c == 'e' ? kE : c == 'i' ? kI : c == 'o' ? kO : c == 'u' ? kU : 0;
  }
  if (final == "ai") vowels = kE | kI | kA;
  if (final == "ei" || final == "ie" || final == "ui") vowels = kE | kI;
  if (final == "ao" || final == "uo" || final == "ou" || final == "iao" || final == "ong") vowels = kO | kU;
  if (final == "e") vowels |= kO;  // 科 for "ko"
  if (final == "ia" || final == "ua") vowels = kA;
  if (nasal && (final == "u" || final == "e")) vowels |= kO | kA | kE;  // 伦 for "lan", "len" and "lon"
  return vowels;
}

// One syllable of pinyin behind `sounds`.
void AddSyllable(std::string_view syllable, Sounds* sounds) {
  if (syllable == "er") return sounds->push_back({kL});
  std::string_view final = syllable.substr(std::min(syllable.find_first_of("aeiou"), syllable.size()));
  const bool ng = final.ends_with("ng");
  const bool nasal = ng || final.ends_with("n");
  if (nasal && final != "ong") final.remove_suffix(ng ? 2 : 1);
  const Vowels vowels = VowelsOf(final, nasal);
  const Classes initial = InitialOf(syllable);
  if ((initial & (kN | kM)) != 0 && !sounds->empty() && sounds->back().classes == kN && sounds->back().vowels == 0) {
    sounds->back().silent = true;  // one nasal in two syllables: 安娜
  }
  if (initial != 0) {
    sounds->push_back({syllable == "wu" ? Classes(initial | kOpen) : initial, vowels, vowels, syllable == "wu", MayLackVowel(syllable)});
  } else if (sounds->empty()) {
    sounds->push_back({syllable[0] == 'y' ? Classes(kOpen | kY) : kOpen, vowels, vowels});
  } else {
    sounds->back().vowels |= vowels;
    sounds->back().exact |= vowels;
    sounds->back().several |= syllable != "en";  // 伯恩 for "Bern"
  }
  if (nasal) sounds->push_back({kN});
}

// Aligns both; the best by what is shared less what is loose.
class Aligner {
 public:
  Aligner(const Sounds& latin, const Sounds& han) : latin_(latin), han_(han), best_((latin.size() + 1) * (han.size() + 1)) {}

  SoundMatch Run() {
    At(0, 0) = {{}, true};
    for (size_t i = 0; i <= latin_.size(); ++i) {
      for (size_t j = 0; j <= han_.size(); ++j) {
        const State from = At(i, j);
        if (!from.reached) continue;
        if (i < latin_.size()) Reach(i + 1, j, from, 0, latin_[i].silent ? 0 : 1, 0);
        if (j < han_.size()) Reach(i, j + 1, from, 0, han_[j].silent ? 0 : 1, 0);
        if (i < latin_.size() && j < han_.size() && (latin_[i].classes & han_[j].classes) != 0) {
          const bool fit = VowelsFit(latin_[i], han_[j]);
          Reach(i + 1, j + 1, from, 1, fit ? 0 : 1, fit && !SameVowels(latin_[i], han_[j]) ? 1 : 0);
        }
      }
    }
    return At(latin_.size(), han_.size()).match;
  }

 private:
  struct State {
    SoundMatch match;
    bool reached = false;
  };
  State& At(size_t i, size_t j) { return best_[i * (han_.size() + 1) + j]; }

  void Reach(size_t i, size_t j, const State& from, int classes, int loose, int soft) {
    const State to = {{from.match.classes + classes, from.match.loose + loose, from.match.soft + soft}, true};
    State& at = At(i, j);
    if (!at.reached || to.match.Worth() > at.match.Worth()) at = to;
  }

  static bool VowelsFit(const Sound& latin, const Sound& han) {
    if (han.several && !latin.several) return false;  // "Marino" is not 马里亚诺
    if (latin.vowels == 0 || latin.bare) return han.vowels == 0 || han.bare || (latin.vowels & han.vowels) != 0;
    return han.vowels != 0 && (latin.vowels & han.vowels) != 0;
  }

  static bool SameVowels(const Sound& latin, const Sound& han) {
    return latin.vowels == 0 || han.vowels == 0 || (latin.exact & han.exact) != 0;
  }

  const Sounds& latin_;
  const Sounds& han_;
  std::vector<State> best_;
};

// How transcription reads a character, which may be another reading than the common one.
std::string ReadingOf(std::string_view character) { return character == "什" ? "shi" : linguistics::Pinyin(character); }

// "Petrova" and 彼得罗夫 differ in their last vowel alone.
bool EndsFit(char last_letter, bool open_a) {
  if (last_letter == 'a') return open_a;
  return !open_a || last_letter == 'r' || last_letter == 'h' || last_letter == 'e';
}

}  // namespace

HanSounds::HanSounds(std::string_view han) {
  std::string syllable;
  for (size_t i = 0; i < han.size();) {
    const linguistics::CodePoint c = linguistics::DecodeAt(han, i);
    syllable = ReadingOf(han.substr(i, c.size));
    i += c.size;
    if (syllable.empty()) {
      sounds_.clear();
      return;
    }
    AddSyllable(syllable, &sounds_);
    ++syllables_;
  }
  open_a_ = syllable.ends_with('a');
}

SoundMatch MatchSounds(const LatinSounds& latin, const HanSounds& han) {
  constexpr size_t kMostApart = 4;
  const size_t a = latin.sounds_.size(), b = han.sounds_.size();
  if (a == 0 || b == 0 || std::max(a, b) - std::min(a, b) > kMostApart || !EndsFit(latin.last_, han.open_a_)) return {};
  SoundMatch match = Aligner(latin.sounds_, han.sounds_).Run();
  match.syllables = han.syllables_;
  return match;
}

}  // namespace plx::entities
