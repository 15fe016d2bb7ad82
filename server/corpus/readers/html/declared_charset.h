// The charset that an HTML page declares in itself.
#ifndef PARALLAX_SERVER_CORPUS_READERS_HTML_DECLARED_CHARSET_H_
#define PARALLAX_SERVER_CORPUS_READERS_HTML_DECLARED_CHARSET_H_

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::corpus {

// <meta charset=...>, <meta http-equiv=content-type content="...; charset=..."> or the encoding of
// an XML declaration within the first 1,024 bytes, as the HTML standard's prescan has it; empty if
// `raw` is no HTML or declares none.
std::string DeclaredHtmlCharset(absl::string_view raw);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_HTML_DECLARED_CHARSET_H_
