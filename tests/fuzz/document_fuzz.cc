// The text pass on any bytes: an error with a reason, or a document that keeps every promise.
#include <algorithm>
#include <string>

#include "server/analyzer/text_pass.h"
#include "server/base/error_reason.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using parallax::Span;
using parallax::text::TrimBlank;

void CheckTiling(const parallax::Document& document) {
  const absl::string_view text = document.text();
  uint32_t next_token = 0;
  uint32_t end = 0;
  for (uint32_t i = 0; i < document.sentences.size(); ++i) {
    const parallax::Sentence& sentence = document.sentences[i];
    const Span block = document.content.blocks[sentence.block].span;
    FUZZ_CHECK(block.Contains(sentence.span));
    FUZZ_CHECK(sentence.span.begin >= end);
    FUZZ_CHECK(TrimBlank(text, {std::max(end, block.begin), sentence.span.begin}).empty());
    FUZZ_CHECK(sentence.first_token == next_token);
    FUZZ_CHECK(sentence.end_token > sentence.first_token);
    next_token = sentence.end_token;
    end = sentence.span.begin;
    for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
      const parallax::Token& token = document.tokens[t];
      FUZZ_CHECK(token.sentence == i);
      FUZZ_CHECK(parallax::text::CheckSpan(text, token.span).ok());
      FUZZ_CHECK(token.span.begin >= end);
      FUZZ_CHECK(TrimBlank(text, {end, token.span.begin}).empty());
      end = token.span.end;
    }
    FUZZ_CHECK(end == sentence.span.end);
  }
  FUZZ_CHECK(next_token == document.tokens.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  parallax::DocumentContent content;
  content.text.assign(reinterpret_cast<const char*>(data), size);
  content.title = content.text.substr(0, content.text.find('\n'));
  content.source_name = content.title.substr(0, 40);
  const auto document = parallax::BuildDocument("d", std::move(content), {.max_bytes = 1 << 16});
  if (document.ok()) {
    CheckTiling(**document);
  } else {
    FUZZ_CHECK(document.status().code() == absl::StatusCode::kInvalidArgument);
    FUZZ_CHECK(!parallax::ReasonOf(document.status()).empty());
  }
  return 0;
}
