// Which lines of a digest file make up which article.
#ifndef PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_LAYOUT_H_
#define PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_LAYOUT_H_

#include <optional>
#include <vector>

#include "server/corpus/readers/digest/digest_lines.h"

namespace parallax::corpus {

// Indices into the classified lines.
struct DigestArticle {
  std::optional<size_t> title;  // a kTitle or kPageTitle line
  std::optional<size_t> source;
  std::vector<size_t> body;     // in order, never empty
};

// Titles and source lines may stand above or below their body, and one of them may be missing.
// Every line between two bodies is given to one side so that as many articles as possible have one
// title and one source line; among equals, to the nearer body, then to the one below. What is left
// over is furniture.
std::vector<DigestArticle> ArrangeDigest(const std::vector<DigestLine>& lines);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_LAYOUT_H_
