// Readers: from the bytes of a file, as somebody sent it, to documents.
#ifndef PARALLAX_SERVER_CORPUS_READERS_READER_H_
#define PARALLAX_SERVER_CORPUS_READERS_READER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/analyzer/document.h"
#include "server/text/charset.h"
#include "server/text/offsets.h"

namespace parallax::corpus {

// What the sender says of a file. Everything may be empty. What the file itself says wins, but for
// media_type and charset.
struct ReadHints {
  std::string file_name;
  std::string media_type;   // as in HTTP, parameters allowed; empty: by content and file name
  std::string charset;      // empty: BOM, declaration in the file, UTF-8
  std::string language;     // BCP-47
  std::string source_name;  // the outlet, of every document in the file
  std::string feed;
  std::string url;          // used only if the file holds one document
  std::string published;    // any form that ParseStatedTime() knows
};

// One document of a file, or why it could not be read.
struct ReadItem {
  // Where it was, in the file after conversion to UTF-8 (for a UTF-8 file: in the file).
  text::Span origin;
  absl::Status status;  // not OK: only `origin` means anything
  DocumentContent content;
  std::string external_id;
  int64_t source_version = 0;  // the sender's own, rising; 0: none
  std::map<std::string, std::string> labels;
  std::vector<std::string> warnings;  // what was left unknown, and why
};

// Reads one format. Constant and thread-safe.
class Reader {
 public:
  virtual ~Reader() = default;

  // The media types it is the reader of, without parameters, the first being its own name.
  virtual std::vector<absl::string_view> media_types() const = 0;

  // Whether it is given files that are not well-formed UTF-8, to fail only the items that are not.
  virtual bool takes_ill_formed() const { return false; }

  // How sure it is that `text` (UTF-8) is of its format: 0 no, 100 certain.
  virtual int Recognize(absl::string_view text, const ReadHints& hints) const = 0;

  // The documents of `text`, in order. INVALID_ARGUMENT, NO_CONTENT: there is none.
  virtual absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                                     const ReadHints& hints) const = 0;
};

struct ReadLimits {
  size_t max_file_bytes = size_t{64} << 20;  // INVALID_ARGUMENT, FILE_TOO_LARGE
  // As much as the text pass takes by default. The item: INVALID_ARGUMENT, DOCUMENT_TOO_LARGE.
  size_t max_document_bytes = size_t{1} << 20;
};

// The readers that are there. Constant and thread-safe.
class ReaderRegistry {
 public:
  explicit ReaderRegistry(std::vector<std::unique_ptr<Reader>> readers, ReadLimits limits = {});

  // Plain text, HTML, JSON Lines, research digest, CSV, RSS and Atom, WARC.
  static ReaderRegistry Bundled(ReadLimits limits = {});

  // Unpacks `raw` if it is gzip, converts it to UTF-8, picks the reader, reads, and checks every item: text that is empty or
  // too large makes it a failed item. INVALID_ARGUMENT with reason MEDIA_TYPE_UNKNOWN (the message
  // lists those known), CHARSET_UNKNOWN, CHARSET_MISMATCH, INVALID_UTF8 (both with the byte offset),
  // FILE_TOO_LARGE (also of what a gzip file unpacks to), GZIP_INVALID, EMPTY_TEXT or NO_CONTENT.
  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view raw, const ReadHints& hints) const;

  const ReadLimits& limits() const { return limits_; }

 private:
  absl::StatusOr<const Reader*> Pick(absl::string_view text, bool ill_formed,
                                     const ReadHints& hints) const;
  absl::StatusOr<std::vector<ReadItem>> ReadText(const text::DecodedText& decoded,
                                                 const Reader& reader,
                                                 const ReadHints& hints) const;

  std::vector<std::unique_ptr<Reader>> readers_;
  ReadLimits limits_;
};

std::unique_ptr<Reader> NewPlainTextReader();
std::unique_ptr<Reader> NewHtmlReader();
std::unique_ptr<Reader> NewJsonLinesReader();
std::unique_ptr<Reader> NewDigestReader();
std::unique_ptr<Reader> NewCsvReader();
std::unique_ptr<Reader> NewFeedReader();  // RSS 0.9 to 2.0, Atom
// Of an archive's records it reads pages and texts that were answered with 200, with the HTML and plain
// text readers.
std::unique_ptr<Reader> NewWarcReader(ReadLimits limits);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_READER_H_
