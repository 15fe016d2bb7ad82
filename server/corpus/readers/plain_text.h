// The structure of plain text: title, source line, headings, list items, paragraphs.
#ifndef PARALLAX_SERVER_CORPUS_READERS_PLAIN_TEXT_H_
#define PARALLAX_SERVER_CORPUS_READERS_PLAIN_TEXT_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "server/analyzer/document.h"

namespace parallax::corpus {

// Blocks of text[span] as a body: paragraphs (parted by empty lines, or one per line where lines end
// like sentences), headings ("# ...", or a short line of its own), list items.
std::vector<Block> PlainTextBlocks(absl::string_view text, text::Span span);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_PLAIN_TEXT_H_
