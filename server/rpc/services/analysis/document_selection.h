// From a request's selection to documents, inline or out of the store.
#ifndef PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_DOCUMENT_SELECTION_H_
#define PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_DOCUMENT_SELECTION_H_

#include <vector>

#include "absl/status/statusor.h"
#include "parallax/analysis/v1/analysis_service.pb.h"
#include "server/analyzer/call_context.h"
#include "server/corpus/corpus_store.h"
#include "server/corpus/readers/reader.h"
#include "server/report/report.h"

namespace parallax::rpc {

// Most inline documents of one request.
inline constexpr int kMaxInlineDocuments = 1000;
// And of their texts and files together, in bytes.
inline constexpr size_t kMaxInlineBytes = 64 << 20;
// Most stored documents of one request: what is larger belongs into a run.
inline constexpr int kMaxSelectedDocuments = 20000;

// INVALID_ARGUMENT: TOO_MANY_DOCUMENTS, REQUEST_TOO_LARGE. `path`: the field that holds `documents`.
absl::Status CheckInlineSize(const google::protobuf::RepeatedPtrField<types::v1::InlineDocument>& documents,
                             absl::string_view path);

// Constant and thread-safe; borrows store and readers.
class DocumentSelector {
 public:
  DocumentSelector(corpus::CorpusStore& store, const corpus::ReaderRegistry& readers)
      : store_(store), readers_(readers) {}

  // All documents of the selection, in its order (a corpus: by name). INVALID_ARGUMENT with reason
  // SELECTION_EMPTY, SELECTION_AMBIGUOUS, TOO_MANY_DOCUMENTS, REQUEST_TOO_LARGE, DUPLICATE_DOCUMENT_ID or what is
  // wrong with a document; NOT_FOUND; FILTER_INVALID.
  absl::StatusOr<std::vector<report::ReportInput>> Select(
      const analysis::v1::DocumentSelection& selection, const CallContext& call) const;

  // `segment`: see TextPassOptions; whatever compares documents needs it. A document that is moved
  // here gives its text without a copy.
  absl::StatusOr<report::ReportInput> ReadInline(types::v1::InlineDocument document, size_t index,
                                                 bool segment) const;

 private:
  absl::StatusOr<std::vector<report::ReportInput>> SelectInline(
      const analysis::v1::DocumentSelection& selection) const;
  absl::StatusOr<std::vector<report::ReportInput>> SelectNames(
      absl::Span<const std::string> names) const;

  corpus::CorpusStore& store_;
  const corpus::ReaderRegistry& readers_;
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_ANALYSIS_DOCUMENT_SELECTION_H_
