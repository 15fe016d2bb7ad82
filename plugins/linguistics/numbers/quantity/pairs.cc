#include <algorithm>
#include <string>

#include "plugins/linguistics/numbers/quantity/context.h"
#include "plugins/linguistics/numbers/quantity/reader.h"
#include "plugins/linguistics/numbers/quantity/words.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics::quantity {
namespace {

bool IsRangeDash(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 ||
         c == '~' || c == 0x2053 || c == 0x301C || c == 0x2212;
}

}  // namespace

// Decides how the numeral `next` continues the quantity that ends before `end`, and reads it.
Joint QuantityReader::JointBetween(const Quantity& q, size_t end, const Numeral& next,
                                   Quantity* other) const {
  if (next.kind == NumeralKind::kOrdinal || IsPartOfDate(next)) return Joint::kNone;
  size_t start = next.first;
  size_t mark = start;
  if (!CurrencyBefore(tokens_, start, &mark).key.empty()) start = mark;
  // A dash that is also read as a minus sign belongs to the range.
  const bool minus = next.value < 0 && IsRangeDash(tokens_.Code(next.first));
  const size_t gap_end = minus ? next.first + 1 : start;
  if (gap_end <= end || gap_end - end > 7) return Joint::kNone;
  Joint joint = JointWords(q, end, gap_end);
  if (joint == Joint::kNone) return joint;
  *other = Start(next);
  if (minus) other->value = other->low = other->high = -next.value;
  size_t after = ReadUnit(tokens_, next.end, options_.reading, other);
  after = TakeCurrency(next, after, other);
  other->end = after;
  if (joint == Joint::kRange && !Comparable(q, *other, next)) return Joint::kNone;
  if (joint == Joint::kRange && IsChangeThenLevel(q, *other)) return Joint::kNone;
  if (joint == Joint::kFromTo && q.unit != other->unit && !q.unit.empty() && !other->unit.empty())
    return Joint::kNone;
  return joint;
}

Joint QuantityReader::JointWords(const Quantity& q, size_t end, size_t gap_end) const {
  const bool from = StartsWithFrom(q.first);
  const size_t gap = gap_end - end;
  if (gap == 1) {
    const char32_t c = tokens_.Code(end);
    if (IsRangeDash(c)) return Joint::kRange;
    if (tokens_.Word(end) == "to")
      return from && !SaysRange(q.first) ? Joint::kFromTo : Joint::kRange;
    if (tokens_.Word(end) == "and" && Between(q.first)) return Joint::kRange;
    if (tokens_.Word(end) == "or" && q.unit.empty()) return Joint::kRange;
    if (c == U'到' || c == U'至') return from ? Joint::kFromTo : Joint::kRange;
    if (IsAnyOf(c, U"与和") && q.first > 0 && tokens_.Code(q.first - 1) == U'于')
      return Joint::kRange;
  }
  if (gap == 2 && IsRangeDash(tokens_.Code(end)) && IsRangeDash(tokens_.Code(end + 1)))
    return Joint::kRange;
  // 从60架降至40架, "from 60 units to only 40": a word of change or a filler between.
  const size_t last = gap_end - 1;
  if (IsAnyOf(tokens_.Code(last), U"至到为成") && gap >= 2) {
    for (size_t i = end; i < last; ++i) {
      if (ChangeOf(tokens_, i) != ChangeSign::kUnknown || IsAnyOf(tokens_.Code(i), U"变转调"))
        return Joint::kFromTo;
    }
  }
  if (from && tokens_.Word(end) == "to" && gap <= 3) return Joint::kFromTo;
  return Joint::kNone;
}

// 上涨500元至8.5万元, "up 5% to 120%": a change and the level it led to.
bool QuantityReader::IsChangeThenLevel(const Quantity& a, const Quantity& b) const {
  if (a.unit.empty()) return false;
  Quantity probe = a;
  ReadRole(tokens_, &probe);
  constexpr double kWidestRange = 4;
  return probe.role == QuantityRole::kChange && b.value > kWidestRange * a.value;
}

bool QuantityReader::StartsWithFrom(size_t first) const {
  size_t i = first;
  const Approximator cue = ApproximatorBefore(tokens_, i);
  if (cue.found()) i = cue.first;
  return i > 0 && (tokens_.Word(i - 1) == "from" || IsAnyOf(tokens_.Code(i - 1), U"从由自"));
}

// "ranging from 3 to 5", "aged from 18 to 25".
bool QuantityReader::SaysRange(size_t first) const {
  for (size_t i = first; i > 0 && first - i < 5; --i) {
    if (IsAnyOf(tokens_.Word(i - 1), {"ranging", "range", "ranges", "ranged", "vary", "varies",
                                      "varying", "aged", "anywhere"}))
      return true;
  }
  return false;
}

bool QuantityReader::Between(size_t first) const {
  return first > 0 &&
         (tokens_.Word(first - 1) == "between" || IsAnyOf(tokens_.Code(first - 1), U"于"));
}

// Two ends of one range: the same unit, or the first has none and takes the second's.
bool QuantityReader::Comparable(const Quantity& a, const Quantity& b, const Numeral& second) const {
  double low = a.value;
  if (a.unit.empty() || a.unit == b.unit) {
    if (a.unit.empty() && second.magnitude > 1 && low < 1000 && low < b.value / 1000)
      low *= second.magnitude;
    return low < b.value || StartsWithFrom(a.first);
  }
  if (a.unit_class == UnitClass::kCurrency && b.unit.empty()) return low < b.value;
  return a.unit_class == UnitClass::kCurrency && b.unit_class == UnitClass::kCurrency &&
         low < b.value;
}

