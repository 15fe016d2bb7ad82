// What a plugin said of one document, comparable to the byte.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_ANSWER_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_ANSWER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"

namespace parallax::validator {

struct Answer {
  std::string document;            // its name
  std::string bytes;               // canonical: equal answers have equal bytes, and only they
  std::vector<std::string> lines;  // the same for people
};

// `text`: the document's.
Answer AnswerOf(absl::string_view document, absl::string_view text, const AnalyzerOutput& output);

// The canonical bytes of records, for the phases.
std::string BytesOf(absl::Span<const Record> records);
std::string BytesOf(const RelationFinding& relation);
std::string BytesOf(const ComparisonFinding& comparison);

// Where two lists of answers to the same documents first differ, as a clause for people; empty if
// nowhere. `first` and `second` name the lists ("in a batch of one", "in a batch of 7").
std::string Difference(absl::Span<const Answer> a, absl::string_view first,
                       absl::Span<const Answer> b, absl::string_view second);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_ANSWER_H_
