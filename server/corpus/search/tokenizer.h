// Words as the search index sees them: folded words, and overlapping pairs of Chinese characters.
//
// A run of ideographs ABCD gives the tokens AB BC CD, so that a query of two characters or more is a
// phrase of pairs and finds every occurrence, whatever the word boundaries. In documents the last
// character of a run is a token too, beside the last pair, so that every character begins a token
// and a query of one character is a prefix query. Everything else between white space and
// punctuation is one token. Both are folded (server/text/fold.h).
#ifndef PARALLAX_SERVER_CORPUS_SEARCH_TOKENIZER_H_
#define PARALLAX_SERVER_CORPUS_SEARCH_TOKENIZER_H_

#include <cstdint>
#include <functional>

#include "absl/strings/string_view.h"
#include "server/text/fold.h"
#include "server/text/offsets.h"

namespace parallax::corpus {

// An index made by another version is rebuilt, never searched.
inline constexpr uint32_t kTokenizerVersion = 1000 * text::kFoldVersion + 1;

// Set between the blocks of a document. It gives a token of its own, so that no phrase matches
// across it.
inline constexpr absl::string_view kBlockSeparator = "\x1E";

enum class TokenizeMode { kDocument, kQuery };

struct SearchToken {
  absl::string_view text;  // folded; valid during the call only
  text::Span span;         // of the text given
  bool beside = false;     // at the position of the token before, not after it
};

// Calls `emit` for each token of `text` (valid UTF-8) in order, until it returns false. Words are
// cut at 128 bytes. Thread-safe.
void Tokenize(absl::string_view text, TokenizeMode mode,
              const std::function<bool(const SearchToken&)>& emit);

// The same for text that is folded already (text::Fold); spans are of that.
void TokenizeFolded(absl::string_view text, TokenizeMode mode,
                    const std::function<bool(const SearchToken&)>& emit);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SEARCH_TOKENIZER_H_
