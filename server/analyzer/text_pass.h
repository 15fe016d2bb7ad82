// The text pass: from a document as a reader delivers it to one that analyzers can be lent.
#ifndef PARALLAX_SERVER_ANALYZER_TEXT_PASS_H_
#define PARALLAX_SERVER_ANALYZER_TEXT_PASS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/analyzer/document.h"
#include "server/text/segmenter.h"

namespace parallax {

struct TextPassOptions {
  uint32_t max_bytes = 1 << 20;  // of the text; spans need it below 2^31
  // Find sentences, words and references. Segmentation is most of the cost of the pass; without it
  // these lists stay empty, for analyzers that read the text alone.
  bool segment = true;
  // With `segment`: how Chinese is cut into tokens. By character is for who needs sentences and
  // references alone, which are the same, at half the cost.
  text::IdeographicWords words = text::IdeographicWords::kByDictionary;
};

// Checks `content` and fills in what analyzers need: blocks (where none are given, one per line
// that is not blank, the first a title if it equals content.title), language of each block and of
// the document (where not declared), references, sentences, tokens, source id, revision digest,
// offsets. Each of these is done once, here. Thread-safe.
//
// INVALID_ARGUMENT, with the reason (error_reason.h):
//   EMPTY_TEXT            no text, or nothing but white space
//   TEXT_TOO_LARGE        more than options.max_bytes; metadata "max_bytes", "bytes"
//   INVALID_UTF8          in the text or another field; metadata "field", "byte_offset"
//   SPAN_NOT_ON_BOUNDARY  a block cuts a code point; metadata "block" (index)
//   BLOCKS_INVALID        a block is empty, past the end, out of order or overlaps; same metadata
// INTERNAL: ICU's data cannot be loaded.
absl::StatusOr<std::shared_ptr<const Document>> BuildDocument(std::string name,
                                                              DocumentContent content,
                                                              const TextPassOptions& options = {});

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_TEXT_PASS_H_
