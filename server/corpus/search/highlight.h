// Where a query matches in a document, and which pieces of the text show it best.
#ifndef PARALLAX_SERVER_CORPUS_SEARCH_HIGHLIGHT_H_
#define PARALLAX_SERVER_CORPUS_SEARCH_HIGHLIGHT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/corpus/search/query.h"
#include "server/corpus/search_index.h"

namespace parallax::corpus {

// What of a document is searched as its body: blocks but for bylines, and for a title block that
// repeats the title. Texts of the blocks with kBlockSeparator between them.
std::vector<text::Span> SearchedBlocks(const DocumentContent& content);
std::string SearchedBody(const DocumentContent& content);

// Spans of `text` that terms of `query` on `field` or on any text match; in order, those that
// overlap or touch made one.
std::vector<text::Span> HighlightText(absl::string_view text, const Query& query, QueryField field);

// At most `count` pieces of about `bytes` bytes of the body: those with the most different terms
// first, then with the most matches, then in text order. At most one per block.
std::vector<Snippet> MakeSnippets(const DocumentContent& content, const Query& query, uint32_t bytes,
                                  int count);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SEARCH_HIGHLIGHT_H_
