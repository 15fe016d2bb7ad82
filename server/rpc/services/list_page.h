// Pages over a list that is in memory whole.
#ifndef PARALLAX_SERVER_RPC_SERVICES_LIST_PAGE_H_
#define PARALLAX_SERVER_RPC_SERVICES_LIST_PAGE_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"
#include "server/corpus/paging/page_size.h"
#include "server/rpc/services/invalid_argument.h"

namespace parallax::rpc {

// The entries [begin, end) of the list.
struct ListPage {
  size_t begin = 0;
  size_t end = 0;
  std::string next_page_token;  // empty: the last page
};

// `names`: of all entries, in their order. The token is the name to start after: a keyset, so that what
// comes and goes between pages shifts none. INVALID_ARGUMENT: PAGE_SIZE_INVALID; PAGE_TOKEN_INVALID: not
// a token of `method`, or its entry has gone.
inline absl::StatusOr<ListPage> PageOf(const std::vector<std::string>& names, int page_size,
                                       absl::string_view page_token, absl::string_view method) {
  constexpr absl::string_view kAfter = "after:";
  ASSIGN_OR_RETURN(const int size, corpus::CheckedPageSize(page_size, {50, 1000}));
  ListPage page;
  if (!page_token.empty()) {
    const auto last = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
      return absl::StrCat(kAfter, name) == page_token;
    });
    if (last == names.end()) {
      return InvalidArgument(absl::StrCat("page_token: not one that ", method, " gave, or where it stood is "
                                          "gone; start without a token"),
                             "PAGE_TOKEN_INVALID");
    }
    page.begin = static_cast<size_t>(last - names.begin()) + 1;
  }
  page.end = std::min(names.size(), page.begin + static_cast<size_t>(size));
  if (page.end < names.size()) page.next_page_token = absl::StrCat(kAfter, names[page.end - 1]);
  return page;
}

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_LIST_PAGE_H_
