#include "server/corpus/import/import_writer.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "server/analyzer/field_lengths.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/document_identity.h"

namespace parallax::corpus {
namespace {

void Unreadable(int64_t sequence, absl::Status status, PutRequest* request,
                std::vector<ItemOutcome>* outcomes) {
  PutItem put;
  put.sequence = sequence;
  put.unreadable = std::move(status);
  request->items.push_back(std::move(put));
  ItemOutcome outcome;
  outcome.sequence = sequence;
  outcomes->push_back(std::move(outcome));
}

absl::StatusOr<PreparedDocument> PrepareIncoming(const NewDocument& document) {
  RETURN_IF_ERROR(CheckFieldLengths(document.content));
  return PrepareDocument(document);
}

}  // namespace

absl::Status CheckSequence(int64_t last, int64_t next) {
  if (next > last) return absl::OkStatus();
  return WithReason(absl::InvalidArgumentError(absl::StrCat(
                        "item ", next, " came after item ", last,
                        "; number items from 1 upwards, in the order they are sent")),
                    "SEQUENCE_INVALID");
}

absl::Status TooManyErrors(int64_t rejected, int64_t max_errors) {
  return WithReason(absl::FailedPreconditionError(absl::StrCat(
                        "the import stopped: ", rejected, " documents were rejected, more than the ",
                        max_errors, " allowed; what was committed before is kept")),
                    "TOO_MANY_ERRORS");
}

void Count(const ItemOutcome& outcome, ImportTotals* totals) {
  totals->items += outcome.part == 0;
  switch (outcome.result.outcome) {
    case Outcome::kCreated: ++totals->created; break;
    case Outcome::kUpdated: ++totals->updated; break;
    case Outcome::kUnchanged: ++totals->unchanged; break;
    case Outcome::kDuplicateOf: ++totals->duplicates; break;
    case Outcome::kRejected: ++totals->rejected; break;
    case Outcome::kSkipped: ++totals->skipped; break;
    case Outcome::kStale: ++totals->stale; break;
  }
}

int64_t SizeOf(const ImportItem& item) {
  if (const RawFile* file = std::get_if<RawFile>(&item.payload)) {
    return static_cast<int64_t>(file->bytes.size());
  }
  const NewDocument* document = std::get_if<NewDocument>(&item.payload);
  return document == nullptr ? 0 : static_cast<int64_t>(document->content.text.size());
}

void ImportWriter::AddDocument(int64_t sequence, const NewDocument& document, PutRequest* request,
                               std::vector<ItemOutcome>* outcomes) const {
  const size_t size = document.content.text.size();
  if (size > readers_->limits().max_document_bytes) {
    return Unreadable(sequence,
                      WithReason(absl::InvalidArgumentError(absl::StrCat(
                                     "the document's text has ", size, " bytes; at most ",
                                     readers_->limits().max_document_bytes, " are accepted")),
                                 "DOCUMENT_TOO_LARGE"),
                      request, outcomes);
  }
  PutItem put;
  put.sequence = sequence;
  put.document = document;
  request->items.push_back(std::move(put));
  ItemOutcome outcome;
  outcome.sequence = sequence;
  outcome.title = document.content.title;
  outcome.warnings = document.warnings;
  outcomes->push_back(std::move(outcome));
}

void ImportWriter::AddFile(int64_t sequence, const RawFile& file, PutRequest* request,
                           std::vector<ItemOutcome>* outcomes) const {
  absl::StatusOr<std::vector<corpus::ReadItem>> read = readers_->Read(file.bytes, file.hints);
  if (read.ok() && read->size() > 1 && !file.document_id.empty()) {
    read = WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "the file holds ", read->size(),
                          " documents; a document id can be given for one only: leave it out")),
                      "DOCUMENT_ID_AMBIGUOUS");
  }
  if (!read.ok()) return Unreadable(sequence, read.status(), request, outcomes);
  uint32_t part = 0;
  for (corpus::ReadItem& item : *read) {
    PutItem put;
    put.sequence = sequence;
    put.part = part;
    put.unreadable = item.status;
    ItemOutcome outcome;
    outcome.sequence = sequence;
    outcome.part = part++;
    outcome.origin = item.origin;
    outcome.title = item.content.title;
    outcome.warnings = item.warnings;
    put.document.document_id = file.document_id;
    put.document.external_id = std::move(item.external_id);
    put.document.content = std::move(item.content);
    put.document.labels = std::move(item.labels);
    put.document.labels.insert(file.labels.begin(), file.labels.end());
    put.document.warnings = std::move(item.warnings);
    put.document.source_version = item.source_version > 0 ? item.source_version : file.source_version;
    request->items.push_back(std::move(put));
    outcomes->push_back(std::move(outcome));
  }
}

void ImportWriter::ReadItem(const ImportItem& item, PutRequest* request,
                            std::vector<ItemOutcome>* outcomes) const {
  if (const RawFile* file = std::get_if<RawFile>(&item.payload)) {
    AddFile(item.sequence, *file, request, outcomes);
  } else if (const NewDocument* document = std::get_if<NewDocument>(&item.payload)) {
    AddDocument(item.sequence, *document, request, outcomes);
  } else {
    Unreadable(item.sequence, std::get<absl::Status>(item.payload), request, outcomes);
  }
}

ImportGroup ImportWriter::Prepare(absl::Span<const ImportItem> items, int64_t committed) const {
  ImportGroup group;
  group.request.corpus = options_->corpus;
  group.request.import_id = options_->import_id;
  group.request.validate_only = options_->validate_only;
  group.request.new_corpus = options_->new_corpus;
  group.request.conflict_policy = options_->conflict_policy;
  for (const ImportItem& item : items) {
    ReadItem(item, &group.request, &group.outcomes);
    group.bytes += SizeOf(item);
  }
  group.items = items.size();
  group.last = items.back().sequence;
  for (PutItem& put : group.request.items) {
    if (!put.unreadable.ok() || put.sequence <= committed) continue;
    absl::StatusOr<PreparedDocument> prepared = PrepareIncoming(put.document);
    if (prepared.ok()) {
      put.prepared = std::make_shared<const PreparedDocument>(*std::move(prepared));
      put.document = NewDocument();
    } else {
      put.unreadable = prepared.status();
    }
  }
  return group;
}

absl::StatusOr<std::vector<ItemOutcome>> ImportWriter::Commit(ImportGroup group) {
  ASSIGN_OR_RETURN(std::vector<PutResult> results, store_->PutDocuments(group.request));
  for (size_t i = 0; i < group.outcomes.size(); ++i) {
    group.outcomes[i].result = std::move(results[i]);
    rejected_ += group.outcomes[i].result.outcome == Outcome::kRejected;
  }
  return std::move(group.outcomes);
}

}  // namespace parallax::corpus
