#include "server/text/digest.h"

#include <openssl/evp.h>

#include <cstdlib>

#include "absl/strings/escaping.h"
#include "server/base/logging.h"

namespace parallax::text {

std::string Sha256Hex(absl::string_view bytes) {
  // Looked up once: EVP_sha256() is by each digest. Never freed.
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (sha256 == nullptr ||
      EVP_Digest(bytes.data(), bytes.size(), digest, &size, sha256, nullptr) != 1) {
    // Only a build or configuration of OpenSSL without SHA-256 gets here; no identity in the
    // store would be right without it.
    Log(LogLevel::kError, "OpenSSL offers no SHA-256; check its configuration");
    std::abort();
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), size));
}

}  // namespace parallax::text
