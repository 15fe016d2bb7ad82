// What creating and updating one document have in common: errors where an import has outcomes.
#ifndef PARALLAX_SERVER_RPC_SERVICES_CORPUS_PUT_CHECKS_H_
#define PARALLAX_SERVER_RPC_SERVICES_CORPUS_PUT_CHECKS_H_

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "server/analyzer/field_lengths.h"
#include "server/base/error_reason.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/records.h"
#include "server/rpc/services/invalid_argument.h"

namespace parallax::rpc {

// INVALID_ARGUMENT, TEXT_TOO_LARGE, FIELD_TOO_LONG: an import would refuse it too.
inline absl::Status CheckSizes(const corpus::NewDocument& document, const corpus::ReadLimits& limits) {
  const size_t bytes = document.content.text.size();
  if (bytes <= limits.max_document_bytes) return CheckFieldLengths(document.content);
  return InvalidArgument(absl::StrCat("document.text: ", bytes, " bytes are more than the limit of ",
                                      limits.max_document_bytes, "; split the document"),
                         "TEXT_TOO_LARGE");
}

// ALREADY_EXISTS, DUPLICATE_TEXT: nothing was written, since the source has this very text under another
// name. To answer with that document would be to answer with one that was not asked for.
inline absl::Status CheckPut(const corpus::PutResult& result) {
  if (result.outcome != corpus::Outcome::kDuplicateOf) return result.status;
  return WithMetadata(WithReason(absl::AlreadyExistsError(absl::StrCat(
                                     result.name, " has this text of this source already; change it, or delete "
                                     "it first")),
                                 "DUPLICATE_TEXT"),
                      "document", result.name);
}

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_CORPUS_PUT_CHECKS_H_
