#include "clients/cli/view/report_view.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "clients/cli/view/report_labels.h"
#include "clients/cli/view/table.h"

namespace parallax::cli {

using analysis::v1::AnalyzerOutcome;
using types::v1::Position;
using types::v1::Quantity;
using types::v1::Relation;
ReportView::ReportView(const ReportDocuments& documents, const Terminal& terminal,
                       std::ostream& out)
    : documents_(documents), terminal_(terminal), out_(out) {
  for (int i = 0; i < documents.size(); ++i) number_of_[documents[i].document()] = i + 1;
}

void ReportView::Heading(absl::string_view text, absl::string_view note) {
  out_ << '\n' << terminal_.Paint(text, Colour::kBold);
  if (!note.empty()) out_ << terminal_.Paint(absl::StrCat("  ", note), Colour::kDim);
  out_ << '\n';
}

std::string ReportView::Number(const std::string& document) const {
  const auto found = number_of_.find(document);
  return found == number_of_.end() ? document : absl::StrCat("[", found->second, "]");
}

std::string ReportView::Cite(const std::string& document) const {
  const auto found = number_of_.find(document);
  if (found == number_of_.end()) return document;
  const auto& shown = documents_[found->second - 1];
  return absl::StrCat(Number(document), " ",
                      shown.source_name().empty() ? "unknown outlet" : shown.source_name(),
                      shown.published().iso().empty()
                          ? ""
                          : absl::StrCat(", ", shown.published().iso().substr(0, 10)));
}

std::string ReportView::NameOf(const std::string& entity) const {
  const auto found = names_.find(entity);
  return found == names_.end() ? entity : found->second;
}

std::string ReportView::HolderOf(const types::v1::Holder& holder) const {
  if (!holder.entity().empty() && names_.count(holder.entity()) > 0) {
    return NameOf(holder.entity());
  }
  if (!holder.name().empty()) return holder.name();
  return holder.entity().empty() ? "unknown outlet" : holder.entity();
}

void ReportView::PrintEvidence(absl::string_view label, Colour colour,
                               const types::v1::Evidence& evidence, absl::string_view note) {
  out_ << "    " << terminal_.Paint(absl::StrFormat("%-14s ", label), colour)
       << Cite(evidence.document());
  if (!note.empty()) out_ << terminal_.Paint(absl::StrCat("  (", note, ")"), Colour::kDim);
  out_ << '\n';
  const std::string quote = OneLine(evidence.span().quote());
  if (quote.empty()) return;
  const int columns = terminal_.interactive() ? std::max(20, terminal_.columns() - 22) : INT_MAX;
  for (const std::string& line : Wrap(absl::StrCat("“", quote, "”"), columns)) {
    out_ << std::string(19, ' ') << line << '\n';
  }
}

void ReportView::PrintDocuments() {
  Table table({"#", "published", "outlet", "lang", "text group", "title"});
  for (int i = 0; i < documents_.size(); ++i) {
    const auto& d = documents_[i];
    table.Add({absl::StrCat(i + 1), d.published().iso().empty() ? "-" : d.published().iso(),
               d.source_name().empty() ? Table::Cell("unknown", Colour::kDim) : d.source_name(),
               d.language_code(), d.text_group() < 0 ? "-" : absl::StrCat(d.text_group() + 1),
               d.title().empty() ? d.document() : d.title()});
  }
  table.Print(terminal_, out_);
}

void ReportView::PrintIndependence(const analysis::v1::Independence& independence) {
  out_ << Counted(independence.documents(), "document") << ", "
       << Counted(independence.sources(), "outlet") << ", "
       << Counted(independence.independent_sources(), "independent source");
  if (independence.unknown_source_documents() > 0) {
    out_ << ", " << independence.unknown_source_documents() << " of unknown outlet";
  }
  out_ << '\n';
  for (const auto& source : independence.by_source()) {
    out_ << "    " << (source.source_name().empty() ? "unknown outlet" : source.source_name())
         << ": " << Counted(source.documents(), "document") << ", "
         << Counted(source.distinct_texts(), "distinct text") << '\n';
  }
}

void ReportView::PrintTextGroups(
    const google::protobuf::RepeatedPtrField<types::v1::TextGroup>& groups) {
  if (groups.empty()) return;
  Heading("Shared texts", "copies and excerpts count once");
  for (int g = 0; g < groups.size(); ++g) {
    out_ << "  group " << g + 1 << '\n';
    for (const auto& member : groups[g].members()) {
      out_ << "    " << Cite(member.document())
           << absl::StrFormat("  %.0f%% shared%s\n", 100 * member.overlap(),
                              member.excerpt() ? ", excerpt" : "");
    }
  }
}

void ReportView::PrintComparison(const types::v1::Comparison& comparison) {
  const Label verdict = LabelOf(comparison.verdict());
  out_ << "  " << terminal_.Paint(verdict.text, verdict.colour) << "  "
       << OneLine(comparison.proposition())
       << terminal_.Paint(absl::StrCat("  ", Counted(comparison.independent_sources(), "independent source"),
                                       ", ", Counted(comparison.documents(), "document")),
                          Colour::kDim)
       << '\n';
  for (const Position& position : comparison.positions()) {
    const Label label = LabelOf(position.kind());
    if (position.kind() == Position::KIND_SILENT) {
      out_ << "    " << terminal_.Paint(absl::StrFormat("%-14s ", label.text), label.colour)
           << Cite(position.document()) << '\n';
      continue;
    }
    std::string note;
    if (position.holder().kind() != types::v1::Holder::KIND_OUTLET) {
      note = absl::StrCat("holder: ", HolderOf(position.holder()));
    }
    for (const Quantity& quantity : position.quantities()) {
      absl::StrAppend(&note, note.empty() ? "" : "; ", ValueOf(quantity));
    }
    PrintEvidence(label.text, label.colour, position.evidence(), note);
  }
  PrintConflicts(comparison);
}

// Why a comparison is contested: the first few reasons that are not agreement, each once, however many
// pairs of claims it stands between.
void ReportView::PrintConflicts(const types::v1::Comparison& comparison) {
  constexpr size_t kMostShown = 6;
  std::vector<std::string> reasons;
  for (const Relation& relation : comparison.relations()) {
    if (relation.kind() == Relation::KIND_CORROBORATES ||
        relation.kind() == Relation::KIND_ELABORATES) {
      continue;  // the positions say as much
    }
    std::string reason = absl::StrCat(
        Number(relation.left().document()), " ", NameOfKind(relation.kind()), " ",
        Number(relation.right().document()), ": ", relation.reason(),
        relation.detail().empty() ? "" : ", ", relation.detail());
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) {
      reasons.push_back(std::move(reason));
    }
  }
  const size_t shown = std::min(reasons.size(), kMostShown);
  for (size_t i = 0; i < shown; ++i) {
    out_ << "    " << terminal_.Paint(reasons[i], Colour::kDim) << '\n';
  }
  if (shown < reasons.size()) {
    out_ << "    "
         << terminal_.Paint(absl::StrCat("and ", reasons.size() - shown, " more"), Colour::kDim)
         << '\n';
  }
}

