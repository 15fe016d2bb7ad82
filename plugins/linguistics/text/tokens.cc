#include "plugins/linguistics/text/tokens.h"

#include <algorithm>

#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/hash64.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/traditional.h"

namespace plx::linguistics {
namespace {

// "RMB500" and "USD37" are a currency and a number, unlike "G7" and "H1N1".
bool IsCurrencyCode(std::string_view letters) {
  static constexpr std::string_view kCodes[] = {"USD", "EUR", "RMB", "CNY", "GBP", "JPY", "HKD",
                                                "AUD", "CAD", "INR", "KRW", "CHF", "SGD", "TWD",
                                                "NZD", "RUB", "BRL", "MXN", "Rs",  "NT",  "RM"};
  return std::find(std::begin(kCodes), std::end(kCodes), letters) != std::end(kCodes);
}

// Finds the ends of tokens in one text; offsets are relative to it.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  CodePoint At(size_t i) const { return DecodeAt(text_, i); }

  // End of a reference that opens with '[' at `begin` ("[5]", "[1, 2]"), or `begin`.
  size_t ReferenceEnd(size_t begin) const {
    size_t i = begin + 1;
    bool digit = false;
    for (; i < text_.size() && i - begin < 16; ++i) {
      const char c = text_[i];
      if (IsAsciiDigit(static_cast<unsigned char>(c))) {
        digit = true;
      } else if (c == ']') {
        return digit ? i + 1 : begin;
      } else if (c != ',' && c != '-' && c != ' ') {
        break;
      }
    }
    return begin;
  }

  // End of the digits that start at `begin`. Sets *identifier for "1.2.3", which is no number.
  size_t NumberEnd(size_t begin, bool* identifier) const {
    *identifier = false;
    size_t i = GroupsEnd(begin);
    if (!IsPoint(i)) return i;  // ".5" has no digit before its point
    i = DigitsEnd(i + At(i).size);
    while (IsPoint(i)) {
      *identifier = true;
      i = DigitsEnd(i + At(i).size);
    }
    return i;
  }

  // "'s" at `begin` with nothing of a word after it.
  bool IsPossessive(size_t begin) const {
    const CodePoint mark = At(begin);
    if (FoldCharacter(mark.code) != '\'') return false;
    return At(begin + mark.size).code == 's' && !IsAlphabetic(At(begin + mark.size + 1).code);
  }

  // End of a web address that starts at `begin` ("https://...", "www...."), or `begin`.
  size_t AddressEnd(size_t begin) const {
    if (text_[begin] != 'h' && text_[begin] != 'w') return begin;
    const std::string_view rest = text_.substr(begin, 8);
    if (rest.substr(0, 7) != "http://" && rest != "https://" && rest.substr(0, 4) != "www.")
      return begin;
    size_t i = begin;
    while (i < text_.size()) {
      const unsigned char c = static_cast<unsigned char>(text_[i]);
      if (c <= ' ' || c >= 0x80 || c == '"' || c == '<' || c == '>' || c == ')' || c == ']') break;
      ++i;
    }
    return i;
  }

  // End of the word that starts with a letter at `begin`.
  size_t WordEnd(size_t begin) const {
    const size_t dotted = AbbreviationEnd(begin);
    size_t i = dotted;
    while (i < text_.size()) {
      const CodePoint c = At(i);
      if (IsDigit(c.code) && IsCurrencyCode(text_.substr(begin, i - begin))) break;
      if (IsAlphabetic(c.code) || IsDigit(c.code) || IsMark(c.code)) {
        i += c.size;
      } else if (FoldCharacter(c.code) == '\'' && i > begin &&
                 IsAlphabetic(At(i + c.size).code)) {
        i += c.size;
      } else {
        break;
      }
    }
    return i;
  }

 private:
  static bool IsMark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

  size_t DigitSize(size_t i) const { return At(i).size; }

  size_t DigitsEnd(size_t i) const {
    while (i < text_.size()) {
      const CodePoint c = At(i);
      if (!IsDigit(c.code)) break;
      i += c.size;
    }
    return i;
  }

  // End of digits with separators in groups of three ("1,200,000") or as Indian outlets write them
  // ("12,34,567": pairs, then three).
  size_t GroupsEnd(size_t begin) const {
    const size_t first_end = DigitsEnd(begin);
    const size_t digit = DigitSize(begin);
    if (first_end - begin > 3 * digit) return first_end;
    size_t end = first_end, i = first_end;
    bool pairs = first_end - begin <= 2 * digit;
    while (IsSeparator(i)) {
      const size_t next = i + At(i).size;
      const size_t stop = DigitsEnd(next);
      const size_t size = (stop - next) / digit;
      if (size == 3) {
        end = stop;
      } else if (size != 2 || !pairs || end != first_end) {
        break;
      }
      i = stop;
    }
    return end;
  }

