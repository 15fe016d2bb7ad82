#include <string>

#include "plugins/entities/knowledge/letters.h"
#include "plugins/entities/scripts/sound_classes.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::entities {
namespace {

bool IsVowelLetter(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// Reads a word in small ASCII letters.
class LatinReader {
 public:
  explicit LatinReader(std::string_view word) : word_(word) {}

  Sounds Read() {
    while (at_ < word_.size()) IsVowelLetter(word_[at_]) ? Vowel() : Consonant();
    return std::move(sounds_);
  }

 private:
  char Letter(size_t i) const { return i < word_.size() ? word_[i] : '\0'; }
  bool VowelAt(size_t i) const { return IsVowelLetter(Letter(i)); }
  bool FrontAt(size_t i) const { return std::string_view("eiy").find(Letter(i)) != std::string_view::npos && i < word_.size(); }

  void Vowel() {
    const size_t first = at_;
    Vowels vowels = 0, exact = 0;
    for (; VowelAt(at_) || (at_ > first && Letter(at_) == 'w' && !VowelAt(at_ + 1)); ++at_) {
      vowels |= Near(Letter(at_), first);
      exact |= Exact(Letter(at_), Letter(at_ + 1), !VowelAt(at_ + 2));
    }
    const bool last = at_ == word_.size();
    const bool several = at_ - first > 1;
    if (sounds_.empty()) {
      sounds_.push_back({kOpen, vowels, exact});
    } else {
      sounds_.back().vowels |= vowels;
      sounds_.back().exact |= exact;
      sounds_.back().bare = last && word_.substr(first) == "e";  // often mute
    }
    sounds_.back().several |= several;
  }

  static Vowels Exact(char c, char next, bool closed) {
    if (c == 'e' && next == 'r' && closed) return kE | kO;  // "Merkur", 默库尔
    if (c == 'a' && (next == 'l' || next == 'u' || next == 'w')) return kA | kO;  // "Calder", 考尔德
    return c == 'a' ? kA : c == 'e' ? kE : c == 'i' || c == 'y' ? kI : c == 'o' ? kO : kU | kO;
  }

  // The vowels that transcription has for a letter; `first` opens its group.
  Vowels Near(char c, size_t first) const {
    switch (c) {
      case 'a': {
        const char next = Letter(at_ + 1);
        const bool rounded = next == 'u' || next == 'w' || next == 'l' || (first > 0 && Letter(first - 1) == 'w');
        return kA | kE | (rounded ? kO : 0);
      }
      case 'e':
        if (Letter(at_ + 1) == 'r') return kE | kI | kO | kA;  // 伯 and 纳 for "ber" and "ner"
        return kE | kI | (Letter(at_ + 1) == 'u' || Letter(at_ + 1) == 'w' ? kU | kO : 0);
      case 'i': case 'y': return kI | kE | kA;  // "Mike", 迈克
      case 'o': return kO | kU | (Letter(at_ + 1) == 'n' || Letter(at_ + 1) == 'm' ? kA : 0);
      case 'u': return kU | kO | kA;
      default: return kO | kU;  // w
    }
  }

  void Add(Classes classes, size_t letters, bool silent = false) {
    sounds_.push_back({classes, 0, 0, silent});
    at_ += letters;
  }

  void Consonant() {
    const char c = Letter(at_);
    const char next = Letter(at_ + 1);
    if (next == c) {
      ++at_;
      return;
    }
    const bool vowel_next = VowelAt(at_ + 1);
    const bool at_end = at_ + 1 == word_.size();
    switch (c) {
      case 'b': {  // "Ibarra", 伊瓦拉
        const bool soft = at_ > 0 && (VowelAt(at_ - 1) || Letter(at_ - 1) == 'l' || Letter(at_ - 1) == 'r') && vowel_next;
        return Add(soft ? kP | kF : kP, 1);
      }
      case 'p': return next == 'h' ? Add(kF, 2) : Add(kP, 1);
      case 'd': case 't': return Dental(c, next, at_end);
      case 'g':
        if (next == 'h') return Add(kK, 2, true);
        return Add(FrontAt(at_ + 1) ? kK | kS | kH : kK, 1, next == 'n');  // "Jorge", 豪尔赫
      case 'k': return next == 'h' ? Add(kK | kH, 2) : Add(kK, 1);
      case 'q': return Add(kK, next == 'u' || next == 'v' ? 2 : 1);
      case 'c':
        if (next == 'h') return Add(kS | kK | kH, 2);
        if (next == 'k') return Add(kK, 2);
        if (next == 'z') return Add(kS, 2);
        return Add(FrontAt(at_ + 1) ? kS : at_end ? kK | kS : kK, 1);
      case 'f': case 'v': return Add(kF, 1);
      case 'w':
        if (!vowel_next) break;
        return Add(kF, 1, word_.substr(at_) == "we");
      case 'h':
        if (!vowel_next && at_ > 0) break;
        return Add(kH, 1, !vowel_next || (at_ > 0 && !VowelAt(at_ - 1)));
      case 'j': return Add(kS | kH | kY, 1, at_ > 0 && VowelAt(at_ - 1) && vowel_next);
      case 'l': return Add(kL, 1);
      case 'r': return Add(kL, 1, !vowel_next);
      case 'm': return Add(vowel_next ? kM : kM | kN, 1);
      case 'n':
        if (next == 'g') return VowelAt(at_ + 2) ? Add(kN, 1) : Add(kN, 2);
        return Add(kN, 1);
      case 's':
        if (word_.substr(at_).starts_with("sch")) return Add(kS, 3);
        if (next == 'h' || (next == 'c' && FrontAt(at_ + 2))) return Add(kS, 2);
        return Add(kS, 1);
      case 'x':
        if (at_ > 0) sounds_.push_back({kK, 0, 0, true});
        return Add(at_ > 0 ? kS | kH : kS, 1);
      case 'z': return Add(kS, next == 'h' ? 2 : 1);
      default: break;
    }
    ++at_;
  }

  void Dental(char c, char next, bool at_end) {
    if (c == 't' && word_.substr(at_).starts_with("tch")) return Add(kS, 3);
    if (c == 't' && next == 'h') return Add(kT | kS, 2);
    const bool swallowed = next == 's' || next == 'z' || next == 'j' || next == 'c' || (at_end && at_ > 0 && word_[at_ - 1] == 'n');
    const bool grad = at_end && word_.ends_with("grad");  // 格勒
    Add(kT, 1, swallowed || grad);
  }

  std::string_view word_;
  size_t at_ = 0;
  Sounds sounds_;
};

}  // namespace

LatinSounds::LatinSounds(std::string_view word) {
  std::string letters;
  for (size_t i = 0; i < word.size();) {
    const linguistics::CodePoint c = linguistics::DecodeAt(word, i);
    const char32_t letter = WithoutAccent(c.code < 0x80 ? static_cast<char32_t>(linguistics::AsciiLower(static_cast<char>(c.code))) : c.code);
    if (letter < 0x80 && linguistics::IsAsciiLetter(letter)) letters += static_cast<char>(letter);
    i += c.size;
  }
  if (letters.empty()) return;
  last_ = letters.back();
  sounds_ = LatinReader(letters).Read();
}

}  // namespace plx::entities
