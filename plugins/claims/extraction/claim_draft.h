// A claim while it is built: plx_claim_t with strings of its own.
#ifndef PLUGINS_CLAIMS_EXTRACTION_CLAIM_DRAFT_H_
#define PLUGINS_CLAIMS_EXTRACTION_CLAIM_DRAFT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "plx/finding.h"
#include "plx/view.hpp"

namespace plx::claims {

struct ArgumentDraft {
  plx_span_t span = {0, 0};
  std::string entity;  // an entity id, "topic:..." or empty
  std::string text;
};

struct QuantityDraft {
  plx_span_t span = {0, 0};
  double value = 0;
  double low = 0;
  double high = 0;
  uint32_t bound = PLX_BOUND_EXACT;
  std::string unit;
  std::string measure;       // empty: not understood, never compared
  std::string measure_name;
  std::string subject;
};

// Rules of claims that say no more than a headline does: without a verb ("six men in the sun"), or without a
// clause of its own behind who says it ("police deny reports of the arrest").
inline constexpr const char* kNominalRule = "nominal";
inline constexpr const char* kHeadlineRule = "headline";

struct ClaimDraft {
  plx_span_t span = {0, 0};
  uint32_t holder_kind = PLX_HOLDER_OUTLET;
  ArgumentDraft holder;
  ArgumentDraft subject;
  ArgumentDraft object;
  std::string predicate;
  plx_span_t predicate_span = {0, 0};
  uint32_t modality = PLX_MODALITY_FACT;
  uint32_t polarity = PLX_POLARITY_POSITIVE;
  std::string time;
  plx_span_t time_span = {0, 0};
  std::vector<QuantityDraft> quantities;
  int32_t score = 0;
  std::string rule;
};

// The claims of a document, ordered by span.begin. Pure.
std::vector<ClaimDraft> ExtractClaims(const Document& document);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_CLAIM_DRAFT_H_
