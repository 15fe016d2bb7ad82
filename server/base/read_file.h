// A file as one string.
#ifndef PARALLAX_SERVER_BASE_READ_FILE_H_
#define PARALLAX_SERVER_BASE_READ_FILE_H_

#include <string>

#include "absl/status/statusor.h"

namespace parallax {

// The bytes of a regular file. Everything else is refused before it is opened: a stream over a folder
// throws, and one over a device may never end. NOT_FOUND, INVALID_ARGUMENT (a folder, a device) or
// PERMISSION_DENIED, with the path in the message.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace parallax

#endif  // PARALLAX_SERVER_BASE_READ_FILE_H_
