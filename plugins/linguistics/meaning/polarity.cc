#include "plugins/linguistics/meaning/polarity.h"

#include <algorithm>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/text/lexicon.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {
namespace {

struct CueRow {
  CueKind kind;
  int strength;
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

std::string_view TakeCell(std::string_view* line) {
  const size_t tab = line->find('\t');
  const std::string_view cell = line->substr(0, tab);
  line->remove_prefix(tab == std::string_view::npos ? line->size() : tab + 1);
  return cell;
}

const CueTable& Table() {
  static const CueTable table = [] {
    CueTable t;
    std::string_view rest = data::kCues;
    while (!rest.empty()) {
      const size_t newline = rest.find('\n');
      std::string_view line = rest.substr(0, newline);
      rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
      if (line.empty() || line[0] == '#') continue;
      const CueKind kind = KindOf(TakeCell(&line));
      int strength = 0;
      for (const char c : TakeCell(&line)) strength = strength * 10 + (c - '0');
      t.rows.push_back({kind, strength});
    }
    t.phrases.AddTsv(data::kCues, 2);
    t.phrases.AddTsv(data::kCues, 3);
    return t;
  }();
  return table;
}

bool OneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Han cues of one character stand inside many words: 非洲, 不过, 未来, 无论, 会议, 将军, 或者.
bool IsInsideWord(const TokenSequence& tokens, size_t first, size_t end) {
  if (end != first + 1 || tokens.Kind(first) != TokenKind::kHan) return false;
  const char32_t next = tokens.Code(first + 1);
  const char32_t before = first > 0 ? tokens.Code(first - 1) : 0;
  switch (tokens.Code(first)) {
    case U'不':
      return OneOf(next, U"过仅但断论管同少久妨锈料") || OneOf(before, U"差来毫");
    case U'未':
      return OneOf(next, U"来");
    case U'无':
      return OneOf(next, U"论人线疑锡非");
    case U'非':
      return OneOf(next, U"洲常典凡盟裔政") || OneOf(before, U"南北西东是并除莫韭若");
    case U'会':
      return OneOf(next, U"议谈员见晤场长展计所面堂商费同") ||
             OneOf(before, U"议国大协社机峰委董理工学年两商晚聚开全都不学基教集体");
    case U'将':
      return OneOf(next, U"军领士其来帅近") || OneOf(before, U"上中少大名即");
    case U'或':
      return OneOf(next, U"者");
    case U'应':
      return OneOf(next, U"对用急付邀变战答聘届收有力") || OneOf(before, U"供反响适回相效呼感对顺");
    case U'需':
      return OneOf(next, U"求要") || OneOf(before, U"内刚供所军急必");
    case U'如':
      return OneOf(next, U"何今此同下是期实") || OneOf(before, U"例比诸譬假正犹不");
    case U'难':
      return OneOf(next, U"民题度关点得") || OneOf(before, U"困灾两艰遇空海苦");
    case U'别':
      return OneOf(next, U"的人国处") || OneOf(before, U"特分个级区性类差识告鉴");
    case U'没':
      return OneOf(next, U"收落有") || OneOf(before, U"淹沉埋出吞");
    case U'料':
      return OneOf(before, U"材原资饮燃塑涂染面肥饲预史照废意");
    case U'若':
      return OneOf(next, U"干") || OneOf(before, U"倘假");
    case U'传':
      return OneOf(next, U"统播感递媒承说导真奇染") || OneOf(before, U"宣流遗");
    case U'恐':
      return OneOf(next, U"怖惧慌吓") || OneOf(before, U"惊反");
    case U'疑':
      return OneOf(next, U"问虑似") || OneOf(before, U"嫌质怀无可");
    case U'须':
      return OneOf(before, U"必无");
    case U'拟':
      return OneOf(before, U"模虚");
    case U'倘':
      return OneOf(next, U"若");
    default:
      return false;
  }
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
  if (w == "must") return false;
  return false;
}

// True if a scope that runs over token i ends before it.
bool EndsScope(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) == TokenKind::kPunctuation) {
    return OneOf(tokens.Code(i), U",.;!?。;:") || tokens.Code(i) == 0x2014 || tokens.Code(i) == 0x2026;
  }
  if (tokens[i].line_start) return true;
  if (tokens.Kind(i) == TokenKind::kWord)
    return IsAnyOf(tokens.Word(i), {"but", "while", "although", "though", "whereas", "however", "yet", "because"});
  return (tokens.Code(i) == U'但' || (tokens.Code(i) == U'而' && !OneOf(i > 0 ? tokens.Code(i - 1) : 0, U"从因反然进")));
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
    ++end;
  }
  if (end == cue.end) return {tokens[cue.end - 1].end, tokens[cue.end - 1].end};
  return tokens.Span(cue.end, end);
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
  for (const LexiconMatch& match : Table().phrases.Find(tokens)) {
    if (IsInsideWord(tokens, match.first, match.end)) continue;
    if (IsOtherUse(tokens, match.first, match.end)) continue;
    if (!cues.empty() && cues.back().first == match.first) continue;  // the first row decides
    Cue cue;
    cue.kind = Table().rows[match.payload].kind;
    cue.strength = Table().rows[match.payload].strength;
    cue.span = match.span;
    cue.first = match.first;
    cue.end = match.end;
    cue.scope = ScopeOf(tokens, cue);
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
  if (has(CueKind::kForecast) || (has(CueKind::kHedge) && has(CueKind::kFuture)))
    return Modality::kForecast;
  if (has(CueKind::kPlan) || has(CueKind::kAttempt)) return Modality::kPlan;
  if (has(CueKind::kFuture)) return Modality::kForecast;
  if (has(CueKind::kOpinion) || has(CueKind::kNecessity) || has(CueKind::kHedge))
    return Modality::kOpinion;
  return Modality::kFact;
}

}  // namespace plx::linguistics