void ReportView::PrintComparisons(
    const google::protobuf::RepeatedPtrField<types::v1::Comparison>& comparisons) {
  if (comparisons.empty()) out_ << "  no two documents speak of the same proposition\n";
  for (const auto& comparison : comparisons) PrintComparison(comparison);
}

void ReportView::PrintMeasures(
    const google::protobuf::RepeatedPtrField<analysis::v1::MeasureRow>& measures) {
  if (measures.empty()) out_ << "  no numbers\n";
  for (const auto& row : measures) {
    out_ << "  " << terminal_.Paint(row.measure_name().empty() ? row.measure() : row.measure_name(),
                                    Colour::kBold);
    if (!row.subject().empty()) out_ << ", " << NameOf(row.subject());
    if (row.varies()) out_ << "  " << terminal_.Paint("VARIES", Colour::kYellow);
    out_ << '\n';
    for (const auto& value : row.values()) {
      std::string note;
      if (value.holder().kind() != types::v1::Holder::KIND_OUTLET) {
        note = absl::StrCat("holder: ", HolderOf(value.holder()));
      }
      if (!value.time().empty()) {
        absl::StrAppend(&note, note.empty() ? "" : "; ", "time: ", value.time());
      }
      PrintEvidence(ValueOf(value.quantity()), Colour::kCyan, value.evidence(), note);
    }
  }
}

void ReportView::PrintStances(
    const google::protobuf::RepeatedPtrField<analysis::v1::StanceCell>& cells) {
  static constexpr struct {
    types::v1::Holder::Kind kind;
    const char* title;
  } kLayers[] = {{types::v1::Holder::KIND_OUTLET, "outlets, in their own voice"},
                 {types::v1::Holder::KIND_ACTOR, "actors, as quoted or reported"},
                 {types::v1::Holder::KIND_ROLE, "roles, nobody named"}};
  if (cells.empty()) out_ << "  none\n";
  for (const auto& layer : kLayers) {
    bool titled = false;
    for (const auto& cell : cells) {
      if (cell.holder().kind() != layer.kind) continue;
      if (!titled) out_ << "  " << terminal_.Paint(layer.title, Colour::kDim) << '\n';
      titled = true;
      const Label sign = LabelOf(cell.sign());
      out_ << "  " << HolderOf(cell.holder()) << " → "
           << (names_.count(cell.target()) > 0 ? NameOf(cell.target()) : cell.target_name()) << "  "
           << terminal_.Paint(absl::StrFormat("%s %+.2f", sign.text, cell.score()), sign.colour)
           << terminal_.Paint(absl::StrCat("  n = ", cell.n()), Colour::kDim) << '\n';
      PrintRemarks(cell);
    }
  }
}

