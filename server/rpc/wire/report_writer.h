// From the server's report to the wire.
#ifndef PARALLAX_SERVER_RPC_WIRE_REPORT_WRITER_H_
#define PARALLAX_SERVER_RPC_WIRE_REPORT_WRITER_H_

#include <vector>

#include "parallax/analysis/v1/report.pb.h"
#include "server/report/report.h"
#include "server/rpc/wire/finding_writer.h"

namespace parallax::rpc {

// Writes parts of one report, which it borrows. `documents`: how many of its documents are shown,
// from the first; the rest (a stated claim) only serves.
class ReportWriter {
 public:
  ReportWriter(const report::Report& report, size_t documents, bool utf16);

  template <typename Messages>
  void WriteDocuments(Messages* out) const {
    for (size_t d = 0; d < documents_; ++d) WriteDocument(d, out->Add());
  }
  void WriteIndependence(analysis::v1::Independence* out) const;
  void WriteTextGroup(const report::TextGroup& group, types::v1::TextGroup* out) const;
  void WriteEntity(const report::EntityRow& row, analysis::v1::EntityRow* out) const;
  void WriteComparison(const report::Comparison& comparison, types::v1::Comparison* out) const;
  void WriteMeasure(const report::MeasureRow& row, analysis::v1::MeasureRow* out) const;
  void WriteStance(const report::StanceCell& cell, analysis::v1::StanceCell* out) const;
  void WriteReport(analysis::v1::Report* out) const;

 private:
  void WriteDocument(size_t index, analysis::v1::ReportDocument* out) const;
  void WriteWarnings(analysis::v1::Report* out) const;
  void WritePosition(const report::Position& position, const std::string& measure,
                     types::v1::Position* out) const;
  void WriteRelation(const ClaimRelation& relation, types::v1::Relation* out) const;
  const FindingWriter& In(uint32_t document) const { return writers_[document]; }

  const report::Report& report_;
  const size_t documents_;
  std::vector<FindingWriter> writers_;  // one per document
};

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_WIRE_REPORT_WRITER_H_