  // A thousands separator between digits; the full-width comma only between full-width digits.
  bool IsSeparator(size_t i) const {
    const CodePoint c = At(i);
    if (c.code == ',') return IsAsciiDigit(At(i + 1).code);
    return c.code == 0xFF0C && At(i + 3).code >= 0xFF10 && IsDigit(At(i + 3).code);
  }

  bool IsPoint(size_t i) const {
    const CodePoint c = At(i);
    return (c.code == '.' || c.code == 0xFF0E) && IsDigit(At(i + c.size).code);
  }

  // "U.S.", "a.m.", "U.S": letters with a dot after each; `begin` if the word is none.
  size_t AbbreviationEnd(size_t begin) const {
    size_t i = begin;
    int letters = 0;
    while (i + 1 < text_.size() && IsAsciiLetter(static_cast<unsigned char>(text_[i])) &&
           text_[i + 1] == '.') {
      i += 2;
      ++letters;
    }
    if (letters >= 1 && i < text_.size() &&
        IsAsciiLetter(static_cast<unsigned char>(text_[i]))) {
      // "U.S" at the end of a word; "e.Title" is two words run together.
      return !IsAlphabetic(At(i + 1).code) ? i + 1 : letters >= 2 ? i : begin;
    }
    return letters >= 2 ? i : begin;
  }

  std::string_view text_;
};

}  // namespace

TokenSequence::TokenSequence(std::string_view text, uint32_t base) : text_(text), base_(base) {
  const Scanner scan(text);
  tokens_.reserve(text.size() / 5 + 8);
  folded_.reserve(text.size() + 16);
  bool space = true;
  bool line = true;
  for (size_t i = 0; i < text.size();) {
    const CodePoint c = scan.At(i);
    if (IsSpace(c.code)) {
      space = true;
      line = line || c.code == '\n' || c.code == 0x2028 || c.code == 0x2029;
      i += c.size;
      continue;
    }
    Token token;
    token.space_before = space;
    token.line_start = line;
    size_t end = i + c.size;
    if (IsHan(c.code)) {
      token.kind = TokenKind::kHan;
      token.code = Simplified(c.code);
    } else if (IsDigit(c.code) || (c.code == '.' && (space || text[i - 1] == '-') &&
                                      IsAsciiDigit(scan.At(i + 1).code))) {
      bool identifier = false;
      end = scan.NumberEnd(i, &identifier);
      token.kind = identifier ? TokenKind::kWord : TokenKind::kNumber;
    } else if (IsAlphabetic(c.code)) {
      token.kind = TokenKind::kWord;
      token.capitalized = FoldCharacter(c.code) != c.code;
      end = std::max(scan.WordEnd(i), scan.AddressEnd(i));
    } else if (c.code == '[' && scan.ReferenceEnd(i) > i) {
      token.kind = TokenKind::kReference;
      end = scan.ReferenceEnd(i);
    } else if (!space && scan.IsPossessive(i)) {  // "F-35's"; after letters it is in the word
      token.kind = TokenKind::kWord;
      end = i + c.size + 1;
    } else {
      token.kind = TokenKind::kPunctuation;
      token.code = FoldCharacter(c.code);
    }
    token.begin = static_cast<uint32_t>(base + i);
    token.end = static_cast<uint32_t>(base + end);
    token.word = static_cast<uint32_t>(folded_.size());
    if (token.kind == TokenKind::kHan) {
      AppendUtf8(token.code, &folded_);
    } else {
      AppendFolded(text.substr(i, end - i), &folded_);
    }
    token.word_size =
        static_cast<uint16_t>(std::min<size_t>(folded_.size() - token.word, UINT16_MAX));
    tokens_.push_back(token);
    space = line = false;
    i = end;
  }
}

std::string_view TokenSequence::BareWord(size_t i) const {
  std::string_view word = Word(i);
  if (word.size() > 2 && word.substr(word.size() - 2) == "'s") word.remove_suffix(2);
  return word;
}

TokenSequence::Hashes& TokenSequence::HashesOf(size_t i) const {
  if (hashes_.empty()) hashes_.resize(tokens_.size());
  Hashes& hashes = hashes_[i];
  if (hashes.word == 0) hashes.word = Hash64(BareWord(i));
  return hashes;
}

uint64_t TokenSequence::LemmaHash(size_t i) const {
  Hashes& hashes = HashesOf(i);
  if (hashes.lemma == 0) hashes.lemma = Kind(i) == TokenKind::kWord ? Hash64(Lemma(BareWord(i))) : hashes.word;
  return hashes.lemma;
}

size_t TokenSequence::IndexAt(uint32_t offset) const {
  const auto it = std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                                   [](const Token& t, uint32_t o) { return t.begin < o; });
  return static_cast<size_t>(it - tokens_.begin());
}

}  // namespace plx::linguistics
