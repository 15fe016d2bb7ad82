// Shares of a whole: "60% of global rare earth mining", "three-fifths of the cable", 占全球稀土开采的60%.
#ifndef PLUGINS_CLAIMS_EXTRACTION_SHARE_MEASURES_H_
#define PLUGINS_CLAIMS_EXTRACTION_SHARE_MEASURES_H_

#include <string>
#include <vector>

#include "plugins/claims/extraction/claim_draft.h"
#include "plugins/claims/extraction/measured_clause.h"

namespace plx::claims {

// Of the quantities of one clause, asked in text order; lent the clause.
class ShareMeasures {
 public:
  explicit ShareMeasures(const MeasuredClause& in) : in_(in) {}

  // Fills in the measure of a percentage; false if it is a share of nothing that is named. `before`: those of the
  // clause that were measured already, for "60% of rare earth mining and nearly 90% of refining".
  bool Measure(const linguistics::Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out);
  // The same of a fraction, which becomes a percentage. False too of what compares two things: "one-fourth of those in
  // the U.S.".
  bool MeasureFraction(const linguistics::Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out);

  // Either of the two, if it is of those who work there: "cut a tenth of its workforce" is no change by a tenth.
  bool MeasureOfStaff(const linguistics::Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out);

 private:
  using Keys = std::vector<std::string>;

  plx_span_t WholeOf(const linguistics::Quantity& q) const;
  bool IsStaff(plx_span_t whole) const;
  void AddDeed(const linguistics::Quantity& q, Keys* keys) const;
  Keys WithOwner(plx_span_t whole, Keys keys) const;

  const MeasuredClause& in_;
  const Document& document_ = in_.document;
  const SentenceFacts& facts_ = in_.facts;
  const linguistics::Clause& clause_ = in_.clause;
  plx_span_t last_whole_ = {0, 0};  // of the share before
};

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_SHARE_MEASURES_H_
