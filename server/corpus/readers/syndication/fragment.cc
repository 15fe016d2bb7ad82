#include "server/corpus/readers/syndication/fragment.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/html/dom.h"

namespace parallax::corpus {

absl::StatusOr<std::vector<PageBlock>> ReadFragment(absl::string_view html) {
  const std::string page = absl::StrCat("<html><body><article>", html, "</article></body></html>");
  ASSIGN_OR_RETURN(const std::unique_ptr<dom::Tree> tree, dom::Parse(page));
  std::vector<PageBlock> blocks = ReadMainContent(tree->document());
  if (blocks.empty()) {
    PageBlock all;
    all.text = dom::TextOf(tree->document());
    if (!all.text.empty()) blocks.push_back(std::move(all));
  }
  return blocks;
}

}  // namespace parallax::corpus
