// The inside of a digest article: lead, group headings, key points.
#ifndef PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_BODY_H_
#define PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_BODY_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "server/analyzer/document.h"
#include "server/corpus/readers/digest/digest_lines.h"

namespace parallax::corpus {

// Blocks of the body made of `lines` (in order), with spans of `text`. Labels ("Core Viewpoint",
// "Group 2:"), bullets and the " - " between points lie outside the blocks; references lie inside.
std::vector<Block> CarveDigestBody(absl::string_view text, const std::vector<DigestLine>& lines);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_BODY_H_
