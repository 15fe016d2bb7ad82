// Reading a parsed page: a thin view of Gumbo's tree. Gumbo stops in this folder.
#ifndef PARALLAX_SERVER_CORPUS_READERS_HTML_DOM_H_
#define PARALLAX_SERVER_CORPUS_READERS_HTML_DOM_H_

#include <functional>
#include <memory>
#include <string>

#include <gumbo.h>

#include "absl/strings/string_view.h"

namespace parallax::corpus::dom {

struct TreeDeleter {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Tree = std::unique_ptr<GumboOutput, TreeDeleter>;

// `html` must outlive the tree.
inline Tree Parse(absl::string_view html) {
  return Tree(gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
}

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
