// What a page says of itself: title, outlet, time, language, address.
#ifndef PARALLAX_SERVER_CORPUS_READERS_HTML_PAGE_METADATA_H_
#define PARALLAX_SERVER_CORPUS_READERS_HTML_PAGE_METADATA_H_

#include <string>

#include "server/corpus/readers/html/dom.h"

namespace parallax::corpus {

struct PageMetadata {
  std::string title;      // without the name of the site
  std::string site;       // the outlet
  std::string published;  // as written
  std::string language;   // BCP-47
  std::string url;        // canonical
  std::string author;
};

// From JSON-LD of an article, Open Graph and other meta elements, then h1, time, title and lang; the
// first that says it wins.
PageMetadata ReadPageMetadata(const GumboNode* document);

// `declared`, the BCP-47 tag of a template or feed, unless `text` is plainly in another language: then
// empty.
std::string CheckedLanguage(const std::string& declared, absl::string_view text);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_HTML_PAGE_METADATA_H_
