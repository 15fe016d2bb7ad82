// The part of an import that the batch and the stream share: reads items, puts them, one group in one
// commit.
#ifndef PARALLAX_SERVER_CORPUS_IMPORT_IMPORT_WRITER_H_
#define PARALLAX_SERVER_CORPUS_IMPORT_IMPORT_WRITER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/corpus/importer.h"

namespace parallax::corpus {

// INVALID_ARGUMENT, SEQUENCE_INVALID: `next` is not higher than `last`.
absl::Status CheckSequence(int64_t last, int64_t next);

// FAILED_PRECONDITION, TOO_MANY_ERRORS.
absl::Status TooManyErrors(int64_t rejected, int64_t max_errors);

// Bytes that an item holds in memory.
int64_t SizeOf(const ImportItem& item);

// Items that were read: one commit.
struct ImportGroup {
  PutRequest request;
  std::vector<ItemOutcome> outcomes;  // of each of the request's items, without its result
  size_t items = 0;
  int64_t bytes = 0;  // of the items
  int64_t last = 0;   // sequence
};

// Prepare() and Commit() may be called by two threads, each by one at a time.
class ImportWriter {
 public:
  // All must outlive it.
  ImportWriter(CorpusStore* store, const ReaderRegistry* readers, const ImportOptions* options)
      : store_(store), readers_(readers), options_(options) {}

  // Reads `items` and prepares their documents but for those up to `committed`, which the store answers
  // from its ledger. May run while another group is committed.
  ImportGroup Prepare(absl::Span<const ImportItem> items, int64_t committed) const;

  // Puts a group in one commit. Not OK: the store failed, nothing of it is there.
  absl::StatusOr<std::vector<ItemOutcome>> Commit(ImportGroup group);

  int64_t rejected() const { return rejected_; }  // documents so far
  bool PastMaxErrors() const {
    return options_->max_errors >= 0 && rejected_ > options_->max_errors;
  }

 private:
  void ReadItem(const ImportItem& item, PutRequest* request, std::vector<ItemOutcome>* outcomes) const;
  void AddFile(int64_t sequence, const RawFile& file, PutRequest* request,
               std::vector<ItemOutcome>* outcomes) const;
  void AddDocument(int64_t sequence, const NewDocument& document, PutRequest* request,
                   std::vector<ItemOutcome>* outcomes) const;

  CorpusStore* store_;
  const ReaderRegistry* readers_;
  const ImportOptions* options_;
  int64_t rejected_ = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_IMPORT_IMPORT_WRITER_H_
