#include "server/worker/wire/finding_codec.h"

#include <utility>

#include "absl/status/status.h"
#include "server/base/error_reason.h"

namespace parallax::worker {
namespace {

// Message fields that every finding, and every quantity of a claim, has.
template <typename Message>
void WriteBase(const FindingBase& from, Message* out) {
  WriteSpan(from.span, out->mutable_span());
  if (from.score) out->set_score(*from.score);
  out->set_rule(from.rule);
}

template <typename Message>
void ReadBase(Message& in, FindingBase& to) {
  to.span = ReadSpan(in.span());
  if (in.has_score()) to.score = in.score();
  to.rule = std::move(*in.mutable_rule());
}

void WriteHolder(const Holder& from, v1::Holder* out) {
  out->set_kind(static_cast<types::v1::Holder::Kind>(from.kind));
  if (!from.span.empty()) WriteSpan(from.span, out->mutable_span());
  out->set_entity(from.entity);
  out->set_name(from.name);
}

void ReadHolder(v1::Holder& in, Holder& to) {
  to.kind = static_cast<HolderKind>(in.kind());
  to.span = ReadSpan(in.span());
  to.entity = std::move(*in.mutable_entity());
  to.name = std::move(*in.mutable_name());
}

void WriteArgument(const Argument& from, v1::Argument* out) {
  if (!from.span.empty()) WriteSpan(from.span, out->mutable_span());
  out->set_entity(from.entity);
  out->set_text(from.text);
}

void ReadArgument(v1::Argument& in, Argument& to) {
  to.span = ReadSpan(in.span());
  to.entity = std::move(*in.mutable_entity());
  to.text = std::move(*in.mutable_text());
}

void WriteQuantityFields(const Quantity& from, v1::Quantity* out) {
  out->set_value(from.value);
  out->set_low(from.low);
  out->set_high(from.high);
  out->set_bound(static_cast<types::v1::Quantity::Bound>(from.bound));
  out->set_unit(from.unit);
  out->set_measure(from.measure);
  out->set_measure_name(from.measure_name);
  out->set_subject(from.subject);
}

void ReadQuantityFields(v1::Quantity& in, Quantity& to) {
  to.value = in.value();
  to.low = in.low();
  to.high = in.high();
  to.bound = static_cast<Bound>(in.bound());
  to.unit = std::move(*in.mutable_unit());
  to.measure = std::move(*in.mutable_measure());
  to.measure_name = std::move(*in.mutable_measure_name());
  to.subject = std::move(*in.mutable_subject());
}

void WriteKind(const Mention& from, v1::Finding* out) {
  v1::Mention* mention = out->mutable_mention();
  mention->set_entity(from.entity);
  mention->set_type(from.type);
  mention->set_canonical(from.canonical);
  if (from.link_score) mention->set_link_score(*from.link_score);
  mention->set_coreferent(from.coreferent);
  for (const std::string& member : from.members) mention->add_members(member);
  mention->set_stated_size(from.stated_size);
}

Mention ReadKind(v1::Mention& in) {
  Mention to;
  to.entity = std::move(*in.mutable_entity());
  to.type = std::move(*in.mutable_type());
  to.canonical = std::move(*in.mutable_canonical());
  if (in.has_link_score()) to.link_score = in.link_score();
  to.coreferent = in.coreferent();
  for (std::string& member : *in.mutable_members()) to.members.push_back(std::move(member));
  to.stated_size = in.stated_size();
  return to;
}

void WriteKind(const Quantity& from, v1::Finding* out) {
  WriteQuantityFields(from, out->mutable_quantity());
}

Quantity ReadKind(v1::Quantity& in) {
  Quantity to;
  ReadQuantityFields(in, to);
  return to;
}

void WriteKind(const Claim& from, v1::Finding* out) {
  v1::Claim* claim = out->mutable_claim();
  WriteHolder(from.holder, claim->mutable_holder());
  WriteArgument(from.subject, claim->mutable_subject());
  WriteArgument(from.object, claim->mutable_object());
  claim->set_predicate(from.predicate);
  if (!from.predicate_span.empty()) WriteSpan(from.predicate_span, claim->mutable_predicate_span());
  claim->set_modality(static_cast<types::v1::Claim::Modality>(from.modality));
  claim->set_polarity(static_cast<types::v1::Claim::Polarity>(from.polarity));
  claim->set_time(from.time);
  if (!from.time_span.empty()) WriteSpan(from.time_span, claim->mutable_time_span());
  for (const Quantity& quantity : from.quantities) {
    v1::ClaimQuantity* added = claim->add_quantities();
    WriteBase(quantity, added);
    WriteQuantityFields(quantity, added->mutable_quantity());
  }
}

Claim ReadKind(v1::Claim& in) {
  Claim to;
  ReadHolder(*in.mutable_holder(), to.holder);
  ReadArgument(*in.mutable_subject(), to.subject);
  ReadArgument(*in.mutable_object(), to.object);
  to.predicate = std::move(*in.mutable_predicate());
  to.predicate_span = ReadSpan(in.predicate_span());
  to.modality = static_cast<Modality>(in.modality());
  to.polarity = static_cast<Polarity>(in.polarity());
  to.time = std::move(*in.mutable_time());
  to.time_span = ReadSpan(in.time_span());
  for (v1::ClaimQuantity& quantity : *in.mutable_quantities()) {
    Quantity& added = to.quantities.emplace_back();
    ReadBase(quantity, added);
    ReadQuantityFields(*quantity.mutable_quantity(), added);
  }
  return to;
}

void WriteKind(const Stance& from, v1::Finding* out) {
  v1::Stance* stance = out->mutable_stance();
  WriteHolder(from.holder, stance->mutable_holder());
  WriteArgument(from.target, stance->mutable_target());
  stance->set_sign(static_cast<types::v1::Sign>(from.sign));
  stance->set_strength(from.strength);
  stance->set_reason(from.reason);
  stance->set_cue(from.cue);
}

Stance ReadKind(v1::Stance& in) {
  Stance to;
  ReadHolder(*in.mutable_holder(), to.holder);
  ReadArgument(*in.mutable_target(), to.target);
  to.sign = static_cast<Sign>(in.sign());
  to.strength = in.strength();
  to.reason = std::move(*in.mutable_reason());
  to.cue = std::move(*in.mutable_cue());
  return to;
}

void WriteKind(const Warning& from, v1::Finding* out) {
  v1::Warning* warning = out->mutable_warning();
  warning->set_severity(static_cast<types::v1::Warning::Severity>(from.severity));
  warning->set_code(from.code);
  warning->set_message(from.message);
}

Warning ReadKind(v1::Warning& in) {
  Warning to;
  to.severity = static_cast<Severity>(in.severity());
  to.code = std::move(*in.mutable_code());
  to.message = std::move(*in.mutable_message());
  return to;
}

void WriteKind(const Custom& from, v1::Finding* out) {
  out->mutable_custom()->set_type(from.type);
  out->mutable_custom()->set_payload(from.payload);
}

Custom ReadKind(v1::Custom& in) {
  Custom to;
  to.type = std::move(*in.mutable_type());
  to.payload = std::move(*in.mutable_payload());
  return to;
}

template <typename Message>
Finding Read(Message& kind, v1::Finding& in) {
  auto finding = ReadKind(kind);
  ReadBase(in, finding);
  return finding;
}

}  // namespace

void WriteSpan(text::Span span, v1::Span* out) {
  out->set_begin(span.begin);
  out->set_end(span.end);
}

text::Span ReadSpan(const v1::Span& in) { return {in.begin(), in.end()}; }

void WriteFinding(const Finding& finding, v1::Finding* out) {
  WriteBase(BaseOf(finding), out);
  std::visit([out](const auto& kind) { WriteKind(kind, out); }, finding);
}

absl::StatusOr<Finding> ReadFinding(v1::Finding& in) {
  switch (in.kind_case()) {
    case v1::Finding::kMention:
      return Read(*in.mutable_mention(), in);
    case v1::Finding::kQuantity:
      return Read(*in.mutable_quantity(), in);
    case v1::Finding::kClaim:
      return Read(*in.mutable_claim(), in);
    case v1::Finding::kStance:
      return Read(*in.mutable_stance(), in);
    case v1::Finding::kWarning:
      return Read(*in.mutable_warning(), in);
    case v1::Finding::kCustom:
      return Read(*in.mutable_custom(), in);
    default:
      return WithReason(absl::InvalidArgumentError("kind is not set"), "ANALYZER_FAILED");
  }
}

}  // namespace parallax::worker
