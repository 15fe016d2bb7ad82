// Any bytes in: every reader answers with documents or with INVALID_ARGUMENT and a reason. Documents
// have UTF-8 text that is not blank, and blocks that are in order, apart, and on code points.
// Link with -fsanitize=fuzzer to search; reader_fuzz_test.cc runs the seeds and changes of them.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "server/base/error_reason.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/reader.h"
#include "server/text/offsets.h"
#include "server/text/utf8.h"

namespace {

using parallax::ReasonOf;
using parallax::corpus::ReaderRegistry;
using parallax::corpus::ReadHints;
using parallax::corpus::ReadItem;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "reader_fuzz: broken promise: %s\n", what);
  std::abort();
}

void CheckItem(const ReadItem& item) {
  if (!item.status.ok()) {
    Require(!ReasonOf(item.status).empty(), "a failed item has a reason");
    return;
  }
  const std::string& text = item.content.text;
  Require(parallax::text::CheckUtf8(text).ok(), "the text is UTF-8");
  Require(parallax::text::CheckUtf8(item.content.title).ok(), "the title is UTF-8");
  Require(parallax::text::CheckUtf8(item.content.source_name).ok(), "the outlet is UTF-8");
  Require(!parallax::corpus::Trimmed(text).empty(), "the text is not blank");
  uint32_t end = 0;
  for (const parallax::Block& block : item.content.blocks) {
    Require(parallax::text::CheckSpan(text, block.span).ok(), "a block is a span of the text");
    Require(block.span.begin >= end, "blocks are in order and apart");
    end = block.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const ReaderRegistry* const kRegistry =
      new ReaderRegistry(ReaderRegistry::Bundled({.max_file_bytes = 1 << 20, .max_document_bytes = 1 << 20}));
  const absl::string_view raw(reinterpret_cast<const char*>(data), size);
  for (const char* media_type : {"", "text/plain", "text/html", "application/jsonl",
                                 "text/vnd.parallax.research-digest", "text/csv",
                                 "application/rss+xml", "application/warc"}) {
    ReadHints hints;
    hints.media_type = media_type;
    const auto items = kRegistry->Read(raw, hints);
    if (!items.ok()) {
      Require(items.status().code() == absl::StatusCode::kInvalidArgument, "a bad file is INVALID_ARGUMENT");
      Require(!ReasonOf(items.status()).empty(), "a bad file has a reason");
      continue;
    }
    Require(!items->empty(), "a good file has a document");
    for (const ReadItem& item : *items) CheckItem(item);
  }
  return 0;
}
