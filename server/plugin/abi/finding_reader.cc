#include "server/plugin/abi/finding_reader.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/plugin_status.h"
#include "server/text/offsets.h"
#include "server/text/utf8.h"

namespace parallax::plugin {
namespace {

absl::Status Wrong(absl::string_view field, absl::string_view what) {
  return WithReason(absl::InvalidArgumentError(absl::StrCat(field, " ", what)), "ANALYZER_FAILED");
}

// Reads the fields of one finding; `text` is its document's.
class Reader {
 public:
  Reader(absl::string_view text, const AnalyzerInfo& info) : text_(text), info_(info) {}

  absl::StatusOr<Mention> Read(const plx_mention_t& from) const;
  absl::StatusOr<Quantity> Read(const plx_quantity_t& from) const;
  absl::StatusOr<Claim> Read(const plx_claim_t& from) const;
  absl::StatusOr<Stance> Read(const plx_stance_t& from) const;
  absl::StatusOr<Warning> Read(const plx_warning_t& from) const;
  absl::StatusOr<Custom> Read(const plx_custom_t& from) const;

 private:
  absl::Status Base(const plx_finding_t& from, FindingBase& to) const;
  absl::Status RequiredSpan(absl::string_view field, plx_span_t from, text::Span& to) const;
  absl::Status OptionalSpan(absl::string_view field, plx_span_t from, text::Span& to) const;
  absl::Status ReadHolder(const plx_holder_t& from, Holder& to) const;
  absl::Status ReadArgument(absl::string_view field, const plx_argument_t& from,
                            Argument& to) const;
  absl::Status ReadQuantities(const plx_claim_t& from, std::vector<Quantity>& to) const;

