// Resource names: "corpora/{corpus}" and "corpora/{corpus}/documents/{document}".
#ifndef PARALLAX_SERVER_CORPUS_RESOURCE_NAME_H_
#define PARALLAX_SERVER_CORPUS_RESOURCE_NAME_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::corpus {

struct DocumentName {
  std::string corpus;    // ids
  std::string document;
};

// All: INVALID_ARGUMENT, NAME_INVALID, saying what a name looks like.
absl::StatusOr<std::string> ParseCorpusName(absl::string_view name);  // the id
absl::StatusOr<DocumentName> ParseDocumentName(absl::string_view name);
absl::Status CheckCorpusId(absl::string_view id);    // [a-z0-9][a-z0-9-]{0,62}
absl::Status CheckDocumentId(absl::string_view id);  // [A-Za-z0-9][A-Za-z0-9._-]{0,127}

std::string CorpusName(absl::string_view corpus_id);
// The id is that of the group's oldest document.
std::string TextGroupNameOf(absl::string_view corpus_id, absl::string_view group_id);
std::string DocumentNameOf(absl::string_view corpus_id, absl::string_view document_id);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_RESOURCE_NAME_H_