// "rose 5% | to $3.2bn", "eased to 2.4% | from 3.1%", 上调25个基点|至4.5%: the end of a change
// that the quantity before began.
void QuantityReader::FollowChange(Quantity* q) {
  if (out_.empty() || q->role != QuantityRole::kLevel || q->first < 1) return;
  Quantity& before = out_.back();
  if (before.end + 1 != q->first) return;
  const size_t link = q->first - 1;
  const bool to = tokens_.Word(link) == "to" || IsAnyOf(tokens_.Code(link), U"至到");
  if (to && (before.role == QuantityRole::kChange || before.unit == "times")) {
    q->role = QuantityRole::kTo;
    q->change = before.change;
    if (before.unit == "times") q->change = ChangeSign::kIncrease;
  } else if (tokens_.Word(link) == "from" && before.role == QuantityRole::kTo && before.pair < 0) {
    q->role = QuantityRole::kFrom;
    q->change = before.change;
    q->pair = static_cast<int>(out_.size()) - 1;
    before.pair = static_cast<int>(out_.size());
  }
}

void QuantityReader::FinishPair(Joint joint, Quantity& a, Quantity& b) {
  const Numeral* second = nullptr;
  for (const Numeral& n : numerals_) {
    if (n.span.begin == b.numeral_span.begin) second = &n;
  }
  // "3 to 5 billion", "$6-7 billion", 三到五亿: the magnitude is said once.
  const bool once = a.unit.empty() || (a.unit_class == UnitClass::kCurrency && b.unit.empty());
  if (once && joint == Joint::kRange && second != nullptr && second->magnitude > 1 &&
      a.value < 1000 && a.value < b.value / 1000) {
    a.value *= second->magnitude;
    a.low = a.high = a.value;
    a.step *= second->magnitude;
  }
  if (a.unit.empty()) {
    a.unit = b.unit;
    a.unit_class = b.unit_class;
    a.unit_span = b.unit_span;
    a.counted = b.counted;
  } else if (b.unit.empty()) {
    b.unit = a.unit;
    b.unit_class = a.unit_class;
    b.unit_span = a.unit_span;
  }
  if (joint == Joint::kRange) return FinishRange(a, b);
  FinishChange(a, b);
}

void QuantityReader::FinishRange(Quantity& a, Quantity& b) {
  const Approximator cue = CueBefore(a);
  if (cue.found()) {
    a.first = cue.first;
    a.cue_span = tokens_.Span(cue.first, cue.end);
  } else if (a.first > 0 && tokens_.Word(a.first - 1) == "between") {
    --a.first;
  }
  const double low = a.low, high = b.high;
  Quantity q = a;
  q.end = b.end;
  q.unit = b.unit.empty() ? a.unit : b.unit;
  q.unit_span = Empty(b.unit_span) ? a.unit_span : b.unit_span;
  q.unit_class = b.unit_class;
  q.counted = b.counted;
  q.low = low;
  q.high = high;
  q.value = (low + high) / 2;
  q.bound = Bound::kRange;
  q.step = std::min(a.step, b.step);
  q.end = ReadPeriod(tokens_, q.end, &q);
  if (IsAnyOf(tokens_.Code(q.end), U"之") && tokens_.Code(q.end + 1) == U'间') q.end += 2;
  ReadRole(tokens_, &q);
  ReadBase(tokens_, &q);
  Emit(q);
}

void QuantityReader::FinishChange(Quantity& a, Quantity& b) {
  const Approximator cue = CueBefore(a);
  if (cue.found()) a.first = cue.first;
  const Approximator cue_b = CueBefore(b);
  if (cue_b.found()) b.first = cue_b.first;
  a.role = QuantityRole::kFrom;
  b.role = QuantityRole::kTo;
  a.change = b.change = b.value >= a.value ? ChangeSign::kIncrease : ChangeSign::kDecrease;
  // The unit may stand with one of the two only: "from 60 to 40 units".
  const bool own_unit = !Empty(a.unit_span) && a.unit_span.begin < b.numeral_span.begin;
  a.end = own_unit ? tokens_.IndexAt(a.unit_span.end) : tokens_.IndexAt(a.numeral_span.end);
  if (a.end <= a.first) a.end = tokens_.IndexAt(a.numeral_span.end);
  b.end = ReadPeriod(tokens_, b.end, &b);
  if (!own_unit) a.unit = b.unit;
  ReadPeriodOf(&a);
  ApplyBound(cue.found() ? cue.bound : Bound::kExact, &a);
  ApplyBound(cue_b.found() ? cue_b.bound : Bound::kExact, &b);
  if (cue.found()) a.cue_span = tokens_.Span(cue.first, cue.end);
  if (cue_b.found()) b.cue_span = tokens_.Span(cue_b.first, cue_b.end);
  a.pair = static_cast<int>(out_.size()) + 1;
  b.pair = static_cast<int>(out_.size());
  Emit(a);
  Emit(b);
}

// A period said before both ("monthly output from 60 to 40") is in the second's unit already.
void QuantityReader::ReadPeriodOf(Quantity* q) const {
  if (q->unit.find('/') == std::string::npos) ReadPeriod(tokens_, q->end, q);
}

}  // namespace plx::linguistics::quantity
