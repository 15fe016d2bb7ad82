#include "plugins/linguistics/numbers/quantities.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "plugins/linguistics/numbers/approximators.h"
#include "plugins/linguistics/numbers/quantity_context.h"
#include "plugins/linguistics/text/span_text.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::linguistics {
namespace {

bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool OneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

bool IsRangeDash(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 ||
         c == '~' || c == 0x2053 || c == 0x301C || c == 0x2212;
}

// What joins two numerals.
enum class Joint { kNone, kRange, kFromTo };

class Reader {
 public:
  Reader(const TokenSequence& tokens, const QuantityOptions& options)
      : tokens_(tokens), options_(options), numerals_(FindNumerals(tokens, options.reading)) {
    AddArticleDurations();
    if (!numerals_.empty()) dates_ = FindDates(tokens, Date{});
  }

  std::vector<Quantity> Read() {
    for (size_t k = 0; k < numerals_.size();) k = ReadFrom(k);
    return std::move(out_);
  }

 private:
  // "take a decade", "a month's worth", "within a year": an article that counts one unit of time.
  void AddArticleDurations() {
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

  static bool CountsTime(std::string_view word) {
    return IsAnyOf(word, {"take", "takes", "took", "taking", "taken", "last", "lasts", "lasted", "within",
                          "than", "for", "over", "least", "most", "about", "nearly", "almost", "only", "just",
                          "under", "spend", "spent", "need", "needs", "require", "requires", "roughly",
                          "approximately", "around"});
  }

  // Reads the quantity that starts with numeral k; returns the next numeral to look at.
  size_t ReadFrom(size_t k) {
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
    size_t end = ReadUnit(tokens_, n.end, &q);
    end = TakeCurrency(n, end, &q);
    size_t second = k + 1;
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
      return k + 1;
    }
    FinishPair(joint, q, other);
    return second + 1;
  }

  // "2-to-1": neither number is a quantity.
  size_t SkipOdds(size_t k) const {
    const bool pair = k + 1 < numerals_.size() && numerals_[k + 1].first == numerals_[k].end + 3;
    return k + (pair ? 2 : 1);
  }

  bool IsPartOfDate(const Numeral& n) const {
    for (const DateExpression& d : dates_) {
      if (d.first >= n.end) break;
      if (d.end <= n.first || d.duration_only || d.role == DateRole::kWithin) continue;
      return true;
    }
    return false;
  }

