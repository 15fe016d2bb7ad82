// Folding and its way back, and ids of names, on any valid text.
#include <string>

#include "absl/strings/string_view.h"
#include "server/text/fold.h"
#include "server/text/slug.h"
#include "server/text/utf8.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace parallax::text;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  if (!CheckUtf8(text).ok()) return 0;
  const FoldedText folded(text);
  const absl::string_view result = folded.text();
  FUZZ_CHECK(CheckUtf8(result).ok());
  FUZZ_CHECK(Fold(text) == result);
  FUZZ_CHECK(Fold(result) == result);
  uint32_t end = 0;
  for (size_t at = 0; at < result.size();) {
    const auto begin = static_cast<uint32_t>(at);
    NextCodePoint(result, &at);
    const Span original = folded.Original({begin, static_cast<uint32_t>(at)});
    FUZZ_CHECK(CheckSpan(text, original).ok());
    FUZZ_CHECK(original.end >= end);
    end = original.end;
  }
  const std::string slug = SourceSlug(CutAtBoundary(text, 200));
  FUZZ_CHECK(slug.size() <= 63);
  for (const char c : slug) {
    FUZZ_CHECK((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }
  return 0;
}
