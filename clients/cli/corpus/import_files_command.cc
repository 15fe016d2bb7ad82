// Import of files that lie on the server's own disk.
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/view/import_progress.h"
#include "clients/cli/view/output.h"
#include "clients/cli/view/report_labels.h"
#include "google/longrunning/operations.grpc.pb.h"
#include "parallax/corpus/v1/corpus_service.grpc.pb.h"

namespace parallax::cli {
namespace {

using corpus::v1::ImportDocumentFilesMetadata;
using google::longrunning::Operation;
using google::longrunning::Operations;

struct ImportFilesFlags {
  std::string corpus, path, import_id;
  std::string on_conflict = "update";
  int max_errors = 0;
  bool validate_only = false, no_wait = false, quiet = false;
  std::string cancel;  // name of an operation
};

corpus::v1::ImportDocumentFilesRequest RequestOf(const ImportFilesFlags& flags) {
  corpus::v1::ImportDocumentFilesRequest request;
  request.set_path(flags.path);
  corpus::v1::ImportConfig& config = *request.mutable_config();
  config.set_parent(CorpusName(flags.corpus));
  config.set_import_id(flags.import_id);
  config.set_validate_only(flags.validate_only);
  config.set_max_errors(flags.max_errors);
  config.set_create_corpus(true);
  config.set_conflict_policy(ConflictPolicyOf(flags.on_conflict));
  return request;
}

ImportDocumentFilesMetadata MetadataOf(const Operation& operation) {
  ImportDocumentFilesMetadata metadata;
  operation.metadata().UnpackTo(&metadata);
  return metadata;
}

// Asks every second until the operation is done.
grpc::Status FollowImport(const Session& session, Operations::Stub& stub, bool quiet, Operation* operation) {
  ProgressBar progress(!quiet && !session.json);
  while (true) {
    const ImportDocumentFilesMetadata metadata = MetadataOf(*operation);
    progress.Show(metadata.counts(), metadata.files_done(), metadata.file_count());
    if (operation->done()) return grpc::Status::OK;
    google::longrunning::WaitOperationRequest wait;
    wait.set_name(operation->name());
    wait.mutable_timeout()->set_seconds(1);
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    if (grpc::Status status = stub.WaitOperation(&context, wait, operation); !status.ok()) return status;
  }
}

int Show(const Session& session, const ImportFilesFlags& flags, const Operation& operation) {
  const ImportDocumentFilesMetadata metadata = MetadataOf(operation);
  if (session.json) {
    PrintJson(metadata);
  } else {
    for (const corpus::v1::FileProblem& problem : metadata.problems()) {
      std::cerr << problem.file() << ": rejected: " << problem.error().message() << '\n';
    }
    if (!flags.quiet) {
      std::cout << metadata.parent() << ": " << metadata.files_done() << " of "
                << Counted(metadata.file_count(), "file") << ", " << Summary(metadata.counts()) << '\n';
    }
  }
  if (operation.has_error()) {
    return Report(grpc::Status(static_cast<grpc::StatusCode>(operation.error().code()),
                               operation.error().message(), operation.error().SerializeAsString()),
                  session.connection);
  }
  return metadata.counts().rejected() > 0 ? kExitLocal : 0;
}

int Import(const Session& session, const ImportFilesFlags& flags) {
  std::string error;
  const auto channel = Connect(session.connection, &error);
  if (channel == nullptr) {
    std::cerr << "parallax: " << error << '\n';
    return kExitLocal;
  }
  const auto operations = Operations::NewStub(channel);
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  if (!flags.cancel.empty()) {
    google::longrunning::CancelOperationRequest cancel;
    google::protobuf::Empty nothing;
    cancel.set_name(flags.cancel);
    return Report(operations->CancelOperation(&context, cancel, &nothing), session.connection);
  }
  Operation operation;
  const auto stub = corpus::v1::CorpusService::NewStub(channel);
  grpc::Status status = stub->ImportDocumentFiles(&context, RequestOf(flags), &operation);
  if (status.ok() && flags.no_wait) {
    if (session.json) {
      PrintJson(operation);
    } else {
      std::cout << operation.name() << '\n';
    }
    return 0;
  }
  if (status.ok()) status = FollowImport(session, *operations, flags.quiet, &operation);
  if (!status.ok()) return Report(status, session.connection);
  return Show(session, flags, operation);
}

}  // namespace

void AddImportFilesCommand(CLI::App& app, const Session& session, int& exit_code) {
  auto flags = std::make_shared<ImportFilesFlags>();
  CLI::App* import = app.add_subcommand(
      "import-files", "Import files that lie in the server's own import folder (its --import-root)");
  CLI::Option* corpus =
      import->add_option("CORPUS", flags->corpus, "Corpus; created if it is not there");
  import->add_option("PATH", flags->path, "File or folder in that folder; default: all of it");
  import->add_option("--import-id", flags->import_id,
                     "Name this import, to go on with it after an interruption");
  import->add_option("--max-errors", flags->max_errors, "Stop after so many rejected; 0: never")
      ->check(kNotNegative);
  import->add_option("--on-conflict", flags->on_conflict,
                     "A known document with another content: update (a new revision), skip, reject")
      ->check(CLI::IsMember({"update", "skip", "reject"}))
      ->capture_default_str();
  import->add_flag("--validate-only", flags->validate_only, "Read and check, store nothing");
  import->add_flag("--no-wait", flags->no_wait, "Print the operation's name and end");
  import->add_flag("--quiet", flags->quiet, "No progress, no summary");
  import->add_option("--cancel", flags->cancel, "Stop the import with this operation's name instead")
      ->excludes(corpus);
  import->footer("Examples: parallax import-files news 2026/\n"
                 "          parallax import-files --cancel operations/import-1");
  import->callback([flags, &session, &exit_code] {
    if (flags->corpus.empty() && flags->cancel.empty()) throw CLI::RequiredError("CORPUS");
    exit_code = Import(session, *flags);
  });
}

}  // namespace parallax::cli
