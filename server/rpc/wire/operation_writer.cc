#include "server/rpc/wire/operation_writer.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/rpc/wire/analyzer_writer.h"
#include "server/rpc/wire/grpc_status.h"
#include "server/rpc/wire/request_reader.h"

namespace parallax::rpc {
namespace {

void WriteTime(absl::Time time, google::protobuf::Timestamp* out) {
  const absl::Duration since = time - absl::UnixEpoch();
  out->set_seconds(absl::ToInt64Seconds(since));
  out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(since) % 1'000'000'000));
}

void WriteChange(const lifecycle::AnalyzerChange& change,
                 admin::v1::AnalyzerOperation::Change* out) {
  if (!change.analyzer.empty()) out->set_analyzer(absl::StrCat("analyzers/", change.analyzer));
  out->set_path(change.path);
  out->set_outcome(static_cast<admin::v1::AnalyzerOperation::Change::Outcome>(change.outcome));
  if (!change.error.ok()) *out->mutable_error() = ToRpcStatus(change.error);
  if (change.version.empty()) return;
  out->mutable_generation()->set_version(change.version);
  out->mutable_generation()->set_content_digest(change.content_digest);
  out->mutable_generation()->set_config_digest(change.config_digest);
}

}  // namespace

void WriteDuration(absl::Duration duration, google::protobuf::Duration* out) {
  out->set_seconds(absl::ToInt64Seconds(duration));
  out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(duration) % 1'000'000'000));
}

void WriteOperation(const lifecycle::OperationState& state, google::longrunning::Operation* out) {
  admin::v1::AnalyzerOperation operation;
  operation.set_target(state.target);
  operation.set_step(static_cast<admin::v1::AnalyzerOperation::Step>(state.step));
  for (const lifecycle::AnalyzerChange& change : state.changes) {
    WriteChange(change, operation.add_changes());
  }
  WriteTime(state.create_time, operation.mutable_create_time());
  if (state.done()) WriteTime(state.end_time, operation.mutable_end_time());
  out->set_name(state.name);
  out->mutable_metadata()->PackFrom(operation);
  out->set_done(state.done());
  if (!state.done()) return;
  if (state.result.ok()) {
    out->mutable_response()->PackFrom(operation);
  } else {
    *out->mutable_error() = ToRpcStatus(state.result);
  }
}

void WriteState(const lifecycle::AnalyzerReport& report, admin::v1::AnalyzerState* out) {
  const AnalyzerInfo& info = report.generation->info();
  const AnalyzerVitals& vitals = report.vitals;
  WriteAnalyzer(info, vitals, out->mutable_analyzer());
  out->set_path(info.path);
  out->set_batches(static_cast<int64_t>(report.counts.batches));
  out->set_documents(static_cast<int64_t>(report.counts.documents));
  out->set_failures(static_cast<int64_t>(report.counts.failures));
  out->set_restarts(static_cast<int64_t>(vitals.restarts));
  out->set_busy_instances(static_cast<int32_t>(vitals.busy));
  out->set_instances(static_cast<int32_t>(vitals.instances));
  out->set_stuck_instances(static_cast<int32_t>(vitals.stuck));
  WriteDuration(vitals.cpu_time, out->mutable_cpu_time());
  out->set_resident_bytes(static_cast<int64_t>(vitals.resident_bytes));
  out->set_process_id(vitals.process);
  out->set_draining_generations(static_cast<int32_t>(report.draining));
  WriteStruct(report.generation->config(), out->mutable_config());
  for (const std::string& revision : vitals.poisoned) out->add_poisoned_revisions(revision);
}

absl::StatusOr<lifecycle::ApplyRequest> ReadApply(const admin::v1::ApplyAnalyzerRequest& in) {
  lifecycle::ApplyRequest request;
  request.analyzer = AnalyzerIdOf(in.name());
  request.path = in.path();
  request.validate_only = in.validate_only();
  request.request_id = in.request_id();
  if (in.has_config()) {
    ASSIGN_OR_RETURN(request.config, ReadStruct(in.config()));
  }
  switch (in.tier()) {
    case analysis::v1::Analyzer::TIER_UNSPECIFIED:
      break;
    case analysis::v1::Analyzer::TIER_IN_PROCESS:
      request.tier = lifecycle::Tier::kInProcess;
      break;
    case analysis::v1::Analyzer::TIER_WORKER:
      request.tier = lifecycle::Tier::kWorker;
      break;
    case analysis::v1::Analyzer::TIER_REMOTE:
      request.tier = lifecycle::Tier::kRemote;
      break;
    default:
      return WithReason(absl::InvalidArgumentError(absl::StrCat("tier: ", in.tier(), " is none")),
                        "TIER_UNKNOWN");
  }
  return request;
}

std::string AnalyzerIdOf(absl::string_view name) {
  return std::string(absl::StripPrefix(name, "analyzers/"));
}

}  // namespace parallax::rpc
