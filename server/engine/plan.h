// Which analyzers a request runs, in which order, with which options.
#ifndef PARALLAX_SERVER_ENGINE_PLAN_H_
#define PARALLAX_SERVER_ENGINE_PLAN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/analyzer/analyzer.h"
#include "server/engine/analyzer_registry.h"

namespace parallax {

// What a caller asks of one analyzer.
struct AnalyzerRequest {
  std::string analyzer;    // id
  std::string generation;  // content digest or version; empty: the current one
  std::string options;     // JSON object; empty: none
};

// One stage. Handles keep the generations loaded for as long as the plan lives.
struct Stage {
  AnalyzerHandle analyzer;
  std::string options;  // canonical
  bool requested = false;  // else it runs because another consumes its layers
  std::vector<size_t> producers;  // earlier stages that write a layer this one consumes
};

// Stages in an order in which every layer is written before it is read; among equals by id.
struct AnalysisPlan {
  std::vector<Stage> stages;

  // Whether a stage consumes what the host itself makes of the text: "sentences" or "tokens".
  bool NeedsSegmentation() const;
};

// Resolves requests (empty: every analyzer) and what they depend on.
// NOT_FOUND (ANALYZER_NOT_FOUND), INVALID_ARGUMENT (UNKNOWN_OPTION, OPTION_INVALID, or
// ANALYZER_TWICE), FAILED_PRECONDITION (GENERATION_NOT_LOADED; LAYER_NOT_PRODUCED: an analyzer
// consumes what none writes; LAYER_CYCLE).
absl::StatusOr<AnalysisPlan> MakePlan(const AnalyzerRegistry& registry,
                                      absl::Span<const AnalyzerRequest> requests);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_PLAN_H_
