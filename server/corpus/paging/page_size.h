// How long a page is.
#ifndef PARALLAX_SERVER_CORPUS_PAGING_PAGE_SIZE_H_
#define PARALLAX_SERVER_CORPUS_PAGING_PAGE_SIZE_H_

#include <algorithm>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/base/error_reason.h"

namespace parallax::corpus {

struct PageSizes {
  int by_default = 0;
  int at_most = 0;
};

// The size to use for `asked`; 0 asks for the default. INVALID_ARGUMENT, PAGE_SIZE_INVALID: negative.
inline absl::StatusOr<int> CheckedPageSize(int asked, PageSizes sizes) {
  if (asked < 0) {
    return WithReason(absl::InvalidArgumentError("page_size is negative; leave it out for the default"),
                      "PAGE_SIZE_INVALID");
  }
  return asked == 0 ? sizes.by_default : std::min(asked, sizes.at_most);
}

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_PAGING_PAGE_SIZE_H_
