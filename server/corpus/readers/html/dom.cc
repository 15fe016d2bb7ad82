#include "server/corpus/readers/html/dom.h"

#include <vector>

#include "absl/strings/match.h"

namespace parallax::corpus::dom {
namespace {

const GumboVector* ChildrenOf(const GumboNode* node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  return IsElement(node) ? &node->v.element.children : nullptr;
}

// Length of the white space character `text` begins with, by HTML's rules and no-break spaces.
size_t SpaceLength(absl::string_view text) {
  const char c = text[0];
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') return 1;
  for (const absl::string_view wide : {"\u00A0", "\u3000", "\u200B", "\uFEFF"}) {
    if (absl::StartsWith(text, wide)) return wide.size();
  }
  return 0;
}

}  // namespace

GumboTag TagOf(const GumboNode* node) {
  return IsElement(node) ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
}

absl::string_view Attribute(const GumboNode* node, const char* name) {
  if (!IsElement(node)) return "";
  const GumboAttribute* attribute = gumbo_get_attribute(&node->v.element.attributes, name);
  return attribute == nullptr ? absl::string_view() : attribute->value;
}

void ForEachChild(const GumboNode* node, const std::function<void(const GumboNode*)>& visit) {
  const GumboVector* children = ChildrenOf(node);
  if (children == nullptr) return;
  for (unsigned i = 0; i < children->length; ++i) visit(static_cast<GumboNode*>(children->data[i]));
}

void Walk(const GumboNode* node, const std::function<bool(const GumboNode*)>& visit) {
  std::vector<const GumboNode*> open = {node};
  while (!open.empty()) {
    const GumboNode* next = open.back();
    open.pop_back();
    if (!visit(next)) continue;
    const GumboVector* children = ChildrenOf(next);
    if (children == nullptr) continue;
    for (unsigned i = children->length; i > 0; --i) {
      open.push_back(static_cast<GumboNode*>(children->data[i - 1]));
    }
  }
}

void AppendCollapsed(absl::string_view text, std::string* out) {
  while (!text.empty()) {
    if (const size_t space = SpaceLength(text); space > 0) {
      if (!out->empty() && out->back() != ' ') out->push_back(' ');
      text.remove_prefix(space);
    } else {
      out->push_back(text[0]);
      text.remove_prefix(1);
    }
  }
}

std::string TextOf(const GumboNode* node) {
  std::string out;
  Walk(node, [&](const GumboNode* child) {
    if (IsText(child)) AppendCollapsed(child->v.text.text, &out);
    const GumboTag tag = TagOf(child);
    if (tag == GUMBO_TAG_BR) AppendCollapsed(" ", &out);
    return tag != GUMBO_TAG_SCRIPT && tag != GUMBO_TAG_STYLE && tag != GUMBO_TAG_TEMPLATE;
  });
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace parallax::corpus::dom
