#include "plugins/linguistics/numbers/quantity/reader.h"

#include <algorithm>
#include <limits>
#include <string>

#include "plugins/linguistics/numbers/quantity/context.h"
#include "plugins/linguistics/numbers/quantity/words.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics::quantity {

QuantityReader::QuantityReader(const TokenSequence& tokens, const QuantityOptions& options)
    : tokens_(tokens), options_(options), numerals_(FindNumerals(tokens, options.reading)) {
  AddArticleDurations();
  if (!numerals_.empty()) dates_ = FindDates(tokens, Date{});
}

std::vector<Quantity> QuantityReader::Read() {
  for (size_t k = 0; k < numerals_.size();) k = ReadFrom(k);
  if (options_.reading == Reading::kAny) AddUnsaidShares();
  return std::move(out_);
}

// "take a decade", "a month's worth", "within a year": an article that counts one unit of time.
void QuantityReader::AddArticleDurations() {
  std::vector<Numeral> articles;
  for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
    const std::string_view w = tokens_.Word(i);
    if (w != "a" && w != "an") continue;
    const Unit unit = UnitAt(tokens_, i + 1);
    if (unit.unit_class != UnitClass::kDuration || unit.end != i + 2) continue;
    const std::string_view noun = tokens_.Word(i + 1);
    const bool possessive = noun.size() > 2 && noun.substr(noun.size() - 2) == "'s";
    if (!possessive && noun.back() == 's') continue;
    if (!possessive && !(i > 0 && CountsTime(tokens_.Word(i - 1)))) continue;
    Numeral n;
    n.first = i;
    n.end = i + 1;
    n.value = n.low = n.high = 1;
    n.determiner = true;
    n.span = tokens_.Span(i, i + 1);
    articles.push_back(n);
  }
  if (articles.empty()) return;
  numerals_.insert(numerals_.end(), articles.begin(), articles.end());
  std::sort(numerals_.begin(), numerals_.end(),
            [](const Numeral& a, const Numeral& b) { return a.first < b.first; });
}

// "a small percent", "the % of increase": the word is there and no number.
void QuantityReader::AddUnsaidShares() {
  // In an address ("is%20so") it is none.
  const auto touches = [&](size_t i, size_t other) {
    const TokenKind kind = tokens_.Kind(other);
    return tokens_.Glued(i) && (kind == TokenKind::kWord || kind == TokenKind::kNumber);
  };
  std::vector<Quantity> all;
  std::vector<int> moved;  // of each that has a number: its index in `all`
  const auto keep = [&] {
    Quantity& q = out_[moved.size()];
    moved.push_back(static_cast<int>(all.size()));
    all.push_back(std::move(q));
    return all.back().end;
  };
  for (size_t i = 0; i < tokens_.size();) {
    if (moved.size() < out_.size() && out_[moved.size()].first <= i) {
      i = std::max(keep(), i);
      continue;
    }
    const Unit unit = UnitAt(tokens_, i);
    const bool said = moved.size() < out_.size() && out_[moved.size()].first < unit.end;
    if (unit.key != "percent" || said || (i > 0 && touches(i, i - 1)) || touches(unit.end, unit.end)) {
      ++i;
      continue;
    }
    Quantity q;
    q.first = i;
    q.end = unit.end;
    q.span = q.unit_span = tokens_.Span(q.first, q.end);
    q.numeral_span = {q.span.begin, q.span.begin};
    q.value = std::numeric_limits<double>::quiet_NaN();
    q.high = 100;
    q.bound = Bound::kRange;
    q.unit = unit.key;
    q.unit_class = unit.unit_class;
    all.push_back(std::move(q));
    i = unit.end;
  }
  while (moved.size() < out_.size()) keep();
  for (Quantity& q : all) {
    if (q.pair >= 0) q.pair = moved[static_cast<size_t>(q.pair)];
  }
  out_ = std::move(all);
}

bool QuantityReader::CountsTime(std::string_view word) {
  return IsAnyOf(
      word, {"take",    "takes",    "took",    "taking",        "taken", "last",  "lasts", "lasted",
             "within",  "than",     "for",     "over",          "least", "most",  "about", "nearly",
             "almost",  "only",     "just",    "under",         "spend", "spent", "need",  "needs",
             "require", "requires", "roughly", "approximately", "around"});
}

