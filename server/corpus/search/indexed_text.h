// What of a document is searched.
#ifndef PARALLAX_SERVER_CORPUS_SEARCH_INDEXED_TEXT_H_
#define PARALLAX_SERVER_CORPUS_SEARCH_INDEXED_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "server/analyzer/document.h"

namespace parallax::corpus {

// All folded (server/text/fold.h), with kBlockSeparator between parts.
struct IndexedText {
  std::string title;
  std::string body;    // blocks (search/highlight.h)
  std::string source;  // name and id of the outlet
  std::string language;
};

// `source` is the outlet's id. Thread-safe.
IndexedText IndexedTextOf(const DocumentContent& content, absl::string_view source);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SEARCH_INDEXED_TEXT_H_
