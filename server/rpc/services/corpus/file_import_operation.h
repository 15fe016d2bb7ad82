// Imports of files as operations on the wire.
#ifndef PARALLAX_SERVER_RPC_SERVICES_CORPUS_FILE_IMPORT_OPERATION_H_
#define PARALLAX_SERVER_RPC_SERVICES_CORPUS_FILE_IMPORT_OPERATION_H_

#include "google/longrunning/operations.pb.h"
#include "server/corpus/import/file_imports.h"

namespace parallax::rpc {

// With ImportDocumentFilesMetadata, and once it is done with the response or the error.
void WriteFileImport(const corpus::FileImportState& state, google::longrunning::Operation* out);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_SERVICES_CORPUS_FILE_IMPORT_OPERATION_H_
