#include "server/rpc/wire/report_writer.h"

#include "server/rpc/wire/analyzer_writer.h"
#include "server/rpc/wire/document_writer.h"

namespace parallax::rpc {

ReportWriter::ReportWriter(const report::Report& report, size_t documents, bool utf16)
    : report_(report), documents_(documents) {
  writers_.reserve(report.analyses.size());
  for (const DocumentAnalysis& analysis : report.analyses) {
    writers_.emplace_back(*analysis.document, report.plan, utf16);
  }
}

void ReportWriter::WriteDocument(size_t index, analysis::v1::ReportDocument* out) const {
  const DocumentAnalysis& analysis = report_.analyses[index];
  const Document& document = *analysis.document;
  out->set_document(document.name);
  out->set_revision_id(document.revision);
  out->set_title(document.content.title);
  out->set_source(document.source);
  out->set_source_name(document.content.source_name);
  out->set_feed(document.content.feed);
  WriteStatedTime(document.content.published, out->mutable_published());
  out->set_language_code(document.content.language);
  out->set_text_group(report_.independence->TextGroupOf(static_cast<uint32_t>(index)));
  WriteOutcomes(analysis, report_.plan, out->mutable_outcomes());
}

void ReportWriter::WriteIndependence(analysis::v1::Independence* out) const {
  const report::Independence& independence = *report_.independence;
  out->set_documents(static_cast<int32_t>(documents_));
  out->set_sources(independence.known_sources());
  out->set_unknown_source_documents(independence.unknown_source_documents());
  out->set_independent_sources(independence.independent_sources());
  for (const report::SourceWeight& weight : independence.by_source()) {
    analysis::v1::ReportSource* source = out->add_by_source();
    source->set_source(weight.source);
    source->set_source_name(weight.source_name);
    source->set_documents(weight.documents);
    source->set_distinct_texts(weight.distinct_texts);
  }
}

void ReportWriter::WriteTextGroup(const report::TextGroup& group, types::v1::TextGroup* out) const {
  out->set_name(group.name);
  for (const report::TextGroup::Member& member : group.members) {
    const Document& document = *report_.analyses[member.document].document;
    types::v1::TextGroup::Member* wire = out->add_members();
    wire->set_document(document.name);
    wire->set_source(document.source);
    wire->set_overlap(member.overlap);
    wire->set_excerpt(member.excerpt);
  }
}

void ReportWriter::WriteEntity(const report::EntityRow& row, analysis::v1::EntityRow* out) const {
  out->set_entity(row.entity);
  out->set_type(row.type);
  out->set_canonical_name(row.canonical);
  out->set_mentions(row.mentions);
  out->set_documents(row.documents);
  out->set_independent_sources(row.independent_sources);
  for (const std::string& form : row.surface_forms) out->add_surface_forms(form);
  for (const report::Place& place : row.evidence) {
    In(place.document).WriteEvidence(place.span, out->add_evidence());
  }
  for (const std::string& member : row.members) out->add_members(member);
}

void ReportWriter::WritePosition(const report::Position& position, const std::string& measure,
                                 types::v1::Position* out) const {
  const Document& document = *report_.analyses[position.document].document;
  out->set_document(document.name);
  out->set_source(document.source);
  out->set_kind(static_cast<types::v1::Position::Kind>(position.kind));
  if (!position.claim) return;
  const Claim& claim = report::ClaimAt(report_.analyses, *position.claim);
  const FindingWriter& writer = In(position.document);
  writer.WriteHolder(claim.holder, out->mutable_holder());
  out->set_claim(ClaimId(document, position.claim->finding));
  writer.WriteEvidence(claim.span, out->mutable_evidence());
  for (const Quantity& quantity : claim.quantities) {
    if (measure.empty() || quantity.measure == measure) {
      writer.WriteQuantity(quantity, out->add_quantities());
    }
  }
}

void ReportWriter::WriteRelation(const ClaimRelation& relation, types::v1::Relation* out) const {
  const RelationFinding& finding = relation.finding;
  out->set_kind(static_cast<types::v1::Relation::Kind>(finding.kind));
  out->set_left_claim(
      ClaimId(*report_.analyses[relation.left.document].document, relation.left.finding));
  out->set_right_claim(
      ClaimId(*report_.analyses[relation.right.document].document, relation.right.finding));
  In(relation.left.document).WriteEvidence(finding.left, out->mutable_left());
  In(relation.right.document).WriteEvidence(finding.right, out->mutable_right());
  out->set_reason(finding.reason);
  out->set_detail(finding.detail);
  out->set_score(static_cast<float>(finding.score) / 1000.0f);
  out->set_left_is_vaguer(finding.kind == RelationKind::kElaborates && finding.reversed);
}

void ReportWriter::WriteComparison(const report::Comparison& comparison,
                                   types::v1::Comparison* out) const {
  out->set_id(comparison.id);
  out->set_proposition(comparison.proposition);
  out->set_key(comparison.key);
  if (comparison.verdict.has_value()) out->set_verdict(static_cast<types::v1::Verdict>(*comparison.verdict));
  for (const ClaimRef& ref : comparison.claims) {
    In(ref.document).WriteClaim(report::ClaimAt(report_.analyses, ref), ref.finding,
                                out->add_claims());
  }
  for (const ClaimRelation& relation : comparison.relations) {
    WriteRelation(relation, out->add_relations());
  }
  for (const report::Position& position : comparison.positions) {
    WritePosition(position, comparison.measure, out->add_positions());
  }
  out->set_independent_sources(comparison.independent_sources);
  out->set_documents(comparison.documents);
  out->set_measure(comparison.measure);
}

void ReportWriter::WriteMeasure(const report::MeasureRow& row,
                                analysis::v1::MeasureRow* out) const {
  out->set_measure(row.measure);
  out->set_measure_name(row.measure_name);
  out->set_subject(row.subject);
  out->set_unit(row.unit);
  out->set_varies(row.varies);
  out->set_independent_sources(row.independent_sources);
  for (const report::MeasureRow::Value& value : row.values) {
    const Claim& claim = report::ClaimAt(report_.analyses, value.claim);
    const FindingWriter& writer = In(value.claim.document);
    const Quantity& quantity = claim.quantities[value.quantity];
    analysis::v1::MeasureRow::Value* wire = out->add_values();
    writer.WriteQuantity(quantity, wire->mutable_quantity());
    writer.WriteHolder(claim.holder, wire->mutable_holder());
    writer.WriteEvidence(claim.span, wire->mutable_evidence());
    wire->set_time(claim.time);
    wire->set_claim(
        ClaimId(*report_.analyses[value.claim.document].document, value.claim.finding));
  }
}

void ReportWriter::WriteStance(const report::StanceCell& cell,
                               analysis::v1::StanceCell* out) const {
  In(cell.stances.front().first).WriteHolder(cell.holder, out->mutable_holder());
  out->mutable_holder()->clear_span();  // a place in one document; the stances have theirs
  out->set_target(cell.target);
  out->set_target_name(cell.target_name);
  out->set_sign(static_cast<types::v1::Sign>(cell.sign));
  out->set_score(static_cast<float>(cell.score) / 1000.0f);
  out->set_n(static_cast<int32_t>(cell.stances.size()));
  out->set_documents(cell.documents);
  out->set_independent_sources(cell.independent_sources);
  const auto write_strongest = [&](std::optional<size_t> index, types::v1::Evidence* evidence) {
    const auto& [document, stance] = cell.stances[*index];
    In(document).WriteEvidence(stance->span, evidence);
  };
  if (cell.strongest_for) write_strongest(cell.strongest_for, out->mutable_strongest_for());
  if (cell.strongest_against) {
    write_strongest(cell.strongest_against, out->mutable_strongest_against());
  }
  for (const auto& [document, stance] : cell.stances) {
    analysis::v1::StanceCell::Remark* remark = out->add_remarks();
    In(document).WriteStance(*stance, remark->mutable_stance());
    In(document).WriteEvidence(stance->span, remark->mutable_evidence());
  }
}

void ReportWriter::WriteWarnings(analysis::v1::Report* out) const {
  for (size_t d = 0; d < documents_; ++d) {
    for (const std::string& message : report_.reader_warnings[d]) {
      analysis::v1::ReportWarning* warning = out->add_warnings();
      warning->mutable_warning()->set_severity(types::v1::Warning::SEVERITY_WARNING);
      warning->mutable_warning()->set_code("READER");
      warning->mutable_warning()->set_message(message);
      warning->mutable_evidence()->set_document(report_.analyses[d].document->name);
      warning->mutable_evidence()->set_revision_id(report_.analyses[d].document->revision);
      warning->mutable_evidence()->set_source(report_.analyses[d].document->source);
    }
    for (const Finding& finding : report_.analyses[d].findings) {
      const auto* found = std::get_if<Warning>(&finding);
      if (found == nullptr) continue;
      analysis::v1::ReportWarning* warning = out->add_warnings();
      In(static_cast<uint32_t>(d)).WriteWarning(*found, warning->mutable_warning());
      In(static_cast<uint32_t>(d)).WriteEvidence(found->span, warning->mutable_evidence());
    }
  }
}

void ReportWriter::WriteReport(analysis::v1::Report* out) const {
  WriteDocuments(out->mutable_documents());
  WriteIndependence(out->mutable_independence());
  for (const report::TextGroup& group : report_.independence->text_groups()) {
    WriteTextGroup(group, out->add_text_groups());
  }
  for (const auto& row : report_.entities) WriteEntity(row, out->add_entities());
  for (const auto& row : report_.comparisons) WriteComparison(row, out->add_comparisons());
  for (const auto& row : report_.measures) WriteMeasure(row, out->add_measures());
  for (const auto& cell : report_.stances) WriteStance(cell, out->add_stances());
  WriteWarnings(out);
  WriteRuns(report_.plan, out->mutable_runs());
}

}  // namespace parallax::rpc
