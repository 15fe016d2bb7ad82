#include "plugins/linguistics/meaning/transliteration.h"

#include <algorithm>
#include <unordered_map>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/traditional.h"

namespace plx::linguistics {
namespace {

constexpr size_t kFewestClasses = 3;
constexpr size_t kFewestLetters = 4;

using Readings = std::unordered_map<char32_t, std::string_view>;

const Readings& ReadingTable() {
  static const Readings table = [] {
    Readings t;
    ForEachLine(data::kPinyin, [&](std::string_view characters) {
      const std::string_view reading = TakeCell(&characters);
      for (size_t i = 0; i < characters.size();) {
        const CodePoint c = DecodeAt(characters, i);
        t.emplace(c.code, reading);
        i += c.size;
      }
    });
    return t;
  }();
  return table;
}

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

// The class of a consonant letter, '\0' for what no transcription keeps.
char ClassOf(char c) {
  switch (c) {
    case 'b': case 'p': return 'P';
    case 'd': case 't': return 'T';
    case 'g': case 'k': case 'q': return 'K';
    case 'f': case 'v': case 'w': return 'F';
    case 'l': case 'r': return 'L';
    case 's': case 'z': case 'j': case 'x': return 'S';
    case 'm': return 'M';
    case 'n': return 'N';
    case 'h': return 'H';
    default: return '\0';
  }
}

// One syllable of pinyin: its initial, and an n, ng or r at its end.
// `hard`: as it stands for "gi" and "ki" (基辅, 吉隆坡), not for "ji".
void AddSyllable(std::string_view syllable, bool hard, std::string* key) {
  if (syllable == "er") {
    key->push_back('L');
    return;
  }
  const char first = syllable[0];
  if (IsVowel(first) || syllable == "wu") {
    if (key->empty()) key->push_back('A');
  } else if (first == 'q' || first == 'c' || first == 'r') {
    key->push_back('S');  // 切 for "che", 让 for "Jean"
  } else {
    key->push_back(hard && first == 'j' ? 'K' : ClassOf(first));
  }
  const bool nasal = syllable.size() > 1 && (syllable.back() == 'n' || syllable.substr(syllable.size() - 2) == "ng");
  if (nasal) key->push_back('N');
}

// The letter at `i` and those it is written with ("sh", "ck"); returns how many letters it took.
size_t AddLetter(std::string_view word, size_t i, std::string* key) {
  const char c = word[i];
  const char next = i + 1 < word.size() ? word[i + 1] : '\0';
  if (IsVowel(c)) {
    if (key->empty()) key->push_back('A');
    return 1;
  }
  if (next == c) return 1;  // a doubled letter counts once
  if ((c == 's' || c == 'c' || c == 'z') && next == 'h') return key->push_back('S'), 2;
  if (c == 'p' && next == 'h') return key->push_back('F'), 2;
  if (c == 't' && next == 'h') return key->push_back('T'), 2;
  if (c == 'c' && next == 'k') return key->push_back('K'), 2;
  if (c == 'n' && next == 'g') {
    const char after = i + 2 < word.size() ? word[i + 2] : '\0';
    key->push_back('N');
    return IsVowel(after) ? 1 : 2;
  }
  if (c == 'c') return key->push_back(next == 'e' || next == 'i' || next == 'y' ? 'S' : 'K'), 1;
  if (c == 'm' && (next == 'b' || next == 'p')) return key->push_back('N'), 1;  // Zambia, 赞比亚: no syllable ends with m
  if (c == 'x' && i > 0) return key->append("KS"), 1;
  if ((c == 'h' || c == 'w') && !IsVowel(next)) return 1;
  if (ClassOf(c) != '\0') key->push_back(ClassOf(c));
  return 1;
}

bool IsLatin(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return IsAsciiLetter(static_cast<unsigned char>(c)); });
}

std::string Lower(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(), AsciiLower);
  return out;
}

std::string LatinKey(const std::string& word, bool keep_r) {
  std::string key;
  for (size_t i = 0; i < word.size();) {
    // An r that no vowel follows is not heard: "Warsaw", 华沙.
    if (!keep_r && word[i] == 'r' && i > 0 && (i + 1 == word.size() || !IsVowel(word[i + 1]))) {
      ++i;
      continue;
    }
    i += AddLetter(word, i, &key);
  }
  return key;
}

// The syllables of Han text; false if a character has no reading or is not Han.
template <typename Body>
bool ForEachSyllable(std::string_view han, Body&& body) {
  for (size_t i = 0; i < han.size();) {
    const CodePoint c = DecodeAt(han, i);
    const auto it = ReadingTable().find(Simplified(c.code));
    if (it == ReadingTable().end()) return false;
    body(it->second);
    i += c.size;
  }
  return !han.empty();
}

}  // namespace

std::string Pinyin(std::string_view han) {
  std::string out;
  return ForEachSyllable(han, [&](std::string_view s) { out += s; }) ? out : std::string();
}

std::string SoundKey(std::string_view word) {
  if (IsLatin(word)) return LatinKey(Lower(word), true);
  std::string key;
  return ForEachSyllable(word, [&](std::string_view s) { AddSyllable(s, false, &key); }) ? key : std::string();
}

std::string HardSoundKey(std::string_view han) {
  std::string key;
  bool any = false;
  const bool read = ForEachSyllable(han, [&](std::string_view s) {
    any |= s[0] == 'j';
    AddSyllable(s, true, &key);
  });
  return read && any ? key : std::string();
}

bool SoundsAlike(std::string_view a, std::string_view b) {
  if (IsLatin(b)) std::swap(a, b);
  if (!IsLatin(a) || IsLatin(b)) return false;
  const std::string latin = Lower(a);
  const std::string reading = Pinyin(b);
  if (reading.empty()) return false;
  if (latin == reading && latin.size() >= kFewestLetters) return true;
  const std::string key = SoundKey(b);
  const std::string hard = HardSoundKey(b);
  const auto sounds = [&](const std::string& of) { return of == key || of == hard; };
  return key.size() >= kFewestClasses && (sounds(LatinKey(latin, true)) || sounds(LatinKey(latin, false)));
}

}  // namespace plx::linguistics
