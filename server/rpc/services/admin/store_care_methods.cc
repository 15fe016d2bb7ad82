// Methods of AdminService that take care of the store. Their operations are done when answered.
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/resource_name.h"
#include "server/rpc/services/admin/admin_service.h"
#include "server/rpc/services/unary_call.h"

namespace parallax::rpc {
namespace {

void Done(const google::protobuf::Message& answer, google::longrunning::Operation* out) {
  out->set_done(true);
  out->mutable_response()->PackFrom(answer);
}

absl::Duration ReadDuration(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

absl::StatusOr<std::string> BackupPath(const std::string& folder, const std::string& name) {
  if (folder.empty()) {
    return WithReason(absl::FailedPreconditionError(
                          "the server has no folder for backups; start it with --backup-folder"),
                      "BACKUP_FOLDER_MISSING");
  }
  const std::string chosen =
      name.empty() ? absl::FormatTime("%Y%m%dT%H%M%E3SZ", absl::Now(), absl::UTCTimeZone()) : name;
  if (!corpus::CheckDocumentId(chosen).ok()) {
    return WithReason(absl::InvalidArgumentError("file_name: letters, digits, '.', '_' and '-', with a "
                                                 "letter or digit first; at most 128"),
                      "FILE_NAME_INVALID");
  }
  return absl::StrCat(folder, "/", chosen);
}

}  // namespace

grpc::ServerUnaryReactor* AdminService::BackupStore(grpc::CallbackServerContext* context,
                                                    const admin::v1::BackupStoreRequest* request,
                                                    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, care_.disk, [=, this](const CallContext& call) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string path, BackupPath(care_.backup_folder, request->file_name()));
    ASSIGN_OR_RETURN(const int64_t bytes, care_.store.Backup(path, call));
    admin::v1::BackupStoreResponse answer;
    answer.set_path(path);
    answer.set_bytes(bytes);
    Done(answer, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* AdminService::VerifyStore(grpc::CallbackServerContext* context,
                                                    const admin::v1::VerifyStoreRequest*,
                                                    google::longrunning::Operation* response) {
  return UnaryCall::Start(context, care_.disk, [=, this](const CallContext&) -> absl::Status {
    RETURN_IF_ERROR(care_.store.Verify());
    Done(admin::v1::VerifyStoreResponse(), response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* AdminService::RebuildIndex(grpc::CallbackServerContext* context,
                                                     const admin::v1::RebuildIndexRequest*,
                                                     google::longrunning::Operation* response) {
  return UnaryCall::Start(context, care_.disk, [=, this](const CallContext&) -> absl::Status {
    RETURN_IF_ERROR(care_.store.RebuildIndex());
    Done(admin::v1::RebuildIndexResponse(), response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* AdminService::PruneStore(grpc::CallbackServerContext* context,
                                                   const admin::v1::PruneStoreRequest* request,
                                                   google::longrunning::Operation* response) {
  return UnaryCall::Start(context, care_.disk, [=, this](const CallContext& call) -> absl::Status {
    corpus::PrunePolicy policy;
    if (request->keep_revisions() != 0) policy.keep_revisions = request->keep_revisions();
    if (request->has_keep_changes()) policy.keep_changes = ReadDuration(request->keep_changes());
    if (request->has_keep_imports()) policy.keep_imports = ReadDuration(request->keep_imports());
    ASSIGN_OR_RETURN(const corpus::PruneResult pruned, care_.store.Prune(policy, call));
    admin::v1::PruneStoreResponse answer;
    answer.set_revisions(pruned.revisions);
    answer.set_changes(pruned.changes);
    answer.set_imports(pruned.imports);
    Done(answer, response);
    return absl::OkStatus();
  });
}

}  // namespace parallax::rpc
