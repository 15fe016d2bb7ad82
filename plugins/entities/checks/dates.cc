#include <algorithm>

#include "plugins/entities/checks/warnings.h"
#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/time/dates.h"

namespace plx::entities {
namespace {

using linguistics::Cue;
using linguistics::CueKind;
using linguistics::Date;
using linguistics::DateExpression;
using linguistics::DateRole;
using linguistics::TokenSequence;

// How far a date may stand behind the cue that governs it.
constexpr size_t kLongestReach = 25;

class DateChecker {
 public:
  DateChecker(const Reading& reading, Date published, std::vector<Warning>* warnings)
      : knowledge_(*reading.knowledge), reading_(reading), published_(published),
        warnings_(warnings) {}

  // Tokens [first, end) of a unit.
  void Sentence(const Unit& unit, size_t first, size_t end) {
    if (!MayStateDay(unit, first, end)) return;
    const plx_span_t span = unit.tokens().Span(first, end);
    const TokenSequence tokens(unit.tokens().Text(span), span.begin);
    const std::vector<DateExpression> dates = linguistics::FindDates(tokens, published_);
    if (dates.empty()) return;
    std::vector<Cue> cues;
    for (const DateExpression& date : dates) {
      if (date.impossible) {
        Warn(date.span, "DATE_IMPOSSIBLE", "check.date_impossible", 950,
             "\"" + std::string(tokens.Text(date.span)) + "\" is no day of the calendar.");
      } else if (published_.known() && InThePast(date)) {
        if (cues.empty()) cues = FutureCues(tokens);
        for (const Cue& cue : cues) {
          if (!Governs(cue, date, dates, tokens)) continue;
          Forecast(tokens, cue, date);
          break;
        }
      }
    }
  }

 private:
  // What is checked is a date with a year or a day in digits, a century, or one in Han characters.
  static bool MayStateDay(const Unit& unit, size_t first, size_t end) {
    for (size_t i = first; i < end; ++i) {
      const std::string_view word = unit.tokens().Word(i);
      const bool digit = !word.empty() && linguistics::IsAsciiDigit(static_cast<unsigned char>(word[0]));
      if (digit || unit.IsHan(i) || word == "century") return true;
    }
    return false;
  }

  bool InThePast(const DateExpression& date) const {
    if (date.relative || date.duration_only || date.role == DateRole::kAfter ||
        date.begin.year < 0) {
      return false;
    }
    const Date& last = date.role == DateRole::kFrom || !date.end_date.known() ? date.begin
                                                                              : date.end_date;
    return last.known() &&
           linguistics::LastDay(last) < linguistics::FirstDay(published_);
  }

  // Plans, forecasts and futures as of the text's own time, with "set to", which needs no "be".
  std::vector<Cue> FutureCues(const TokenSequence& tokens) const {
    std::vector<Cue> cues;
    for (const Cue& cue : linguistics::FindCues(tokens)) {
      const bool future = cue.kind == CueKind::kPlan || cue.kind == CueKind::kFuture ||
                          cue.kind == CueKind::kForecast;
      if (future && !ToldFromThePast(tokens, cue.first, cue.end)) cues.push_back(cue);
    }
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens.Word(i + 1) != "to" || !knowledge_.InList("future_participle", tokens.Word(i)) ||
          ToldFromThePast(tokens, i, i + 2)) {
        continue;
      }
      Cue cue;
      cue.kind = CueKind::kPlan;
      cue.span = tokens.Span(i, i + 2);
      cue.scope = tokens.Span(i, tokens.size());
      cue.first = i;
      cue.end = i + 2;
      cues.push_back(cue);
    }
    return cues;
  }

  // "was set to", "had planned to", "planned to", "would", 曾计划, 原定, "said it would".
  bool ToldFromThePast(const TokenSequence& tokens, size_t first, size_t end) const {
    for (size_t i = first >= 3 ? first - 3 : 0; i < end; ++i) {
      if (knowledge_.InList("told_from_past", tokens.Word(i))) return true;
    }
    const std::string_view head = tokens.Word(first);
    return knowledge_.InList("past_plan", head) && !PresentBe(tokens, first);
  }

  bool PresentBe(const TokenSequence& tokens, size_t i) const {
    for (size_t k = i; k-- > 0 && i - k <= 2;) {
      const std::string_view word = tokens.Word(k);
      if (word == "is" || word == "are" || word == "be" || word == "'s") return true;
    }
    return false;
  }

  bool Governs(const Cue& cue, const DateExpression& date,
               const std::vector<DateExpression>& dates, const TokenSequence& tokens) const {
    // 将于 and 于2023年7月 share a character.
    if (date.first <= cue.first || date.end <= cue.end) return false;
    if (date.first > cue.end + kLongestReach) return false;
    if (cue.scope.begin < cue.scope.end && date.span.begin >= cue.scope.end) return false;
    for (size_t i = cue.end; i < date.first; ++i) {
      // Another clause or another date: "will resume talks that began in 2019".
      if (knowledge_.InList("clause_opener", tokens.Word(i)) || tokens.Code(i) == ';') return false;
    }
    for (const DateExpression& other : dates) {
      if (other.first >= cue.end && other.end <= date.first && !InThePast(other)) return false;
    }
    // "than in 2019", "compared with 2019", "the 2021 agreement", "(2015)": no time of the plan.
    size_t before = date.first;
    if (before > 0 && knowledge_.InList("comparison_word", tokens.Word(before - 1))) return false;
    if (before > 1 && knowledge_.InList("comparison_word", tokens.Word(before - 2))) return false;
    const bool han = tokens.Kind(date.first) == linguistics::TokenKind::kHan ||
                     tokens.Kind(date.end - 1) == linguistics::TokenKind::kHan;
    if (han) return !AttributeInChinese(tokens, date.end);
    return knowledge_.InList("date_preposition", tokens.Word(date.first)) ||
           (before > 0 && knowledge_.InList("date_preposition", tokens.Word(before - 1)));
  }

  // 2019年的协议, 2019年以来: the date belongs to a noun.
  bool AttributeInChinese(const TokenSequence& tokens, size_t end) const {
    const std::string_view next = tokens.Word(end);
    return next == "的" || next == "以" || next == "来" || next == "度" || next == "版";
  }

  void Forecast(const TokenSequence& tokens, const Cue& cue, const DateExpression& date) {
    const plx_span_t span = {cue.span.begin, date.span.end};
    Warn(span, "FORECAST_ABOUT_THE_PAST", "check.forecast_past", 850,
         "\"" + std::string(tokens.Text(cue.span)) + "\" speaks of the future, but \"" +
             std::string(tokens.Text(date.span)) + "\" lies before the document's date, " +
             std::string(reading_.published) + ".");
  }

  void Warn(plx_span_t span, std::string_view code, std::string_view rule, int score,
            std::string message) {
    warnings_->push_back({span, code, std::move(message), rule, score});
  }

  const Knowledge& knowledge_;
  const Reading& reading_;
  Date published_;
  std::vector<Warning>* warnings_;
};

}  // namespace

void CheckDates(const Reading& reading, std::vector<Warning>* warnings) {
  const auto published = linguistics::ParseDate(reading.published);
  DateChecker checker(reading, published.value_or(Date{}), warnings);
  for (const Unit& unit : reading.units) {
    for (size_t i = 0; i < unit.size();) {
      const size_t end = std::max(unit.SentenceEnd(i), i + 1);
      checker.Sentence(unit, i, end);
      i = end;
    }
  }
}

}  // namespace plx::entities
