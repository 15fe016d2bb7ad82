#include "server/corpus/paging/page_token.h"

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/text/digest.h"

namespace parallax::corpus {
namespace {

constexpr size_t kSealDigits = 32;  // 128 bits

}  // namespace

// SHA-256 of the key around a digest, so that a seal cannot be extended to a longer payload.
std::string PageTokens::SealOf(absl::string_view request, absl::string_view payload) const {
  const std::string inner =
      text::Sha256Hex(absl::StrCat(key_, request.size(), ":", request, payload));
  return text::Sha256Hex(absl::StrCat(key_, inner)).substr(0, kSealDigits);
}

std::string PageTokens::Seal(absl::string_view request,
                             const std::vector<std::string>& position) const {
  std::string payload;
  for (const std::string& part : position) absl::StrAppend(&payload, part.size(), ":", part);
  return absl::WebSafeBase64Escape(absl::StrCat(SealOf(request, payload), payload));
}

absl::StatusOr<std::vector<std::string>> PageTokens::Open(absl::string_view request,
                                                          absl::string_view token) const {
  std::vector<std::string> position;
  if (token.empty()) return position;
  const absl::Status invalid = WithReason(
      absl::InvalidArgumentError("the page token does not belong to this request; send the "
                                 "next_page_token of the page before with all other fields unchanged, "
                                 "or none to start again"),
      "PAGE_TOKEN_INVALID");
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() < kSealDigits) return invalid;
  absl::string_view payload = absl::string_view(bytes).substr(kSealDigits);
  if (SealOf(request, payload) != absl::string_view(bytes).substr(0, kSealDigits)) return invalid;
  while (!payload.empty()) {
    const size_t colon = payload.find(':');
    size_t size = 0;
    if (colon == absl::string_view::npos || !absl::SimpleAtoi(payload.substr(0, colon), &size) ||
        size > payload.size() - colon - 1) {
      return invalid;
    }
    position.emplace_back(payload.substr(colon + 1, size));
    payload.remove_prefix(colon + 1 + size);
  }
  return position;
}

}  // namespace parallax::corpus
