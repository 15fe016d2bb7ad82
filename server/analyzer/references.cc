#include "server/analyzer/references.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "server/text/utf8.h"

namespace parallax {
namespace {

constexpr uint32_t kMaxDigits = 3;
constexpr uint32_t kMaxRange = 20;

struct Brackets {
  absl::string_view open;
  absl::string_view close;
};
constexpr Brackets kBrackets[] = {{"[", "]"}, {"［", "］"}, {"【", "】"}, {"〔", "〕"}};

// Reads the inside of one pair of brackets.
class Reader {
 public:
  explicit Reader(absl::string_view rest) : rest_(rest) {}

  bool Take(absl::string_view token) {
    if (!absl::StartsWith(rest_, token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  template <size_t kCount>
  bool TakeOneOf(const absl::string_view (&tokens)[kCount]) {
    for (const absl::string_view token : tokens) {
      if (Take(token)) return true;
    }
    return false;
  }
  void SkipSpace() {
    while (Take(" ") || Take("\u00A0") || Take("\u3000")) {
    }
  }
  bool Number(uint32_t* number) {
    uint32_t digits = 0;
    *number = 0;
    for (; !rest_.empty(); ++digits) {
      size_t next = 0;
      const char32_t c = text::NextCodePoint(rest_, &next);
      const bool ascii = c >= '0' && c <= '9';
      if (!ascii && !(c >= U'０' && c <= U'９')) break;
      *number = *number * 10 + (c - (ascii ? U'0' : U'０'));
      if (digits == kMaxDigits) return false;
      rest_.remove_prefix(next);
    }
    return digits > 0;
  }
  absl::string_view rest() const { return rest_; }

 private:
  absl::string_view rest_;
};

constexpr absl::string_view kSeparators[] = {",", "，", "、", ";", "；"};
constexpr absl::string_view kDashes[] = {"-", "–", "—", "~", "－"};

// The numbers of "5", "3, 4", "3-5" up to `close`; false if it is something else.
bool ReadNumbers(absl::string_view close, Reader* reader, std::vector<uint32_t>* numbers) {
  do {
    uint32_t first = 0;
    reader->SkipSpace();
    if (!reader->Number(&first)) return false;
    reader->SkipSpace();
    uint32_t last = first;
    if (reader->TakeOneOf(kDashes)) {
      reader->SkipSpace();
      if (!reader->Number(&last) || last <= first || last - first >= kMaxRange) return false;
      reader->SkipSpace();
    }
    for (uint32_t number = first; number <= last; ++number) numbers->push_back(number);
  } while (reader->TakeOneOf(kSeparators));
  return reader->Take(close);
}

// A letter or digit right behind the bracket makes it part of a name or formula: "[18]F".
bool MayFollow(absl::string_view rest) {
  return rest.empty() || !absl::ascii_isalnum(static_cast<unsigned char>(rest[0]));
}

// Those with one kind of brackets.
void FindInBrackets(const Brackets& brackets, absl::string_view text, Span block_span,
                    uint32_t block, std::vector<Reference>* references) {
  const absl::string_view inside = block_span.In(text);
  std::vector<uint32_t> numbers;
  for (size_t at = inside.find(brackets.open); at != absl::string_view::npos;
       at = inside.find(brackets.open, at + 1)) {
    Reader reader(inside.substr(at + brackets.open.size()));
    numbers.clear();
    if (!ReadNumbers(brackets.close, &reader, &numbers) || !MayFollow(reader.rest())) continue;
    const size_t end = inside.size() - reader.rest().size();
    const Span span{block_span.begin + static_cast<uint32_t>(at),
                    block_span.begin + static_cast<uint32_t>(end)};
    for (const uint32_t number : numbers) references->push_back({span, number, block});
  }
}

}  // namespace

void FindReferences(absl::string_view text, const std::vector<Block>& blocks, uint32_t block,
                    std::vector<Reference>* references) {
  const size_t before = references->size();
  for (const Brackets& brackets : kBrackets) {
    FindInBrackets(brackets, text, blocks[block].span, block, references);
  }
  std::stable_sort(references->begin() + before, references->end(),
                   [](const Reference& a, const Reference& b) { return a.span < b.span; });
}

}  // namespace parallax
