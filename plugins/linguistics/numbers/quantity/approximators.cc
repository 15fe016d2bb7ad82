#include "plugins/linguistics/numbers/quantity/approximators.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "plugins/linguistics/text/lexicon.h"

namespace plx::linguistics {
namespace {

struct CueRow {
  Bound bound;
  std::string_view phrases;  // separated by '|'
};

constexpr CueRow kBefore[] = {
    {Bound::kApproximate,
     "about|approximately|around|roughly|circa|ca|some|an estimated|estimated|in the region of|"
     "in the order of|on the order of|somewhere around|approx|approx.|give or take|"
     "约|大约|大概|约为|约占|约合|大致|大体|差不多|估计|左右|约有|约达|约在"},
    {Bound::kNearly,
     "nearly|almost|close to|just under|just short of|approaching|just below|nearing|"
     "slightly less than|a little less than|virtually|"
     "近|将近|接近|逼近|几乎|几近|近乎|直逼"},
    {Bound::kMoreThan,
     "more than|over|above|in excess of|exceeding|exceed|exceeds|exceeded|greater than|"
     "higher than|larger than|upwards of|surpassing|surpassed|topping|topped|north of|beyond|"
     "just over|slightly more than|well over|a little over|slightly over|slightly above|"
     "a little more than|longer than|older than|bigger than|"
     "超过|超|逾|多于|高于|大于|突破|超出|已超|已逾|远超|超逾|早已超过|长于|高出"},
    {Bound::kAtLeast,
     "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|"
     "at a minimum|minimum|not under|not below|no lower than|"
     "至少|不少于|不低于|最少|起码|不下|不小于|最低|不下于|至少有|至少为"},
    {Bound::kAtMost,
     "up to|at most|no more than|not more than|a maximum of|maximum of|as much as|as many as|"
     "capped at|no greater than|not over|not exceeding|no higher than|at maximum|within|"
     "not to exceed|not exceed|never exceed|not top|not surpass|no later than|"
     "至多|最多|不超过|不多于|不高于|不大于|不超|顶多|最高|封顶|上限为|不逾"},
    {Bound::kLessThan,
     "less than|under|fewer than|below|lower than|short of|smaller than|south of|"
     "not even|shorter than|younger than|"
     "不足|不到|低于|少于|小于|未满|未达|不满|不及|未到|不够|跌破"},
};

constexpr CueRow kAfter[] = {
    {Bound::kApproximate, "or so|or thereabouts|approximately|roughly|左右|上下|许|前后|上下浮动"},
    {Bound::kAtLeast,
     "or more|or above|or higher|or greater|or over|and above|at least|and over|minimum|plus|+|"
     "and up|and more|以上|及以上|或以上|或更多|起|或更高"},
    {Bound::kMoreThan, "多|余|有余|开外|出头|之多的"},
    {Bound::kAtMost,
     "or less|or fewer|or lower|or below|or under|at most|maximum|at the most|tops|"
     "以下|及以下|以内|之内|或以下|或更少|封顶"},
    {Bound::kNearly, "不到点"},
};

template <size_t n>
Lexicon BuildLexicon(const CueRow (&rows)[n]) {
  Lexicon lexicon(Lexicon::kIgnoreCase);
  for (const CueRow& row : rows) {
    std::string_view rest = row.phrases;
    while (!rest.empty()) {
      const size_t bar = rest.find('|');
      lexicon.Add(rest.substr(0, bar), static_cast<uint32_t>(row.bound));
      rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
    }
  }
  return lexicon;
}

const Lexicon& BeforeLexicon() {
  static const Lexicon lexicon = BuildLexicon(kBefore);
  return lexicon;
}

const Lexicon& AfterLexicon() {
  static const Lexicon lexicon = BuildLexicon(kAfter);
  return lexicon;
}

// Cues that may stand before the verb or the owner: 至少需要3000亿, 不足中国的十分之一.
constexpr CueRow kDistant[] = {{Bound::kAtLeast, "至少|最少|起码|不低于|不少于"},
                               {Bound::kAtMost, "最多|至多|不超过|顶多"},
                               {Bound::kLessThan, "不足|不到|低于|少于|跌破|不及"},
                               {Bound::kMoreThan, "超过|超出|高于|多于|突破|远超"},
                               {Bound::kNearly, "接近|将近|逼近"},
                               {Bound::kApproximate, "大约|大概|约占"}};

const Lexicon& DistantLexicon() {
  static const Lexicon lexicon = BuildLexicon(kDistant);
  return lexicon;
}

// True if tokens [first, end) between a cue and its number only link them: a verb of amount, an
// owner with 的, or the period (每桶).
bool LinksToNumber(const TokenSequence& tokens, size_t first, size_t end) {
  static const Lexicon verbs = [] {
    Lexicon l(Lexicon::kExact);
    for (const std::string_view w :
         {"需要",     "需",     "要",   "要花", "花费",   "有",     "达",     "达到",
          "可达",     "为",     "是",   "占",   "占到",   "投入",   "耗资",   "耗时",
          "需要花费", "会有",   "将达", "拥有", "相当于", "需耗时", "需投入", "能有",
          "能达",     "能达到", "已有", "造成", "导致"})
      l.Add(w, 0);
    return l;
  }();
  if (verbs.MatchAt(tokens, first, nullptr) == end) return true;
  if (tokens.Code(end - 1) == U'的' && end - first >= 2) return true;
  return tokens.Code(first) == U'每' && end - first <= 3;
}

constexpr size_t kLongestCue = 5;

// Characters before a one-character cue that make another word of it: 最近, 附近, 预约, 条约.
bool IsInsideWord(const TokenSequence& tokens, size_t first, size_t end) {
  if (end != first + 1 || first == 0) return false;
  const char32_t c = tokens.Code(first), before = tokens.Code(first - 1);
  const auto in = [&](std::u32string_view set) {
    return before != 0 && set.find(before) != std::u32string_view::npos;
  };
  if (c == U'近') return in(U"最附靠邻新远亲");
  if (c == U'约') return in(U"条预节违契大盟公合制");
  if (c == U'超') return in(U"英中反赶");
  return false;
}

}  // namespace

Approximator ApproximatorBefore(const TokenSequence& tokens, size_t end) {
  for (size_t length = std::min(kLongestCue, end); length > 0; --length) {
    const size_t first = end - length;
    std::vector<uint32_t> payloads;
    if (BeforeLexicon().MatchAt(tokens, first, &payloads) != end) continue;
    if (IsInsideWord(tokens, first, end)) continue;
    return {static_cast<Bound>(payloads.front()), first, end};
  }
  return {};
}

Approximator DistantApproximatorBefore(const TokenSequence& tokens, size_t end) {
  constexpr size_t kReach = 9;
  for (size_t i = end; i > 0 && end - i < kReach; --i) {
    const size_t first = i - 1;
    if (tokens.Kind(first) != TokenKind::kHan) return {};
    std::vector<uint32_t> payloads;
    const size_t cue_end = DistantLexicon().MatchAt(tokens, first, &payloads);
    if (cue_end == first || cue_end >= end) continue;
    if (!LinksToNumber(tokens, cue_end, end)) return {};
    return {static_cast<Bound>(payloads.front()), first, cue_end};
  }
  return {};
}

Approximator ApproximatorAfter(const TokenSequence& tokens, size_t first) {
  std::vector<uint32_t> payloads;
  const size_t end = AfterLexicon().MatchAt(tokens, first, &payloads);
  if (end == first) return {};
  if (end == first + 1 && tokens.Kind(first) == TokenKind::kPunctuation && !tokens.Glued(first))
    return {};
  return {static_cast<Bound>(payloads.front()), first, end};
}

void ApplyBound(Bound bound, Quantity* q) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  // Five points for shares, a tenth for all else: see quantities.h. Of a small share a fifth: "about 10%" is not 15%.
  const bool share = q->unit_class == UnitClass::kPercent && q->unit != "basis_point";
  const bool ratio = q->unit == "fraction";
  const double fifth = std::fabs(q->value) * 0.2;
  const double slack = share ? std::min(5.0, fifth) : ratio ? std::min(0.05, fifth) : std::fabs(q->value) * 0.1;
  q->bound = bound;
  switch (bound) {
    case Bound::kExact:
    case Bound::kRange:
      break;
    case Bound::kApproximate:
      q->low -= slack;
      q->high += slack;
      break;
    case Bound::kNearly:
      q->high = q->low;
      q->low -= slack;
      break;
    case Bound::kAtLeast:
    case Bound::kMoreThan:
      q->high = kInfinity;
      break;
    case Bound::kAtMost:
    case Bound::kLessThan:
      q->low = -kInfinity;
      break;
  }
  // A share of a whole, a count and a duration have natural ends; a change has not.
  if (q->role == QuantityRole::kChange || q->value < 0) return;
  if (q->unit_class != UnitClass::kTemperature && std::isfinite(q->low))
    q->low = std::max(q->low, 0.0);
  if (share && q->value <= 100 && std::isfinite(q->high)) q->high = std::min(q->high, 100.0);
  if (ratio && q->value <= 1 && std::isfinite(q->high)) q->high = std::min(q->high, 1.0);
}

}  // namespace plx::linguistics
