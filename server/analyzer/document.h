// The document as every part of the server sees it: text, structure, segmentation.
#ifndef PARALLAX_SERVER_ANALYZER_DOCUMENT_H_
#define PARALLAX_SERVER_ANALYZER_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/text/offsets.h"

namespace parallax {

using text::Span;

// Values equal PLX_BLOCK_* and parallax.types.v1.Block.Kind.
enum class BlockKind : uint32_t {
  kParagraph = 1,
  kTitle = 2,
  kLead = 3,
  kHeading = 4,
  kKeyPoint = 5,
  kByline = 6,
};

struct Block {
  Span span;
  BlockKind kind = BlockKind::kParagraph;
  std::string language;  // BCP-47; filled by the text pass where empty
};

// "[5]": a pointer into the original's paragraphs, never a quantity.
struct Reference {
  Span span;
  uint32_t number = 0;
  uint32_t block = 0;
};

struct Sentence {
  Span span;
  uint32_t block = 0;
  uint32_t first_token = 0;
  uint32_t end_token = 0;
};

// Values equal PLX_TOKEN_*.
enum class TokenKind : uint32_t {
  kWord = 1,
  kNumber = 2,
  kIdeographic = 3,
  kPunctuation = 4,
  kReference = 5,
};

struct Token {
  Span span;
  TokenKind kind = TokenKind::kWord;
  uint32_t sentence = 0;
};

// Values equal PLX_PRECISION_*.
enum class TimePrecision : uint32_t {
  kUnknown = 0,
  kYear = 1,
  kMonth = 2,
  kDay = 3,
  kMinute = 4,
  kSecond = 5,
};

// A time as a document states it: local, cut to its precision, no zone invented.
struct StatedTime {
  std::string iso;  // "2026-01-15T11:48"; empty if unknown
  TimePrecision precision = TimePrecision::kUnknown;
};

// One article as a reader delivers it: text and where its parts are. Text outside every block is
// page furniture: kept, so that offsets are those of the original, but never analyzed.
struct DocumentContent {
  std::string title;        // as shown; usually also a kTitle block of the text
  std::string source_name;  // outlet as shown; empty if unknown
  std::string feed;         // who delivered it; never an outlet
  std::string url;
  StatedTime published;
  std::string language;     // declared by the sender; empty: detect
  std::string text;         // UTF-8, checked
  std::vector<Block> blocks;  // in text order, not overlapping; empty: one per line of text
};

// A document after the text pass. Constant once built; shared by all analyzers of a request.
struct Document {
  std::string name;      // "corpora/c/documents/d", or an inline id
  std::string revision;  // lower-case hex SHA-256 of the text
  std::string source;    // id of the outlet: a slug of source_name; empty if unknown
  DocumentContent content;
  text::OffsetMap offsets;
  std::vector<Reference> references;
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;

  absl::string_view text() const { return content.text; }
  absl::string_view language() const { return content.language; }
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ANALYZER_DOCUMENT_H_
