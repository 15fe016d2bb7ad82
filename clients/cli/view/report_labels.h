// Enum values and numbers of a report in words and colours.
#ifndef PARALLAX_CLIENTS_CLI_VIEW_REPORT_LABELS_H_
#define PARALLAX_CLIENTS_CLI_VIEW_REPORT_LABELS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/view/terminal.h"
#include "parallax/analysis/v1/analysis_service.pb.h"

namespace parallax::cli {

struct Label {
  const char* text;
  Colour colour;
};

Label LabelOf(types::v1::Verdict verdict);
Label LabelOf(types::v1::Position::Kind kind);
Label LabelOf(types::v1::Sign sign);
const char* NameOfKind(types::v1::Relation::Kind kind);
const char* NameOfState(analysis::v1::AnalyzerOutcome::State state);

// "about 60%", "at least 300 billion USD".
std::string ValueOf(const types::v1::Quantity& quantity);

// The members of a group; of large ones how many.
std::string Members(const analysis::v1::EntityRow& row);

// "1 document", "2 documents".
std::string Counted(int64_t n, absl::string_view noun);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_VIEW_REPORT_LABELS_H_
