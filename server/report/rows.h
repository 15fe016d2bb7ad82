// The other rows of a report: entities, numbers by measure, holder × target.
#ifndef PARALLAX_SERVER_REPORT_ROWS_H_
#define PARALLAX_SERVER_REPORT_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "server/engine/phases_executor.h"
#include "server/report/independence.h"

namespace parallax::report {

// A place in one of the documents.
struct Place {
  uint32_t document = 0;
  text::Span span;
};

struct EntityRow {
  std::string entity;
  std::string type;
  std::string canonical;  // the most frequent one
  int mentions = 0;
  int documents = 0;
  int independent_sources = 0;
  std::vector<std::string> surface_forms;  // most frequent first, at most 8
  std::vector<Place> evidence;             // the first in each document, at most 8
  std::vector<std::string> members;
};

// By documents, then mentions, then id.
std::vector<EntityRow> BuildEntityRows(absl::Span<const DocumentAnalysis> analyses,
                                       const Independence& independence);

// Every value of one measure of one subject in one unit.
struct MeasureRow {
  struct Value {
    ClaimRef claim;
    uint32_t quantity = 0;  // index into the claim's quantities
  };
  std::string measure;
  std::string measure_name;
  std::string subject;
  std::string unit;
  std::vector<Value> values;  // by claim
  bool varies = false;
  int independent_sources = 0;
};

// Quantities whose measure was understood. A row varies if `phases` says so of its quantities: one
// judgement, made in one place; values of the measure that were not part of it are another row. Where neither the measure
// nor a subject names what is measured, only equal and related values share a row; related ones always do, in whatever words
// and units they are given.
// Varying ones first, then by values, then by measure.
std::vector<MeasureRow> BuildMeasureRows(absl::Span<const DocumentAnalysis> analyses,
                                         const PhasesResult& phases,
                                         const Independence& independence);

// What one holder says of one target.
struct StanceCell {
  Holder holder;
  std::string target;  // entity or topic id; else the folded words
  std::string target_name;
  Sign sign = Sign::kNeutral;
  // Mean of sign × strength over the stances that take a side, in thousandths, -1000..1000; 0 if
  // none does. What merely speaks of the target does not water an opinion down.
  int32_t score = 0;
  int documents = 0;
  int independent_sources = 0;
  std::vector<std::pair<uint32_t, const Stance*>> stances;  // by document; point into analyses
  std::optional<size_t> strongest_for;      // indices into stances
  std::optional<size_t> strongest_against;
};

// By number of stances, then holder, then target. `kinds` empty: all layers. Layers are never
// merged; nor are outlets that are unknown.
std::vector<StanceCell> BuildStanceCells(absl::Span<const DocumentAnalysis> analyses,
                                         const Independence& independence,
                                         absl::Span<const HolderKind> kinds);

}  // namespace parallax::report

#endif  // PARALLAX_SERVER_REPORT_ROWS_H_
