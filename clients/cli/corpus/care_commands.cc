#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "parallax/admin/v1/admin_service.grpc.pb.h"

namespace parallax::cli {
namespace {

using AdminStub = admin::v1::AdminService::Stub;
using google::longrunning::Operation;

struct CareFlags {
  std::string name;
  int keep_revisions = 0;
  double keep_changes_days = -1, keep_imports_days = -1;
};

// `call(stub, context, operation)`; prints the answer, or `say(answer)` for people.
template <typename Answer, typename Call, typename Say>
int Run(const Session& session, Call call, Say say) {
  std::string error;
  const auto channel = Connect(session.connection, &error);
  if (channel == nullptr) {
    std::cerr << "parallax: " << error << '\n';
    return kExitLocal;
  }
  const auto stub = admin::v1::AdminService::NewStub(channel);
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  Operation operation;
  const int code = Report(call(*stub, &context, &operation), session.connection);
  if (code != 0) return code;
  Answer answer;
  operation.response().UnpackTo(&answer);
  if (session.json) {
    PrintJson(answer);
  } else {
    std::cout << say(answer) << '\n';
  }
  return 0;
}

int Backup(const Session& session, const CareFlags& flags) {
  admin::v1::BackupStoreRequest request;
  request.set_file_name(flags.name);
  return Run<admin::v1::BackupStoreResponse>(
      session,
      [&](AdminStub& stub, auto* context, auto* operation) {
        return stub.BackupStore(context, request, operation);
      },
      [](const auto& answer) {
        return absl::StrCat(answer.path(), ": ", answer.bytes(), " bytes; restore it with parallaxd "
                            "--data ", answer.path());
      });
}

int Verify(const Session& session) {
  return Run<admin::v1::VerifyStoreResponse>(
      session,
      [&](AdminStub& stub, auto* context, auto* operation) {
        return stub.VerifyStore(context, {}, operation);
      },
      [](const auto&) { return "the store is whole"; });
}

int Rebuild(const Session& session) {
  return Run<admin::v1::RebuildIndexResponse>(
      session,
      [&](AdminStub& stub, auto* context, auto* operation) {
        return stub.RebuildIndex(context, {}, operation);
      },
      [](const auto&) { return "search index and text groups are made anew"; });
}

int Prune(const Session& session, const CareFlags& flags) {
  constexpr double kDay = 86400;
  admin::v1::PruneStoreRequest request;
  request.set_keep_revisions(flags.keep_revisions);
  if (flags.keep_changes_days >= 0) {
    request.mutable_keep_changes()->set_seconds(static_cast<int64_t>(flags.keep_changes_days * kDay));
  }
  if (flags.keep_imports_days >= 0) {
    request.mutable_keep_imports()->set_seconds(static_cast<int64_t>(flags.keep_imports_days * kDay));
  }
  return Run<admin::v1::PruneStoreResponse>(
      session,
      [&](AdminStub& stub, auto* context, auto* operation) {
        return stub.PruneStore(context, request, operation);
      },
      [](const auto& answer) {
        return absl::StrCat("removed ", answer.revisions(), " revisions, ", answer.changes(),
                            " changes, ", answer.imports(), " imports");
      });
}

}  // namespace

void AddCareCommands(CLI::App& app, const Session& session, int& exit_code) {
  auto flags = std::make_shared<CareFlags>();

  CLI::App* backup = app.add_subcommand("backup", "Copy the store while it is in use");
  backup->add_option("NAME", flags->name, "Folder to make in the server's --backup-folder; default: the time");
  backup->callback([&session, &exit_code, flags] { exit_code = Backup(session, *flags); });

  CLI::App* verify = app.add_subcommand("verify", "Check the whole store and its indexes");
  verify->callback([&session, &exit_code] { exit_code = Verify(session); });

  CLI::App* rebuild = app.add_subcommand("rebuild-index", "Make search index and text groups anew");
  rebuild->callback([&session, &exit_code] { exit_code = Rebuild(session); });

  CLI::App* prune = app.add_subcommand("prune", "Remove old revisions, changes and imports");
  prune->add_option("--keep-revisions", flags->keep_revisions, "Of each document; default: all")
      ->check(kPositive);
  prune->add_option("--keep-changes-days", flags->keep_changes_days, "Of the change feed; default: all")
      ->check(kNotNegative);
  prune->add_option("--keep-imports-days", flags->keep_imports_days,
                    "To resume imports; default: all")
      ->check(kNotNegative);
  prune->footer("Example: parallax prune --keep-revisions 5 --keep-changes-days 90");
  prune->callback([&session, &exit_code, flags] { exit_code = Prune(session, *flags); });
}

}  // namespace parallax::cli
