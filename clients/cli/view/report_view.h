// The parts of a report as people read them: every line with its outlet and its quote.
#ifndef PARALLAX_CLIENTS_CLI_VIEW_REPORT_VIEW_H_
#define PARALLAX_CLIENTS_CLI_VIEW_REPORT_VIEW_H_

#include <map>
#include <ostream>
#include <string>

#include "clients/cli/view/terminal.h"
#include "parallax/analysis/v1/analysis_service.pb.h"

namespace parallax::cli {

using ReportDocuments = google::protobuf::RepeatedPtrField<analysis::v1::ReportDocument>;

// Prints parts of one answer; documents are numbered as they come in it.
class ReportView {
 public:
  ReportView(const ReportDocuments& documents, const Terminal& terminal, std::ostream& out);

  void PrintReport(const analysis::v1::Report& report, int most_entities);
  void PrintDocuments();
  void PrintIndependence(const analysis::v1::Independence& independence);
  void PrintComparisons(
      const google::protobuf::RepeatedPtrField<types::v1::Comparison>& comparisons);
  void PrintMeasures(const google::protobuf::RepeatedPtrField<analysis::v1::MeasureRow>& measures);
  void PrintStances(const google::protobuf::RepeatedPtrField<analysis::v1::StanceCell>& cells);
  void PrintEntities(const google::protobuf::RepeatedPtrField<analysis::v1::EntityRow>& entities,
                     int most);
  // Entities whose names replace ids in what is printed later.
  void Learn(const google::protobuf::RepeatedPtrField<analysis::v1::EntityRow>& entities);

 private:
  void Heading(absl::string_view text, absl::string_view note);
  void PrintTextGroups(const google::protobuf::RepeatedPtrField<types::v1::TextGroup>& groups);
  void PrintWarnings(const analysis::v1::Report& report);
  void PrintOutcomes();
  void PrintComparison(const types::v1::Comparison& comparison);
  void PrintRemarks(const analysis::v1::StanceCell& cell);
  void PrintConflicts(const types::v1::Comparison& comparison);
  void PrintEvidence(absl::string_view label, Colour colour, const types::v1::Evidence& evidence,
                     absl::string_view note);
  std::string Number(const std::string& document) const;  // "[3]"
  // "[3] Harbour Post, 2026-05-02"
  std::string Cite(const std::string& document) const;
  std::string NameOf(const std::string& entity) const;
  std::string HolderOf(const types::v1::Holder& holder) const;

  const ReportDocuments& documents_;
  const Terminal& terminal_;
  std::ostream& out_;
  std::map<std::string, int> number_of_;
  std::map<std::string, std::string> names_;
};

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_VIEW_REPORT_VIEW_H_