// Reads the quantity that starts with numeral k; returns the next numeral to look at.
size_t QuantityReader::ReadFrom(size_t k) {
  const Numeral& n = numerals_[k];
  if (IsPartOfDate(n) || IsLabelNumber(tokens_, n)) {
    // "Boeing 737-800": what a hyphen ties to a label is part of it.
    size_t next = k + 1;
    while (next < numerals_.size() && numerals_[next].first == numerals_[next - 1].end + 1 &&
           tokens_.Code(numerals_[next - 1].end) == '-' && tokens_.Glued(numerals_[next].first))
      ++next;
    return IsPartOfDate(n) ? k + 1 : next;
  }
  if (n.first < taken_) return k + 1;
  if (n.kind == NumeralKind::kOrdinal) {
    ReadRank(n);
    return k + 1;
  }
  Quantity q = Start(n);
  if (tokens_.Code(n.end) == '-' && tokens_.Word(n.end + 1) == "to") return SkipOdds(k);
  size_t end = ReadUnit(tokens_, n.end, options_.reading, &q);
  end = TakeCurrency(n, end, &q);
  size_t second = ReadSmallerUnits(k, &end, &q);
  Quantity other;
  Joint joint = Joint::kNone;
  if (second < numerals_.size()) {
    joint = JointBetween(q, end, numerals_[second], &other);
    if (joint == Joint::kNone) {  // "from 60 units a month to 40"
      Quantity with_period = q;
      const size_t period_end = ReadPeriod(tokens_, end, &with_period);
      if (period_end > end) joint = JointBetween(q, period_end, numerals_[second], &other);
      if (joint == Joint::kFromTo) q.unit = with_period.unit;
    }
  }
  if (joint == Joint::kNone) {
    FinishSingle(n, end, q);
    return second;
  }
  FinishPair(joint, q, other);
  return second + 1;
}

// "2-to-1": neither number is a quantity.
size_t QuantityReader::SkipOdds(size_t k) const {
  const bool pair = k + 1 < numerals_.size() && numerals_[k + 1].first == numerals_[k].end + 3;
  return k + (pair ? 2 : 1);
}

bool QuantityReader::IsPartOfDate(const Numeral& n) const {
  for (const DateExpression& d : dates_) {
    if (d.first >= n.end) break;
    if (d.end <= n.first || d.duration_only || d.role == DateRole::kWithin) continue;
    return true;
  }
  return false;
}

Quantity QuantityReader::Start(const Numeral& n) const {
  Quantity q;
  q.numeral_span = n.span;
  q.first = n.first;
  q.end = n.end;
  q.value = n.value;
  q.low = n.low;
  q.high = n.high;
  q.step = n.step;
  q.determiner = n.determiner;
  if (n.kind == NumeralKind::kPercent) {
    q.unit = "percent";
    q.unit_class = UnitClass::kPercent;
  } else if (n.kind == NumeralKind::kFraction) {
    q.unit = "fraction";
    q.unit_class = UnitClass::kRatio;
  } else if (n.kind == NumeralKind::kMultiple) {
    q.unit = "times";
    q.unit_class = UnitClass::kRatio;
  }
  return q;
}

// "$37 billion": the mark before the numeral is the unit; "37 billion" alone may have been read
// as a count of what follows.
size_t QuantityReader::TakeCurrency(const Numeral& n, size_t end, Quantity* q) const {
  size_t mark = n.first;
  const Unit unit = CurrencyBefore(tokens_, n.first, &mark, options_.reading);
  if (n.kind == NumeralKind::kPercent || n.kind == NumeralKind::kFraction) {
    // A share keeps its own unit; a noun after it is what it is a share of.
    if (q->unit_class == UnitClass::kCount || q->unit_class == UnitClass::kNone) {
      const Numeral copy = n;
      *q = Start(copy);
      return n.end;
    }
    return n.kind == NumeralKind::kPercent ? n.end : end;
  }
  if (unit.key.empty() || mark < taken_) return end;  // "10 $ 30 $": it is the first number's
  // "rmb 10 usd 20": the code after the number is that of the next one.
  const bool of_next = tokens_.Kind(end) == TokenKind::kNumber && !tokens_.Glued(end);
  const bool currency_after = q->unit_class == UnitClass::kCurrency && !of_next;
  if (!currency_after) {
    *q = Start(n);
    end = n.end;
    q->unit = unit.key;
    q->unit_class = UnitClass::kCurrency;
    q->unit_span = tokens_.Span(mark, unit.end);
    q->unit_scale = unit.scale;
    Multiply(unit.scale * unit.magnitude, q);
  } else if (unit.key != "USD") {
    q->unit = unit.key;
  }
  q->first = mark;
  return end;
}

