// Reading a parsed page: a thin view of Gumbo's tree. Gumbo stops in this folder.
#ifndef PARALLAX_SERVER_CORPUS_READERS_HTML_DOM_H_
#define PARALLAX_SERVER_CORPUS_READERS_HTML_DOM_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gumbo.h>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::corpus::dom {

// A parsed page. Its memory goes as a whole: Gumbo frees a tree by recursion, which a deep page would
// use to overflow the stack.
class Tree {
 public:
  const GumboNode* document() const { return output_->document; }

 private:
  friend absl::StatusOr<std::unique_ptr<Tree>> Parse(absl::string_view html);
  static void* Allocate(void* tree, size_t size);

  std::vector<std::unique_ptr<char[]>> memory_;
  size_t used_ = 0;  // of the last piece
  size_t size_ = 0;  // of the last piece
  GumboOutput* output_ = nullptr;
};

// `html` must outlive the tree. INVALID_ARGUMENT, HTML_TOO_DEEP: elements nested so deep that parsing
// would take time in the square of it; no page that people read is.
absl::StatusOr<std::unique_ptr<Tree>> Parse(absl::string_view html);

inline bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}
inline bool IsText(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

// GUMBO_TAG_UNKNOWN unless an element.
GumboTag TagOf(const GumboNode* node);

// Empty if it has none. Valid while the tree is.
absl::string_view Attribute(const GumboNode* node, const char* name);

// Calls `visit` for each child in order.
void ForEachChild(const GumboNode* node, const std::function<void(const GumboNode*)>& visit);

// Calls `visit` for `node` and all below it in document order; below a node for which it returns
// false it does not go. Deep trees are fine: it does not recurse.
void Walk(const GumboNode* node, const std::function<bool(const GumboNode*)>& visit);

// All text below `node`, white space collapsed to single spaces, without scripts and styles.
std::string TextOf(const GumboNode* node);

// Appends `text` to `out` with white space collapsed; a space is kept between two appends only if
// one of them has it.
void AppendCollapsed(absl::string_view text, std::string* out);

}  // namespace parallax::corpus::dom

#endif  // PARALLAX_SERVER_CORPUS_READERS_HTML_DOM_H_
