#include "server/rpc/wire/finding_writer.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "server/rpc/wire/grpc_status.h"

namespace parallax::rpc {
namespace {

float Fraction(int32_t thousandths) { return static_cast<float>(thousandths) / 1000.0f; }

// The first kMaxQuoteCodePoints code points of `quote`.
absl::string_view CutQuote(absl::string_view quote) {
  if (quote.size() <= kMaxQuoteCodePoints) return quote;
  uint32_t code_points = 0;
  for (size_t i = 0; i < quote.size(); ++i) {
    if ((static_cast<unsigned char>(quote[i]) & 0xC0) == 0x80) continue;
    if (code_points++ == kMaxQuoteCodePoints) return quote.substr(0, i);
  }
  return quote;
}

}  // namespace

std::string ClaimId(const Document& document, size_t index) {
  return absl::StrCat(document.name, "#claim-", index);
}

void FindingWriter::WriteSpan(text::Span span, types::v1::Span* out) const {
  const absl::string_view text = document_.text();
  const auto begin = document_.offsets.At(text, span.begin);
  const auto end = document_.offsets.At(text, span.end);
  out->set_start_byte(static_cast<int32_t>(span.begin));
  out->set_end_byte(static_cast<int32_t>(span.end));
  out->set_start_char(static_cast<int32_t>(begin.code_point));
  out->set_end_char(static_cast<int32_t>(end.code_point));
  if (utf16_) {
    out->set_start_utf16(static_cast<int32_t>(begin.utf16));
    out->set_end_utf16(static_cast<int32_t>(end.utf16));
  }
  const absl::string_view whole = span.In(text);
  const absl::string_view quote = CutQuote(whole);
  out->set_quote(quote.data(), quote.size());
  out->set_quote_truncated(quote.size() < whole.size());
}

void FindingWriter::WriteEvidence(text::Span span, types::v1::Evidence* out) const {
  out->set_document(document_.name);
  out->set_revision_id(document_.revision);
  out->set_source(document_.source);
  WriteSpan(span, out->mutable_span());
}

void FindingWriter::WriteProvenance(const FindingBase& base, types::v1::Provenance* out) const {
  if (base.generation < plan_.stages.size()) {
    out->set_analyzer(plan_.stages[base.generation].analyzer->info().id);
  }
  if (base.score) out->set_score(Fraction(*base.score));
  out->set_rule(base.rule);
}

void FindingWriter::WriteMention(const Mention& mention, types::v1::Mention* out) const {
  WriteSpan(mention.span, out->mutable_span());
  out->set_entity(mention.entity);
  out->set_type(mention.type);
  out->set_canonical_name(mention.canonical);
  if (mention.link_score) out->set_link_score(Fraction(*mention.link_score));
  out->set_coreferent(mention.coreferent);
  for (const std::string& member : mention.members) out->add_members(member);
  if (mention.stated_size > 0) out->set_stated_size(static_cast<int32_t>(mention.stated_size));
  WriteProvenance(mention, out->mutable_provenance());
}

void FindingWriter::WriteQuantity(const Quantity& quantity, types::v1::Quantity* out) const {
  if (!quantity.span.empty()) WriteSpan(quantity.span, out->mutable_span());
  out->set_value(quantity.value);
  if (std::isfinite(quantity.low)) out->set_low(quantity.low);
  if (std::isfinite(quantity.high)) out->set_high(quantity.high);
  out->set_bound(static_cast<types::v1::Quantity::Bound>(quantity.bound));
  out->set_unit(quantity.unit);
  out->set_measure(quantity.measure);
  out->set_measure_name(quantity.measure_name);
  out->set_subject(quantity.subject);
  WriteProvenance(quantity, out->mutable_provenance());
}

void FindingWriter::WriteHolder(const Holder& holder, types::v1::Holder* out) const {
  out->set_kind(static_cast<types::v1::Holder::Kind>(holder.kind));
  const bool outlet = holder.kind == HolderKind::kOutlet;
  out->set_entity(outlet && holder.entity.empty() ? document_.source : holder.entity);
  out->set_name(outlet && holder.name.empty() ? document_.content.source_name : holder.name);
  if (!holder.span.empty()) WriteSpan(holder.span, out->mutable_span());
}

void FindingWriter::WriteArgument(const Argument& argument, types::v1::Argument* out) const {
  out->set_entity(argument.entity);
  out->set_text(argument.text);
  if (!argument.span.empty()) WriteSpan(argument.span, out->mutable_span());
}

void FindingWriter::WriteClaim(const Claim& claim, size_t index, types::v1::Claim* out) const {
  out->set_id(ClaimId(document_, index));
  WriteSpan(claim.span, out->mutable_span());
  WriteHolder(claim.holder, out->mutable_holder());
  WriteArgument(claim.subject, out->mutable_subject());
  out->set_predicate(claim.predicate);
  if (!claim.predicate_span.empty()) WriteSpan(claim.predicate_span, out->mutable_predicate_span());
  WriteArgument(claim.object, out->mutable_object());
  for (const Quantity& quantity : claim.quantities) WriteQuantity(quantity, out->add_quantities());
  out->set_modality(static_cast<types::v1::Claim::Modality>(claim.modality));
  out->set_polarity(static_cast<types::v1::Claim::Polarity>(claim.polarity));
  out->set_time(claim.time);
  if (!claim.time_span.empty()) WriteSpan(claim.time_span, out->mutable_time_span());
  WriteProvenance(claim, out->mutable_provenance());
}

void FindingWriter::WriteStance(const Stance& stance, types::v1::Stance* out) const {
  WriteSpan(stance.span, out->mutable_span());
  WriteHolder(stance.holder, out->mutable_holder());
  WriteArgument(stance.target, out->mutable_target());
  out->set_sign(static_cast<types::v1::Sign>(stance.sign));
  out->set_strength(Fraction(stance.strength));
  out->set_reason(stance.reason);
  out->set_cue(stance.cue);
  WriteProvenance(stance, out->mutable_provenance());
}

void FindingWriter::WriteWarning(const Warning& warning, types::v1::Warning* out) const {
  WriteSpan(warning.span, out->mutable_span());
  out->set_severity(static_cast<types::v1::Warning::Severity>(warning.severity));
  out->set_code(warning.code);
  out->set_message(warning.message);
  WriteProvenance(warning, out->mutable_provenance());
}

void FindingWriter::WriteCustom(const Custom& custom, types::v1::CustomFinding* out) const {
  WriteSpan(custom.span, out->mutable_span());
  out->set_type(custom.type);
  out->set_payload(custom.payload);
  WriteProvenance(custom, out->mutable_provenance());
}

void WriteOutcomes(const DocumentAnalysis& analysis, const AnalysisPlan& plan,
                   google::protobuf::RepeatedPtrField<analysis::v1::AnalyzerOutcome>* out) {
  for (size_t i = 0; i < analysis.outcomes.size(); ++i) {
    const Outcome& outcome = analysis.outcomes[i];
    analysis::v1::AnalyzerOutcome* wire = out->Add();
    wire->set_analyzer(plan.stages[i].analyzer->info().id);
    wire->set_state(static_cast<analysis::v1::AnalyzerOutcome::State>(outcome.state));
    if (!outcome.error.ok()) *wire->mutable_error() = ToRpcStatus(outcome.error);
    wire->set_findings(static_cast<int32_t>(outcome.findings));
  }
}

void WriteAnalysis(const DocumentAnalysis& analysis, const AnalysisPlan& plan, bool utf16,
                   analysis::v1::DocumentAnalysis* out) {
  const Document& document = *analysis.document;
  out->set_document(document.name);
  out->set_revision_id(document.revision);
  out->set_language_code(document.content.language);
  out->set_source(document.source);
  WriteOutcomes(analysis, plan, out->mutable_outcomes());
  const FindingWriter writer(document, plan, utf16);
  for (size_t i = 0; i < analysis.findings.size(); ++i) {
    const Finding& finding = analysis.findings[i];
    if (const auto* mention = std::get_if<Mention>(&finding)) {
      writer.WriteMention(*mention, out->add_mentions());
    } else if (const auto* quantity = std::get_if<Quantity>(&finding)) {
      writer.WriteQuantity(*quantity, out->add_quantities());
    } else if (const auto* claim = std::get_if<Claim>(&finding)) {
      writer.WriteClaim(*claim, i, out->add_claims());
    } else if (const auto* stance = std::get_if<Stance>(&finding)) {
      writer.WriteStance(*stance, out->add_stances());
    } else if (const auto* warning = std::get_if<Warning>(&finding)) {
      writer.WriteWarning(*warning, out->add_warnings());
    } else if (const auto* custom = std::get_if<Custom>(&finding)) {
      writer.WriteCustom(*custom, out->add_custom_findings());
    }
  }
}

}  // namespace parallax::rpc
