// From the wire inwards: requests become the server's own types, and are checked on the way.
#ifndef PARALLAX_SERVER_RPC_WIRE_REQUEST_READER_H_
#define PARALLAX_SERVER_RPC_WIRE_REQUEST_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/struct.pb.h"
#include "parallax/analysis/v1/analysis_service.pb.h"
#include "parallax/corpus/v1/import.pb.h"
#include "parallax/types/v1/document.pb.h"
#include "server/analyzer/document.h"
#include "server/corpus/importer.h"
#include "server/engine/plan.h"

namespace parallax::rpc {

// What names `document`, which is at `index`, in the answer: its id, else "inline/1" and so on.
std::string InlineName(const types::v1::InlineDocument& document, size_t index);

// The document of `document` (moved, if the text need not be copied), from text or raw bytes; reader warnings are appended to `warnings`.
// `segment`: see TextPassOptions.
// INVALID_ARGUMENT with reason FIELD_TOO_LONG, NO_TEXT, TEXT_AND_RAW_CONTENT, SEVERAL_DOCUMENTS, or a reader's or
// the text pass's.
absl::StatusOr<std::shared_ptr<const Document>> ReadInlineDocument(
    types::v1::InlineDocument document, size_t index, bool segment,
    const corpus::ReaderRegistry& readers, std::vector<std::string>* warnings);

// Ids may be given as resource names ("analyzers/claims").
absl::StatusOr<std::vector<AnalyzerRequest>> ReadAnalyzers(
    const analysis::v1::AnalysisOptions& options);

// JSON text of a Struct; "" if it is empty.
absl::StatusOr<std::string> ReadStruct(const google::protobuf::Struct& value);

// `position`: its number if it says none. What is wrong with the item becomes its payload: it rejects
// this item and no other.
corpus::ImportItem ReadImportItem(const corpus::v1::ImportItem& item, int64_t position);

// The fields of a document that a client may set. That blocks lie in the text is checked by the store.
absl::StatusOr<corpus::NewDocument> ReadDocument(const types::v1::Document& document);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_WIRE_REQUEST_READER_H_
