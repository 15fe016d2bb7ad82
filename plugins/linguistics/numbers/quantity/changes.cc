#include <string>

#include "plugins/linguistics/numbers/quantity/context.h"
#include "plugins/linguistics/numbers/quantity/words.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/lexicon.h"

namespace plx::linguistics {
namespace {

using namespace quantity;  // NOLINT: the predicates of words.h

const Lexicon& ChangeLexicon() {
  static const Lexicon lexicon = [] {
    Lexicon l(Lexicon::kInflected);
    for (const std::string_view w :
         {"rise",     "increase", "grow",   "climb",   "surge", "jump",     "soar",       "gain",
          "expand",   "raise",    "boost",  "advance", "add",   "lift",     "rally",      "spike",
          "escalate", "up",       "growth", "hike",    "widen", "swell",    "accelerate", "增",
          "增加",     "增长",     "上升",   "上涨",    "提高",  "提升",     "扩大",       "增至",
          "升至",     "涨",       "升",     "飙升",    "攀升",  "大涨",     "激增",       "猛增",
          "上调",     "增产",     "涨幅",   "增幅",    "增速",  "同比增长", "环比增长",   "新增",
          "回升",     "扩张"})
      l.Add(w, 1);
    for (const std::string_view w :
         {"fall",       "drop",     "decline",   "decrease", "reduce", "cut",     "lower",
          "shrink",     "slump",    "plunge",    "slide",    "slip",   "lose",    "tumble",
          "contract",   "down",     "reduction", "dip",      "ease",   "shed",    "trim",
          "halve",      "slash",    "plummet",   "sink",     "narrow", "retreat", "crash",
          "decelerate", "loss",     "减",        "减少",     "下降",   "下跌",    "降低",
          "降",         "降至",     "减至",      "缩减",     "缩小",   "下滑",    "跌",
          "跌至",       "暴跌",     "大跌",      "骤降",     "锐减",   "下调",    "降幅",
          "跌幅",       "同比下降", "环比下降",  "削减",     "萎缩",   "回落",    "收窄",
          "减产",       "腰斩"})
      l.Add(w, 0);
    return l;
  }();
  return lexicon;
}

// The word of change that ends right before token `end`, skipping 了 and adverbs. Sets `to` if it
// leads to a level (增至, 下降到, "rose to").
ChangeSign ChangeBefore(const TokenSequence& tokens, size_t end, bool* to) {
  *to = false;
  size_t i = end;
  if (i > 0 && IsAnyOf(tokens.Code(i - 1), U"至到为成")) {
    *to = true;
    --i;
  } else if (i > 0 && tokens.Word(i - 1) == "to") {
    *to = true;
    --i;
  } else if (i > 0 && tokens.Word(i - 1) == "by") {
    --i;
  }
  if (i > 0 && tokens.Code(i - 1) == U'了') --i;
  for (size_t length = 4; length > 0; --length) {
    if (length > i) continue;
    std::vector<uint32_t> payloads;
    const size_t stop = ChangeLexicon().MatchAt(tokens, i - length, &payloads);
    if (stop != i && stop != end) continue;  // 增至 is in the lexicon as a whole
    if (stop == i - length) continue;
    return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
  }
  // "raised rates by 25 points", "cut the deficit to 3%": the verb stands before its object.
  if (i != end && tokens.Kind(i - (i > 0)) == TokenKind::kWord &&
      tokens.Kind(end - 1) == TokenKind::kWord) {
    constexpr size_t kReach = 6;
    for (size_t k = i; k > 0 && i - k < kReach; --k) {
      if (tokens.Kind(k - 1) != TokenKind::kWord && tokens.Code(k - 1) != '-') break;
      std::vector<uint32_t> payloads;
      if (ChangeLexicon().MatchAt(tokens, k - 1, &payloads) == k - 1) continue;
      return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
    }
  }
  // "rose sharply by", "fell a further"
  if (i > 1 && tokens.Kind(i - 1) == TokenKind::kWord &&
      (EndsWith(tokens.Word(i - 1), "ly") ||
       IsAnyOf(tokens.Word(i - 1), {"further", "another", "back"}))) {
    std::vector<uint32_t> payloads;
    if (ChangeLexicon().MatchAt(tokens, i - 2, &payloads) == i - 1) {
      return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
    }
  }
  return ChangeSign::kUnknown;
}

// "rose to 40 units": the word of change touches "to".
bool ChangesDirectly(const TokenSequence& tokens, size_t end) {
  return end >= 2 && ChangeOf(tokens, end - 2) != ChangeSign::kUnknown;
}

}  // namespace

ChangeSign ChangeOf(const TokenSequence& tokens, size_t i) {
  std::vector<uint32_t> payloads;
  if (ChangeLexicon().MatchAt(tokens, i, &payloads) == i) return ChangeSign::kUnknown;
  return payloads.front() != 0 ? ChangeSign::kIncrease : ChangeSign::kDecrease;
}

void ReadRole(const TokenSequence& tokens, Quantity* q) {
  bool to = false;
  ChangeSign before = ChangeBefore(tokens, q->first, &to);
  // "shares lost 5%" is a change, "the firm lost $5m" an amount.
  if (!to && q->unit_class != UnitClass::kPercent && q->first > 0 &&
      IsAnyOf(Lemma(tokens.Word(q->first - 1), WordClass::kVerb),
              {"lose", "gain", "add", "shed", "raise"}))
    before = ChangeSign::kUnknown;
  // "give up 14 slots", "took down 20 posters": what belongs to a verb is no direction of the number.
  if (!to && q->unit_class != UnitClass::kPercent && q->first >= 2 && IsAnyOf(tokens.Word(q->first - 1), {"up", "down"}) &&
      tokens.Kind(q->first - 2) == TokenKind::kWord &&
      !IsAnyOf(Lemma(tokens.Word(q->first - 2), WordClass::kVerb),
               {"be", "go", "come", "move", "edge", "tick", "inch", "creep", "climb", "rise", "fall", "drop", "slide", "shoot", "close",
                "end", "finish", "trade", "open"}))
    before = ChangeSign::kUnknown;
  // "exports rise to 5 countries" names a goal, not a level.
  if (to && q->unit_class == UnitClass::kCount && q->unit.find('/') == std::string::npos &&
      tokens.Kind(q->first - 1) == TokenKind::kWord && !ChangesDirectly(tokens, q->first))
    before = ChangeSign::kUnknown;
  if (before != ChangeSign::kUnknown) {
    q->change = before;
    q->role = to ? QuantityRole::kTo : QuantityRole::kChange;
    return;
  }
  // "a 5% increase", 三成的降幅.
  size_t i = q->end;
  if (tokens.Code(i) == U'的') ++i;
  if (tokens.Kind(i) == TokenKind::kWord && q->unit_class == UnitClass::kPercent) {
    for (size_t k = i; k < i + 2; ++k) {
      const std::string lemma = Lemma(tokens.Word(k), WordClass::kNoun);
      if (IsAnyOf(lemma, {"increase", "rise", "growth", "gain", "jump", "surge", "hike"})) {
        q->change = ChangeSign::kIncrease;
        q->role = QuantityRole::kChange;
        return;
      }
      if (IsAnyOf(lemma, {"decrease", "drop", "decline", "fall", "cut", "reduction", "slump",
                          "contraction", "loss", "discount"})) {
        q->change = ChangeSign::kDecrease;
        q->role = QuantityRole::kChange;
        return;
      }
      if (StopsNounSearch(tokens, k)) break;
    }
  } else if (i > q->end) {
    const ChangeSign sign = ChangeOf(tokens, i);
    if (sign != ChangeSign::kUnknown) {
      q->change = sign;
      q->role = QuantityRole::kChange;
    }
  }
}

}  // namespace plx::linguistics