// Those that take a side first: mere mentions are many and say little.
void ReportView::PrintRemarks(const analysis::v1::StanceCell& cell) {
  constexpr int kMostShown = 6;
  int shown = 0;
  for (const bool neutral : {false, true}) {
    for (const auto& remark : cell.remarks()) {
      if ((remark.stance().sign() == types::v1::SIGN_NEUTRAL) != neutral) continue;
      if (++shown > kMostShown) continue;
      const Label side = LabelOf(remark.stance().sign());
      PrintEvidence(side.text, side.colour, remark.evidence(), remark.stance().cue());
    }
  }
  if (shown > kMostShown) {
    out_ << "    " << terminal_.Paint(absl::StrCat("and ", shown - kMostShown, " more"), Colour::kDim)
         << '\n';
  }
}

void ReportView::Learn(
    const google::protobuf::RepeatedPtrField<analysis::v1::EntityRow>& entities) {
  for (const auto& row : entities) {
    if (!row.canonical_name().empty()) names_[row.entity()] = row.canonical_name();
  }
}

void ReportView::PrintEntities(
    const google::protobuf::RepeatedPtrField<analysis::v1::EntityRow>& entities, int most) {
  Table table({"entity", "type", "name", "documents", "mentions", "sources", "in", "as written"});
  for (int i = 0; i < entities.size() && (most == 0 || i < most); ++i) {
    const auto& row = entities[i];
    std::string forms = absl::StrCat("“", absl::StrJoin(row.surface_forms(), "”, “"), "”");
    std::string places;
    for (const auto& evidence : row.evidence()) absl::StrAppend(&places, Number(evidence.document()));
    if (!row.members().empty()) absl::StrAppend(&forms, " = ", Members(row));
    table.Add({row.entity(), row.type(), row.canonical_name(), absl::StrCat(row.documents()),
               absl::StrCat(row.mentions()), absl::StrCat(row.independent_sources()), places, forms});
  }
  table.Print(terminal_, out_);
  if (most > 0 && entities.size() > most) {
    out_ << terminal_.Paint(absl::StrCat("and ", entities.size() - most, " more (--entities 0)"),
                            Colour::kDim)
         << '\n';
  }
}

void ReportView::PrintWarnings(const analysis::v1::Report& report) {
  Heading("Warnings", "what a reader should doubt");
  if (report.warnings().empty()) out_ << "  none\n";
  for (const auto& warning : report.warnings()) {
    out_ << "  " << terminal_.Paint(warning.warning().code(), Colour::kYellow) << "  "
         << warning.warning().message() << '\n';
    PrintEvidence("in", Colour::kDim, warning.evidence(), "");
  }
}

void ReportView::PrintOutcomes() {
  bool titled = false;
  for (const auto& document : documents_) {
    for (const AnalyzerOutcome& outcome : document.outcomes()) {
      if (outcome.state() == AnalyzerOutcome::STATE_COMPLETED) continue;
      if (!titled) Heading("Not complete", "what did not run, or not to its end");
      titled = true;
      out_ << "  " << outcome.analyzer() << " on " << Cite(document.document()) << ": "
           << NameOfState(outcome.state());
      if (outcome.has_error()) out_ << ", " << outcome.error().message();
      out_ << '\n';
    }
  }
}

void ReportView::PrintReport(const analysis::v1::Report& report, int most_entities) {
  Learn(report.entities());
  out_ << terminal_.Paint("Documents", Colour::kBold) << '\n';
  PrintDocuments();
  Heading("Independence", "");
  PrintIndependence(report.independence());
  PrintTextGroups(report.text_groups());
  Heading("Claims × sources", "who asserts, denies, reports or gives another number");
  PrintComparisons(report.comparisons());
  Heading("Numbers", "by measure; unlike measures are kept apart");
  PrintMeasures(report.measures());
  Heading("Stances", "holder → target");
  PrintStances(report.stances());
  Heading("Entities", "");
  PrintEntities(report.entities(), most_entities);
  PrintWarnings(report);
  PrintOutcomes();
}

}  // namespace parallax::cli
