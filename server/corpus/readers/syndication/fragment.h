// A piece of HTML, as feeds carry it.
#ifndef PARALLAX_SERVER_CORPUS_READERS_SYNDICATION_FRAGMENT_H_
#define PARALLAX_SERVER_CORPUS_READERS_SYNDICATION_FRAGMENT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/corpus/readers/html/main_content.h"

namespace parallax::corpus {

// The blocks of `html`, which is content from end to end: nothing is taken for page furniture unless
// that leaves something. Plain text is one paragraph. INVALID_ARGUMENT, HTML_TOO_DEEP.
absl::StatusOr<std::vector<PageBlock>> ReadFragment(absl::string_view html);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_SYNDICATION_FRAGMENT_H_
