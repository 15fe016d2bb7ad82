#include "clients/cli/plugin/serving.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/view/table.h"
#include "google/longrunning/operations.grpc.pb.h"
#include "parallax/admin/v1/admin_service.grpc.pb.h"

namespace parallax::cli {
namespace {

using admin::v1::AdminService;
using admin::v1::AnalyzerOperation;
using analysis::v1::Analyzer;
using google::longrunning::Operation;
using google::longrunning::Operations;

constexpr size_t kShownDigest = 12;

// Null if there is no way to connect; then it has said why.
std::shared_ptr<grpc::Channel> ChannelOf(const Session& session) {
  std::string error;
  auto channel = Connect(session.connection, &error);
  if (channel == nullptr) std::cerr << "parallax: " << error << '\n';
  return channel;
}

// Asks until it is done. The server waits as long as it is ready to each time.
grpc::Status WaitUntilDone(const Session& session, Operations::Stub& stub, Operation* operation) {
  grpc::Status status;
  const auto give_up = std::chrono::steady_clock::now() +
                       std::chrono::duration<double>(session.connection.timeout_seconds);
  while (status.ok() && !operation->done()) {
    if (std::chrono::steady_clock::now() > give_up) {
      return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED,
                          absl::StrCat(operation->name(), " goes on; look again later"));
    }
    google::longrunning::WaitOperationRequest request;
    request.set_name(operation->name());
    grpc::ClientContext context;
    SetDeadline(session.connection, context);
    status = stub.WaitOperation(&context, request, operation);
  }
  return status;
}

std::string ShortName(const std::string& name) {
  return absl::StartsWith(name, "analyzers/") ? name.substr(name.find('/') + 1) : name;
}

std::string NameOf(const std::string& analyzer) {
  return absl::StrCat("analyzers/", ShortName(analyzer));
}

std::string Sentence(const AnalyzerOperation::Change& change) {
  const std::string who = absl::StrCat(ShortName(change.analyzer()), " ",
                                       change.generation().version());
  const std::string which =
      absl::StrCat(", generation ", change.generation().content_digest().substr(0, kShownDigest));
  switch (change.outcome()) {
    case AnalyzerOperation::Change::OUTCOME_LOADED:
      return absl::StrCat(who, " serves", which);
    case AnalyzerOperation::Change::OUTCOME_UNCHANGED:
      return absl::StrCat(who, " serves already", which);
    case AnalyzerOperation::Change::OUTCOME_VALID:
      return absl::StrCat(who, " can be loaded", which);
    default:
      return absl::StrCat(change.path(), " was not loaded");
  }
}

// "TIER_IN_PROCESS" -> "in_process".
std::string Lower(const std::string& value, size_t prefix) {
  return absl::AsciiStrToLower(value.substr(std::min(prefix, value.size())));
}

int PrintState(const Session& session, const grpc::Status& status,
               const admin::v1::AnalyzerState& state) {
  if (const int code = Report(status, session.connection); code != 0) return code;
  if (session.json) {
    PrintJson(state);
    return 0;
  }
  std::cout << ShortName(state.analyzer().name()) << " is "
            << Lower(Analyzer::State_Name(state.analyzer().state()), sizeof("STATE")) << '\n';
  return 0;
}

}  // namespace

int LoadPlugin(const Session& session, const LoadFlags& flags) {
  const auto channel = ChannelOf(session);
  if (channel == nullptr) return kExitLocal;
  admin::v1::ApplyAnalyzerRequest request;
  request.set_path(flags.tier == "remote" ? flags.file
                                          : std::filesystem::absolute(flags.file).string());
  request.set_validate_only(flags.check);
  if (!flags.tier.empty()) {
    Analyzer::Tier tier = Analyzer::TIER_UNSPECIFIED;
    Analyzer::Tier_Parse(absl::StrCat("TIER_", absl::AsciiStrToUpper(flags.tier)), &tier);
    request.set_tier(tier);
  }
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  Operation operation;
  grpc::Status status =
      AdminService::NewStub(channel)->ApplyAnalyzer(&context, request, &operation);
  if (status.ok()) status = WaitUntilDone(session, *Operations::NewStub(channel), &operation);
  if (const int code = Report(status, session.connection); code != 0) return code;
  AnalyzerOperation done;
  operation.metadata().UnpackTo(&done);
  if (session.json) PrintJson(done);
  if (operation.has_error()) {
    const google::rpc::Status& error = operation.error();
    return Report(grpc::Status(static_cast<grpc::StatusCode>(error.code()), error.message(),
                               error.SerializeAsString()),
                  session.connection);
  }
  if (session.json) return 0;
  for (const AnalyzerOperation::Change& change : done.changes()) {
    std::cout << Sentence(change) << '\n';
  }
  return 0;
}

int ListPlugins(const Session& session) {
  const auto channel = ChannelOf(session);
  if (channel == nullptr) return kExitLocal;
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  admin::v1::ListAnalyzerStatesResponse response;
  const grpc::Status status =
      AdminService::NewStub(channel)->ListAnalyzerStates(&context, {}, &response);
  if (const int code = Report(status, session.connection); code != 0) return code;
  if (session.json) {
    PrintJson(response);
    return 0;
  }
  Table table({"analyzer", "version", "generation", "tier", "state", "documents", "failures",
               "restarts", "last error"});
  for (const admin::v1::AnalyzerState& state : response.analyzers()) {
    const Analyzer& analyzer = state.analyzer();
    const bool well = analyzer.state() == Analyzer::STATE_ACTIVE;
    table.Add({ShortName(analyzer.name()), analyzer.generation().version(),
               analyzer.generation().content_digest().substr(0, kShownDigest),
               Lower(Analyzer::Tier_Name(analyzer.tier()), sizeof("TIER")),
               {Lower(Analyzer::State_Name(analyzer.state()), sizeof("STATE")),
                well ? Colour::kGreen : Colour::kRed},
               absl::StrCat(state.documents()), absl::StrCat(state.failures()),
               absl::StrCat(state.restarts()), analyzer.last_error().message()});
  }
  for (const admin::v1::PluginFailure& failure : response.failures()) {
    table.Add({failure.path(), "", "", "", {"not loaded", Colour::kRed}, "", "", "",
               failure.error().message()});
  }
  table.Print(Terminal(session.colour), std::cout);
  return 0;
}

int QuarantinePlugin(const Session& session, const std::string& analyzer,
                     const std::string& reason) {
  const auto channel = ChannelOf(session);
  if (channel == nullptr) return kExitLocal;
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  admin::v1::QuarantineAnalyzerRequest request;
  request.set_name(NameOf(analyzer));
  request.set_reason(reason);
  admin::v1::AnalyzerState state;
  const auto stub = AdminService::NewStub(channel);
  return PrintState(session, stub->QuarantineAnalyzer(&context, request, &state), state);
}

int ReleasePlugin(const Session& session, const std::string& analyzer) {
  const auto channel = ChannelOf(session);
  if (channel == nullptr) return kExitLocal;
  grpc::ClientContext context;
  SetDeadline(session.connection, context);
  admin::v1::ReleaseAnalyzerRequest request;
  request.set_name(NameOf(analyzer));
  admin::v1::AnalyzerState state;
  const auto stub = AdminService::NewStub(channel);
  return PrintState(session, stub->ReleaseAnalyzer(&context, request, &state), state);
}

}  // namespace parallax::cli
