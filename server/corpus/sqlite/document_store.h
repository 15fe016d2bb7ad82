// The store interface over the writer and the readers.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DOCUMENT_STORE_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DOCUMENT_STORE_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/paging/page_token.h"
#include "server/corpus/sqlite/database/readers_pool.h"
#include "server/corpus/sqlite/database/writer.h"
#include "server/corpus/sqlite/duplicates/text_keys.h"

namespace parallax::corpus {

// Thread-safe. What it is given must outlive it.
class DocumentStore final : public CorpusStore {
 public:
  // `keys` are used inside the writer's work only.
  DocumentStore(Writer* writer, TextKeys* keys, ReadersPool* readers, const PageTokens* tokens,
                std::function<absl::Time()> clock)
      : writer_(writer), keys_(keys), readers_(readers), tokens_(tokens), clock_(std::move(clock)) {}

  absl::StatusOr<Corpus> CreateCorpus(const NewCorpus& corpus) override;
  absl::StatusOr<Corpus> GetCorpus(absl::string_view name) override;
  absl::StatusOr<Page<Corpus>> ListCorpora(const PageRequest& page) override;
  absl::StatusOr<Corpus> UpdateCorpus(absl::string_view name, const CorpusChange& change) override;
  absl::Status DeleteCorpus(absl::string_view name, absl::string_view etag, bool force) override;
  absl::StatusOr<std::vector<PutResult>> PutDocuments(const PutRequest& request) override;
  absl::StatusOr<StoredDocument> GetDocument(absl::string_view name, int64_t revision,
                                             DocumentView view) override;
  std::vector<absl::StatusOr<StoredDocument>> BatchGetDocuments(absl::Span<const std::string> names,
                                                                DocumentView view) override;
  absl::StatusOr<Page<StoredDocument>> ListDocuments(const ListDocumentsRequest& request,
                                                     const CallContext& call) override;
  absl::StatusOr<Page<StoredDocument>> ListRevisions(absl::string_view name,
                                                     const PageRequest& page) override;
  absl::StatusOr<StoredDocument> DeleteDocument(absl::string_view name,
                                                absl::string_view etag) override;
  absl::StatusOr<StoredDocument> UndeleteDocument(absl::string_view name) override;
  absl::StatusOr<PurgeResult> PurgeDocuments(const PurgeRequest& request,
                                             const CallContext& call) override;
  absl::StatusOr<std::vector<ManifestEntry>> FreezeManifest(absl::string_view corpus,
                                                            absl::string_view filter, int64_t limit,
                                                            const CallContext& call) override;
  absl::StatusOr<std::vector<Change>> ListChanges(absl::string_view corpus, int64_t sequence,
                                                  int limit) override;
  absl::StatusOr<int64_t> ImportCommittedThrough(absl::string_view corpus,
                                                 absl::string_view import_id) override;

 private:
  absl::Status Read(const std::function<absl::Status(Connection*)>& work);

  Writer* const writer_;
  TextKeys* const keys_;
  ReadersPool* const readers_;
  const PageTokens* const tokens_;
  const std::function<absl::Time()> clock_;
};

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DOCUMENT_STORE_H_
