#include "server/text/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "server/text/internal/latin_words.h"
#include "server/text/internal/sentence_rules.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

constexpr size_t kKeptUnits = 1 << 20;  // a thread's buffers above this are given back

// One region as UTF-16 with the byte offset of every unit.
class Utf16Text {
 public:
  void Assign(absl::string_view text, Span region) {
    units_.resize(region.size());
    bytes_.resize(region.size() + 1);
    char16_t* unit = units_.data();
    uint32_t* byte = bytes_.data();
    const char* p = text.data();
    size_t i = region.begin;
    while (i < region.end) {
      for (; i < region.end && static_cast<uint8_t>(p[i]) < 0x80; ++i) {
        *byte++ = i;
        *unit++ = static_cast<uint8_t>(p[i]);
      }
      if (i == region.end) break;
      *byte++ = i;
      const char32_t c = NextCodePoint(text, &i);
      if (c < 0x10000) {
        *unit++ = static_cast<char16_t>(c);
      } else {
        *byte = byte[-1];
        ++byte;
        *unit++ = static_cast<char16_t>(0xD7C0 + (c >> 10));
        *unit++ = static_cast<char16_t>(0xDC00 | (c & 0x3FF));
      }
    }
    *byte = region.end;
    size_ = unit - units_.data();
  }
  // The units with a symbol in the place of each Han and Hiragana character: to ICU's rules a character
  // like these, but none that it asks its dictionary about.
  const char16_t* MaskIdeographs() {
    masked_.resize(units_.size());
    for (int32_t i = 0; i < size_; ++i) {
      const char16_t c = units_[i];
      const bool ideographic = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
                               (c >= 0x3041 && c <= 0x3096);
      masked_[i] = ideographic ? char16_t{0x4DC0} : c;  // a hexagram
    }
    return masked_.data();
  }
  void Trim() {
    if (units_.capacity() <= kKeptUnits) return;
    units_ = {};
    masked_ = {};
    bytes_ = {};
  }

  const char16_t* units() const { return units_.data(); }
  int32_t size() const { return size_; }
  uint32_t byte(int32_t unit) const { return bytes_[unit]; }

 private:
  std::vector<char16_t> units_;
  std::vector<char16_t> masked_;
  std::vector<uint32_t> bytes_;
  int32_t size_ = 0;
};

// What a thread keeps between calls. Iterators hold no text of ours after a call but a pointer to
// the buffer, which is set anew before use.
struct ThreadState {
  std::unique_ptr<icu::BreakIterator> words;
  std::unique_ptr<icu::BreakIterator> sentences;
  Utf16Text text;

  absl::Status Prepare() {
    if (words != nullptr) return absl::OkStatus();
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), error));
    if (U_SUCCESS(error)) {
      sentences = std::move(made);
      made.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    }
    if (U_FAILURE(error)) {
      return absl::InternalError(absl::StrCat("ICU break rules cannot be loaded: ",
                                              u_errorName(error), "; is libicu's data installed?"));
    }
    words = std::move(made);
    return absl::OkStatus();
  }
};

WordKind KindOf(const Utf16Text& text, int32_t begin, int32_t end, int32_t status) {
  if (status >= UBRK_WORD_KANA) return WordKind::kIdeographic;
  if (status < UBRK_WORD_NONE_LIMIT) return WordKind::kSymbol;
  if (status < UBRK_WORD_NUMBER_LIMIT) return WordKind::kNumber;
  bool has_letter = false;
  for (int32_t i = begin; i < end; ++i) {
    const char16_t c = text.units()[i];
    if (c < 0x80 ? (c >= '0' && c <= '9') : u_isdigit(c)) return WordKind::kNumber;
    has_letter = has_letter || u_isalpha(c) || U16_IS_SURROGATE(c);  // ICU takes "@" for one
  }
  return has_letter ? WordKind::kLetters : WordKind::kSymbol;
}

// A segment may have blanks at its ends: a mark behind a space is in one segment with it, as is a
// direction mark behind a word. All blanks are single units.
void TrimUnits(const Utf16Text& text, int32_t* begin, int32_t* end) {
  while (*begin < *end && IsBlank(text.units()[*begin])) ++*begin;
  while (*begin < *end && IsBlank(text.units()[*end - 1])) --*end;
}

void FindWords(icu::BreakIterator* iterator, const Utf16Text& text, std::vector<Word>* words) {
  int32_t begin = iterator->first();
  for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    const int32_t status = iterator->getRuleStatus();
    int32_t last = end;
    TrimUnits(text, &begin, &last);
    if (begin < last) {
      words->push_back({{text.byte(begin), text.byte(last)}, KindOf(text, begin, last, status)});
    }
    begin = end;
  }
}

// Sentences of text[region], cut only between words.
class SentenceFinder {
 public:
  SentenceFinder(absl::string_view text, Span region, Segments* segments)
      : region_(region), ends_(text, region), segments_(segments) {}

  void Find(icu::BreakIterator* iterator, const Utf16Text& utf16) {
    iterator->first();
    for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      const uint32_t boundary = utf16.byte(end);
      if (boundary == region_.end) break;
      const absl::optional<uint32_t> corrected = ends_.Correct(boundary);
      if (corrected.has_value()) EndAt(*corrected);
    }
    EndAt(region_.end);
  }

 private:
  // The words before `boundary` that no sentence has yet are one, unless it cuts a word.
  void EndAt(uint32_t boundary) {
    const std::vector<Word>& words = segments_->words;
    while (word_ < words.size() && words[word_].span.end <= boundary) ++word_;
    if (word_ < words.size() && words[word_].span.begin < boundary) return;
    if (word_ == first_) return;
    segments_->sentences.push_back({words[first_].span.begin, words[word_ - 1].span.end});
    first_ = word_;
  }

  Span region_;
  internal::SentenceEnds ends_;
  Segments* segments_;
  size_t word_ = 0;   // the first word that may end after the boundary last asked for
  size_t first_ = 0;  // the first word of the open sentence
};

}  // namespace

absl::Status Segment(absl::string_view text, Span region, Segments* segments, IdeographicWords words) {
  segments->sentences.clear();
  segments->words.clear();
  if (region.empty()) return absl::OkStatus();
  thread_local ThreadState state;
  if (absl::Status status = state.Prepare(); !status.ok()) return status;
  state.text.Assign(text, region);
  // Aliases: the iterators read our buffers in place.
  const icu::UnicodeString alias(false, state.text.units(), state.text.size());
  if (!internal::FindLatinWords(text, region, &segments->words)) {
    const bool by_character = words == IdeographicWords::kByCharacter;
    const icu::UnicodeString read(false, by_character ? state.text.MaskIdeographs() : state.text.units(),
                                  state.text.size());
    state.words->setText(read);
    FindWords(state.words.get(), state.text, &segments->words);
  }
  state.sentences->setText(alias);
  SentenceFinder(text, region, segments).Find(state.sentences.get(), state.text);
  state.text.Trim();
  return absl::OkStatus();
}

}  // namespace parallax::text
