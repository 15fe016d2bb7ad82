#include "server/corpus/readers/html/dom.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"

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

// Pages that people read nest a few dozen levels.
constexpr int kMaxDepth = 1024;
constexpr size_t kPieceBytes = size_t{64} << 10;

// Elements that have no end tag, or close themselves where the next begins.
bool Nests(absl::string_view name) {
  static constexpr absl::string_view kFlat[] = {
      "p",   "li",  "td",   "th",   "tr",    "dt",     "dd",    "option", "br",    "hr",
      "img", "meta", "link", "input", "area", "base",   "col",   "embed",  "param", "source",
      "wbr", "track", "tbody", "thead", "tfoot", "colgroup", "body", "html", "head"};
  return std::find(std::begin(kFlat), std::end(kFlat), name) == std::end(kFlat);
}

// Where the content of `name` ends, if it is text that may look like tags: a script's "i<n".
size_t SkipRawText(absl::string_view html, absl::string_view name, size_t at) {
  for (const absl::string_view raw : {"script", "style", "textarea", "title", "xmp", "iframe"}) {
    if (name != raw) continue;
    const std::string end = absl::StrCat("</", raw);
    for (at = html.find("</", at); at != absl::string_view::npos; at = html.find("</", at + 1)) {
      if (absl::StartsWithIgnoreCase(html.substr(at), end)) return at;
    }
    return html.size();
  }
  return at;
}

// How deep elements nest, by their tags alone: end tags count only for elements that are open.
int DepthOf(absl::string_view html) {
  absl::flat_hash_map<std::string, int> open;
  int depth = 0, deepest = 0;
  for (size_t at = html.find('<'); at != absl::string_view::npos; at = html.find('<', at + 1)) {
    if (absl::StartsWith(html.substr(at), "<!--")) {
      at = std::min(html.find("-->", at), html.size() - 1);
      continue;
    }
    const bool ends = at + 1 < html.size() && html[at + 1] == '/';
    size_t end = at + (ends ? 2 : 1);
    const size_t begin = end;
    while (end < html.size() && absl::ascii_isalnum(static_cast<unsigned char>(html[end]))) ++end;
    if (end == begin || end - begin > 32) continue;
    const std::string name = absl::AsciiStrToLower(html.substr(begin, end - begin));
    if (!Nests(name)) continue;
    int& count = open[name];
    if (!ends) {
      ++count;
      deepest = std::max(deepest, ++depth);
      const size_t skipped = SkipRawText(html, name, end);
      if (skipped > end) at = skipped - 1;
    } else if (count > 0) {
      --count;
      --depth;
    }
  }
  return deepest;
}

}  // namespace

void* Tree::Allocate(void* tree, size_t size) {
  Tree* self = static_cast<Tree*>(tree);
  constexpr size_t kAlign = alignof(std::max_align_t);
  size = (size + kAlign - 1) / kAlign * kAlign;
  if (self->memory_.empty() || self->used_ + size > self->size_) {
    self->size_ = std::max(size, kPieceBytes);
    self->memory_.emplace_back(new char[self->size_]);
    self->used_ = 0;
  }
  char* memory = self->memory_.back().get() + self->used_;
  self->used_ += size;
  return memory;
}

absl::StatusOr<std::unique_ptr<Tree>> Parse(absl::string_view html) {
  if (DepthOf(html) > kMaxDepth) {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "the page nests elements more than ", kMaxDepth,
                          " deep; send the article's text instead")),
                      "HTML_TOO_DEEP");
  }
  auto tree = std::make_unique<Tree>();
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Tree::Allocate;
  options.deallocator = [](void*, void*) {};
  options.userdata = tree.get();
  tree->output_ = gumbo_parse_with_options(&options, html.data(), html.size());
  return tree;
}

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
