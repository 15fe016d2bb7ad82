// Analyzers on the wire: what is loaded and what ran.
#ifndef PARALLAX_SERVER_RPC_WIRE_ANALYZER_WRITER_H_
#define PARALLAX_SERVER_RPC_WIRE_ANALYZER_WRITER_H_

#include "absl/strings/string_view.h"
#include "google/protobuf/struct.pb.h"
#include "parallax/analysis/v1/analyzer.pb.h"
#include "server/analyzer/analyzer.h"
#include "server/engine/plan.h"

namespace parallax::rpc {

void WriteAnalyzer(const AnalyzerInfo& info, const AnalyzerVitals& vitals,
                   analysis::v1::Analyzer* out);
// As it is now.
inline void WriteAnalyzer(const Analyzer& analyzer, analysis::v1::Analyzer* out) {
  WriteAnalyzer(analyzer.info(), analyzer.Vitals(), out);
}

void WriteGeneration(const AnalyzerInfo& info, analysis::v1::Generation* out);

// `options`: the canonical ones it ran with.
void WriteRun(const AnalyzerInfo& info, absl::string_view options, analysis::v1::AnalyzerRun* out);

// One per stage of the plan.
void WriteRuns(const AnalysisPlan& plan,
               google::protobuf::RepeatedPtrField<analysis::v1::AnalyzerRun>* out);

// `json`: an object; "" gives an empty Struct. What is no JSON object is left out.
void WriteStruct(absl::string_view json, google::protobuf::Struct* out);

}  // namespace parallax::rpc

#endif  // PARALLAX_SERVER_RPC_WIRE_ANALYZER_WRITER_H_
