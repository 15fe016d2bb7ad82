// Page tokens: where a list goes on, sealed so that only this store's own tokens are accepted, and
// only for the request they belong to.
#ifndef PARALLAX_SERVER_CORPUS_PAGING_PAGE_TOKEN_H_
#define PARALLAX_SERVER_CORPUS_PAGING_PAGE_TOKEN_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::corpus {

// Thread-safe: constant.
class PageTokens {
 public:
  // `key` is the store's secret.
  explicit PageTokens(std::string key) : key_(std::move(key)) {}

  // `request` is all that must be the same in the next request (method, parent, filter, order);
  // `position` are the sort keys of the last item given out.
  std::string Seal(absl::string_view request, const std::vector<std::string>& position) const;

  // The position; empty if `token` is empty. INVALID_ARGUMENT, PAGE_TOKEN_INVALID: not made by
  // Seal() with this key and request.
  absl::StatusOr<std::vector<std::string>> Open(absl::string_view request,
                                                absl::string_view token) const;

 private:
  std::string SealOf(absl::string_view request, absl::string_view payload) const;

  std::string key_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_PAGING_PAGE_TOKEN_H_
