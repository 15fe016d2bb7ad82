#include "plugins/linguistics/meaning/polarity.h"

#include <algorithm>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/chinese_words.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/lexicon.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {
namespace {

struct CueRow {
  CueKind kind;
  int strength;
  bool whole_clause;  // a predicate that judges its subject: "X is unrealistic"
};

struct CueTable {
  std::vector<CueRow> rows;
  Lexicon phrases{Lexicon::kInflected};
};

CueKind KindOf(std::string_view name) {
  static constexpr std::pair<std::string_view, CueKind> kNames[] = {
      {"negation", CueKind::kNegation},   {"negative_verb", CueKind::kNegativeVerb},
      {"weak_negation", CueKind::kWeakNegation}, {"hedge", CueKind::kHedge},
      {"hearsay", CueKind::kHearsay},     {"plan", CueKind::kPlan},
      {"future", CueKind::kFuture},       {"forecast", CueKind::kForecast},
      {"denial", CueKind::kDenial},       {"opinion", CueKind::kOpinion},
      {"necessity", CueKind::kNecessity}, {"condition", CueKind::kCondition},
      {"attempt", CueKind::kAttempt}};
  for (const auto& [text, kind] : kNames) {
    if (text == name) return kind;
  }
  return CueKind::kHedge;
}

const CueTable& PolarityCues() {
  static const CueTable table = [] {
    CueTable t;
    ForEachLine(data::kCues, [&](std::string_view line) {
      const CueKind kind = KindOf(TakeCell(&line));
      int strength = 0;
      for (const char c : TakeCell(&line)) strength = strength * 10 + (c - '0');
      TakeCell(&line);
      TakeCell(&line);
      t.rows.push_back({kind, strength, TakeCell(&line) == "clause"});
    });
    t.phrases.AddTsv(data::kCues, 2);
    t.phrases.AddTsv(data::kCues, 3);
    return t;
  }();
  return table;
}

// Han cues of one character stand inside many words (非洲, 未来, 会议, 将军): the cut into words
// decides, unless the whole word is a cue by itself.
bool IsInsideWord(const TokenSequence& tokens, size_t first, size_t end) {
  if (end != first + 1 || tokens.Kind(first) != TokenKind::kHan) return false;
  const ChineseWord word = ChineseWordAt(tokens, first);
  if (word.end - word.first == 1) return false;
  // 不会, 不愿: the negation keeps its force inside words of two.
  static constexpr std::u32string_view kProductive = U"不没未无难";
  const bool leads = word.first == first;
  // 维护不善造成: a quality of what stands before it, which negates nothing else.
  if (leads && IsAnyOf(tokens.Words(word.first, word.end), {"不善", "不当", "不良", "不力", "不足", "不明", "不慎", "不锈", "不同", "不断", "不久", "不法"})) return true;
  if (!leads || kProductive.find(tokens.Code(first)) == std::u32string_view::npos) return true;
  return !IsAnyOf(word.word_class, "vwJmR");
}

// English words that are cues only in some uses.
bool IsOtherUse(const TokenSequence& tokens, size_t first, size_t end) {
  if (end != first + 1) return false;
  const std::string_view w = tokens.Word(first);
  const std::string_view next = tokens.Word(first + 1);
  if (w == "may") return tokens[first].capitalized && first > 0 && !tokens[first].line_start;
  if (w == "will") return first > 0 && (IsDeterminer(tokens.Word(first - 1)) || tokens.Word(first - 1) == "political");
  if (w == "no") return tokens.Code(first + 1) == '.' || tokens.Kind(first + 1) == TokenKind::kNumber;
  if (w == "not") return next == "only";
  if (IsAnyOf(w, {"few", "little"})) return first > 0 && tokens.Word(first - 1) == "a";
  // "the plan", "its target", "of hope": the noun, not the verb.
  static constexpr std::string_view kNouns[] = {"plan", "project", "target", "forecast", "estimate", "hope",
                                                "promise", "pledge", "attempt", "outlook", "struggle", "doubt",
                                                "reject", "dispute", "aim", "bid", "push", "look"};
  if (first == 0 || std::find(std::begin(kNouns), std::end(kNouns), Lemma(w)) == std::end(kNouns))
    return false;
  const std::string_view before = tokens.Word(first - 1);
  const bool possessive = before.size() > 2 && before.substr(before.size() - 2) == "'s";
  return possessive || IsDeterminer(before) || (IsPreposition(before) && before != "to") ||
         IsPreposition(next);
}

// "and denied": a coordinated finite verb starts its own statement.
bool StartsFiniteVerb(const TokenSequence& tokens, size_t i) {
  const std::string_view w = tokens.Word(i);
  if (tokens.Kind(i) != TokenKind::kWord) return false;
  if (IsAuxiliary(w)) return true;
  const VerbForm form = FormOf(w);
  return form == VerbForm::kPast && (w.size() > 4 || w == "said");
}

// True if a scope that runs over token i ends before it.
bool IsBorder(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) == TokenKind::kPunctuation) {
    return IsAnyOf(tokens.Code(i), U",.;!?。;:") || tokens.Code(i) == 0x2014 || tokens.Code(i) == 0x2026;
  }
  if (tokens.Word(i) == "yet" && i > 0 && (tokens.Word(i - 1) == "not" || tokens.Word(i - 1).ends_with("n't"))) return false;
  if (tokens.Kind(i) == TokenKind::kWord)
    return IsAnyOf(tokens.Word(i), {"but", "while", "although", "though", "whereas", "however", "yet", "because"});
  return (tokens.Code(i) == U'但' || (tokens.Code(i) == U'而' && !IsAnyOf(i > 0 ? tokens.Code(i - 1) : 0, U"从因反然进")));
}