void QuantityReader::FinishSingle(const Numeral& n, size_t end, Quantity& q) {
  if (Skipped(n, q)) return;
  q.end = end;
  const Approximator before = CueBefore(q);
  if (before.found() && before.end == q.first) q.first = before.first;
  q.end = ReadPeriod(tokens_, q.end, &q);
  const Approximator after = ApproximatorAfter(tokens_, q.end);
  Bound bound = n.open_low ? Bound::kMoreThan : n.vague ? Bound::kRange : q.bound;
  if (q.unit_class != UnitClass::kNone && q.unit_class != UnitClass::kCount &&
      q.unit_class != UnitClass::kDuration)
    q.determiner = false;  // "one percent", 一倍 are as good as any number
  if (after.found()) {
    bound = after.bound;
    q.cue_span = tokens_.Span(after.first, after.end);
    q.end = after.end;
  }
  if (before.found()) {
    bound = before.bound;
    q.cue_span = tokens_.Span(before.first, before.end);
  }
  if (q.unit.empty() && options_.reading == Reading::kAny) TakePercentBefore(&q);
  if (q.unit.empty()) TakeUnitOfWhole(&q);
  if (q.unit.empty()) TakePopulation(&q);
  ReadRole(tokens_, &q);
  FollowChange(&q);
  if (n.open_low && !before.found() && !after.found()) {
    // 十余家 is strictly between ten and twenty: the interval is closed by the words.
    q.bound = Bound::kMoreThan;
  } else if (q.low != q.high && bound != Bound::kExact && bound != Bound::kRange) {
    WidenVague(bound, &q);
  } else {
    ApplyBound(bound, &q);
  }
  ReadBase(tokens_, &q);
  Emit(q);
}

// "percent of ten": speech may put the unit first.
void QuantityReader::TakePercentBefore(Quantity* q) const {
  if (q->first < 2 || tokens_.Word(q->first - 1) != "of") return;
  const size_t unit = q->first - 2;
  const bool two = tokens_.Word(unit) == "cent" && unit > 0 && tokens_.Word(unit - 1) == "per";
  if (!two && !IsAnyOf(tokens_.Word(unit), {"percent", "percents"})) return;
  q->unit = "percent";
  q->unit_class = UnitClass::kPercent;
  q->first = two ? unit - 1 : unit;
}

// "17 of 193 members": the part counts what the whole counts.
void QuantityReader::TakeUnitOfWhole(Quantity* q) const {
  if (tokens_.Word(q->end) != "of") return;
  const size_t first = tokens_.Word(q->end + 1) == "the" ? q->end + 2 : q->end + 1;
  const std::optional<Numeral> whole = NumeralAt(tokens_, first);
  if (!whole || whole->kind != NumeralKind::kCardinal || whole->value < q->value) return;
  Quantity other = Start(*whole);
  if (ReadUnit(tokens_, whole->end, options_.reading, &other) == whole->end ||
      other.unit_class != UnitClass::kCount)
    return;
  q->unit = other.unit;
  q->unit_class = other.unit_class;
  q->counted = other.counted;
  q->base_span = Cover(other.numeral_span, other.unit_span);
}

// "a population of 8.9 million", 人口超过14亿: people, though no noun follows.
void QuantityReader::TakePopulation(Quantity* q) const {
  constexpr size_t kReach = 6;
  for (size_t i = q->first; i > 0 && q->first - i < kReach; --i) {
    if (tokens_.Kind(i - 1) == TokenKind::kPunctuation) return;
    if (tokens_.Word(i - 1) != "population" &&
        !(tokens_.Code(i - 1) == U'口' && i > 1 && tokens_.Code(i - 2) == U'人'))
      continue;
    q->unit = q->counted = "person";
    q->unit_class = UnitClass::kCount;
    return;
  }
}

