// Names as an option of the analyzers that find mentions.
#ifndef PARALLAX_SERVER_ENGINE_NAMES_GIVEN_NAMES_H_
#define PARALLAX_SERVER_ENGINE_NAMES_GIVEN_NAMES_H_

#include <optional>

#include "absl/types/span.h"
#include "server/engine/names/explained_names.h"
#include "server/engine/plan.h"

namespace parallax {

// The plan with `names` in the options of each analyzer that writes mentions and takes names: an option "names", an array of
// {"id", "type", "names"}. Names that a caller gave stay. None if no analyzer takes them.
std::optional<AnalysisPlan> GiveNames(const AnalysisPlan& plan, absl::Span<const ExplainedName> names);

// The question whether the lines of a text are, in another script, some of `names`: each analyzer of the plan that needs no other, writes
// mentions and takes the options "names" and "name_list". None if there is no such analyzer.
std::optional<AnalysisPlan> AskForNames(const AnalysisPlan& plan, absl::Span<const ExplainedName> names);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_NAMES_GIVEN_NAMES_H_
