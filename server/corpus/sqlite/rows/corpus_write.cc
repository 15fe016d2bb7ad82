#include "server/corpus/sqlite/rows/corpus_write.h"

#include "server/base/status_macros.h"
#include "server/corpus/sqlite/duplicates/text_groups.h"
#include "server/corpus/sqlite/feed/change_rows.h"
#include "server/corpus/sqlite/search/index_rows.h"

namespace parallax::corpus {

absl::StatusOr<CorpusWrite> CorpusWrite::Begin(Connection* connection, TextKeys* keys,
                                               CorpusRow corpus, absl::Time now) {
  RETURN_IF_ERROR(keys->Begin(connection));
  ASSIGN_OR_RETURN(const FeedEnds feed, ReadFeedEnds(connection, corpus.id));
  return CorpusWrite(connection, keys, std::move(corpus), now, feed.last);
}

absl::Status CorpusWrite::AppendChange(absl::string_view document_id, int64_t revision,
                                       ChangeKind kind) {
  return InsertChange(connection_, corpus_.id, {++sequence_, std::string(document_id), revision, kind,
                                                now_, ""});
}

absl::Status CorpusWrite::AddText(int64_t document, const IndexedText& text,
                                  const text::TextSignature& signature) {
  to_index_[document] = &text;
  return AddToTextGroups(connection_, keys_, corpus_.id, document, signature);
}

absl::Status CorpusWrite::RemoveText(int64_t document, const IndexedText& text) {
  RETURN_IF_ERROR(RemoveFromTextGroups(connection_, keys_, corpus_.id, document));
  if (to_index_.erase(document) > 0) return absl::OkStatus();
  return RemoveFromIndex(connection_, corpus_.id, document, text);
}

absl::Status CorpusWrite::Finish() {
  RETURN_IF_ERROR(keys_->Finish(connection_));
  RETURN_IF_ERROR(connection_
                      ->Prepare("UPDATE corpus SET document_count = document_count + ?, "
                                "last_sequence = ? WHERE id = ?")
                      .Bind(documents_)
                      .Bind(sequence_)
                      .Bind(corpus_.id)
                      .Run());
  for (const auto& [document, text] : to_index_) {
    RETURN_IF_ERROR(AddToIndex(connection_, corpus_.id, document, *text));
  }
  to_index_.clear();
  return absl::OkStatus();
}

}  // namespace parallax::corpus
