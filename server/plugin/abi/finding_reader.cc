#include "server/plugin/abi/finding_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/analyzer/finding_check.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/plugin_status.h"

namespace parallax::plugin {
namespace {

// Copies a string; its contents are checked afterwards, its size here, before anything is copied.
absl::Status Copy(absl::string_view field, plx_str_t from, std::string& to,
                  size_t max = kMaxStringBytes) {
  if (from.size == 0) return absl::OkStatus();
  if (from.data == nullptr) return WrongField(field, "is NULL with a size");
  if (from.size > max) {
    return WrongField(field, absl::StrCat("is ", from.size, " bytes; at most ", max));
  }
  to.assign(from.data, from.size);
  return absl::OkStatus();
}

text::Span SpanOf(plx_span_t from) { return {from.begin, from.end}; }

std::optional<int32_t> ScoreOf(int32_t from) {
  return from == PLX_NO_SCORE ? std::nullopt : std::optional<int32_t>(from);
}

absl::Status Inside(absl::string_view outer, const absl::Status& s) {
  return WithReason(absl::Status(s.code(), absl::StrCat(outer, s.message())), ReasonOf(s));
}

absl::Status CopyBase(const plx_finding_t& from, FindingBase& to) {
  to.span = SpanOf(from.span);
  to.score = ScoreOf(from.score);
  return Copy("base.rule", from.rule, to.rule, kMaxIdBytes);
}

absl::Status CopyHolder(const plx_holder_t& from, Holder& to) {
  to.kind = static_cast<HolderKind>(from.kind);
  to.span = SpanOf(from.span);
  RETURN_IF_ERROR(Copy("holder.entity", from.entity, to.entity, kMaxIdBytes));
  return Copy("holder.name", from.name, to.name);
}

absl::Status CopyArgument(absl::string_view field, const plx_argument_t& from, Argument& to) {
  to.span = SpanOf(from.span);
  absl::Status status = Copy(".entity", from.entity, to.entity, kMaxIdBytes);
  if (status.ok()) status = Copy(".text", from.text, to.text);
  return status.ok() ? status : Inside(field, status);
}

absl::StatusOr<Mention> CopyKind(const plx_mention_t& from) {
  Mention to;
  RETURN_IF_ERROR(CopyBase(from.base, to));
  RETURN_IF_ERROR(Copy("entity", from.entity, to.entity, kMaxIdBytes));
  RETURN_IF_ERROR(Copy("type", from.type, to.type, kMaxIdBytes));
  RETURN_IF_ERROR(Copy("canonical", from.canonical, to.canonical));
  to.link_score = ScoreOf(from.link_score);
  to.coreferent = from.coreferent != 0;
  to.stated_size = from.stated_size;
  if (from.member_count > kMaxMembers || (from.member_count > 0 && from.members == nullptr)) {
    return WrongField("members", absl::StrCat("is NULL or has more than ", kMaxMembers, " entries"));
  }
  to.members.resize(from.member_count);
  for (uint32_t i = 0; i < from.member_count; ++i) {
    const absl::Status status = Copy("", from.members[i], to.members[i], kMaxIdBytes);
    if (!status.ok()) return Inside(absl::StrCat("members[", i, "]"), status);
  }
  return to;
}

absl::StatusOr<Quantity> CopyKind(const plx_quantity_t& from) {
  Quantity to;
  RETURN_IF_ERROR(CopyBase(from.base, to));
  to.value = from.value;
  to.low = from.low;
  to.high = from.high;
  to.bound = static_cast<Bound>(from.bound);
  RETURN_IF_ERROR(Copy("unit", from.unit, to.unit, kMaxIdBytes));
  RETURN_IF_ERROR(Copy("measure", from.measure, to.measure, kMaxIdBytes));
  RETURN_IF_ERROR(Copy("measure_name", from.measure_name, to.measure_name));
  RETURN_IF_ERROR(Copy("subject", from.subject, to.subject, kMaxIdBytes));
  return to;
}

absl::Status CopyQuantities(const plx_claim_t& from, std::vector<Quantity>& to) {
  if (from.quantity_count == 0) return absl::OkStatus();
  if (from.quantity_count > kMaxQuantities || from.quantities == nullptr) {
    return WrongField("quantities",
                      absl::StrCat("is NULL or has more than ", kMaxQuantities, " entries"));
  }
  // The writer's own idea of the struct is the distance from one to the next.
  const uint32_t stride = from.quantities->base.size;
  const char* at = reinterpret_cast<const char*>(from.quantities);
  for (uint32_t i = 0; i < from.quantity_count; ++i, at += stride) {
    const auto& quantity = *reinterpret_cast<const plx_quantity_t*>(at);
    if (stride < sizeof(plx_quantity_t) || quantity.base.size != stride) {
      return WrongField(
          absl::StrCat("quantities[", i, "].base.size"),
          absl::StrCat("is ", quantity.base.size, "; set it to sizeof(plx_quantity_t)"));
    }
    absl::StatusOr<Quantity> read = CopyKind(quantity);
    if (!read.ok()) return Inside(absl::StrCat("quantities[", i, "]."), read.status());
    to.push_back(*std::move(read));
  }
  return absl::OkStatus();
}

absl::StatusOr<Claim> CopyKind(const plx_claim_t& from) {
  Claim to;
  RETURN_IF_ERROR(CopyBase(from.base, to));
  RETURN_IF_ERROR(CopyHolder(from.holder, to.holder));
  RETURN_IF_ERROR(CopyArgument("subject", from.subject, to.subject));
  RETURN_IF_ERROR(CopyArgument("object", from.object, to.object));
  RETURN_IF_ERROR(Copy("predicate", from.predicate, to.predicate, kMaxIdBytes));
  to.predicate_span = SpanOf(from.predicate_span);
  to.modality = static_cast<Modality>(from.modality);
  to.polarity = static_cast<Polarity>(from.polarity);
  RETURN_IF_ERROR(Copy("time", from.time, to.time, kMaxIdBytes));
  to.time_span = SpanOf(from.time_span);
  RETURN_IF_ERROR(CopyQuantities(from, to.quantities));
  return to;
}

absl::StatusOr<Stance> CopyKind(const plx_stance_t& from) {
  Stance to;
  RETURN_IF_ERROR(CopyBase(from.base, to));
  RETURN_IF_ERROR(CopyHolder(from.holder, to.holder));
  RETURN_IF_ERROR(CopyArgument("target", from.target, to.target));
  to.sign = static_cast<Sign>(from.sign);
  to.strength = from.strength;
  RETURN_IF_ERROR(Copy("reason", from.reason, to.reason, kMaxIdBytes));
  RETURN_IF_ERROR(Copy("cue", from.cue, to.cue));
  return to;
}

absl::StatusOr<Warning> CopyKind(const plx_warning_t& from) {
  Warning to;
  RETURN_IF_ERROR(CopyBase(from.base, to));
  to.severity = static_cast<Severity>(from.severity);
  RETURN_IF_ERROR(Copy("code", from.code, to.code, kMaxIdBytes));
  RETURN_IF_ERROR(Copy("message", from.message, to.message));
  return to;
}

absl::StatusOr<Custom> CopyKind(const plx_custom_t& from) {
  Custom to;
  RETURN_IF_ERROR(CopyBase(from.base, to));
  RETURN_IF_ERROR(Copy("type", from.type, to.type, kMaxIdBytes));
  if (from.payload.size > kMaxPayloadBytes ||
      (from.payload.size > 0 && from.payload.data == nullptr)) {
    return WrongField("payload",
                      absl::StrCat("is NULL or longer than ", kMaxPayloadBytes, " bytes"));
  }
  if (from.payload.size > 0) to.payload.assign(from.payload.data, from.payload.size);
  return to;
}

template <typename C>
absl::StatusOr<Finding> CopyAs(const plx_finding_t* finding) {
  if (finding->size < sizeof(C)) {
    return WrongField("base.size",
                      absl::StrCat("is ", finding->size, ", less than the ", sizeof(C),
                                   " bytes of its kind: set it to sizeof of the struct"));
  }
  ASSIGN_OR_RETURN(auto read, CopyKind(*reinterpret_cast<const C*>(finding)));
  return Finding(std::move(read));
}

absl::StatusOr<Finding> CopyFinding(const plx_finding_t* finding) {
  switch (finding->kind) {
    case PLX_FINDING_MENTION:
      return CopyAs<plx_mention_t>(finding);
    case PLX_FINDING_QUANTITY:
      return CopyAs<plx_quantity_t>(finding);
    case PLX_FINDING_CLAIM:
      return CopyAs<plx_claim_t>(finding);
    case PLX_FINDING_STANCE:
      return CopyAs<plx_stance_t>(finding);
    case PLX_FINDING_WARNING:
      return CopyAs<plx_warning_t>(finding);
    case PLX_FINDING_CUSTOM:
      return CopyAs<plx_custom_t>(finding);
    default:
      return WrongField("base.kind",
                        absl::StrCat("is ", finding->kind, ", which no analyzer may emit"));
  }
}

}  // namespace

absl::StatusOr<Finding> ReadFinding(const plx_finding_t* finding, absl::string_view text,
                                    const AnalyzerInfo& info) {
  if (finding == nullptr) return WrongField("finding", "is NULL");
  ASSIGN_OR_RETURN(Finding copied, CopyFinding(finding));
  RETURN_IF_ERROR(CheckFinding(copied, text, info));
  return copied;
}

}  // namespace parallax::plugin
