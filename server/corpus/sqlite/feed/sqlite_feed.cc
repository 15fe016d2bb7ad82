#include "server/corpus/sqlite/feed/sqlite_feed.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/filter/filter.h"
#include "server/corpus/filter/filter_sql.h"
#include "server/corpus/sqlite/feed/change_rows.h"
#include "server/corpus/sqlite/rows/corpus_rows.h"
#include "server/corpus/sqlite/rows/document_rows.h"

namespace parallax::corpus {
namespace {

constexpr int kExportDocuments = 256;
constexpr int64_t kExportBytes = int64_t{1} << 20;
constexpr int kMaxSlices = 1024;
constexpr int kMaxChanges = 1000;

// Tokens are bound to the corpus's uid: one deleted and made again has another feed.
std::string FeedSeal(const CorpusRow& corpus) { return absl::StrCat("changes\n", corpus.corpus.uid); }

absl::StatusOr<std::vector<std::string>> OpenToken(const PageTokens& tokens, absl::string_view seal,
                                                   absl::string_view token) {
  absl::StatusOr<std::vector<std::string>> opened = tokens.Open(seal, token);
  if (opened.ok()) return opened;
  return WithReason(
      absl::InvalidArgumentError("the resume token does not belong to this request; send one that it "
                                 "gave before with all other fields unchanged, or none to start again"),
      "RESUME_TOKEN_INVALID");
}

absl::Status CheckSlice(const ExportRequest& request) {
  const bool whole = request.slice_count == 0 && request.slice_index == 0;
  if (whole || (request.slice_count >= 1 && request.slice_count <= kMaxSlices &&
                request.slice_index >= 0 && request.slice_index < request.slice_count)) {
    return absl::OkStatus();
  }
  return WithReason(
      absl::InvalidArgumentError(absl::StrCat(
          "slice_index ", request.slice_index, " of slice_count ", request.slice_count,
          ": the count is 1 to ", kMaxSlices, " and the index 0 to one less than it")),
      "SLICE_INVALID");
}

// The documents after `position`, until the page is full; `more`: there are others.
absl::StatusOr<std::vector<StoredDocument>> ReadPage(Connection* connection, const CorpusRow& corpus,
                                                     const ExportRequest& request,
                                                     const Filter& filter,
                                                     absl::string_view position, bool* more) {
  const SqlCondition matches = FilterToSql(filter);
  Statement select = connection->Prepare(absl::StrCat(
      "SELECT ", DocumentColumns(DocumentView::kFull),
      " FROM document AS d JOIN revision AS r ON r.document = d.id AND r.revision = d.revision"
      " WHERE d.corpus = ? AND d.deleted = 0 AND ", matches.sql,
      " AND d.document_id > ? AND plx_hash(d.document_id) % ? = ? ORDER BY d.document_id"));
  select.Bind(corpus.id).Bind(matches.values).Bind(position);
  select.Bind(int64_t{std::max(request.slice_count, 1)}).Bind(int64_t{request.slice_index});
  std::vector<StoredDocument> documents;
  int64_t bytes = 0;
  while (true) {
    ASSIGN_OR_RETURN(*more, select.Step());
    if (!*more || documents.size() >= kExportDocuments || bytes >= kExportBytes) return documents;
    documents.push_back(ReadDocument(select, 0, corpus.corpus_id, DocumentView::kFull));
    bytes += documents.back().text_bytes;
  }
}

}  // namespace

absl::StatusOr<ExportPage> SqliteFeed::Export(const ExportRequest& request,
                                              const CallContext& call) {
  ASSIGN_OR_RETURN(const Filter filter, ParseFilter(request.filter));
  RETURN_IF_ERROR(CheckSlice(request));
  ExportPage page;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, request.corpus));
    const std::string seal =
        absl::StrCat("export\n", corpus.corpus.uid, "\n", request.slice_index, "/",
                     request.slice_count, "\n", FilterToString(filter));
    ASSIGN_OR_RETURN(std::vector<std::string> position,
                     OpenToken(*tokens_, seal, request.resume_token));
    if (position.size() != 2) {
      ASSIGN_OR_RETURN(const FeedEnds ends, ReadFeedEnds(connection, corpus.id));
      position = {"", absl::StrCat(ends.last)};
    }
    page.feed_token = tokens_->Seal(FeedSeal(corpus), {position[1]});
    bool more = false;
    ASSIGN_OR_RETURN(page.documents,
                     ReadPage(connection, corpus, request, filter, position[0], &more));
    if (!more) return absl::OkStatus();
    const std::string& last = page.documents.back().name;
    page.resume_token = tokens_->Seal(seal, {last.substr(last.rfind('/') + 1), position[1]});
    return absl::OkStatus();
  }));
  return page;
}

absl::StatusOr<ChangePage> SqliteFeed::ReadChanges(const ChangesRequest& request,
                                                   const CallContext& call) {
  ChangePage page;
  RETURN_IF_ERROR(readers_->Run(call, [&](Connection* connection) -> absl::Status {
    ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, request.corpus));
    const std::string seal = FeedSeal(corpus);
    ASSIGN_OR_RETURN(const std::vector<std::string> position,
                     OpenToken(*tokens_, seal, request.resume_token));
    ASSIGN_OR_RETURN(const FeedEnds ends, ReadFeedEnds(connection, corpus.id));
    int64_t after = request.from_start ? ends.first - 1 : ends.last;
    if (!position.empty() && !absl::SimpleAtoi(position[0], &after)) after = 0;
    if (after + 1 < ends.first) {
      return WithReason(
          absl::OutOfRangeError("changes after the resume token are no longer kept; export the corpus "
                                "again and watch from the token that the export ends with"),
          "RESUME_TOKEN_EXPIRED");
    }
    ASSIGN_OR_RETURN(page.changes, ListChangeRows(connection, corpus, after,
                                                  std::clamp(request.limit, 0, kMaxChanges)));
    for (Change& change : page.changes) {
      change.resume_token = tokens_->Seal(seal, {absl::StrCat(change.sequence)});
    }
    page.resume_token = page.changes.empty() ? tokens_->Seal(seal, {absl::StrCat(after)})
                                             : page.changes.back().resume_token;
    return absl::OkStatus();
  }));
  return page;
}

}  // namespace parallax::corpus
