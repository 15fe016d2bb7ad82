// Ids made from names.
#ifndef PARALLAX_SERVER_TEXT_SLUG_H_
#define PARALLAX_SERVER_TEXT_SLUG_H_

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::text {

// The id of a source by its name as shown: lower-case ASCII letters and digits in runs joined by
// '-', at most 63 bytes. Other scripts are transliterated (Han by Mandarin readings, the rest by
// ICU's Any-Latin and Latin-ASCII), so that a name and its transcription are one id: "搜狐财经" and
// "Sou Hu Cai Jing" are both "sou-hu-cai-jing", "重慶日報" is "chong-qing-ri-bao". Case, accents, punctuation and apostrophes do not count. Names without a
// letter or digit give "source-" and a digest of the name, longer names end in a digest; an empty
// or blank name gives an empty id. `name` must be valid UTF-8. Thread-safe.
std::string SourceSlug(absl::string_view name);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_SLUG_H_
