// When two documents are the same one, the same content, or copies.
#ifndef PARALLAX_SERVER_CORPUS_DOCUMENT_IDENTITY_H_
#define PARALLAX_SERVER_CORPUS_DOCUMENT_IDENTITY_H_

#include <string>

#include "absl/status/statusor.h"
#include "server/corpus/records.h"
#include "server/corpus/search/indexed_text.h"
#include "server/text/near_duplicate.h"

namespace parallax::corpus {

// A document that was checked, with all that follows from its content. The keys are digests of
// 24 digits in lower-case hex, 96 bits; empty ones match nothing.
struct PreparedDocument {
  NewDocument document;     // with blocks and languages as the text pass found them
  std::string source;       // slug
  std::string text_digest;
  std::string content_digest;  // of everything a revision holds but warnings
  std::string default_id;      // of (source, url or title, published, text)
  std::string external_key;    // of (source, external id)
  std::string url_key;         // of (source, url)
  std::string copy_key;        // of (source, title, text)
  IndexedText indexed;               // for the search
  text::TextSignature signature;     // for near-copies and excerpts
};

// INVALID_ARGUMENT: the text pass's reasons (server/analyzer/text_pass.h), NAME_INVALID for the
// document id, LABELS_INVALID. Thread-safe.
absl::StatusOr<PreparedDocument> PrepareDocument(const NewDocument& document);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_DOCUMENT_IDENTITY_H_
