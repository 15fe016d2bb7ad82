#include "server/corpus/readers/html/main_content.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "absl/strings/match.h"
#include "server/corpus/readers/html/boilerplate.h"
#include "server/corpus/readers/lines.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

// Text in code points, with Chinese characters counting for the two or three letters they replace.
size_t Weight(absl::string_view text) {
  size_t weight = text::CountCodePoints(text);
  for (const char c : text) weight += static_cast<unsigned char>(c) >= 0xE3;
  return weight;
}

// Paragraphs shorter than this say nothing about where the article is.
constexpr size_t kMinParagraph = 25;
// A block of which more than this part is link text is a list of links, unless it is long.
constexpr double kMaxLinkDensity = 0.5;
constexpr size_t kLongBlock = 200;

bool IsBlock(const GumboNode* node) {
  switch (dom::TagOf(node)) {
    case GUMBO_TAG_P: case GUMBO_TAG_DIV: case GUMBO_TAG_SECTION: case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN: case GUMBO_TAG_BODY: case GUMBO_TAG_H1: case GUMBO_TAG_H2:
    case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6:
    case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_LI: case GUMBO_TAG_DL:
    case GUMBO_TAG_DT: case GUMBO_TAG_DD: case GUMBO_TAG_BLOCKQUOTE: case GUMBO_TAG_PRE:
    case GUMBO_TAG_TABLE: case GUMBO_TAG_TBODY: case GUMBO_TAG_THEAD: case GUMBO_TAG_TR:
    case GUMBO_TAG_TD: case GUMBO_TAG_TH: case GUMBO_TAG_HEADER: case GUMBO_TAG_HR:
    case GUMBO_TAG_FIGURE: case GUMBO_TAG_ADDRESS: case GUMBO_TAG_HTML: case GUMBO_TAG_CENTER:
      return true;
    default:
      return node->type == GUMBO_NODE_DOCUMENT;
  }
}

BlockKind KindOf(GumboTag tag, BlockKind around) {
  switch (tag) {
    case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4:
    case GUMBO_TAG_H5: case GUMBO_TAG_H6:
      return BlockKind::kHeading;
    case GUMBO_TAG_LI: case GUMBO_TAG_DD: return BlockKind::kKeyPoint;
    default: return around;
  }
}

// Text right in `node` or in inline elements of it.
std::string OwnText(const GumboNode* node) {
  std::string text;
  dom::Walk(node, [&](const GumboNode* child) {
    if (dom::IsText(child)) dom::AppendCollapsed(child->v.text.text, &text);
    return child == node || !(dom::IsElement(child) && (IsBlock(child) || IsBoilerplate(child)));
  });
  return text;
}

// Of OwnText(), the part in links.
size_t OwnLinkWeight(const GumboNode* node) {
  size_t weight = 0;
  dom::Walk(node, [&](const GumboNode* child) {
    if (dom::TagOf(child) == GUMBO_TAG_A) {
      weight += Weight(OwnText(child));
      return false;
    }
    return child == node || !(dom::IsElement(child) && (IsBlock(child) || IsBoilerplate(child)));
  });
  return weight;
}

const GumboNode* FindMarkedBody(const GumboNode* document) {
  const GumboNode* marked = nullptr;
  size_t most = 0;
  dom::Walk(document, [&](const GumboNode* node) {
    if (IsBoilerplate(node)) return false;
    if (!absl::EqualsIgnoreCase(dom::Attribute(node, "itemprop"), "articleBody")) return true;
    const size_t weight = Weight(dom::TextOf(node));
    if (weight > most) {
      marked = node;
      most = weight;
    }
    return false;
  });
  return most >= 4 * kMinParagraph ? marked : nullptr;
}

