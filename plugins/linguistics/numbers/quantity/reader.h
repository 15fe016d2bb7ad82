// Reads the quantities of one token sequence: a numeral, its approximator, unit and period, and
// what joins it to the next one (a range, a change, a compound of two units).
#ifndef PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_READER_H_
#define PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_READER_H_

#include <utility>
#include <vector>

#include "plugins/linguistics/numbers/quantities.h"
#include "plugins/linguistics/numbers/quantity/approximators.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::linguistics::quantity {

// What joins two numerals.
enum class Joint { kNone, kRange, kFromTo };

class QuantityReader {
 public:
  QuantityReader(const TokenSequence& tokens, const QuantityOptions& options);
  std::vector<Quantity> Read();

 private:
  // reader.cc
  void AddArticleDurations();
  void AddUnsaidShares();
  static bool CountsTime(std::string_view word);
  size_t ReadFrom(size_t k);
  size_t SkipOdds(size_t k) const;
  bool IsPartOfDate(const Numeral& n) const;
  Quantity Start(const Numeral& n) const;
  size_t TakeCurrency(const Numeral& n, size_t end, Quantity* q) const;
  void FinishSingle(const Numeral& n, size_t end, Quantity& q);
  void TakeUnitOfWhole(Quantity* q) const;
  void TakePopulation(Quantity* q) const;
  void WidenVague(Bound bound, Quantity* q) const;
  Approximator CueBefore(const Quantity& q) const;
  bool Skipped(const Numeral& n, const Quantity& q) const;
  bool IsScore(const Numeral& n) const;
  void ReadRank(const Numeral& n);
  void Emit(Quantity& q);
  void TakePercentBefore(Quantity* q) const;

  // compounds.cc
  size_t ReadSmallerUnits(size_t k, size_t* end, Quantity* q) const;

  // pairs.cc
  Joint JointBetween(const Quantity& q, size_t end, const Numeral& next, Quantity* other) const;
  Joint JointWords(const Quantity& q, size_t end, size_t gap_end) const;
  bool IsChangeThenLevel(const Quantity& a, const Quantity& b) const;
  bool StartsWithFrom(size_t first) const;
  bool SaysRange(size_t first) const;
  bool Between(size_t first) const;
  bool Comparable(const Quantity& a, const Quantity& b, const Numeral& second) const;
  void FollowChange(Quantity* q);
  void FinishPair(Joint joint, Quantity& a, Quantity& b);
  void FinishRange(Quantity& a, Quantity& b);
  void FinishChange(Quantity& a, Quantity& b);
  void ReadPeriodOf(Quantity* q) const;

  const TokenSequence& tokens_;
  const QuantityOptions options_;
  std::vector<Numeral> numerals_;
  std::vector<DateExpression> dates_;
  std::vector<Quantity> out_;
  size_t taken_ = 0;  // tokens before it belong to a quantity
};

}  // namespace plx::linguistics::quantity

#endif  // PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_READER_H_
