#include "server/worker/wire/description_codec.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "server/analyzer/json_schema.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"

namespace parallax::worker {
namespace {

constexpr size_t kMaxMessageBytes = 1024;
constexpr size_t kMaxIdLength = 64;

template <typename List>
std::vector<std::string> Strings(const List& list) {
  return std::vector<std::string>(list.begin(), list.end());
}

absl::Status Invalid(absl::string_view field, absl::string_view what) {
  return WithReason(
      absl::FailedPreconditionError(absl::StrCat("the worker's description: ", field, " ", what)),
      "PLUGIN_INFO_INVALID");
}

absl::Status CheckDescription(const AnalyzerInfo& info) {
  const bool id_ok =
      !info.id.empty() && info.id.size() <= kMaxIdLength &&
      info.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string::npos &&
      info.id.find_first_of("._-") != 0;
  if (!id_ok) return Invalid("id", "must be [a-z0-9][a-z0-9._-]{0,63}");
  if (info.version.empty()) return Invalid("version", "is empty");
  if (info.languages.empty()) {
    return Invalid("language_codes", "is empty: list what it reads, or \"*\" for any");
  }
  for (const auto& [field, schema] : {std::pair{"config_schema", &info.config_schema},
                                      std::pair{"options_schema", &info.options_schema}}) {
    if (absl::Status status = JsonSchema::Parse(*schema).status(); !status.ok()) {
      return Invalid(field, status.message());
    }
  }
  return absl::OkStatus();
}

// At most kMaxMessageBytes, cut between code points.
std::string Bounded(const std::string& message) {
  if (message.size() <= kMaxMessageBytes) return message;
  size_t end = kMaxMessageBytes;
  while (end > 0 && (static_cast<unsigned char>(message[end]) & 0xC0) == 0x80) --end;
  return message.substr(0, end);
}

absl::StatusCode CodeOf(int number) {
  const auto code = static_cast<absl::StatusCode>(number);
  const bool known = number > 0 && number <= static_cast<int>(absl::StatusCode::kUnauthenticated);
  return known ? code : absl::StatusCode::kUnknown;
}

}  // namespace

void WriteDescription(const AnalyzerInfo& info, v1::DescribeResponse* out) {
  out->set_id(info.id);
  out->set_version(info.version);
  out->set_vendor(info.vendor);
  out->set_licence(info.licence);
  out->set_display_name(info.display_name);
  out->set_description(info.description);
  for (const std::string& layer : info.consumes) out->add_consumes(layer);
  for (const std::string& layer : info.produces) out->add_produces(layer);
  for (const std::string& language : info.languages) out->add_language_codes(language);
  for (const std::string& label : info.labels) out->add_labels(label);
  out->set_config_schema(info.config_schema);
  out->set_options_schema(info.options_schema);
  out->set_preferred_batch(info.preferred_batch);
  out->set_has_phases(info.has_phases);
  out->set_record_version(info.record_version);
  out->set_abi_minor(info.abi_minor);
  out->set_content_digest(info.content_digest);
}

absl::StatusOr<AnalyzerInfo> ReadDescription(const v1::DescribeResponse& in) {
  if (in.has_failure()) return ReadFailure(in.failure());
  AnalyzerInfo info;
  info.id = in.id();
  info.version = in.version();
  info.vendor = in.vendor();
  info.licence = in.licence();
  info.display_name = in.display_name().empty() ? in.id() : in.display_name();
  info.description = in.description();
  info.consumes = Strings(in.consumes());
  info.produces = Strings(in.produces());
  info.languages = Strings(in.language_codes());
  info.labels = Strings(in.labels());
  info.config_schema = in.config_schema();
  info.options_schema = in.options_schema();
  info.preferred_batch = in.preferred_batch();
  info.has_phases = in.has_phases();
  info.record_version = in.record_version();
  info.abi_minor = in.abi_minor();
  info.content_digest = in.content_digest();
  RETURN_IF_ERROR(CheckDescription(info));
  return info;
}

void WriteFailure(const absl::Status& status, v1::Failure* out) {
  out->set_code(static_cast<int32_t>(status.code()));
  out->set_message(std::string(status.message()));
  out->set_reason(ReasonOf(status));
  for (const auto& [key, value] : MetadataOf(status)) (*out->mutable_metadata())[key] = value;
}

absl::Status ReadFailure(const v1::Failure& in) {
  absl::Status status = WithReason(absl::Status(CodeOf(in.code()), Bounded(in.message())),
                                   in.reason().empty() ? "ANALYZER_FAILED" : in.reason());
  for (const auto& [key, value] : in.metadata()) status = WithMetadata(status, key, value);
  return status;
}

absl::Status ReadStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  return absl::Status(CodeOf(status.error_code()), Bounded(status.error_message()));
}

}  // namespace parallax::worker
