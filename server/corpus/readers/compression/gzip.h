// Unpacking gzip (RFC 1952).
#ifndef PARALLAX_SERVER_CORPUS_READERS_COMPRESSION_GZIP_H_
#define PARALLAX_SERVER_CORPUS_READERS_COMPRESSION_GZIP_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::corpus {

// By its first bytes.
bool IsGzip(absl::string_view bytes);

// All members of `bytes`, one after the other. INVALID_ARGUMENT: GZIP_INVALID (broken or cut), or
// FILE_TOO_LARGE (more than `max_bytes` come out).
absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t max_bytes);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_COMPRESSION_GZIP_H_
