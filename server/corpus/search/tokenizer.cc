#include "server/corpus/search/tokenizer.h"

#include "server/text/character_class.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

using text::CharacterClass;
using text::Span;

constexpr uint32_t kMaxWordBytes = 128;

class Tokens {
 public:
  Tokens(absl::string_view folded, TokenizeMode mode,
         const std::function<bool(const SearchToken&)>& emit)
      : text_(folded), mode_(mode), emit_(emit) {}

  void Run() {
    const absl::string_view text = text_;
    for (size_t at = 0; at < text.size() && go_on_;) {
      const size_t begin = at;
      const char32_t c = text::NextCodePoint(text, &at);
      const CharacterClass kind = text::ClassOf(c);
      if (kind == CharacterClass::kWord) {
        at = EndOfRun(at, kind);
        Emit({U32(begin), U32(begin + text::FloorBoundary(text.substr(begin, at - begin), kMaxWordBytes))},
             false);
      } else if (kind == CharacterClass::kIdeographic) {
        at = EndOfRun(at, kind);
        EmitPairs(begin, at);
      } else if (c == static_cast<unsigned char>(kBlockSeparator[0])) {
        Emit({U32(begin), U32(at)}, false);
      }
    }
  }

 private:
  static uint32_t U32(size_t value) { return static_cast<uint32_t>(value); }

  // Marks belong to what they stand on.
  size_t EndOfRun(size_t at, CharacterClass kind) const {
    const absl::string_view text = text_;
    while (at < text.size()) {
      size_t next = at;
      if (text::ClassOf(text::NextCodePoint(text, &next)) != kind) break;
      at = next;
    }
    return at;
  }

  void EmitPairs(size_t begin, size_t end) {
    const absl::string_view text = text_;
    size_t second = begin;
    text::NextCodePoint(text, &second);
    if (second == end) return Emit({U32(begin), U32(end)}, false);  // one character: both modes
    while (second < end && go_on_) {
      size_t after = second;
      text::NextCodePoint(text, &after);
      Emit({U32(begin), U32(after)}, false);
      begin = second;
      second = after;
    }
    if (mode_ == TokenizeMode::kDocument && go_on_) Emit({U32(begin), U32(end)}, true);
  }

  void Emit(Span folded, bool beside) {
    go_on_ = emit_({folded.In(text_), folded, beside});
  }

  absl::string_view text_;
  TokenizeMode mode_;
  const std::function<bool(const SearchToken&)>& emit_;
  bool go_on_ = true;
};

}  // namespace

void Tokenize(absl::string_view text, TokenizeMode mode,
              const std::function<bool(const SearchToken&)>& emit) {
  const text::FoldedText folded(text);
  Tokens(folded.text(), mode, [&](const SearchToken& token) {
    return emit({token.text, folded.Original(token.span), token.beside});
  }).Run();
}

void TokenizeFolded(absl::string_view text, TokenizeMode mode,
                    const std::function<bool(const SearchToken&)>& emit) {
  Tokens(text, mode, emit).Run();
}

}  // namespace parallax::corpus
