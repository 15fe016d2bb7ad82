// What a corpus holds, seen from above: its outlets and feeds, and counts.
#ifndef PARALLAX_SERVER_CORPUS_CATALOG_H_
#define PARALLAX_SERVER_CORPUS_CATALOG_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/corpus_store.h"

namespace parallax::corpus {

enum class OriginKind { kSource, kFeed };

// An outlet, or a service that delivers documents.
struct Origin {
  std::string name;          // "corpora/news/sources/sou-hu-cai-jing", "corpora/news/feeds/reportify"
  std::string display_name;  // the name that most of its documents use
  std::vector<std::string> other_names;  // by number of documents
  int64_t document_count = 0;            // live ones
};

// Texts that are near-copies or excerpts of one another: two or more.
struct StoredTextGroup {
  struct Member {
    std::string document;
    std::string source;
    double overlap = 1;    // part of the shorter text that stands in the other, in [0, 1]
    bool excerpt = false;  // contained in a longer text rather than a copy of it
  };
  std::string name;  // "corpora/news/textGroups/3f9c...", after its oldest document
  std::vector<Member> members;  // oldest first; at most 1,000 of them
  int64_t member_count = 0;
};

struct Statistics {
  int64_t documents = 0;
  int64_t deleted_documents = 0;  // tombstones; 0 with a filter
  int64_t revisions = 0;          // of the documents counted, tombstones too
  int64_t text_bytes = 0;         // of current revisions
  int64_t distinct_texts = 0;     // a group of copies and excerpts is one
  std::map<std::string, int64_t> by_source;    // by id; "": unknown
  std::map<std::string, int64_t> by_language;
  std::map<std::string, int64_t> by_day;       // "2026-01-15"; "": the day is not known
};

// Thread-safe; calls block. Every method: NOT_FOUND, CORPUS_NOT_FOUND; INVALID_ARGUMENT,
// NAME_INVALID; CANCELLED and DEADLINE_EXCEEDED as `call` says.
class Catalog {
 public:
  virtual ~Catalog() = default;

  // By id; documents of unknown origin have none.
  virtual absl::StatusOr<Page<Origin>> ListOrigins(absl::string_view corpus, OriginKind kind,
                                                   const PageRequest& page,
                                                   const CallContext& call) = 0;
  // NOT_FOUND, SOURCE_NOT_FOUND or FEED_NOT_FOUND: no live document has it.
  virtual absl::StatusOr<Origin> GetOrigin(absl::string_view name, OriginKind kind,
                                           const CallContext& call) = 0;

  // By age of their oldest document.
  virtual absl::StatusOr<Page<StoredTextGroup>> ListTextGroups(absl::string_view corpus,
                                                               const PageRequest& page,
                                                               const CallContext& call) = 0;
  // NOT_FOUND, TEXT_GROUP_NOT_FOUND: no such group, or it has one text left.
  virtual absl::StatusOr<StoredTextGroup> GetTextGroup(absl::string_view name,
                                                       const CallContext& call) = 0;

  // Of the live documents that match `filter` (filter/filter.h; empty: all). FILTER_INVALID.
  virtual absl::StatusOr<Statistics> CountDocuments(absl::string_view corpus,
                                                    absl::string_view filter,
                                                    const CallContext& call) = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_CATALOG_H_
