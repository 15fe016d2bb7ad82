#include "server/text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "server/base/logging.h"
#include "server/text/internal/han_characters.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

const icu::Normalizer2& Normalizer() {
  static const icu::Normalizer2* const normalizer = [] {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* made = icu::Normalizer2::getNFKCCasefoldInstance(error);
    if (U_FAILURE(error)) {
      // Built into libicuuc: only a broken installation gets here.
      Log(LogLevel::kError, "ICU has no NFKC_Casefold data", {{"error", u_errorName(error)}});
      std::abort();
    }
    return made;
  }();
  return *normalizer;
}

std::string Normalize(absl::string_view text, icu::Edits* edits) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<int32_t>(text.size()));
  UErrorCode error = U_ZERO_ERROR;
  Normalizer().normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                             sink, edits, error);
  if (U_FAILURE(error)) {  // out of memory: the only failure of a loaded normalizer
    Log(LogLevel::kError, "ICU cannot normalize", {{"error", u_errorName(error)}});
    std::abort();
  }
  return result;
}

// Both forms take three bytes, so that offsets stay.
void SimplifyHan(std::string* text) {
  for (size_t at = 0; at < text->size();) {
    const auto lead = static_cast<uint8_t>((*text)[at]);
    if (lead < 0xE4 || lead > 0xE9) {
      at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      continue;
    }
    const size_t begin = at;
    const internal::HanCharacter* han = internal::FindHan(NextCodePoint(*text, &at));
    if (han == nullptr || han->form == internal::HanForm::kSimplified) continue;
    const char16_t c = han->simplified;
    (*text)[begin] = static_cast<char>(0xE0 | c >> 12);
    (*text)[begin + 1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
    (*text)[begin + 2] = static_cast<char>(0x80 | (c & 0x3F));
  }
}

size_t SizeOfFirst(absl::string_view text, size_t at) {
  const size_t begin = at;
  NextCodePoint(text, &at);
  return at - begin;
}

}  // namespace

std::string Fold(absl::string_view text) {
  if (IsAscii(text)) return absl::AsciiStrToLower(text);
  std::string folded = Normalize(text, nullptr);
  SimplifyHan(&folded);
  return folded;
}

FoldedText::FoldedText(absl::string_view original) {
  if (IsAscii(original)) {
    text_ = absl::AsciiStrToLower(original);
    return;
  }
  icu::Edits edits;
  text_ = Normalize(original, &edits);
  SimplifyHan(&text_);
  icu::Edits::Iterator edit = edits.getFineIterator();
  for (UErrorCode error = U_ZERO_ERROR; edit.next(error);) {
    const auto folded = static_cast<uint32_t>(edit.destinationIndex());
    const auto begin = static_cast<uint32_t>(edit.sourceIndex());
    const auto end = begin + static_cast<uint32_t>(edit.oldLength());
    if (edit.newLength() == 0) continue;  // dropped: the next run begins behind it
    // One code point for one of the same size is as good as no change.
    const bool linear =
        !edit.hasChange() || (edit.oldLength() == edit.newLength() &&
                              SizeOfFirst(original, begin) == edit.oldLength() &&
                              SizeOfFirst(text_, folded) == edit.newLength());
    const bool goes_on = linear && (runs_.empty() ? folded == begin
                                                  : runs_.back().linear &&
                                                        folded - runs_.back().folded ==
                                                            begin - runs_.back().original);
    if (goes_on) continue;
    if (runs_.empty() && folded > 0) runs_.push_back({});
    runs_.push_back({folded, begin, end, linear});
  }
}

const FoldedText::Run& FoldedText::RunAt(uint32_t folded) const {
  const auto after = std::upper_bound(
      runs_.begin(), runs_.end(), folded,
      [](uint32_t position, const Run& run) { return position < run.folded; });
  return *(after - 1);
}

Span FoldedText::Original(Span folded) const {
  if (runs_.empty()) return folded;
  const Run& first = RunAt(folded.begin);
  const Run& last = RunAt(folded.end - 1);
  return {first.linear ? first.original + (folded.begin - first.folded) : first.original,
          last.linear ? last.original + (folded.end - last.folded) : last.original_end};
}

}  // namespace parallax::text
