// Which elements of a page are not its article.
#ifndef PARALLAX_SERVER_CORPUS_READERS_HTML_BOILERPLATE_H_
#define PARALLAX_SERVER_CORPUS_READERS_HTML_BOILERPLATE_H_

#include "server/corpus/readers/html/dom.h"

namespace parallax::corpus {

// Whether `node` with all below it is something around the article, by its tag, role, hidden state,
// or the words in its class and id.
bool IsBoilerplate(const GumboNode* node);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_HTML_BOILERPLATE_H_
