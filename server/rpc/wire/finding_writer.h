// From the server's findings to the wire.
#ifndef PARALLAX_SERVER_RPC_WIRE_FINDING_WRITER_H_
#define PARALLAX_SERVER_RPC_WIRE_FINDING_WRITER_H_

#include <string>

#include "parallax/analysis/v1/analysis_service.pb.h"
#include "parallax/types/v1/finding.pb.h"
#include "parallax/types/v1/span.pb.h"
#include "server/analyzer/document.h"
#include "server/analyzer/findings.h"
#include "server/engine/pipeline.h"

namespace parallax::rpc {

// Quotes longer than this many code points are cut (Span.quote_truncated).
inline constexpr uint32_t kMaxQuoteCodePoints = 1000;

// Writes findings of one document. Borrows document and plan.
class FindingWriter {
 public:
  FindingWriter(const Document& document, const AnalysisPlan& plan, bool utf16)
      : document_(document), plan_(plan), utf16_(utf16) {}

  void WriteSpan(text::Span span, types::v1::Span* out) const;
  void WriteEvidence(text::Span span, types::v1::Evidence* out) const;
  void WriteMention(const Mention& mention, types::v1::Mention* out) const;
  void WriteQuantity(const Quantity& quantity, types::v1::Quantity* out) const;
  void WriteHolder(const Holder& holder, types::v1::Holder* out) const;
  // `index`: of the finding in its analysis, which makes Claim.id.
  void WriteClaim(const Claim& claim, size_t index, types::v1::Claim* out) const;
  void WriteStance(const Stance& stance, types::v1::Stance* out) const;
  void WriteWarning(const Warning& warning, types::v1::Warning* out) const;
  void WriteCustom(const Custom& custom, types::v1::CustomFinding* out) const;

 private:
  void WriteProvenance(const FindingBase& base, types::v1::Provenance* out) const;
  void WriteArgument(const Argument& argument, types::v1::Argument* out) const;

  const Document& document_;
  const AnalysisPlan& plan_;
  const bool utf16_;
};

// Claim.id of a claim: unique in an answer.
std::string ClaimId(const Document& document, size_t index);

// All of one document: outcomes, then findings by layer. Findings of stages that were not asked
// for, but ran because others needed them, are included.
void WriteAnalysis(const DocumentAnalysis& analysis, const AnalysisPlan& plan, bool utf16,
                   analysis::v1::DocumentAnalysis* out);

void WriteOutcomes(const DocumentAnalysis& analysis, const AnalysisPlan& plan,
                   google::protobuf::RepeatedPtrField<analysis::v1::AnalyzerOutcome>* out);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_WIRE_FINDING_WRITER_H_
