#include "server/text/internal/han_forms.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

#include "server/base/logging.h"

namespace parallax::text::internal {
namespace {

constexpr int32_t kCount = kEndHan - kFirstHan;

// All characters, one by one, through a transliterator; false if it cannot be had or changes
// lengths.
bool Transliterate(const char* id, icu::UnicodeString* text) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, error));
  if (U_SUCCESS(error)) {
    // A line break between characters keeps rules on sequences from applying.
    for (int32_t i = 0; i < kCount; ++i) {
      text->append(static_cast<char16_t>(kFirstHan + i)).append(u'\n');
    }
    transliterator->transliterate(*text);
    if (text->length() == 2 * kCount) return true;
  }
  Log(LogLevel::kError, "ICU gives no Han forms; traditional and simplified text will not match",
      {{"transliterator", id}, {"error", u_errorName(error)}});
  return false;
}

const HanForms* MakeHanForms() {
  auto* const forms = new HanForms();
  for (int32_t i = 0; i < kCount; ++i) forms->simplified[i] = static_cast<char16_t>(kFirstHan + i);
  icu::UnicodeString to_simplified;
  icu::UnicodeString to_traditional;
  if (!Transliterate("Hant-Hans", &to_simplified)) return forms;
  if (!Transliterate("Hans-Hant", &to_traditional)) return forms;
  for (int32_t i = 0; i < kCount; ++i) {
    const auto self = static_cast<char16_t>(kFirstHan + i);
    forms->simplified[i] = to_simplified[2 * i];
    forms->only_traditional[i] = to_simplified[2 * i] != self && to_traditional[2 * i] == self;
    forms->only_simplified[i] = to_traditional[2 * i] != self && to_simplified[2 * i] == self;
  }
  return forms;
}

}  // namespace

const HanForms& GetHanForms() {
  static const HanForms* const forms = MakeHanForms();
  return *forms;
}

}  // namespace parallax::text::internal
