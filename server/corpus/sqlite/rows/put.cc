#include "server/corpus/sqlite/rows/put.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"
#include "server/corpus/sqlite/rows/corpus_write.h"
#include "server/corpus/sqlite/rows/document_rows.h"

namespace parallax::corpus {
namespace {

PutResult Rejected(absl::Status status) {
  PutResult result;
  result.outcome = Outcome::kRejected;
  result.status = std::move(status);
  return result;
}

PutResult Found(Outcome outcome, const CorpusRow& corpus, const DocumentState& state) {
  PutResult result;
  result.outcome = outcome;
  result.name = DocumentNameOf(corpus.corpus_id, state.document_id);
  result.revision = state.revision;
  result.etag = DocumentEtag(state.uid, state.revision);
  return result;
}

// The document that `prepared` is a version of: by the id the caller gave, the sender's id, the
// address, or the content.
absl::StatusOr<std::optional<DocumentState>> FindTarget(Connection* connection, int64_t corpus,
                                                        const PreparedDocument& prepared) {
  const NewDocument& document = prepared.document;
  if (!document.document_id.empty()) {
    return FindDocument(connection, corpus, DocumentKey::kId, document.document_id);
  }
  const bool external = !prepared.external_key.empty();
  ASSIGN_OR_RETURN(std::optional<DocumentState> found,
                   external ? FindDocument(connection, corpus, DocumentKey::kExternal,
                                           prepared.external_key)
                            : FindDocument(connection, corpus, DocumentKey::kUrl, prepared.url_key));
  if (found.has_value()) return found;
  return FindDocument(connection, corpus, DocumentKey::kId, prepared.default_id);
}

absl::Status CheckPrecondition(const PutItem& item, const CorpusRow& corpus,
                               const std::optional<DocumentState>& target) {
  const bool live = target.has_value() && !target->deleted;
  const std::string name =
      target.has_value() ? DocumentNameOf(corpus.corpus_id, target->document_id) : "the document";
  if (item.precondition == Precondition::kAbsent && live) {
    return WithReason(absl::AlreadyExistsError(absl::StrCat(name, " is there already")),
                      "DOCUMENT_EXISTS");
  }
  if (item.precondition == Precondition::kPresent && !live) {
    return WithReason(absl::NotFoundError(absl::StrCat(name, " is not there to be updated")),
                      "DOCUMENT_NOT_FOUND");
  }
  if (!item.etag.empty() && (!live || DocumentEtag(target->uid, target->revision) != item.etag)) {
    return WithReason(absl::AbortedError(absl::StrCat(name, " has changed since it was read; read it "
                                                      "again and repeat the change on that")),
                      "ETAG_MISMATCH");
  }
  return absl::OkStatus();
}

// For a document that is known and has another content now.
PutResult Conflict(ConflictPolicy policy, const CorpusRow& corpus, const DocumentState& target) {
  if (policy == ConflictPolicy::kSkip) return Found(Outcome::kSkipped, corpus, target);
  return Rejected(WithReason(
      absl::AlreadyExistsError(absl::StrCat(DocumentNameOf(corpus.corpus_id, target.document_id),
                                            " is there already, with another content")),
      "DOCUMENT_EXISTS"));
}

absl::StatusOr<PutResult> PutOne(CorpusWrite* write, const PutItem& item, ConflictPolicy policy,
                                 const PreparedResult& result) {
  Connection* const connection = write->connection();
  const CorpusRow& corpus = write->corpus();
  if (!item.unreadable.ok()) return Rejected(item.unreadable);
  if (!result.ok()) return Rejected(result.status());
  const PreparedDocument& prepared = **result;
  ASSIGN_OR_RETURN(const std::optional<DocumentState> target,
                   FindTarget(connection, corpus.id, prepared));
  if (absl::Status status = CheckPrecondition(item, corpus, target); !status.ok()) {
    return Rejected(std::move(status));
  }
  const int64_t version = prepared.document.source_version;
  if (target.has_value() && version != 0 && version < target->source_version) {
    return Found(Outcome::kStale, corpus, *target);
  }
  const bool live = target.has_value() && !target->deleted;
  if (live && target->content_digest == prepared.content_digest) {
    if (version > target->source_version) {
      RETURN_IF_ERROR(WriteSourceVersion(write, *target, version));
    }
    return Found(Outcome::kUnchanged, corpus, *target);
  }
  if (live && policy != ConflictPolicy::kUpdate) return Conflict(policy, corpus, *target);
  if (!live) {
    ASSIGN_OR_RETURN(
        const std::optional<DocumentState> copy,
        FindDocument(connection, corpus.id, DocumentKey::kCopy, prepared.copy_key));
    if (copy.has_value()) return Found(Outcome::kDuplicateOf, corpus, *copy);
  }
  const std::string& given = prepared.document.document_id;
  return WriteRevision(write, target, given.empty() ? prepared.default_id : given, prepared);
}

// What an earlier sending of this import got for the item.
absl::StatusOr<PutResult> Remembered(Connection* connection, const CorpusRow& corpus,
                                     const std::string& import_id, const PutItem& item) {
  Statement select = connection->Prepare(
      "SELECT outcome, document_id, revision, etag, code, reason, message FROM import_item "
      "WHERE corpus = ? AND import_id = ? AND sequence = ? AND part = ?");
  select.Bind(corpus.id).Bind(absl::string_view(import_id)).Bind(item.sequence);
  ASSIGN_OR_RETURN(const bool found, select.Bind(int64_t{item.part}).Step());
  if (!found) {
    return Rejected(WithReason(
        absl::FailedPreconditionError(absl::StrCat(
            "item ", item.sequence, " is already committed under import id \"", import_id,
            "\", but with other content; use a new import id for other items")),
        "IMPORT_ITEM_UNKNOWN"));
  }
  PutResult result;
  result.outcome = static_cast<Outcome>(select.Int(0));
  if (!select.Text(1).empty()) result.name = DocumentNameOf(corpus.corpus_id, select.Text(1));
  result.revision = select.Int(2);
  result.etag = select.String(3);
  if (result.outcome == Outcome::kRejected) {
    const auto code = static_cast<absl::StatusCode>(select.Int(4));
    result.status = WithReason(absl::Status(code, select.Text(6)), select.Text(5));
  }
  return result;
}

absl::Status Remember(Connection* connection, const CorpusRow& corpus, const std::string& import_id,
                      const PutItem& item, const PutResult& result) {
  Statement insert = connection->Prepare(
      "INSERT INTO import_item(corpus, import_id, sequence, part, outcome, document_id, revision, etag, "
      "code, reason, message) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const absl::string_view document_id =
      result.name.empty() ? "" : absl::string_view(result.name).substr(result.name.rfind('/') + 1);
  const std::string reason = ReasonOf(result.status);
  insert.Bind(corpus.id).BindInPlace(import_id).Bind(item.sequence);
  insert.Bind(int64_t{item.part}).Bind(static_cast<int64_t>(result.outcome)).BindInPlace(document_id);
  insert.Bind(result.revision).BindInPlace(result.etag);
  insert.Bind(static_cast<int64_t>(result.status.code()));
  insert.BindInPlace(reason).BindInPlace(result.status.message());
  return insert.Run();
}

absl::Status RememberCommitted(Connection* connection, const CorpusRow& corpus,
                               const std::string& import_id, int64_t sequence, absl::Time now) {
  return connection
      ->Prepare("INSERT OR REPLACE INTO import(corpus, import_id, committed_through, time) "
                "VALUES(?, ?, ?, ?)")
      .Bind(corpus.id)
      .Bind(absl::string_view(import_id))
      .Bind(sequence)
      .Bind(absl::ToUnixMicros(now))
      .Run();
}

}  // namespace

absl::StatusOr<int64_t> CommittedThrough(Connection* connection, int64_t corpus,
                                         absl::string_view import_id) {
  Statement select = connection->Prepare(
      "SELECT committed_through FROM import WHERE corpus = ? AND import_id = ?");
  ASSIGN_OR_RETURN(const bool found, select.Bind(corpus).Bind(import_id).Step());
  return found ? select.Int(0) : 0;
}

absl::StatusOr<std::vector<PutResult>> PutItems(
    Connection* connection, TextKeys* keys, const PutRequest& request,
    const std::vector<PreparedResult>& prepared, absl::Time now) {
  ASSIGN_OR_RETURN(const CorpusRow corpus, FindCorpus(connection, request.corpus));
  ASSIGN_OR_RETURN(CorpusWrite write, CorpusWrite::Begin(connection, keys, corpus, now));
  const bool ledger = !request.import_id.empty();
  int64_t committed = 0;
  if (ledger) {
    ASSIGN_OR_RETURN(committed, CommittedThrough(connection, corpus.id, request.import_id));
  }
  int64_t last = committed;
  std::vector<PutResult> results;
  for (size_t i = 0; i < request.items.size(); ++i) {
    const PutItem& item = request.items[i];
    if (ledger && item.sequence <= committed) {
      ASSIGN_OR_RETURN(PutResult result, Remembered(connection, corpus, request.import_id, item));
      results.push_back(std::move(result));
      continue;
    }
    ASSIGN_OR_RETURN(PutResult result, PutOne(&write, item, request.conflict_policy, prepared[i]));
    if (ledger) RETURN_IF_ERROR(Remember(connection, corpus, request.import_id, item, result));
    last = std::max(last, item.sequence);
    results.push_back(std::move(result));
  }
  if (last > committed) {
    RETURN_IF_ERROR(RememberCommitted(connection, corpus, request.import_id, last, now));
  }
  RETURN_IF_ERROR(write.Finish());
  return results;
}

}  // namespace parallax::corpus
