#include "server/corpus/search/indexed_text.h"

#include "absl/strings/str_cat.h"
#include "server/corpus/search/highlight.h"
#include "server/corpus/search/tokenizer.h"
#include "server/text/fold.h"

namespace parallax::corpus {

IndexedText IndexedTextOf(const DocumentContent& content, absl::string_view source) {
  return {text::Fold(content.title), text::Fold(SearchedBody(content)),
          text::Fold(absl::StrCat(content.source_name, kBlockSeparator, source)),
          text::Fold(content.language)};
}

}  // namespace parallax::corpus
