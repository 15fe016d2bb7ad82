#include <string_view>

#include "plugins/linguistics/numbers/english/cardinal.h"
#include "plugins/linguistics/numbers/english/grammar.h"
#include "plugins/linguistics/tables/word_map.h"

namespace plx::linguistics::english {
namespace {

// "a |half of|", "a |third|", "a |quarter of a million|", "a |twenty-first|".
bool ReadArticleFraction(const TokenSequence& tokens, Reading reading, Numeral* out) {
  const size_t first = out->first, i = first + 1;
  if (tokens.Word(i) == "half") {
    Finish(out, NumeralKind::kFraction, 0.5, i + 1);
    out->step = 0.5;
    ReadScales(tokens, out);
    return out->kind == NumeralKind::kCardinal || tokens.Word(out->end) == "of";
  }
  double d = Denominator(tokens, i);
  size_t end = i + 1;
  if (d == 0 && reading == Reading::kAny) {  // "a twenty-first", "a hundred trillionths"
    // Only a magnitude takes "a" for its factor.
    const bool factor = WordAt(tokens, i).part >= Part::kDozen;
    CardinalReader reader(tokens, i, reading, i + 4, factor);
    if (reader.Read() && reader.ordinal() && !reader.plural()) d = reader.value();
    end = reader.end();
  }
  const bool scaled = WordAt(tokens, end).part == Part::kScale;
  if (d == 0 || WordAt(tokens, i).plural || (!scaled && !ReadsAsShare(tokens, first, end)))
    return false;
  out->step = 1 / d;
  Finish(out, NumeralKind::kFraction, 1 / d, end);
  if (scaled) ReadScales(tokens, out);
  if (tokens.Word(end) == "of" && tokens.Word(end + 1) == "a" &&
      WordAt(tokens, end + 2).part == Part::kScale) {
    out->end += 1;
    ReadScales(tokens, out);
  }
  return true;
}

// "a hundred and five", "a dozen", "a million", "a hundred trillionths".
bool ReadArticle(const TokenSequence& tokens, Reading reading, Numeral* out) {
  const size_t i = out->first + 1;
  const NumberWord next = WordAt(tokens, i);
  if (next.part < Part::kDozen || next.plural || next.ordinal)
    return ReadArticleFraction(tokens, reading, out);
  out->step = 1;
  CardinalReader reader(tokens, i, reading, static_cast<size_t>(-1), true);
  if (next.part == Part::kDozen || !reader.Read()) {
    Finish(out, NumeralKind::kCardinal, 1, i);
    ReadScales(tokens, out);
    return true;
  }
  // "a hundred trillionths", "a hundred thousand trillionths"
  const NumberWord part = WordAt(tokens, reader.end());
  if (part.ordinal && part.plural && part.value >= 3) {
    out->step = 1 / part.value;
    return Finish(out, NumeralKind::kFraction, reader.value() / part.value, reader.end() + 1);
  }
  out->step = reader.step();
  out->magnitude = reader.magnitude();
  Finish(out, reader.ordinal() ? NumeralKind::kOrdinal : NumeralKind::kCardinal, reader.value(),
         reader.end());
  ContinueAsFraction(tokens, Reading::kNews, out);
  return true;
}

// "doubled", "to triple its", not "double standards".
bool ReadVerbOfMultiple(const TokenSequence& tokens, Numeral* out) {
  const std::string_view word = tokens.Word(out->first);
  const size_t i = out->first + 1;
  for (const auto& [stem, factor] : {std::pair<std::string_view, double>{"doubl", 2},
                                     {"tripl", 3},
                                     {"quadrupl", 4},
                                     {"quintupl", 5}}) {
    if (word.substr(0, stem.size()) != stem) continue;
    const std::string_view ending = word.substr(stem.size());
    if (!IsAnyOf(ending, {"e", "ed", "es", "ing"})) return false;
    if (ending == "e" &&
        !IsAnyOf(tokens.Word(i), {"the", "its", "their", "that", "what", "his", "to", "from", "in",
                                  "within", "over", "by", "of", ""}))
      return false;
    return Finish(out, NumeralKind::kMultiple, factor, i);
  }
  return false;
}

struct VagueRange {
  double low, high;
};

// Null for other words.
const double* VaguePlural(std::string_view word) {
  static const WordMap<double> table = {
      {"tens", 10},       {"dozens", 12},    {"scores", 20},    {"hundreds", 100},
      {"thousands", 1e3}, {"millions", 1e6}, {"billions", 1e9}, {"trillions", 1e12}};
  return table.Find(word);
}

const VagueRange* VagueWord(std::string_view word) {
  static const WordMap<VagueRange> table = {
      {"several", {3, 9}}, {"few", {2, 9}}, {"couple", {2, 3}}, {"handful", {3, 9}}, {"some", {2, 9}}};
  return table.Find(word);
}

// "dozens", "hundreds of thousands".
bool ReadVaguePlural(const TokenSequence& tokens, double lead, Numeral* out) {
  double scale = lead;
  size_t end = out->first + 1;
  while (tokens.Word(end) == "of") {
    const double* next = VaguePlural(tokens.Word(end + 1));
    if (next == nullptr) break;
    scale *= *next;
    end += 2;
  }
  if (scale == 10) return false;
  if (scale == 20 && tokens.Word(end) != "of") return false;  // scores as points or verb
  const bool dozens = lead == 12;
  out->low = (end == out->first + 1 || dozens || lead == 10 ? 2 : 1) * scale;
  out->high = (dozens ? 8 : 9.99) * scale;
  out->step = scale;
  out->end = end;
  return true;
}

// "several hundred", "a few dozen", "a couple of million".
bool ReadVagueFactor(const TokenSequence& tokens, Numeral* out) {
  size_t i = out->first;
  if (tokens.Word(i) == "a") ++i;
  const std::string_view word = tokens.Word(i);
  const VagueRange* few = VagueWord(word);
  if (few == nullptr) return false;
  ++i;
  size_t scaled = i;
  if (tokens.Word(scaled) == "of") ++scaled;
  double scale = 1;
  for (;;) {
    const NumberWord factor = WordAt(tokens, scaled);
    if (factor.part < Part::kDozen || factor.ordinal || factor.plural) break;
    scale *= factor.value;
    i = ++scaled;
  }
  if (scale == 1 && word == "some") return false;
  out->determiner = scale == 1;
  out->low = few->low * scale;
  out->high = few->high * scale;
  out->step = scale;
  out->end = i;
  return true;
}

}  // namespace

bool ReadIndefinite(const TokenSequence& tokens, Reading reading, Numeral* out) {
  const size_t first = out->first, i = first + 1;
  const std::string_view word = tokens.Word(first);
  switch (word.empty() ? 0 : word[0]) {
    case 'a':
      return (word == "a" || word == "an") && ReadArticle(tokens, reading, out);
    case 'h':
    case 'q':
      if (word == "quarter" && WordAt(tokens, i).part == Part::kScale) {
        out->step = 0.25;
        Finish(out, NumeralKind::kFraction, 0.25, i);
        ReadScales(tokens, out);
        return true;
      }
      if (word != "half") return ReadVerbOfMultiple(tokens, out);
      if (first > 0 && (WordAt(tokens, first - 1).ordinal ||
                        IsAnyOf(tokens.Word(first - 1), {"latter", "other", "better"})))
        return false;
      if (IsHyphen(tokens, i) && WordAt(tokens, i + 1).part < Part::kDozen)
        return false;  // half-hearted
      out->step = 0.5;
      Finish(out, NumeralKind::kFraction, 0.5, i);
      ReadScales(tokens, out);
      return true;
    default:
      break;
  }
  if (word == "twice" || word == "thrice")
    return Finish(out, NumeralKind::kMultiple, word == "twice" ? 2 : 3, i);
  if (word.size() > 5 && word.substr(word.size() - 4) == "fold") {  // "fivefold"
    const TokenSequence stem(word.substr(0, word.size() - 4));
    const NumberWord factor = WordAt(stem, 0);
    return factor.part != Part::kNone && !factor.ordinal && stem.size() == 1 &&
           Finish(out, NumeralKind::kMultiple, factor.value, i);
  }
  return ReadVerbOfMultiple(tokens, out);
}

bool ReadVague(const TokenSequence& tokens, Numeral* out) {
  const double* plural = VaguePlural(tokens.Word(out->first));
  if (plural != nullptr ? !ReadVaguePlural(tokens, *plural, out) : !ReadVagueFactor(tokens, out))
    return false;
  out->vague = true;
  out->kind = NumeralKind::kCardinal;
  out->value = (out->low + out->high) / 2;
  return true;
}

}  // namespace plx::linguistics::english
