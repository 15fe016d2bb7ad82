// Signs documents for the search for copies.
#ifndef PARALLAX_SERVER_ANALYZER_DOCUMENT_SIGNATURE_H_
#define PARALLAX_SERVER_ANALYZER_DOCUMENT_SIGNATURE_H_

#include "server/analyzer/document.h"
#include "server/text/near_duplicate.h"

namespace parallax {

// The signature of the sentences of `document` without what copies do not share: titles and bylines
// (unless there is nothing else), and references. Thread-safe.
text::TextSignature SignDocument(const Document& document);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_DOCUMENT_SIGNATURE_H_
