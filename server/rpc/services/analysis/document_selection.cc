#include "server/rpc/services/analysis/document_selection.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/invalid_argument.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {

absl::StatusOr<report::ReportInput> DocumentSelector::ReadInline(
    const types::v1::InlineDocument& document, size_t index, bool segment) const {
  report::ReportInput input;
  ASSIGN_OR_RETURN(input.document, ReadInlineDocument(document, index, segment, readers_,
                                                      &input.reader_warnings));
  return input;
}

absl::StatusOr<std::vector<report::ReportInput>> DocumentSelector::SelectInline(
    const analysis::v1::DocumentSelection& selection) const {
  if (selection.documents_size() > kMaxInlineDocuments) {
    return InvalidArgument(absl::StrCat("selection.documents has ", selection.documents_size(),
                                        " documents; at most ", kMaxInlineDocuments,
                                        " at a time, or import them into a corpus"),
                           "TOO_MANY_DOCUMENTS");
  }
  std::vector<report::ReportInput> inputs;
  std::set<std::string> ids;
  for (int i = 0; i < selection.documents_size(); ++i) {
    ASSIGN_OR_RETURN(report::ReportInput input, ReadInline(selection.documents(i), i, true));
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
