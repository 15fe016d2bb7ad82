// Whether a word in Latin letters and a name in Han characters are one name by their sound, strictly enough to give two
// mentions one identity: "Lindqvist" and 林德奎斯特, but neither "Marin" and 莫兰 nor "Petrova" and 彼得罗夫.
//
// Method: the letters and the syllables are aligned unit by unit, consonants by class. A letter that languages read differently
// (c, j, h, x, th) stands for any of its classes; a sound that transcription drops (r before a consonant, d before s) may be left
// out. Where both sides have a vowel behind an aligned consonant, the two must be near. linguistics/meaning/transliteration.h is
// the loose sibling that finds candidates by key; it knows no vowels.
#ifndef PLUGINS_ENTITIES_SCRIPTS_SOUND_H_
#define PLUGINS_ENTITIES_SCRIPTS_SOUND_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace plx::entities {

// What two names share. More classes say more; what is loose or soft says less.
struct SoundMatch {
  int classes = 0;    // consonants aligned, and the vowel that opens both; 0: the two are no one name
  int loose = 0;      // sounds left out though both would be heard, and vowels that are not near
  int soft = 0;       // vowels that are near and not the same
  int syllables = 0;  // Han characters

  // Half a vowel or a sixth of a lost sound is a unit.
  int Worth() const { return 2 * classes - 6 * loose - soft; }
  // Enough for a name of one word that what it names is said for, or that is a part of a name.
  bool Strong() const { return Worth() >= 6; }
  // Enough for a name of one word that nothing else speaks for: two characters are soon alike.
  bool StrongAlone() const { return Strong() && (syllables >= 3 || Worth() >= 8); }
};

// A consonant with the vowel behind it, or the vowel that opens the word.
struct Sound {
  uint16_t classes = 0;  // of consonants, a bit each
  uint8_t vowels = 0;    // that it may be, a bit each; 0: none
  uint8_t exact = 0;     // those of them that are the same, not only near
  bool silent = false;   // may be left out at no cost
  bool bare = false;     // its vowel may be written for the consonant's sake only: 克, 斯, 夫, a last "e"
  bool several = false;  // vowels of two syllables, or of two letters
};

// What one word in Latin letters, in any case, and Han characters without a dot sound like; empty if they cannot be read.
class LatinSounds {
 public:
  explicit LatinSounds(std::string_view word);

 private:
  friend SoundMatch MatchSounds(const LatinSounds& latin, const class HanSounds& han);
  std::vector<Sound> sounds_;
  char last_ = 0;  // letter
};

class HanSounds {
 public:
  explicit HanSounds(std::string_view han);

 private:
  friend SoundMatch MatchSounds(const LatinSounds& latin, const HanSounds& han);
  std::vector<Sound> sounds_;
  int syllables_ = 0;
  bool open_a_ = false;  // it ends in "a"
};

SoundMatch MatchSounds(const LatinSounds& latin, const HanSounds& han);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_SCRIPTS_SOUND_H_