const GumboNode* FindArticle(const GumboNode* document) {
  if (const GumboNode* marked = FindMarkedBody(document)) return marked;
  std::unordered_map<const GumboNode*, double> scores;
  std::vector<const GumboNode*> order;  // ties go to the first
  const auto add = [&](const GumboNode* node, double score) {
    if (node == nullptr || node->type == GUMBO_NODE_DOCUMENT) return;
    if (scores.emplace(node, 0).second) order.push_back(node);
    scores[node] += score;
  };
  dom::Walk(document, [&](const GumboNode* node) {
    if (IsBoilerplate(node)) return false;
    if (!IsBlock(node) || node->type == GUMBO_NODE_DOCUMENT) return true;
    const double weight = static_cast<double>(Weight(OwnText(node)));
    if (weight < kMinParagraph) return true;
    const double links = static_cast<double>(OwnLinkWeight(node));
    const double score = weight * std::max(0.0, 1 - links / weight);
    const GumboTag tag = dom::TagOf(node);
    const bool leaf = tag == GUMBO_TAG_P || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LI ||
                      tag == GUMBO_TAG_BLOCKQUOTE;
    add(leaf ? node->parent : node, score);
    if (node->parent != nullptr) add(leaf ? node->parent->parent : node->parent, score / 2);
    return true;
  });
  const GumboNode* best = nullptr;
  for (const GumboNode* node : order) {
    if (best == nullptr || scores[node] > scores[best]) best = node;
  }
  // An article in sections: its parts have the paragraphs, the element around them the article.
  for (const GumboNode* up = best; up != nullptr; up = up->parent) {
    const GumboTag tag = dom::TagOf(up);
    const bool names_article = tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN;
    if (names_article) return up;
  }
  return best;
}

// Reads blocks below the article in order.
class BlockReader {
 public:
  std::vector<PageBlock> Read(const GumboNode* root) {
    ReadNode(root, BlockKind::kParagraph, 0);
    Flush();
    return std::move(blocks_);
  }

 private:
  // Parsing bounds the depth; this holds should it be wrong by some.
  static constexpr int kMaxDepth = 2000;

  void ReadNode(const GumboNode* node, BlockKind kind, int depth) {
    if (dom::IsText(node)) {
      dom::AppendCollapsed(node->v.text.text, &text_);
      kind_ = kind;
      return;
    }
    if (IsBoilerplate(node) || depth > kMaxDepth) return;
    const GumboTag tag = dom::TagOf(node);
    if (tag == GUMBO_TAG_BR) return LineBreak();
    breaks_ = 0;
    const bool block = IsBlock(node);
    if (block) Flush();
    const BlockKind own = block ? KindOf(tag, kind) : kind;
    const size_t begin = text_.size();
    dom::ForEachChild(node, [&](const GumboNode* child) { ReadNode(child, own, depth + 1); });
    if (tag == GUMBO_TAG_A && text_.size() > begin) link_weight_ += Weight(text_.substr(begin));
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) dom::AppendCollapsed(" ", &text_);
    if (block) Flush();
  }

  // Two in a row part paragraphs on pages without p elements.
  void LineBreak() {
    dom::AppendCollapsed(" ", &text_);
    if (++breaks_ >= 2) Flush();
  }

  void Flush() {
    breaks_ = 0;
    const absl::string_view text = Trimmed(text_);
    const size_t weight = Weight(text);
    const bool links = link_weight_ > kMaxLinkDensity * weight && weight < kLongBlock;
    if (!text.empty() && !links) blocks_.push_back({std::string(text), kind_});
    text_.clear();
    link_weight_ = 0;
  }

  std::vector<PageBlock> blocks_;
  std::string text_;
  BlockKind kind_ = BlockKind::kParagraph;
  size_t link_weight_ = 0;
  int breaks_ = 0;
};

// A line about the article has fewer code points than this.
constexpr size_t kShortLine = 120;

}  // namespace

std::vector<std::string> ReadShortLines(const GumboNode* document) {
  std::vector<std::string> lines;
  dom::Walk(document, [&](const GumboNode* node) {
    const GumboTag tag = dom::TagOf(node);
    if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_A) return false;
    if (!dom::IsElement(node)) return node->type == GUMBO_NODE_DOCUMENT;
    if (!IsBlock(node) && (node->parent == nullptr || !IsBlock(node->parent))) return true;
    const std::string own = OwnText(node);
    const absl::string_view text = Trimmed(own);
    if (!text.empty() && text::CountCodePoints(text) <= kShortLine) lines.emplace_back(text);
    return true;
  });
  return lines;
}

std::vector<PageBlock> ReadMainContent(const GumboNode* document) {
  const GumboNode* article = FindArticle(document);
  if (article == nullptr) article = document;
  return BlockReader().Read(article);
}

}  // namespace parallax::corpus
