#include "server/rpc/wire/analyzer_writer.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/str_cat.h"
#include "server/rpc/wire/grpc_status.h"

namespace parallax::rpc {

void WriteGeneration(const AnalyzerInfo& info, analysis::v1::Generation* out) {
  out->set_version(info.version);
  out->set_content_digest(info.content_digest);
  out->set_config_digest(info.config_digest);
}

namespace {

analysis::v1::Analyzer::Tier TierOf(absl::string_view tier) {
  if (tier == "worker") return analysis::v1::Analyzer::TIER_WORKER;
  if (tier == "remote") return analysis::v1::Analyzer::TIER_REMOTE;
  return analysis::v1::Analyzer::TIER_IN_PROCESS;
}

}  // namespace

void WriteStruct(absl::string_view json, google::protobuf::Struct* out) {
  if (json.empty() || json == "{}") return;
  google::protobuf::Struct parsed;
  const auto status =
      google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &parsed);
  if (status.ok()) out->Swap(&parsed);
}

void WriteAnalyzer(const AnalyzerInfo& info, const AnalyzerVitals& vitals,
                   analysis::v1::Analyzer* out) {
  out->set_name(absl::StrCat("analyzers/", info.id));
  out->set_display_name(info.display_name);
  out->set_description(info.description);
  out->set_vendor(info.vendor);
  out->set_licence(info.licence);
  WriteGeneration(info, out->mutable_generation());
  out->set_state(vitals.quarantined ? analysis::v1::Analyzer::STATE_QUARANTINED
                 : vitals.serving   ? analysis::v1::Analyzer::STATE_ACTIVE
                                    : analysis::v1::Analyzer::STATE_FAILED);
  if (!vitals.last_error.ok()) *out->mutable_last_error() = ToRpcStatus(vitals.last_error);
  out->set_tier(TierOf(info.tier));
  for (const std::string& layer : info.consumes) out->add_consumes(layer);
  for (const std::string& layer : info.produces) out->add_produces(layer);
  for (const std::string& language : info.languages) out->add_language_codes(language);
  for (const std::string& label : info.labels) out->add_labels(label);
  WriteStruct(info.options_schema, out->mutable_options_schema());
  WriteStruct(info.config_schema, out->mutable_config_schema());
  out->set_preferred_batch(static_cast<int32_t>(info.preferred_batch));
  out->set_has_phases(info.has_phases);
  out->set_abi_minor(static_cast<int32_t>(info.abi_minor));
}

void WriteRun(const AnalyzerInfo& info, absl::string_view options, analysis::v1::AnalyzerRun* out) {
  out->set_analyzer(info.id);
  WriteGeneration(info, out->mutable_generation());
  out->mutable_effective_config()->set_analyzer(info.id);
  out->mutable_effective_config()->set_generation(info.content_digest);
  WriteStruct(options, out->mutable_effective_config()->mutable_options());
}

void WriteRuns(const AnalysisPlan& plan,
               google::protobuf::RepeatedPtrField<analysis::v1::AnalyzerRun>* out) {
  for (const Stage& stage : plan.stages) WriteRun(stage.analyzer->info(), stage.options, out->Add());
}

}  // namespace parallax::rpc
