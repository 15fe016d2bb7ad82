// What surrounds a quantity and changes what it means: the counted noun, the period it is per, the
// part it plays in a change, and what a share is taken of.
#ifndef PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_CONTEXT_H_
#define PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_CONTEXT_H_

#include "plugins/linguistics/numbers/quantities.h"

namespace plx::linguistics {

// The unit or counted noun after the numeral that ends before `first`; sets unit, unit_class,
// unit_span, counted and scales value, low, high and step. Returns the token after it (`first`
// if there is none).
size_t ReadUnit(const TokenSequence& tokens, size_t first, Reading reading, Quantity* q);

// The same amount in a unit that is `factor` times smaller.
void Multiply(double factor, Quantity* q);

// "a month", "per barrel", "/day" after the quantity, 每年, 月产量, "monthly output" before it:
// appends "/period" to the unit. Returns the token after it.
size_t ReadPeriod(const TokenSequence& tokens, size_t end, Quantity* q);

// "by", "to", 增至, 下降了, "a 5% increase": sets role and change.
void ReadRole(const TokenSequence& tokens, Quantity* q);

// "of those in the U.S.", 中国产量的: sets base_span of a share or multiple.
void ReadBase(const TokenSequence& tokens, Quantity* q);

// "Group 1", "Article 5", "No. 3": digits that only number something.
bool IsLabelNumber(const TokenSequence& tokens, const Numeral& numeral);

// Direction of a word of change in either language ("rose", "cut", 增长); kUnknown for others.
ChangeSign ChangeOf(const TokenSequence& tokens, size_t i);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_NUMBERS_QUANTITY_CONTEXT_H_
