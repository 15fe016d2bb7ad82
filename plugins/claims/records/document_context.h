// What a document speaks of as a whole: the background that its claims leave unsaid.
#ifndef PLUGINS_CLAIMS_RECORDS_DOCUMENT_CONTEXT_H_
#define PLUGINS_CLAIMS_RECORDS_DOCUMENT_CONTEXT_H_

#include <map>
#include <string>
#include <vector>

#include "plugins/claims/extraction/sentence_facts.h"
#include "plx/view.hpp"

namespace plx::claims {

struct DocumentContext {
  std::string main_topic;            // the topic most sentences speak of; empty if none is named thrice
  std::string about;                 // the entity named most, no region; empty if none is named twice
  std::vector<std::string> context;  // terms of the title and those of two sentences or more; sorted
};

// `facts`: one per sentence of the document, in order.
DocumentContext ReadContext(const Document& document, const std::vector<const SentenceFacts*>& facts);

// The keys that are counted `least` times or more, the `most` frequent of them (equal counts by key), sorted.
std::vector<std::string> Foremost(const std::map<std::string, int>& counts, int least, size_t most);

// Whether a sentence is the document's title, by its index.
bool IsTitle(const Document& document, uint32_t sentence);

// Which one of several a clause speaks of: "2" of "phase 2", "the second line", 第二, 二期. Times
// ("second quarter") and ranks are none.
struct Ordinal {
  std::string value;
  plx_span_t span = {0, 0};  // with the noun that is numbered
};
std::vector<Ordinal> OrdinalsIn(const SentenceFacts& facts, plx_span_t where);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_RECORDS_DOCUMENT_CONTEXT_H_