  absl::string_view text_;
  const AnalyzerInfo& info_;
};

absl::Status String(absl::string_view field, plx_str_t from, std::string& to,
                    size_t max = kMaxStringBytes) {
  if (from.data == nullptr && from.size > 0) return Wrong(field, "is NULL with a size");
  if (from.size > max) return Wrong(field, absl::StrCat("is ", from.size, " bytes; at most ", max));
  if (from.size == 0) return absl::OkStatus();
  if (absl::Status utf8 = text::CheckUtf8(ViewOf(from)); !utf8.ok()) {
    return Wrong(field, absl::StrCat("is not UTF-8: ", utf8.message()));
  }
  to.assign(from.data, from.size);
  return absl::OkStatus();
}

// An id: a short string without white space or control characters.
absl::Status Id(absl::string_view field, plx_str_t from, std::string& to, bool required) {
  RETURN_IF_ERROR(String(field, from, to, kMaxIdBytes));
  if (required && to.empty()) return Wrong(field, "is empty");
  const bool clean = std::all_of(to.begin(), to.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
  });
  if (!clean)
    return Wrong(field,
                 absl::StrCat("\"", MessageOf(to), "\" has white space or control characters"));
  return absl::OkStatus();
}

// 0..1000 or PLX_NO_SCORE.
absl::Status Score(absl::string_view field, int32_t from, std::optional<int32_t>& to) {
  if (from == PLX_NO_SCORE) return absl::OkStatus();
  if (from < 0 || from > 1000) {
    return Wrong(field, absl::StrCat("is ", from, "; it must be 0..1000 or PLX_NO_SCORE"));
  }
  to = from;
  return absl::OkStatus();
}

template <typename E>
absl::Status Enum(absl::string_view field, uint32_t from, uint32_t last, E& to) {
  if (from < 1 || from > last) {
    return Wrong(field, absl::StrCat("is ", from, "; it must be 1..", last));
  }
  to = static_cast<E>(from);
  return absl::OkStatus();
}

absl::Status SpanError(absl::string_view field, const absl::Status& why) {
  return WithReason(absl::Status(why.code(), absl::StrCat(field, ": ", why.message())),
                    "SPAN_INVALID");
}

absl::Status Reader::RequiredSpan(absl::string_view field, plx_span_t from, text::Span& to) const {
  to = {from.begin, from.end};
  const absl::Status status = text::CheckSpan(text_, to);
  return status.ok() ? status : SpanError(field, status);
}

absl::Status Reader::OptionalSpan(absl::string_view field, plx_span_t from, text::Span& to) const {
  if (from.begin == from.end) return absl::OkStatus();  // "no span", wherever it stands
  return RequiredSpan(field, from, to);
}

absl::Status Reader::Base(const plx_finding_t& from, FindingBase& to) const {
  RETURN_IF_ERROR(RequiredSpan("base.span", from.span, to.span));
  RETURN_IF_ERROR(Score("base.score", from.score, to.score));
  return String("base.rule", from.rule, to.rule, kMaxIdBytes);
}

absl::Status Reader::ReadHolder(const plx_holder_t& from, Holder& to) const {
  RETURN_IF_ERROR(Enum("holder.kind", from.kind, PLX_HOLDER_ROLE, to.kind));
  RETURN_IF_ERROR(OptionalSpan("holder.span", from.span, to.span));
  RETURN_IF_ERROR(Id("holder.entity", from.entity, to.entity, to.kind == HolderKind::kActor));
  RETURN_IF_ERROR(String("holder.name", from.name, to.name));
  if (to.kind == HolderKind::kRole && to.name.empty()) {
    return Wrong("holder.name", "is empty; a role needs the words that name it");
  }
  return absl::OkStatus();
}

absl::Status Reader::ReadArgument(absl::string_view field, const plx_argument_t& from,
                                  Argument& to) const {
  RETURN_IF_ERROR(OptionalSpan(absl::StrCat(field, ".span"), from.span, to.span));
  RETURN_IF_ERROR(Id(absl::StrCat(field, ".entity"), from.entity, to.entity, false));
  return String(absl::StrCat(field, ".text"), from.text, to.text);
}

absl::StatusOr<Mention> Reader::Read(const plx_mention_t& from) const {
  Mention to;
  RETURN_IF_ERROR(Base(from.base, to));
  RETURN_IF_ERROR(Id("entity", from.entity, to.entity, true));
  RETURN_IF_ERROR(Id("type", from.type, to.type, true));
  const auto& labels = info_.labels;
  if (!labels.empty() && std::find(labels.begin(), labels.end(), to.type) == labels.end()) {
    return Wrong("type", absl::StrCat("is \"", to.type, "\", which info.labels does not declare (",
                                      absl::StrJoin(labels, ", "), ")"));
  }
  RETURN_IF_ERROR(String("canonical", from.canonical, to.canonical));
  RETURN_IF_ERROR(Score("link_score", from.link_score, to.link_score));
  to.coreferent = from.coreferent != 0;
  to.stated_size = from.stated_size;
  if (from.member_count > kMaxMembers || (from.member_count > 0 && from.members == nullptr)) {
    return Wrong("members", absl::StrCat("is NULL or has more than ", kMaxMembers, " entries"));
  }
  to.members.resize(from.member_count);
  for (uint32_t i = 0; i < from.member_count; ++i) {
    RETURN_IF_ERROR(Id(absl::StrCat("members[", i, "]"), from.members[i], to.members[i], true));
  }
  return to;
}

absl::StatusOr<Quantity> Reader::Read(const plx_quantity_t& from) const {
  Quantity to;
  RETURN_IF_ERROR(Base(from.base, to));
  to.value = from.value;
  to.low = from.low;
  to.high = from.high;
  if (!std::isfinite(from.value)) return Wrong("value", "is not a finite number");
  if (!(from.low <= from.high)) {
    return Wrong("low",
                 absl::StrCat("and high are no interval: [", from.low, ", ", from.high, "]"));
  }
  RETURN_IF_ERROR(Enum("bound", from.bound, PLX_BOUND_RANGE, to.bound));
  RETURN_IF_ERROR(String("unit", from.unit, to.unit, kMaxIdBytes));
  RETURN_IF_ERROR(String("measure", from.measure, to.measure, kMaxIdBytes));
  RETURN_IF_ERROR(String("measure_name", from.measure_name, to.measure_name));
  RETURN_IF_ERROR(Id("subject", from.subject, to.subject, false));
  return to;
}

absl::Status Reader::ReadQuantities(const plx_claim_t& from, std::vector<Quantity>& to) const {
  if (from.quantity_count == 0) return absl::OkStatus();
  if (from.quantity_count > kMaxQuantities || from.quantities == nullptr) {
    return Wrong("quantities",
                 absl::StrCat("is NULL or has more than ", kMaxQuantities, " entries"));
  }
  // The writer's own idea of the struct is the distance from one to the next.
  const uint32_t stride = from.quantities->base.size;
  const char* at = reinterpret_cast<const char*>(from.quantities);
  for (uint32_t i = 0; i < from.quantity_count; ++i, at += stride) {
    const auto& quantity = *reinterpret_cast<const plx_quantity_t*>(at);
    if (stride < sizeof(plx_quantity_t) || quantity.base.size != stride) {
      return Wrong(absl::StrCat("quantities[", i, "].base.size"),
                   absl::StrCat("is ", quantity.base.size, "; set it to sizeof(plx_quantity_t)"));
    }
    absl::StatusOr<Quantity> read = Read(quantity);
    if (!read.ok()) {
      const std::string message = absl::StrCat("quantities[", i, "].", read.status().message());
      return WithReason(absl::Status(read.status().code(), message), ReasonOf(read.status()));
    }
    to.push_back(*std::move(read));
  }
  return absl::OkStatus();
}

absl::StatusOr<Claim> Reader::Read(const plx_claim_t& from) const {
  Claim to;
  RETURN_IF_ERROR(Base(from.base, to));
  RETURN_IF_ERROR(ReadHolder(from.holder, to.holder));
  RETURN_IF_ERROR(ReadArgument("subject", from.subject, to.subject));
  RETURN_IF_ERROR(ReadArgument("object", from.object, to.object));
  RETURN_IF_ERROR(Id("predicate", from.predicate, to.predicate, true));
  RETURN_IF_ERROR(OptionalSpan("predicate_span", from.predicate_span, to.predicate_span));
  RETURN_IF_ERROR(Enum("modality", from.modality, PLX_MODALITY_OPINION, to.modality));
  RETURN_IF_ERROR(Enum("polarity", from.polarity, PLX_POLARITY_NEGATIVE, to.polarity));
  RETURN_IF_ERROR(Id("time", from.time, to.time, false));
  RETURN_IF_ERROR(OptionalSpan("time_span", from.time_span, to.time_span));
  RETURN_IF_ERROR(ReadQuantities(from, to.quantities));
  return to;
}

absl::StatusOr<Stance> Reader::Read(const plx_stance_t& from) const {
  Stance to;
  RETURN_IF_ERROR(Base(from.base, to));
  RETURN_IF_ERROR(ReadHolder(from.holder, to.holder));
  RETURN_IF_ERROR(ReadArgument("target", from.target, to.target));
  if (to.target.entity.empty() && to.target.text.empty()) {
    return Wrong("target", "has neither entity nor text");
  }
  RETURN_IF_ERROR(Enum("sign", from.sign, PLX_SIGN_MIXED, to.sign));
  if (from.strength < 0 || from.strength > 1000) {
    return Wrong("strength", absl::StrCat("is ", from.strength, "; it must be 0..1000"));
  }
  to.strength = from.strength;
  RETURN_IF_ERROR(Id("reason", from.reason, to.reason, false));
  RETURN_IF_ERROR(String("cue", from.cue, to.cue));
  return to;
}

absl::StatusOr<Warning> Reader::Read(const plx_warning_t& from) const {
  Warning to;
  RETURN_IF_ERROR(Base(from.base, to));
  RETURN_IF_ERROR(Enum("severity", from.severity, PLX_SEVERITY_WARNING, to.severity));
  RETURN_IF_ERROR(Id("code", from.code, to.code, true));
  if (to.code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != std::string::npos) {
    return Wrong("code", absl::StrCat("is \"", to.code, "\"; it must be UPPER_SNAKE"));
  }
  RETURN_IF_ERROR(String("message", from.message, to.message));
  if (to.message.empty()) return Wrong("message", "is empty");
  return to;
}

absl::StatusOr<Custom> Reader::Read(const plx_custom_t& from) const {
  Custom to;
  RETURN_IF_ERROR(Base(from.base, to));
  RETURN_IF_ERROR(Id("type", from.type, to.type, true));
  if (from.payload.size > kMaxPayloadBytes ||
      (from.payload.size > 0 && from.payload.data == nullptr)) {
    return Wrong("payload", absl::StrCat("is NULL or longer than ", kMaxPayloadBytes, " bytes"));
  }
  if (from.payload.size > 0) to.payload.assign(from.payload.data, from.payload.size);
  return to;
}

template <typename C>
absl::StatusOr<Finding> ReadAs(const plx_finding_t* finding, const Reader& reader) {
  if (finding->size < sizeof(C)) {
    return Wrong("base.size", absl::StrCat("is ", finding->size, ", less than the ", sizeof(C),
                                           " bytes of its kind: set it to sizeof of the struct"));
  }
  ASSIGN_OR_RETURN(auto read, reader.Read(*reinterpret_cast<const C*>(finding)));
  return Finding(std::move(read));
}

absl::StatusOr<Finding> ReadKind(const plx_finding_t* finding, const Reader& reader) {
  switch (finding->kind) {
    case PLX_FINDING_MENTION:
      return ReadAs<plx_mention_t>(finding, reader);
    case PLX_FINDING_QUANTITY:
      return ReadAs<plx_quantity_t>(finding, reader);
    case PLX_FINDING_CLAIM:
      return ReadAs<plx_claim_t>(finding, reader);
    case PLX_FINDING_STANCE:
      return ReadAs<plx_stance_t>(finding, reader);
    case PLX_FINDING_WARNING:
      return ReadAs<plx_warning_t>(finding, reader);
    case PLX_FINDING_CUSTOM:
      return ReadAs<plx_custom_t>(finding, reader);
    default:
      return Wrong("base.kind", absl::StrCat("is ", finding->kind, ", which no analyzer may emit"));
  }
}

}  // namespace

