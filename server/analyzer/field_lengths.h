// How long may be what a sender says of a document beside its text.
#ifndef PARALLAX_SERVER_ANALYZER_FIELD_LENGTHS_H_
#define PARALLAX_SERVER_ANALYZER_FIELD_LENGTHS_H_

#include <cstddef>

#include "absl/status/status.h"
#include "server/analyzer/document.h"

namespace parallax {

// In bytes.
inline constexpr size_t kMaxTitleBytes = 4 << 10;
inline constexpr size_t kMaxSourceNameBytes = 1 << 10;
inline constexpr size_t kMaxFeedBytes = 1 << 10;
inline constexpr size_t kMaxUrlBytes = 8 << 10;

// For documents that come in; those stored before there were limits may be longer. INVALID_ARGUMENT,
// FIELD_TOO_LONG; metadata "field", "max_bytes", "bytes".
absl::Status CheckFieldLengths(const DocumentContent& content);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_FIELD_LENGTHS_H_
