// Whether an English and a Chinese word are one name by their sound: "Andaman" and 安达曼, "Lisbon" and
// 里斯本, "Huahai" and 华海.
//
// Method: both are reduced to the classes of their consonants (b and p, d and t, g, k and hard c, l and
// r ... are one class each, as Chinese transcription does not tell them apart); vowels count only at the
// beginning. Data: data/pinyin.tsv.
#ifndef PLUGINS_LINGUISTICS_MEANING_TRANSLITERATION_H_
#define PLUGINS_LINGUISTICS_MEANING_TRANSLITERATION_H_

#include <string>
#include <string_view>

namespace plx::linguistics {

// The reading of Chinese text without tones and spaces, "andaman"; empty if a character has none.
std::string Pinyin(std::string_view han);

// The consonant classes of a word in Latin letters or Han characters, "ANTMN"; empty for other text.
// Equal keys of three classes and more are usually one name; shorter ones say nothing.
std::string SoundKey(std::string_view word);

// The same of Han characters whose readings with "j" stand for a hard sound: 基斯佩 for "Quispe". Empty if there is none.
std::string HardSoundKey(std::string_view han);

// True if one word is in Latin letters, the other in Han characters, and they sound alike: the same
// reading letter by letter, or equal keys of at least three classes.
bool SoundsAlike(std::string_view a, std::string_view b);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_TRANSLITERATION_H_
