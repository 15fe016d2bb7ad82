// Which language a piece of text is in.
#ifndef PARALLAX_SERVER_TEXT_LANGUAGE_H_
#define PARALLAX_SERVER_TEXT_LANGUAGE_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace parallax::text {

inline constexpr absl::string_view kUndetermined = "und";

// Letters of a text by script.
struct ScriptCounts {
  uint32_t han = 0;
  uint32_t kana = 0;
  uint32_t hangul = 0;
  uint32_t latin = 0;
  uint32_t cyrillic = 0;
  uint32_t greek = 0;
  uint32_t arabic = 0;
  uint32_t hebrew = 0;
  uint32_t thai = 0;
  uint32_t devanagari = 0;
  uint32_t other = 0;  // letters of any other script

  uint32_t letters() const {
    return han + kana + hangul + latin + cyrillic + greek + arabic + hebrew + thai + devanagari +
           other;
  }
};
ScriptCounts CountScripts(absl::string_view text);

// The BCP-47 tag of the main language of `text` (valid UTF-8), by script, then by characters that
// only one written form uses, then by function words. At most the first 1 KiB is read.
//   "zh"       Chinese, "zh-Hant" where several characters are traditional forms and hardly any
//              are simplified ones
//   "ja" "ko" "th" "el" "he" "ar" "hi" "ru" "uk"   by script and letters
//   "en" "de" "fr" "es" "it" "pt" "nl" "sv" "da" "no" "fi" "pl" "cs" "ro" "tr" "id" "vi"
//              by function words and marked letters
//   "und"      no letters, or Latin letters without evidence for one language
// The result is a constant. Thread-safe.
absl::string_view DetectLanguage(absl::string_view text);

// Whether `language` ("en", "fr-CA") is written in Latin letters: one of those listed above.
bool IsLatinLanguage(absl::string_view language);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_LANGUAGE_H_
