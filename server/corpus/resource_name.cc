#include "server/corpus/resource_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax::corpus {
namespace {

absl::Status Invalid(absl::string_view what, absl::string_view found, absl::string_view rule) {
  return WithReason(absl::InvalidArgumentError(absl::StrCat(
                        what, " \"", absl::Utf8SafeCHexEscape(found.substr(0, 160)), "\" is not valid: ",
                        rule)),
                    "NAME_INVALID");
}

bool IsLowerAlnum(char c) {
  const unsigned char u = static_cast<unsigned char>(c);
  return absl::ascii_islower(u) || absl::ascii_isdigit(u);
}

bool IsDocumentIdChar(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-';
}

}  // namespace

absl::Status CheckCorpusId(absl::string_view id) {
  const bool ok = !id.empty() && id.size() <= 63 && IsLowerAlnum(id[0]) &&
                  std::all_of(id.begin(), id.end(), [](char c) { return IsLowerAlnum(c) || c == '-'; });
  if (ok) return absl::OkStatus();
  return Invalid("corpus_id", id,
                 "it has 1 to 63 lower-case letters, digits and hyphens, and no hyphen first");
}

absl::Status CheckDocumentId(absl::string_view id) {
  const bool ok = !id.empty() && id.size() <= 128 &&
                  absl::ascii_isalnum(static_cast<unsigned char>(id[0])) &&
                  std::all_of(id.begin(), id.end(), IsDocumentIdChar);
  if (ok) return absl::OkStatus();
  return Invalid("document_id", id,
                 "it has 1 to 128 letters, digits, '.', '_' and '-', and a letter or digit first");
}

absl::StatusOr<std::string> ParseCorpusName(absl::string_view name) {
  absl::string_view id = name;
  if (!absl::ConsumePrefix(&id, "corpora/") || absl::StrContains(id, "/")) {
    return Invalid("the corpus name", name, "it looks like corpora/my-corpus");
  }
  RETURN_IF_ERROR(CheckCorpusId(id));
  return std::string(id);
}

absl::StatusOr<DocumentName> ParseDocumentName(absl::string_view name) {
  absl::string_view rest = name;
  const bool prefixed = absl::ConsumePrefix(&rest, "corpora/");
  const size_t slash = rest.find('/');
  const absl::string_view corpus = rest.substr(0, slash);
  absl::string_view document = slash == absl::string_view::npos ? "" : rest.substr(slash);
  if (!prefixed || !absl::ConsumePrefix(&document, "/documents/") || absl::StrContains(document, "/")) {
    return Invalid("the document name", name, "it looks like corpora/my-corpus/documents/my-document");
  }
  RETURN_IF_ERROR(CheckCorpusId(corpus));
  RETURN_IF_ERROR(CheckDocumentId(document));
  return DocumentName{std::string(corpus), std::string(document)};
}

std::string CorpusName(absl::string_view corpus_id) { return absl::StrCat("corpora/", corpus_id); }

std::string DocumentNameOf(absl::string_view corpus_id, absl::string_view document_id) {
  return absl::StrCat("corpora/", corpus_id, "/documents/", document_id);
}

std::string TextGroupNameOf(absl::string_view corpus_id, absl::string_view group_id) {
  return absl::StrCat(CorpusName(corpus_id), "/textGroups/", group_id);
}

}  // namespace parallax::corpus
