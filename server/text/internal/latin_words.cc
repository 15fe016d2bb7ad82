#include "server/text/internal/latin_words.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "server/text/utf8.h"

namespace parallax::text::internal {
namespace {

// Values of the property Word_Break, as far as they matter here.
enum class Class : uint8_t {
  kBlank,       // no word
  kSymbol,      // a word by itself
  kLetter,      // ALetter
  kDigit,       // Numeric
  kConnector,   // ExtendNumLet: "_"
  kAt,          // "@": a letter by CLDR's root rules, so that addresses are words
  kMidLetter,   // inside letters: "·"
  kMidNumber,   // inside digits: ","
  kMidBoth,     // MidNumLet, Single_Quote: "." "'"
  kUnknown,     // ask ICU
};

constexpr std::array<Class, 128> MakeAsciiClasses() {
  std::array<Class, 128> classes{};
  for (size_t c = 0; c < classes.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    classes[c] = IsBlank(c)               ? Class::kBlank
                 : letter                 ? Class::kLetter
                 : c >= '0' && c <= '9'   ? Class::kDigit
                 : c == '_'               ? Class::kConnector
                 : c == '@'               ? Class::kAt
                 : c == '.' || c == '\''  ? Class::kMidBoth
                 : c == ',' || c == ';'   ? Class::kMidNumber
                                          : Class::kSymbol;
  }
  return classes;
}
constexpr std::array<Class, 128> kAsciiClasses = MakeAsciiClasses();

Class ClassOfOther(char32_t c) {
  if (c < 0xA0) return Class::kBlank;  // C1 controls
  if (c < 0xC0) {
    if (c == 0xA0) return Class::kBlank;
    if (c == 0xB7) return Class::kMidLetter;
    // Letters that are no plain letters, and the soft hyphen, which joins.
    return c == 0xAA || c == 0xAD || c == 0xB5 || c == 0xBA ? Class::kUnknown : Class::kSymbol;
  }
  if (c < 0x250) return c == 0xD7 || c == 0xF7 ? Class::kSymbol : Class::kLetter;
  if (c == 0x2018 || c == 0x2019) return Class::kMidBoth;
  const bool punctuation = (c >= 0x2010 && c <= 0x2015) || (c >= 0x201A && c <= 0x2022) ||
                           c == 0x2026 || c == 0x20AC;
  return punctuation ? Class::kSymbol : Class::kUnknown;
}

class Scanner {
 public:
  Scanner(absl::string_view text, Span region)
      : text_(text.substr(0, region.end)), position_(region.begin) {
    Read();
  }

  bool done() const { return begin_ == text_.size(); }
  Class current() const { return class_; }
  uint32_t begin() const { return static_cast<uint32_t>(begin_); }
  void Advance() { Read(); }

  // The class of the character after the current one; a blank at the end.
  Class Next() const {
    size_t copy = position_;
    return copy == text_.size() ? Class::kBlank : ClassAt(&copy);
  }

 private:
  Class ClassAt(size_t* position) const {
    const auto byte = static_cast<uint8_t>(text_[*position]);
    if (byte < 0x80) return ++*position, kAsciiClasses[byte];
    return ClassOfOther(NextCodePoint(text_, position));
  }
  void Read() {
    begin_ = position_;
    if (begin_ < text_.size()) class_ = ClassAt(&position_);
  }

  absl::string_view text_;
  size_t begin_ = 0;     // of the current character
  size_t position_ = 0;  // behind it
  Class class_ = Class::kBlank;
};

bool IsWordClass(Class c) {
  return c == Class::kLetter || c == Class::kDigit || c == Class::kConnector || c == Class::kAt;
}

Class BreakClass(Class c) { return c == Class::kAt ? Class::kLetter : c; }

// Reads a run that starts with a letter, digit or connector.
Word ReadWord(Scanner* scanner) {
  const uint32_t begin = scanner->begin();
  bool has_digit = false;
  bool has_letter = false;
  while (!scanner->done()) {
    has_digit = has_digit || scanner->current() == Class::kDigit;
    has_letter = has_letter || scanner->current() == Class::kLetter;
    const Class c = BreakClass(scanner->current());
    scanner->Advance();
    if (scanner->done()) break;
    const Class middle = scanner->current();
    if (IsWordClass(middle)) continue;
    const bool inside = middle == Class::kMidBoth ||
                        (middle == Class::kMidLetter && c == Class::kLetter) ||
                        (middle == Class::kMidNumber && c == Class::kDigit);
    if (!inside || c == Class::kConnector || BreakClass(scanner->Next()) != c) break;
    scanner->Advance();
  }
  const WordKind kind = has_digit    ? WordKind::kNumber
                        : has_letter ? WordKind::kLetters
                                     : WordKind::kSymbol;
  return {{begin, scanner->begin()}, kind};
}

}  // namespace

bool FindLatinWords(absl::string_view text, Span region, std::vector<Word>* words) {
  const size_t size = words->size();
  Scanner scanner(text, region);
  while (!scanner.done()) {
    const Class c = scanner.current();
    if (c == Class::kUnknown) {
      words->resize(size);
      return false;
    }
    if (IsWordClass(c)) {
      words->push_back(ReadWord(&scanner));
      continue;
    }
    const uint32_t begin = scanner.begin();
    scanner.Advance();
    if (c != Class::kBlank) words->push_back({{begin, scanner.begin()}, WordKind::kSymbol});
  }
  return true;
}

}  // namespace parallax::text::internal
