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

void Count(const ItemOutcome& outcome, ImportTotals* totals);

// Bytes that an item holds in memory.
int64_t SizeOf(const ImportItem& item);

// Used by one thread at a time.
class ImportWriter {
 public:
  // All must outlive it.
  ImportWriter(CorpusStore* store, const ReaderRegistry* readers, const ImportOptions* options)
      : store_(store), readers_(readers), options_(options) {}

  // Reads and puts `items` in one commit. Not OK: the store failed, nothing of them is there.
  absl::StatusOr<std::vector<ItemOutcome>> Write(absl::Span<const ImportItem> items);

  int64_t rejected() const { return rejected_; }  // documents so far
  bool PastMaxErrors() const {
    return options_->max_errors >= 0 && rejected_ > options_->max_errors;
  }

 private:
  void ReadItem(const ImportItem& item, PutRequest* request, std::vector<ItemOutcome>* outcomes);
  void AddFile(int64_t sequence, const RawFile& file, PutRequest* request,
               std::vector<ItemOutcome>* outcomes);
  void AddDocument(int64_t sequence, const NewDocument& document, PutRequest* request,
                   std::vector<ItemOutcome>* outcomes);

  CorpusStore* store_;
  const ReaderRegistry* readers_;
  const ImportOptions* options_;
  int64_t rejected_ = 0;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_IMPORT_IMPORT_WRITER_H_
