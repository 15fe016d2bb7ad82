// Conversion to UTF-8 of text that arrives in other encodings.
#ifndef PARALLAX_SERVER_TEXT_CHARSET_H_
#define PARALLAX_SERVER_TEXT_CHARSET_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::text {

struct DecodedText {
  std::string text;        // UTF-8, checked, without a byte order mark
  std::string charset;     // what `raw` was read as: "UTF-8", "GB18030", ...
  bool guessed = false;    // nothing declared it: the bytes are not UTF-8 and look like it
  size_t skipped_bytes = 0;  // length of the byte order mark left out in front
};

// Reads `raw` as `charset` (any name or alias ICU knows, in either case). Empty: by its byte order
// mark, else UTF-8, else one of the East Asian encodings if the bytes are typical of it, else one of
// windows-1250 to 1256 or KOI8-R if ICU takes it for text in a language that uses it and the outcome
// reads like text: any bytes fit those. A byte order mark overrides `charset`.
// INVALID_ARGUMENT: CHARSET_UNKNOWN, or INVALID_UTF8 / CHARSET_MISMATCH with metadata "byte_offset"
// of the first bytes that are ill-formed. Thread-safe.
absl::StatusOr<DecodedText> DecodeText(absl::string_view raw, absl::string_view charset);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_CHARSET_H_
