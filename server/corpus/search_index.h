// Full-text search over the current revisions of a corpus, in English and Chinese.
#ifndef PARALLAX_SERVER_CORPUS_SEARCH_INDEX_H_
#define PARALLAX_SERVER_CORPUS_SEARCH_INDEX_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/records.h"

namespace parallax::corpus {

// The query is made of terms with spaces between them, all of which must match:
//   rare earth         both words, anywhere in title or body; letters of either case or width
//   稀土                characters next to each other; traditional and simplified ones are equal
//   "rare earth"       the words in this order, next to each other
//   -tariff            not this term (there must be a term without a minus beside it)
//   quota AND tariff    as with a space; quota NOT tariff: as with a minus
//   quota OR 配额       either; binds tighter than the space and AND
//   title:quota        the term in the title; also source: (outlet) and language: (BCP-47)
struct SearchRequest {
  std::string corpus;
  std::string query;   // empty: INVALID_ARGUMENT, QUERY_INVALID
  std::string filter;  // filter/filter.h; empty: all
  PageRequest page;    // page_size 0: 20; at most 200
  uint32_t snippet_bytes = 240;  // a snippet is about this long; 0: none
  bool facets = false;           // also count the matching documents
};

// Counts of the documents that match, on all pages.
struct SearchFacets {
  std::map<std::string, int64_t> by_source;    // by id; "": unknown
  std::map<std::string, int64_t> by_language;
  std::map<std::string, int64_t> by_day;       // "2026-01-15"; "": unknown
};

struct Snippet {
  text::Span span;                      // of the document's text, on code-point boundaries
  std::vector<text::Span> highlights;   // also of the document's text, inside `span`, in order
  std::string text;                     // the bytes of `span`
};

struct SearchHit {
  StoredDocument document;              // kBasic
  double score = 0;                     // BM25, higher is better; comparable within one answer
  std::vector<text::Span> title_highlights;  // of document.content.title
  std::vector<Snippet> snippets;        // best first, at most 3; empty if only the title matched
};

struct SearchPage : Page<SearchHit> {
  int64_t total = 0;    // documents that match; counted for the first page, whose token carries it
  SearchFacets facets;  // if asked for
};

// Thread-safe; calls block.
class SearchIndex {
 public:
  virtual ~SearchIndex() = default;

  // Best first, equal scores by age. Sees every put that returned before. INVALID_ARGUMENT with
  // reason QUERY_INVALID (and column), FILTER_INVALID or PAGE_TOKEN_INVALID (a token belongs to its
  // query and filter); NOT_FOUND, CORPUS_NOT_FOUND; DEADLINE_EXCEEDED and CANCELLED as `call` says.
  virtual absl::StatusOr<SearchPage> Search(const SearchRequest& request,
                                            const CallContext& call) = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SEARCH_INDEX_H_
