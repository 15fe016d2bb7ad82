// The article of a page, without what is around it.
#ifndef PARALLAX_SERVER_CORPUS_READERS_HTML_MAIN_CONTENT_H_
#define PARALLAX_SERVER_CORPUS_READERS_HTML_MAIN_CONTENT_H_

#include <string>
#include <vector>

#include "server/analyzer/document.h"
#include "server/corpus/readers/html/dom.h"

namespace parallax::corpus {

struct PageBlock {
  std::string text;  // one line, white space collapsed; never empty
  BlockKind kind = BlockKind::kParagraph;
};

// The paragraphs, headings and list items of the main article in page order. Left out: navigation,
// headers, footers, asides, forms, scripts, hidden parts, what its class or id calls comments,
// sharing, related links, advertising and the like, and blocks that are mostly links. The article is
// the element with the most paragraph text for its links (after the scoring of Arc90's
// Readability: a paragraph counts for its parent, and by half for the parent's parent).
std::vector<PageBlock> ReadMainContent(const GumboNode* document);

// Short lines of text anywhere on the page but in links, in page order: where a page without
// metadata says who published it and when.
std::vector<std::string> ReadShortLines(const GumboNode* document);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_HTML_MAIN_CONTENT_H_
