// The data files beside a plugin: what changes an analyzer's answers belongs to its identity.
#ifndef PARALLAX_SERVER_PLUGIN_ELF_DATA_DIGEST_H_
#define PARALLAX_SERVER_PLUGIN_ELF_DATA_DIGEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::plugin {

// "x/hello.data" of "x/hello.so".
std::string DataFolderOf(const std::string& plugin);

// `file_digest` if `folder` is not there, else the SHA-256 of it and of the names and contents of all files
// below the folder, so that a change of any of them is another build. FAILED_PRECONDITION
// (PLUGIN_DATA_UNREADABLE).
absl::StatusOr<std::string> WithData(absl::string_view file_digest, const std::string& folder);

}  // namespace parallax::plugin

#endif  // PARALLAX_SERVER_PLUGIN_ELF_DATA_DIGEST_H_