  Quantity Start(const Numeral& n) const {
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
  size_t TakeCurrency(const Numeral& n, size_t end, Quantity* q) const {
    size_t mark = n.first;
    const Unit unit = CurrencyBefore(tokens_, n.first, &mark);
    if (n.kind == NumeralKind::kPercent || n.kind == NumeralKind::kFraction) {
      // A share keeps its own unit; a noun after it is what it is a share of.
      if (q->unit_class == UnitClass::kCount || q->unit_class == UnitClass::kNone) {
        const Numeral copy = n;
        *q = Start(copy);
        return n.end;
      }
      return n.kind == NumeralKind::kPercent ? n.end : end;
    }
    if (unit.key.empty()) return end;
    const bool currency_after = q->unit_class == UnitClass::kCurrency;
    if (!currency_after) {
      *q = Start(n);
      end = n.end;
      q->unit = unit.key;
      q->unit_class = UnitClass::kCurrency;
      q->unit_span = tokens_.Span(mark, unit.end);
    } else if (unit.key != "USD") {
      q->unit = unit.key;
    }
    q->first = mark;
    return end;
  }

  // Decides how the numeral `next` continues the quantity that ends before `end`, and reads it.
  Joint JointBetween(const Quantity& q, size_t end, const Numeral& next, Quantity* other) const {
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
    size_t after = ReadUnit(tokens_, next.end, other);
    after = TakeCurrency(next, after, other);
    other->end = after;
    if (joint == Joint::kRange && !Comparable(q, *other, next)) return Joint::kNone;
    if (joint == Joint::kRange && IsChangeThenLevel(q, *other)) return Joint::kNone;
    if (joint == Joint::kFromTo && q.unit != other->unit && !q.unit.empty() && !other->unit.empty())
      return Joint::kNone;
    return joint;
  }

  Joint JointWords(const Quantity& q, size_t end, size_t gap_end) const {
    const bool from = StartsWithFrom(q.first);
    const size_t gap = gap_end - end;
    if (gap == 1) {
      const char32_t c = tokens_.Code(end);
      if (IsRangeDash(c)) return Joint::kRange;
      if (tokens_.Word(end) == "to") return from && !SaysRange(q.first) ? Joint::kFromTo : Joint::kRange;
      if (tokens_.Word(end) == "and" && Between(q.first)) return Joint::kRange;
      if (tokens_.Word(end) == "or" && q.unit.empty()) return Joint::kRange;
      if (c == U'到' || c == U'至') return from ? Joint::kFromTo : Joint::kRange;
      if (OneOf(c, U"与和") && q.first > 0 && tokens_.Code(q.first - 1) == U'于') return Joint::kRange;
    }
    if (gap == 2 && IsRangeDash(tokens_.Code(end)) && IsRangeDash(tokens_.Code(end + 1)))
      return Joint::kRange;
    // 从60架降至40架, "from 60 units to only 40": a word of change or a filler between.
    const size_t last = gap_end - 1;
    if (OneOf(tokens_.Code(last), U"至到为成") && gap >= 2) {
      for (size_t i = end; i < last; ++i) {
        if (ChangeOf(tokens_, i) != ChangeSign::kUnknown || OneOf(tokens_.Code(i), U"变转调"))
          return Joint::kFromTo;
      }
    }
    if (from && tokens_.Word(end) == "to" && gap <= 3) return Joint::kFromTo;
    return Joint::kNone;
  }

  // 上涨500元至8.5万元, "up 5% to 120%": a change and the level it led to.
  bool IsChangeThenLevel(const Quantity& a, const Quantity& b) const {
    if (a.unit.empty()) return false;
    Quantity probe = a;
    ReadRole(tokens_, &probe);
    constexpr double kWidestRange = 4;
    return probe.role == QuantityRole::kChange && b.value > kWidestRange * a.value;
  }

  bool StartsWithFrom(size_t first) const {
    size_t i = first;
    const Approximator cue = ApproximatorBefore(tokens_, i);
    if (cue.found()) i = cue.first;
    return i > 0 && (tokens_.Word(i - 1) == "from" || OneOf(tokens_.Code(i - 1), U"从由自"));
  }

  // "ranging from 3 to 5", "aged from 18 to 25".
  bool SaysRange(size_t first) const {
    for (size_t i = first; i > 0 && first - i < 5; --i) {
      if (IsAnyOf(tokens_.Word(i - 1), {"ranging", "range", "ranges", "ranged", "vary", "varies",
                                        "varying", "aged", "anywhere"}))
        return true;
    }
    return false;
  }

  bool Between(size_t first) const {
    return first > 0 && (tokens_.Word(first - 1) == "between" || OneOf(tokens_.Code(first - 1), U"于"));
  }

  // Two ends of one range: the same unit, or the first has none and takes the second's.
  bool Comparable(const Quantity& a, const Quantity& b, const Numeral& second) const {
    double low = a.value;
    if (a.unit.empty() || a.unit == b.unit) {
      if (a.unit.empty() && second.magnitude > 1 && low < 1000 && low < b.value / 1000)
        low *= second.magnitude;
      return low < b.value || StartsWithFrom(a.first);
    }
    if (a.unit_class == UnitClass::kCurrency && b.unit.empty()) return low < b.value;
    return a.unit_class == UnitClass::kCurrency && b.unit_class == UnitClass::kCurrency && low < b.value;
  }

  void FinishSingle(const Numeral& n, size_t end, Quantity& q) {
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

  // "17 of 193 members": the part counts what the whole counts.
  void TakeUnitOfWhole(Quantity* q) const {
    if (tokens_.Word(q->end) != "of") return;
    const size_t first = tokens_.Word(q->end + 1) == "the" ? q->end + 2 : q->end + 1;
    const std::optional<Numeral> whole = NumeralAt(tokens_, first);
    if (!whole || whole->kind != NumeralKind::kCardinal || whole->value < q->value) return;
    Quantity other = Start(*whole);
    if (ReadUnit(tokens_, whole->end, &other) == whole->end || other.unit_class != UnitClass::kCount)
      return;
    q->unit = other.unit;
    q->unit_class = other.unit_class;
    q->counted = other.counted;
    q->base_span = Cover(other.numeral_span, other.unit_span);
  }

  // "a population of 8.9 million", 人口超过14亿: people, though no noun follows.
  void TakePopulation(Quantity* q) const {
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

  // "rose 5% | to $3.2bn", "eased to 2.4% | from 3.1%", 上调25个基点|至4.5%: the end of a change
  // that the quantity before began.
  void FollowChange(Quantity* q) {
    if (out_.empty() || q->role != QuantityRole::kLevel || q->first < 1) return;
    Quantity& before = out_.back();
    if (before.end + 1 != q->first) return;
    const size_t link = q->first - 1;
    const bool to = tokens_.Word(link) == "to" || OneOf(tokens_.Code(link), U"至到");
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

  // "more than dozens", 近百: a bound on a vague numeral moves one end only.
  void WidenVague(Bound bound, Quantity* q) const {
    const double low = q->low, high = q->high;
    q->value = bound == Bound::kAtLeast || bound == Bound::kMoreThan ? low : q->value;
    ApplyBound(bound, q);
    if (bound == Bound::kApproximate || bound == Bound::kNearly) {
      q->low = low;
      q->high = high;
    }
  }

  Approximator CueBefore(const Quantity& q) const {
    Approximator cue = ApproximatorBefore(tokens_, q.first);
    if (!cue.found() && q.first > 1 &&
        IsAnyOf(tokens_.Word(q.first - 1), {"another", "a", "an", "additional", "further", "the", "some"})) {
      cue = ApproximatorBefore(tokens_, q.first - 1);
      if (cue.found()) cue.end = q.first;
    }
    if (!cue.found()) return DistantApproximatorBefore(tokens_, q.first);
    if (cue.end != cue.first + 1) return cue;
    // One-word prepositions of place and time are approximators only before a measured amount.
    const std::string_view word = tokens_.Word(cue.first);
    if (word == "over" && q.unit_class == UnitClass::kDuration && q.value <= 10 && !q.determiner &&
        !(cue.first > 0 && IsAnyOf(tokens_.Word(cue.first - 1), {"for", "of", "lasted", "took", "takes", "after", "last"})))
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

  bool Skipped(const Numeral& n, const Quantity& q) const {
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
  bool IsScore(const Numeral& n) const {
    const auto joins = [&](size_t i, size_t other) {
      const char32_t c = tokens_.Code(i);
      return (c == '-' || c == ':' || c == 0x2236 || c == 0x2013) && tokens_.Glued(i) &&
             tokens_.Glued(i + 1) &&
             (tokens_.Kind(other) == TokenKind::kNumber || tokens_.Word(other) == "to");
    };
    return joins(n.end, n.end + 1) || (n.first >= 2 && joins(n.first - 1, n.first - 2));
  }

  void FinishPair(Joint joint, Quantity& a, Quantity& b) {
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

  void FinishRange(Quantity& a, Quantity& b) {
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
    if (OneOf(tokens_.Code(q.end), U"之") && tokens_.Code(q.end + 1) == U'间') q.end += 2;
    ReadRole(tokens_, &q);
    ReadBase(tokens_, &q);
    Emit(q);
  }

  void FinishChange(Quantity& a, Quantity& b) {
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
  void ReadPeriodOf(Quantity* q) const {
    if (q->unit.find('/') == std::string::npos) ReadPeriod(tokens_, q->end, q);
  }

  void ReadRank(const Numeral& n) {
    size_t i = n.end;
    if (tokens_.Code(i) == '-' && tokens_.Glued(i)) ++i;
    const bool english = IsAnyOf(tokens_.Word(i), {"largest", "biggest", "smallest", "highest", "lowest",
                                                   "most", "richest", "busiest", "longest", "poorest",
                                                   "fastest", "strongest", "oldest", "worst", "best",
                                                   "leading", "ranked", "top"});
    const bool chinese = OneOf(tokens_.Code(n.first), U"第") &&
                         (tokens_.Code(n.end) == U'大' || tokens_.Code(n.end) == U'位' ||
                          (tokens_.Code(n.end) == U'高' || tokens_.Code(n.end) == U'多'));
    if (!english && !chinese) return;
    Quantity q = Start(n);
    q.unit = "rank";
    q.unit_class = UnitClass::kRank;
    q.end = english ? i + 1 : n.end + 1;
    Emit(q);
  }

  void Emit(Quantity& q) {
    q.span = tokens_.Span(q.first, q.end);
    if (q.first < taken_) return;
    taken_ = q.end;
    out_.push_back(std::move(q));
  }

  const TokenSequence& tokens_;
  const QuantityOptions options_;
  std::vector<Numeral> numerals_;
  std::vector<DateExpression> dates_;
  std::vector<Quantity> out_;
  size_t taken_ = 0;
};

// "12", "3.5", "1.2e+15": enough digits for people, no locale.
std::string ShortNumber(double value) {
  char buffer[32];
  const std::to_chars_result r = std::to_chars(buffer, buffer + sizeof(buffer), value,
                                               std::chars_format::general, 10);
  return std::string(buffer, r.ptr);
}

std::string ScaledNumber(double value) {
  static constexpr std::pair<double, const char*> kScales[] = {
      {1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
  for (const auto& [scale, name] : kScales) {
    if (std::fabs(value) >= scale) return ShortNumber(value / scale) + name;
  }
  return ShortNumber(value);
}

}  // namespace

std::vector<Quantity> FindQuantities(const TokenSequence& tokens, const QuantityOptions& options) {
  return Reader(tokens, options).Read();
}

bool IntervalsMeet(const Quantity& a, const Quantity& b) {
  const auto half = [](const Quantity& q) {
    return q.bound == Bound::kExact || q.bound == Bound::kApproximate ? q.step / 2 : 0.0;
  };
  return a.low - half(a) <= b.high + half(b) && b.low - half(b) <= a.high + half(a);
}

std::string FormatQuantity(const Quantity& q) {
  std::string text;
  switch (q.bound) {
    case Bound::kExact:
      text = ScaledNumber(q.value);
      break;
    case Bound::kApproximate:
      text = "≈ " + ScaledNumber(q.value);
      break;
    case Bound::kNearly:
    case Bound::kRange:
      text = ScaledNumber(q.low) + "–" + ScaledNumber(q.high);
      break;
    case Bound::kAtLeast:
      text = "≥ " + ScaledNumber(q.value);
      break;
    case Bound::kMoreThan:
      text = "> " + ScaledNumber(q.value);
      break;
    case Bound::kAtMost:
      text = "≤ " + ScaledNumber(q.value);
      break;
    case Bound::kLessThan:
      text = "< " + ScaledNumber(q.value);
      break;
  }
  if (q.unit == "percent") return text + "%";
  if (!q.unit.empty()) text += " " + q.unit;
  return text;
}

}  // namespace plx::linguistics
