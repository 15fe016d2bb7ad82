// How to keep a copy of a corpus elsewhere: all documents first, then every change to them.
#ifndef PARALLAX_SERVER_CORPUS_DOCUMENT_FEED_H_
#define PARALLAX_SERVER_CORPUS_DOCUMENT_FEED_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/records.h"

namespace parallax::corpus {

struct ExportRequest {
  std::string corpus;
  std::string filter;        // filter/filter.h; empty: all
  std::string resume_token;  // of a page of the same request before; empty: from the start
  // With slice_count > 1: the documents whose name falls into one of so many equal parts. The parts
  // are disjoint, and together all.
  int slice_index = 0;
  int slice_count = 0;
};

struct ExportPage {
  std::vector<StoredDocument> documents;  // kFull, by name
  std::string resume_token;  // goes on after the last of them; empty: there are no more
  // Where the change feed stood when the export began: changes from there on bring a copy made of
  // all pages up to date. It holds every change made while the export ran.
  std::string feed_token;
};

struct ChangesRequest {
  std::string corpus;
  std::string resume_token;  // of a change or page before; empty: from now on, or as from_start says
  bool from_start = false;   // with no token: from the oldest change that is kept
  int limit = 100;  // at most 1,000; 0: only the token
};

struct ChangePage {
  std::vector<Change> changes;  // in commit order, without a gap
  std::string resume_token;     // after the last of them; valid after a restart
};

// Thread-safe; calls block, and none holds a snapshot when it has returned. Every method: NOT_FOUND,
// CORPUS_NOT_FOUND; CANCELLED and DEADLINE_EXCEEDED as `call` says.
class DocumentFeed {
 public:
  virtual ~DocumentFeed() = default;

  // The next page, of about a megabyte. INVALID_ARGUMENT: FILTER_INVALID; SLICE_INVALID;
  // RESUME_TOKEN_INVALID (of another corpus, filter or slice).
  virtual absl::StatusOr<ExportPage> Export(const ExportRequest& request,
                                            const CallContext& call) = 0;

  // The changes after the token; none yet: an empty page. INVALID_ARGUMENT, RESUME_TOKEN_INVALID:
  // of another corpus. OUT_OF_RANGE, RESUME_TOKEN_EXPIRED: changes after it were pruned; export
  // again.
  virtual absl::StatusOr<ChangePage> ReadChanges(const ChangesRequest& request,
                                                 const CallContext& call) = 0;

  // Rises with every commit to any corpus: while it stands still there is nothing new to read. Costs
  // nothing; starts anew with the process.
  virtual uint64_t commits() const = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_DOCUMENT_FEED_H_
