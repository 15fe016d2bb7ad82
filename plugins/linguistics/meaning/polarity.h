// Negation, hedging and modality of a clause, with the words that say it and the region they
// govern. English and Chinese.
//
// Scope rules after the BioScope guidelines (Szarvas et al. 2008), simplified for news: a cue
// governs what follows it to the end of the clause; a negated adjective or noun ("no plan", "lack of X") its noun
// phrase; coordinators "but", "while", 但, 而 and marks end a scope. Two negations cancel.
#ifndef PLUGINS_LINGUISTICS_MEANING_POLARITY_H_
#define PLUGINS_LINGUISTICS_MEANING_POLARITY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

enum class CueKind : uint8_t {
  kNegation = 1,        // not, no, never, without, 不, 没有, 并非
  kNegativeVerb = 2,    // fail to, refuse to, lack, 拒绝, 未能, 无法: negates its complement
  kWeakNegation = 3,    // hardly, unlikely, rarely, 难以, 不太可能
  kHedge = 4,           // may, might, could, possibly, appear to, 可能, 或, 似乎
  kHearsay = 5,         // reportedly, allegedly, 据悉, 据称
  kPlan = 6,            // plans to, aims to, is set to, 计划, 拟
  kFuture = 7,          // will, shall, 将, 会
  kForecast = 8,        // expects, is likely to, forecast, 预计, 有望
  kDenial = 9,          // denies, rejects the claim, 否认, 驳斥
  kOpinion = 10,        // suggests, argues, believes, is unrealistic, 认为
  kNecessity = 11,      // must, should, need to, 必须, 应
  kCondition = 12,      // if, unless, 如果, 一旦
  kAttempt = 13,        // tries to, seeks to, attempts to, 试图, 力图: not achieved
};

struct Cue {
  CueKind kind = CueKind::kNegation;
  plx_span_t span = {0, 0};   // the cue's words
  plx_span_t scope = {0, 0};  // what it governs; empty if nothing follows
  size_t first = 0;           // tokens [first, end) of the cue
  size_t end = 0;
  int strength = 1000;        // thousandths: "not" 1000, "hardly" 800, "may" 500
};

// The cues of one clause or sentence, in text order.
std::vector<Cue> FindCues(const TokenSequence& tokens);

// True if an odd number of negating cues (kNegation, kNegativeVerb, kWeakNegation, kDenial)
// governs `target`.
bool IsNegated(const std::vector<Cue>& cues, plx_span_t target);
// True if a hedge, hearsay or condition governs `target`.
bool IsHedged(const std::vector<Cue>& cues, plx_span_t target);

// The values are those of PLX_MODALITY_*.
enum class Modality : uint32_t { kFact = 1, kPlan = 2, kForecast = 3, kDenial = 4, kOpinion = 5 };
// The modality under which `target` (usually the predicate) is put: denial over forecast over plan
// over opinion over fact; kFact if no cue governs it.
Modality ModalityOf(const std::vector<Cue>& cues, plx_span_t target);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_MEANING_POLARITY_H_