// "more than dozens", 近百: a bound on a vague numeral moves one end only.
void QuantityReader::WidenVague(Bound bound, Quantity* q) const {
  const double low = q->low, high = q->high;
  q->value = bound == Bound::kAtLeast || bound == Bound::kMoreThan ? low : q->value;
  ApplyBound(bound, q);
  if (bound == Bound::kApproximate || bound == Bound::kNearly) {
    q->low = low;
    q->high = high;
  }
}

Approximator QuantityReader::CueBefore(const Quantity& q) const {
  Approximator cue = ApproximatorBefore(tokens_, q.first);
  if (!cue.found() && q.first > 1 &&
      IsAnyOf(tokens_.Word(q.first - 1),
              {"another", "a", "an", "additional", "further", "the", "some"})) {
    cue = ApproximatorBefore(tokens_, q.first - 1);
    if (cue.found()) cue.end = q.first;
  }
  if (!cue.found()) return DistantApproximatorBefore(tokens_, q.first);
  if (cue.end != cue.first + 1) return cue;
  // One-word prepositions of place and time are approximators only before a measured amount.
  const std::string_view word = tokens_.Word(cue.first);
  if (word == "over" && q.unit_class == UnitClass::kDuration && q.value <= 10 && !q.determiner &&
      !(cue.first > 0 && IsAnyOf(tokens_.Word(cue.first - 1),
                                 {"for", "of", "lasted", "took", "takes", "after", "last"})))
    return {};
  if (word == "within" && q.unit_class == UnitClass::kCount) return {};
  if (IsAnyOf(word, {"under", "above", "below", "beyond"}) && q.unit_class == UnitClass::kCount &&
      q.value < 10)
    return {};
  if (word == "some" && q.value < 10 &&
      (q.unit_class == UnitClass::kCount || q.unit_class == UnitClass::kNone))
    return {};
  return cue;
}

bool QuantityReader::Skipped(const Numeral& n, const Quantity& q) const {
  if (q.determiner && !options_.determiners) {
    if (n.vague) return true;
    return q.unit_class == UnitClass::kCount || q.unit_class == UnitClass::kNone;
  }
  if (!q.unit.empty()) return false;
  // A small bare number in Han characters numbers, names or adorns (三是, 四强, 十一届), and one
  // beside a colon or dash is a score.
  constexpr double kPlainCount = 100;
  if (!n.digits && tokens_.Kind(n.first) == TokenKind::kHan && n.high < kPlainCount) return true;
  if (IsScore(n)) return true;
  return !options_.bare;
}

// "52-48", "3:2", "2-to-1".
bool QuantityReader::IsScore(const Numeral& n) const {
  const auto joins = [&](size_t i, size_t other) {
    const char32_t c = tokens_.Code(i);
    return (c == '-' || c == ':' || c == 0x2236 || c == 0x2013) && tokens_.Glued(i) &&
           tokens_.Glued(i + 1) &&
           (tokens_.Kind(other) == TokenKind::kNumber || tokens_.Word(other) == "to");
  };
  return joins(n.end, n.end + 1) || (n.first >= 2 && joins(n.first - 1, n.first - 2));
}

void QuantityReader::ReadRank(const Numeral& n) {
  size_t i = n.end;
  if (tokens_.Code(i) == '-' && tokens_.Glued(i)) ++i;
  const bool english =
      IsAnyOf(tokens_.Word(i), {"largest", "biggest", "smallest", "highest", "lowest", "most",
                                "richest", "busiest", "longest", "poorest", "fastest", "strongest",
                                "oldest", "worst", "best", "leading", "ranked", "top"});
  const bool chinese = IsAnyOf(tokens_.Code(n.first), U"第") &&
                       (tokens_.Code(n.end) == U'大' || tokens_.Code(n.end) == U'位' ||
                        (tokens_.Code(n.end) == U'高' || tokens_.Code(n.end) == U'多'));
  if (!english && !chinese) return;
  Quantity q = Start(n);
  q.unit = "rank";
  q.unit_class = UnitClass::kRank;
  q.end = english ? i + 1 : n.end + 1;
  Emit(q);
}

void QuantityReader::Emit(Quantity& q) {
  q.span = tokens_.Span(q.first, q.end);
  if (q.first < taken_) return;
  taken_ = q.end;
  out_.push_back(std::move(q));
}

}  // namespace plx::linguistics::quantity
