#include "server/rpc/services/corpus/file_import_operation.h"

#include "parallax/corpus/v1/import.pb.h"
#include "server/base/status_macros.h"
#include "server/rpc/services/corpus/corpus_service.h"
#include "server/rpc/services/corpus/import_requests.h"
#include "server/rpc/services/unary_call.h"
#include "server/rpc/wire/document_writer.h"
#include "server/rpc/wire/grpc_status.h"

namespace parallax::rpc {
namespace {

void WriteProblem(const corpus::FileProblem& problem, corpus::v1::FileProblem* out) {
  out->set_file(problem.file);
  out->set_part(static_cast<int32_t>(problem.part));
  *out->mutable_error() = ToRpcStatus(problem.status);
}

}  // namespace

void WriteFileImport(const corpus::FileImportState& state, google::longrunning::Operation* out) {
  corpus::v1::ImportDocumentFilesMetadata metadata;
  corpus::v1::ImportDocumentFilesResponse response;
  metadata.set_parent(state.corpus);
  metadata.set_path(state.path);
  metadata.set_file_count(state.files);
  metadata.set_files_done(state.files_done);
  metadata.set_total_bytes(state.bytes);
  metadata.set_bytes_done(state.bytes_done);
  WriteCounts(state.totals, metadata.mutable_counts());
  for (const corpus::FileProblem& problem : state.problems) {
    WriteProblem(problem, metadata.add_problems());
  }
  WriteTime(state.create_time, metadata.mutable_create_time());
  if (state.done) WriteTime(state.end_time, metadata.mutable_end_time());
  *response.mutable_counts() = metadata.counts();
  *response.mutable_problems() = metadata.problems();
  out->set_name(state.name);
  out->mutable_metadata()->PackFrom(metadata);
  out->set_done(state.done);
  if (!state.done) return;
  if (state.result.ok()) {
    out->mutable_response()->PackFrom(response);
  } else {
    *out->mutable_error() = ToRpcStatus(state.result);
  }
}

grpc::ServerUnaryReactor* CorpusService::ImportDocumentFiles(
    grpc::CallbackServerContext* context, const corpus::v1::ImportDocumentFilesRequest* request,
    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, disk_, [=, this](const CallContext&) -> absl::Status {
    ASSIGN_OR_RETURN(const corpus::ImportOptions options, OpenImport(store_, request->config()));
    ASSIGN_OR_RETURN(const corpus::FileImportState state,
                     ports_.imports.Start(options, request->path()));
    WriteFileImport(state, response);
    return absl::OkStatus();
  });
}

}  // namespace parallax::rpc
