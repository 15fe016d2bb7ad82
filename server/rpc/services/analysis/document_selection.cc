#include "server/rpc/services/analysis/document_selection.h"

#include <set>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

// `status` with the place of the document in front, where it does not say it.
absl::Status InSelection(int index, const absl::Status& status) {
  const std::string place = absl::StrCat("documents[", index, "]");
  const bool named = absl::StartsWith(status.message(), place);
  absl::Status out(status.code(), absl::StrCat("selection.", named ? "" : absl::StrCat(place, ": "),
                                               status.message()));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { out.SetPayload(url, payload); });
  return out;
}

// A document that is named twice would count as two.
absl::Status CheckNames(const analysis::v1::DocumentSelection& selection) {
  if (selection.names_size() > kMaxSelectedDocuments) {
    return InvalidArgument(absl::StrCat("selection.names: ", selection.names_size(), " given; at most ",
                                        kMaxSelectedDocuments),
                           "TOO_MANY_DOCUMENTS");
  }
  std::set<absl::string_view> seen;
  for (int i = 0; i < selection.names_size(); ++i) {
    if (seen.insert(selection.names(i)).second) continue;
    return InvalidArgument(absl::StrCat("selection.names[", i, "]: \"", selection.names(i), "\" is there twice"),
                           "DUPLICATE_DOCUMENT_ID");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckInlineSize(const google::protobuf::RepeatedPtrField<types::v1::InlineDocument>& documents,
                             absl::string_view path) {
  if (documents.size() > kMaxInlineDocuments) {
    return InvalidArgument(absl::StrCat(path, ": ", documents.size(), " given; at most ", kMaxInlineDocuments,
                                        " at a time, or import them into a corpus"),
                           "TOO_MANY_DOCUMENTS");
  }
  size_t bytes = 0;
  for (const types::v1::InlineDocument& document : documents) {
    bytes += document.text().size() + document.raw_content().size();
  }
  return CheckRequestBytes(path, bytes, kMaxInlineBytes);
}

absl::StatusOr<report::ReportInput> DocumentSelector::ReadInline(
    types::v1::InlineDocument document, size_t index, bool segment) const {
  report::ReportInput input;
  ASSIGN_OR_RETURN(input.document, ReadInlineDocument(std::move(document), index, segment, readers_,
                                                      &input.reader_warnings));
  return input;
}

absl::StatusOr<std::vector<report::ReportInput>> DocumentSelector::SelectInline(
    const analysis::v1::DocumentSelection& selection) const {
  RETURN_IF_ERROR(CheckInlineSize(selection.documents(), "selection.documents"));
  std::vector<report::ReportInput> inputs;
  std::set<std::string> ids;
  for (int i = 0; i < selection.documents_size(); ++i) {
    absl::StatusOr<report::ReportInput> read = ReadInline(selection.documents(i), i, true);
    if (!read.ok()) return InSelection(i, read.status());
    report::ReportInput input = *std::move(read);
    if (!ids.insert(input.document->name).second) {
      return InvalidArgument(absl::StrCat("selection.documents[", i, "].id: \"", input.document->name,
                                          "\" is there twice; ids name documents in the answer"),
                             "DUPLICATE_DOCUMENT_ID");
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

absl::StatusOr<std::vector<report::ReportInput>> DocumentSelector::SelectNames(
    absl::Span<const std::string> names) const {
  constexpr size_t kNamesAtOnce = 256;
  std::vector<report::ReportInput> inputs;
  inputs.reserve(names.size());
  for (size_t begin = 0; begin < names.size(); begin += kNamesAtOnce) {
    auto stored = store_.BatchGetDocuments(names.subspan(begin, kNamesAtOnce),
                                           corpus::DocumentView::kFull);
    for (absl::StatusOr<corpus::StoredDocument>& document : stored) {
      RETURN_IF_ERROR(document.status());
      report::ReportInput input;
      input.reader_warnings = std::move(document->warnings);
      input.text = {true, std::move(document->text_group), static_cast<float>(document->text_overlap),
                    document->text_excerpt};
      ASSIGN_OR_RETURN(input.document, BuildDocument(std::move(document->name),
                                                     std::move(document->content),
                                                     {.max_bytes = uint32_t{1} << 30}));
      inputs.push_back(std::move(input));
    }
  }
  return inputs;
}

absl::StatusOr<std::vector<report::ReportInput>> DocumentSelector::Select(
    const analysis::v1::DocumentSelection& selection, const CallContext& call) const {
  const int ways = (selection.documents_size() > 0) + (selection.names_size() > 0) +
                   !selection.corpus().empty();
  if (ways == 0) {
    return InvalidArgument("selection: set documents, names, or corpus", "SELECTION_EMPTY");
  }
  if (ways > 1) {
    return InvalidArgument("selection: set only one of documents, names, and corpus", "SELECTION_AMBIGUOUS");
  }
  if (selection.corpus().empty() && !selection.filter().empty()) {
    return InvalidArgument("selection.filter: goes with corpus only", "SELECTION_AMBIGUOUS");
  }
  if (selection.documents_size() > 0) return SelectInline(selection);
  if (selection.names_size() > 0) {
    RETURN_IF_ERROR(CheckNames(selection));
    return SelectNames(std::vector<std::string>(selection.names().begin(),
                                                selection.names().end()));
  }
  ASSIGN_OR_RETURN(const std::vector<corpus::ManifestEntry> manifest,
                   store_.FreezeManifest(selection.corpus(), selection.filter(),
                                         kMaxSelectedDocuments, call));
  std::vector<std::string> names;
  names.reserve(manifest.size());
  for (const corpus::ManifestEntry& entry : manifest) names.push_back(entry.document);
  return SelectNames(names);
}

}  // namespace parallax::rpc
