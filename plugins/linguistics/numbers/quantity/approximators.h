// The words around a numeral that say how exactly it is meant: about, nearly, at least, 约, 不足,
// 以上.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_APPROXIMATORS_H_
#define PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_APPROXIMATORS_H_

#include "plugins/linguistics/numbers/quantities.h"

namespace plx::linguistics {

struct Approximator {
  Bound bound = Bound::kExact;
  size_t first = 0;  // tokens [first, end); first == end: none
  size_t end = 0;
  bool found() const { return first < end; }
};

// The approximator that ends right before token `end` (the numeral or its currency mark).
Approximator ApproximatorBefore(const TokenSequence& tokens, size_t end);
// A Chinese approximator that a verb or an owner parts from the number: 至少需要|3000亿,
// 不足中国的|十分之一, 跌破每桶|70美元.
Approximator DistantApproximatorBefore(const TokenSequence& tokens, size_t end);
// The approximator that starts right at token `first` (after the unit): "or more", 以上, 左右.
Approximator ApproximatorAfter(const TokenSequence& tokens, size_t first);

// Sets bound, low and high of `q` from its value and the numeral's own interval.
void ApplyBound(Bound bound, Quantity* q);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_APPROXIMATORS_H_
