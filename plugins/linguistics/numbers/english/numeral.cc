#include "plugins/linguistics/numbers/english/cardinal.h"
#include "plugins/linguistics/numbers/english/grammar.h"
#include "plugins/linguistics/numbers/numeral_grammar.h"

namespace plx::linguistics {
namespace english {

void SetValue(Numeral* out, double value) { out->value = out->low = out->high = value; }

bool Finish(Numeral* out, NumeralKind kind, double value, size_t end) {
  out->kind = kind;
  out->end = end;
  SetValue(out, value);
  return true;
}

void ReadScales(const TokenSequence& tokens, Numeral* out) {
  size_t i = SkipHyphen(tokens, out->end);
  if (tokens.Word(i) == "a") ++i;
  const NumberWord word = WordAt(tokens, i);
  if (word.part < Part::kDozen || word.ordinal || word.plural) return;
  out->step *= word.value;
  if (word.part != Part::kDozen) out->magnitude *= word.value;
  SetValue(out, out->value * word.value);
  out->kind = NumeralKind::kCardinal;
  out->end = i + 1;
}

}  // namespace english

bool ParseEnglishNumeral(const TokenSequence& tokens, size_t first, Reading reading, Numeral* out) {
  using namespace english;  // NOLINT: the grammar's own parts
  const auto restart = [&] {
    *out = Numeral{};
    out->first = first;
  };
  restart();
  if (const double fraction = VulgarFraction(tokens.Code(first))) {
    out->step = fraction < 0.5 ? fraction : 1 - fraction;
    return Finish(out, NumeralKind::kFraction, fraction, first + 1);
  }
  const bool word = tokens.Kind(first) == TokenKind::kWord;
  if (word) {
    if (ReadIndefinite(tokens, reading, out)) return true;
    restart();
    if (ReadVague(tokens, out)) return true;
    restart();
  }
  CardinalReader reader(tokens, first, reading);
  if (!reader.Read()) return false;
  // Only what ends before "and", a hyphen or a denominator can be part of a fraction.
  if (ReadWordFraction(tokens, reading, out)) return true;
  restart();
  out->digits = reader.digits();
  out->step = reader.step();
  out->magnitude = reader.magnitude();
  Finish(out, reader.ordinal() ? NumeralKind::kOrdinal : NumeralKind::kCardinal, reader.value(),
         reader.end());
  if (reader.ordinal()) return true;
  if (out->digits && tokens.Glued(out->end) &&
      IsAnyOf(tokens.Word(out->end), {"st", "nd", "rd", "th"})) {
    out->kind = NumeralKind::kOrdinal;
    ++out->end;
    return true;
  }
  if (ContinueAsFraction(tokens, reading, out)) return true;
  out->determiner = out->value == 1 && tokens.Word(first) == "one" && out->end == first + 1;
  return true;
}

}  // namespace plx::linguistics
