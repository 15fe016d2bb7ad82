// Content digests.
#ifndef PARALLAX_SERVER_TEXT_DIGEST_H_
#define PARALLAX_SERVER_TEXT_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::text {

// SHA-256 of `bytes` as 64 lower-case hex digits.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_DIGEST_H_