bool EndsScope(const TokenSequence& tokens, size_t i) {
  return tokens[i].line_start || IsBorder(tokens, i);
}

bool IsNounNegation(const TokenSequence& tokens, const Cue& cue) {
  const std::string_view w = tokens.Word(cue.end - 1);
  return cue.end == cue.first + 1 && IsAnyOf(w, {"no", "without", "lack", "lacks", "lacked", "lacking"});
}

plx_span_t ScopeOf(const TokenSequence& tokens, const Cue& cue) {
  size_t end = cue.end;
  const bool noun = IsNounNegation(tokens, cue);
  while (end < tokens.size() && !EndsScope(tokens, end)) {
    // "no plan | is known": a finite verb ends what a negated noun covers.
    if (noun && end > cue.end && IsAuxiliary(tokens.Word(end))) break;
    const std::string_view w = tokens.Word(end);
    if ((w == "and" || w == "or") && StartsFiniteVerb(tokens, end + 1)) break;
    if (w == "nor") break;  // it negates what follows by itself
    ++end;
  }
  if (end == cue.end) return {tokens[cue.end - 1].end, tokens[cue.end - 1].end};
  return tokens.Span(cue.end, end);
}

plx_span_t ClauseAround(const TokenSequence& tokens, const Cue& cue) {
  size_t first = cue.first, end = cue.end;
  while (first > 0 && !tokens[first].line_start && !IsBorder(tokens, first - 1)) --first;
  while (end < tokens.size() && !EndsScope(tokens, end)) ++end;
  return tokens.Span(first, end);
}

bool Negates(CueKind kind) {
  return kind == CueKind::kNegation || kind == CueKind::kNegativeVerb ||
         kind == CueKind::kWeakNegation || kind == CueKind::kDenial;
}

bool Governs(const Cue& cue, plx_span_t target) {
  // The scope may begin inside the target when the cue is part of it ("fails to replace").
  return Overlaps(cue.scope, target) || Contains(target, cue.span);
}

}  // namespace

std::vector<Cue> FindCues(const TokenSequence& tokens) {
  std::vector<Cue> cues;
  for (const LexiconMatch& match : PolarityCues().phrases.Find(tokens)) {
    if (IsInsideWord(tokens, match.first, match.end)) continue;
    if (IsOtherUse(tokens, match.first, match.end)) continue;
    if (!cues.empty() && cues.back().first == match.first) continue;  // the first row decides
    Cue cue;
    cue.kind = PolarityCues().rows[match.payload].kind;
    cue.strength = PolarityCues().rows[match.payload].strength;
    cue.span = match.span;
    cue.first = match.first;
    cue.end = match.end;
    cue.scope = ScopeOf(tokens, cue);
    if (PolarityCues().rows[match.payload].whole_clause) cue.scope = ClauseAround(tokens, cue);
    cues.push_back(cue);
  }
  return cues;
}

bool IsNegated(const std::vector<Cue>& cues, plx_span_t target) {
  bool negated = false;
  for (const Cue& cue : cues) {
    if (Negates(cue.kind) && Governs(cue, target)) negated = !negated;
  }
  return negated;
}

bool IsHedged(const std::vector<Cue>& cues, plx_span_t target) {
  return std::any_of(cues.begin(), cues.end(), [&](const Cue& cue) {
    return (cue.kind == CueKind::kHedge || cue.kind == CueKind::kHearsay ||
            cue.kind == CueKind::kCondition) &&
           Governs(cue, target);
  });
}

Modality ModalityOf(const std::vector<Cue>& cues, plx_span_t target) {
  const auto has = [&](CueKind kind) {
    return std::any_of(cues.begin(), cues.end(), [&](const Cue& cue) {
      return cue.kind == kind && Governs(cue, target);
    });
  };
  if (has(CueKind::kDenial)) return Modality::kDenial;
  if (has(CueKind::kForecast)) return Modality::kForecast;
  if (has(CueKind::kPlan) || has(CueKind::kAttempt)) return Modality::kPlan;
  // "may emerge" looks ahead as "will emerge" does, with less force.
  if (has(CueKind::kFuture) || has(CueKind::kHedge)) return Modality::kForecast;
  if (has(CueKind::kOpinion) || has(CueKind::kNecessity)) return Modality::kOpinion;
  return Modality::kFact;
}

}  // namespace plx::linguistics