absl::StatusOr<Finding> ReadFinding(const plx_finding_t* finding, absl::string_view text,
                                    const AnalyzerInfo& info) {
  if (finding == nullptr) return Wrong("finding", "is NULL");
  ASSIGN_OR_RETURN(Finding read, ReadKind(finding, Reader(text, info)));
  const auto* custom = std::get_if<Custom>(&read);
  const absl::string_view layer =
      custom != nullptr ? absl::string_view(custom->type) : LayerOf(read);
  if (std::find(info.produces.begin(), info.produces.end(), layer) == info.produces.end()) {
    return Wrong("base.kind", absl::StrCat("is of the layer \"", layer,
                                           "\", which info.produces does not declare (",
                                           absl::StrJoin(info.produces, ", "), ")"));
  }
  return read;
}

namespace {

size_t StringsOf(const Mention& f) {
  size_t size = f.entity.size() + f.type.size() + f.canonical.size();
  for (const std::string& member : f.members) size += sizeof(member) + member.size();
  return size;
}
size_t StringsOf(const Quantity& f) {
  return f.unit.size() + f.measure.size() + f.measure_name.size() + f.subject.size();
}
size_t StringsOf(const Holder& f) { return f.entity.size() + f.name.size(); }
size_t StringsOf(const Argument& f) { return f.entity.size() + f.text.size(); }
size_t StringsOf(const Claim& f) {
  size_t size = StringsOf(f.holder) + StringsOf(f.subject) + StringsOf(f.object) +
                f.predicate.size() + f.time.size();
  for (const Quantity& quantity : f.quantities) size += sizeof(quantity) + StringsOf(quantity);
  return size;
}
size_t StringsOf(const Stance& f) {
  return StringsOf(f.holder) + StringsOf(f.target) + f.reason.size() + f.cue.size();
}
size_t StringsOf(const Warning& f) { return f.code.size() + f.message.size(); }
size_t StringsOf(const Custom& f) { return f.type.size() + f.payload.size(); }

}  // namespace

size_t SizeOf(const Finding& finding) {
  return sizeof(Finding) + BaseOf(finding).rule.size() +
         std::visit([](const auto& f) { return StringsOf(f); }, finding);
}

}  // namespace parallax::plugin
