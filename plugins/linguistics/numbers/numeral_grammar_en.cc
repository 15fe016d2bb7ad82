#include <cmath>
#include <string>
#include <unordered_map>

#include "plugins/linguistics/numbers/numeral_grammar.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics {
namespace {

enum class Part : uint8_t { kNone, kOnes, kTeen, kTens, kHundred, kScale };

struct NumberWord {
  Part part = Part::kNone;
  double value = 0;
  bool ordinal = false;
};

using WordTable = std::unordered_map<std::string_view, NumberWord>;

const WordTable& NumberWords() {
  static const WordTable table = {
      {"zero", {Part::kOnes, 0}},         {"one", {Part::kOnes, 1}},
      {"two", {Part::kOnes, 2}},          {"three", {Part::kOnes, 3}},
      {"four", {Part::kOnes, 4}},         {"five", {Part::kOnes, 5}},
      {"six", {Part::kOnes, 6}},          {"seven", {Part::kOnes, 7}},
      {"eight", {Part::kOnes, 8}},        {"nine", {Part::kOnes, 9}},
      {"ten", {Part::kTeen, 10}},         {"eleven", {Part::kTeen, 11}},
      {"twelve", {Part::kTeen, 12}},      {"thirteen", {Part::kTeen, 13}},
      {"fourteen", {Part::kTeen, 14}},    {"fifteen", {Part::kTeen, 15}},
      {"sixteen", {Part::kTeen, 16}},     {"seventeen", {Part::kTeen, 17}},
      {"eighteen", {Part::kTeen, 18}},    {"nineteen", {Part::kTeen, 19}},
      {"twenty", {Part::kTens, 20}},      {"thirty", {Part::kTens, 30}},
      {"forty", {Part::kTens, 40}},       {"fifty", {Part::kTens, 50}},
      {"sixty", {Part::kTens, 60}},       {"seventy", {Part::kTens, 70}},
      {"eighty", {Part::kTens, 80}},      {"ninety", {Part::kTens, 90}},
      {"hundred", {Part::kHundred, 100}}, {"thousand", {Part::kScale, 1e3}},
      {"million", {Part::kScale, 1e6}},   {"billion", {Part::kScale, 1e9}},
      {"trillion", {Part::kScale, 1e12}}, {"quadrillion", {Part::kScale, 1e15}},
      {"mln", {Part::kScale, 1e6}},       {"bln", {Part::kScale, 1e9}},
      {"bn", {Part::kScale, 1e9}},        {"mn", {Part::kScale, 1e6}},
      {"trn", {Part::kScale, 1e12}},      {"tln", {Part::kScale, 1e12}},      {"tn", {Part::kScale, 1e12}},
      {"lakh", {Part::kScale, 1e5}},      {"crore", {Part::kScale, 1e7}},
      {"first", {Part::kOnes, 1, true}},  {"second", {Part::kOnes, 2, true}},
      {"third", {Part::kOnes, 3, true}},  {"fourth", {Part::kOnes, 4, true}},
      {"fifth", {Part::kOnes, 5, true}},  {"sixth", {Part::kOnes, 6, true}},
      {"seventh", {Part::kOnes, 7, true}}, {"eighth", {Part::kOnes, 8, true}},
      {"ninth", {Part::kOnes, 9, true}},  {"tenth", {Part::kTeen, 10, true}},
      {"eleventh", {Part::kTeen, 11, true}}, {"twelfth", {Part::kTeen, 12, true}},
      {"thirteenth", {Part::kTeen, 13, true}}, {"fourteenth", {Part::kTeen, 14, true}},
      {"fifteenth", {Part::kTeen, 15, true}}, {"sixteenth", {Part::kTeen, 16, true}},
      {"seventeenth", {Part::kTeen, 17, true}}, {"eighteenth", {Part::kTeen, 18, true}},
      {"nineteenth", {Part::kTeen, 19, true}}, {"twentieth", {Part::kTens, 20, true}},
      {"thirtieth", {Part::kTens, 30, true}}, {"fortieth", {Part::kTens, 40, true}},
      {"fiftieth", {Part::kTens, 50, true}}, {"sixtieth", {Part::kTens, 60, true}},
      {"seventieth", {Part::kTens, 70, true}}, {"eightieth", {Part::kTens, 80, true}},
      {"ninetieth", {Part::kTens, 90, true}}, {"hundredth", {Part::kHundred, 100, true}},
      {"thousandth", {Part::kScale, 1e3, true}}, {"millionth", {Part::kScale, 1e6, true}},
      {"billionth", {Part::kScale, 1e9, true}}};
  return table;
}

NumberWord WordAt(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) != TokenKind::kWord) return {};
  const auto it = NumberWords().find(tokens.Word(i));
  return it == NumberWords().end() ? NumberWord{} : it->second;
}

bool IsHyphen(const TokenSequence& tokens, size_t i) {
  const char32_t c = tokens.Code(i);
  return (c == '-' || c == 0x2010 || c == 0x2011) && tokens.Glued(i) && tokens.Glued(i + 1);
}

// The token after an optional hyphen at `i`.
size_t SkipHyphen(const TokenSequence& tokens, size_t i) {
  return IsHyphen(tokens, i) ? i + 1 : i;
}

// Denominator named by the token, singular or plural ("fourth", "fifths", "quarters", "half");
// 0 if it names none.
double Denominator(const TokenSequence& tokens, size_t i, bool* plural) {
  std::string_view word = tokens.Word(i);
  *plural = word.size() > 3 && word.back() == 's';
  if (word == "half" || word == "halves") return 2;
  if (word == "quarter" || word == "quarters") return 4;
  if (*plural) word.remove_suffix(1);
  const auto it = NumberWords().find(word);
  if (it == NumberWords().end() || !it->second.ordinal) return 0;
  return it->second.value <= 2 && it->second.part == Part::kOnes ? 0 : it->second.value;
}

// One pass over a cardinal or ordinal.
class CardinalReader {
 public:
  // `article`: the token before `first` is "a" and stands for one ("a |hundred and five").
  CardinalReader(const TokenSequence& tokens, size_t first, bool article = false)
      : tokens_(tokens), i_(first), current_(article ? 1 : 0), article_(article) {}

  // False if nothing was read.
  bool Read() {
    while (Step()) {
    }
    if (!any_) return false;
    value_ = total_ + current_;
    ReadPoint();
    return true;
  }

  size_t end() const { return i_; }
  double value() const { return value_; }
  double step() const { return step_; }
  bool ordinal() const { return ordinal_; }
  bool digits() const { return digits_; }
  // The last scale word, if the numeral ends with it.
  double magnitude() const { return last_ == Part::kScale ? scale_ : 1; }

 private:
  bool Step() {
    if (ordinal_) return false;
    size_t i = i_;
    if (any_) i = SkipHyphen(tokens_, i);
    const bool hyphen = i != i_;
    if (last_ >= Part::kHundred && tokens_.Word(i) == "and" && AndContinues(i + 1)) ++i;
    if (tokens_.Kind(i) == TokenKind::kNumber) return !hyphen && StepDigits(i);
    NumberWord word = WordAt(tokens_, i);
    if (word.part == Part::kNone) return false;
    if (word.ordinal && digits_) return false;
    // A magnitude needs a factor, except before a larger one: "hundred thousand".
    if (!any_ && !article_ && word.part >= Part::kHundred && !word.ordinal) {
      const NumberWord next = WordAt(tokens_, i + 1);
      if (next.part != Part::kScale || next.ordinal || next.value <= word.value) return false;
      current_ = 1;
    }
    if (any_ && tokens_[i].line_start) return false;
    return Apply(word, i);
  }

  bool AndContinues(size_t i) const {
    const NumberWord next = WordAt(tokens_, i);
    return next.part >= Part::kOnes && next.part <= Part::kTens && !digits_;
  }

  bool StepDigits(size_t i) {
    if (any_) return false;
    current_ = DigitsValue(tokens_.Word(i), &step_);
    digits_ = true;
    size_t last = i;
    while (IsSpacedGroup(i, last + 1)) {
      double unused = 1;
      current_ = current_ * 1000 + DigitsValue(tokens_.Word(++last), &unused);
    }
    return Advance(last, Part::kTens);
  }

  // "1 414 021 100", "40 000": groups of three after one to three digits. One group alone counts
  // only if it is 000: "737 800 jets" are two numbers.
  bool IsSpacedGroup(size_t first, size_t i) const {
    const auto group = [&](size_t k) {
      return tokens_.Kind(k) == TokenKind::kNumber && tokens_.Word(k).size() == 3 &&
             tokens_.Word(k).find('.') == std::string_view::npos && !tokens_.Glued(k) &&
             !tokens_[k].line_start;
    };
    const std::string_view lead = tokens_.Word(first);
    if (lead.size() > 3 || lead[0] == '0' || lead.find('.') != std::string_view::npos) return false;
    return group(i) && (i > first + 1 || group(i + 1) || tokens_.Word(i) == "000");
  }

  bool Apply(const NumberWord& word, size_t i) {
    switch (word.part) {
      case Part::kOnes:
        if (digits_ || last_ == Part::kOnes || last_ == Part::kTeen) return false;
        if (last_ == Part::kTens && word.value == 0) return false;
        current_ += word.value;
        step_ = 1;
        break;
      case Part::kTeen:
      case Part::kTens:
        if (last_ == Part::kTeen && !digits_ && total_ == 0 && current_ >= 13 && current_ < 21 &&
            word.part == Part::kTens && !word.ordinal) {
          current_ = current_ * 100 + word.value;  // nineteen eighty(-four)
          break;
        }
        if (digits_ || (last_ != Part::kNone && last_ < Part::kHundred)) return false;
        current_ += word.value;
        step_ = word.part == Part::kTens ? 10 : 1;
        break;
      case Part::kHundred:
        if (current_ <= 0 && !word.ordinal) return false;
        if (current_ >= 100 && !digits_) return false;
        current_ = (current_ <= 0 ? 1 : current_) * 100;
        step_ = digits_ ? step_ * 100 : 100;
        break;
      case Part::kScale:
        if (word.value >= scale_) {
          if (current_ > 0 || digits_) return false;
          total_ *= word.value;  // "a thousand billion"
        } else {
          total_ += (current_ <= 0 && total_ == 0 ? 1 : current_) * word.value;
        }
        current_ = 0;
        step_ = digits_ ? step_ * word.value : word.value;
        scale_ = word.value;
        break;
      case Part::kNone:
        return false;
    }
    ordinal_ = word.ordinal;
    return Advance(i, word.part);
  }

  bool Advance(size_t i, Part part) {
    last_ = part;
    i_ = i + 1;
    any_ = true;
    return true;
  }

  // "two point five", "2 point 5 million" is not written.
  void ReadPoint() {
    if (digits_ || ordinal_ || tokens_.Word(i_) != "point") return;
    double weight = 0.1;
    size_t i = i_ + 1;
    for (NumberWord w = WordAt(tokens_, i); w.part == Part::kOnes && !w.ordinal;
         w = WordAt(tokens_, i)) {
      value_ += w.value * weight;
      step_ = weight;
      weight /= 10;
      ++i;
    }
    if (i == i_ + 1) return;
    i_ = i;
    const NumberWord scale = WordAt(tokens_, i_);
    if (scale.part == Part::kScale && !scale.ordinal) {
      value_ *= scale.value;
      step_ *= scale.value;
      ++i_;
    }
  }

  const TokenSequence& tokens_;
  size_t i_;
  double current_ = 0;
  const bool article_;
  double total_ = 0, value_ = 0, step_ = 1, scale_ = INFINITY;
  Part last_ = Part::kNone;
  bool any_ = false, ordinal_ = false, digits_ = false;
};

void SetValue(Numeral* out, double value) { out->value = out->low = out->high = value; }

bool Finish(Numeral* out, NumeralKind kind, double value, size_t end) {
  out->kind = kind;
  out->end = end;
  SetValue(out, value);
  return true;
}

// Applies the scales after `out` ("half a |million|", "1.5 |million|"), also "a" before them.
void ReadScales(const TokenSequence& tokens, Numeral* out) {
  size_t i = SkipHyphen(tokens, out->end);
  if (tokens.Word(i) == "a") ++i;
  NumberWord word = WordAt(tokens, i);
  double factor = word.ordinal ? 0
                  : word.part == Part::kScale || word.part == Part::kHundred ? word.value
                  : tokens.Word(i) == "dozen"                                ? 12
                                                                             : 0;
  if (factor == 0) return;
  out->step *= factor;
  out->magnitude *= factor;
  SetValue(out, out->value * factor);
  out->kind = NumeralKind::kCardinal;
  out->end = i + 1;
}

// Value of ½, ⅔ and the like; 0 for other characters.
double VulgarFraction(char32_t c) {
  static constexpr std::pair<char32_t, double> kFractions[] = {
      {0xBC, 0.25},        {0xBD, 0.5},         {0xBE, 0.75},        {0x2150, 1.0 / 7},
      {0x2151, 1.0 / 9},   {0x2152, 0.1},       {0x2153, 1.0 / 3},   {0x2154, 2.0 / 3},
      {0x2155, 0.2},       {0x2156, 0.4},       {0x2157, 0.6},       {0x2158, 0.8},
      {0x2159, 1.0 / 6},   {0x215A, 5.0 / 6},   {0x215B, 0.125},     {0x215C, 0.375},
      {0x215D, 0.625},     {0x215E, 0.875}};
  for (const auto& [code, value] : kFractions) {
    if (code == c) return value;
  }
  return 0;
}

// "2½".
void ReadVulgarFraction(const TokenSequence& tokens, Numeral* out) {
  const double fraction = VulgarFraction(tokens.Code(out->end));
  if (fraction == 0 || !out->digits || !tokens.Glued(out->end)) return;
  SetValue(out, out->value + fraction);
  out->step = fraction < 0.5 ? fraction : 1 - fraction;
  ++out->end;
  ReadScales(tokens, out);
}

// "and a half", "and a quarter", "1/2" after an integer.
void ReadMixedFraction(const TokenSequence& tokens, Numeral* out) {
  size_t i = out->end;
  bool plural = false;
  if (tokens.Word(i) == "and" &&
      (tokens.Word(i + 1) == "a" || tokens.Word(i + 1) == "one")) {
    const double d = Denominator(tokens, i + 2, &plural);
    if (d != 2 && d != 4 && d != 3) return;
    // "one billion and a half million" adds two numbers.
    if (out->magnitude > 1 && WordAt(tokens, i + 3).part >= Part::kHundred) return;
    SetValue(out, out->value + out->step / d);
    out->step /= d;
    out->end = i + 3;
  } else if (tokens.Kind(i) == TokenKind::kNumber && tokens.Code(i + 1) == '/' &&
             tokens.Glued(i + 1) && tokens.Glued(i + 2) &&
             tokens.Kind(i + 2) == TokenKind::kNumber) {
    double unused = 1;
    const double n = DigitsValue(tokens.Word(i), &unused);
    const double d = DigitsValue(tokens.Word(i + 2), &unused);
    if (d < 2 || d > 16 || n >= d) return;
    SetValue(out, out->value + n / d);
    out->step = 1 / d;
    out->end = i + 3;
  }
}

bool IsAnyOf(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view w : words) {
    if (w == word) return true;
  }
  return false;
}

// "a third", "one third": a share, unless a noun follows ("a third country").
bool ReadsAsShare(const TokenSequence& tokens, size_t first, size_t after) {
  if (IsHyphen(tokens, after - 2)) return true;  // one-third
  if (first > 0 && IsAnyOf(tokens.Word(first - 1),
                           {"by", "about", "around", "nearly", "almost", "roughly", "over",
                            "than", "approximately", "least", "most", "only", "just"}))
    return true;
  if (after >= tokens.size()) return true;
  if (tokens.Kind(after) != TokenKind::kWord) return true;
  return IsAnyOf(tokens.Word(after), {"of",   "as",   "more", "less",  "lower", "higher", "the",
                                      "from", "since", "in",  "fewer", "larger", "smaller", "and",
                                      "is",   "are",  "was",  "were", "its",   "to"});
}

// "three in five", "nine out of ten".
bool ReadProportion(const TokenSequence& tokens, Numeral* out) {
  size_t i = out->end;
  const bool out_of = tokens.Word(i) == "out" && tokens.Word(i + 1) == "of";
  if (!out_of && tokens.Word(i) != "in") return false;
  i += out_of ? 2 : 1;
  if (tokens.Word(i) == "every") ++i;
  CardinalReader reader(tokens, i);
  if (!reader.Read() || reader.ordinal() || out->value >= reader.value()) return false;
  if (out->value < 1 || reader.value() > (out_of ? 1000 : 20) || reader.value() < 2) return false;
  if (out->digits && !reader.digits()) return false;
  // "five in 10 years" is no share, "one in 10" and "one in five people" are.
  if (!out_of && IsAnyOf(tokens.Word(reader.end()),
                         {"years", "months", "days", "weeks", "hours", "minutes", "countries",
                          "cities", "states", "provinces", "decades"}))
    return false;
  out->step = 1 / reader.value();
  return Finish(out, NumeralKind::kFraction, out->value / reader.value(), reader.end());
}

// "1/4", not a date or a name.
bool ReadSlash(const TokenSequence& tokens, Numeral* out) {
  const size_t i = out->end;
  if (!out->digits || tokens.Code(i) != '/' || !tokens.Glued(i) || !tokens.Glued(i + 1) ||
      tokens.Kind(i + 1) != TokenKind::kNumber || tokens.Code(i + 2) == '/')
    return false;
  double unused = 1;
  const double d = DigitsValue(tokens.Word(i + 1), &unused);
  if (d < 2 || d > 100 || out->value >= d || out->value != std::floor(out->value)) return false;
  if (out->value == 9 && d == 11) return false;
  out->step = 1 / d;
  return Finish(out, NumeralKind::kFraction, out->value / d, i + 2);
}

bool ReadDenominator(const TokenSequence& tokens, Numeral* out) {
  if (out->value < 1 || out->value > 99 || out->value != std::floor(out->value)) return false;
  const size_t i = SkipHyphen(tokens, out->end);
  bool plural = false;
  const double d = Denominator(tokens, i, &plural);
  if (d == 0 || tokens.Kind(i) != TokenKind::kWord) return false;
  if (out->value > 1 && !plural && i == out->end) return false;  // "two second places"
  if (d == 4 && tokens.Word(i).substr(0, 7) == "quarter" && out->first > 0 &&
      IsAnyOf(tokens.Word(out->first - 1),
              {"last", "past", "next", "for", "first", "previous", "consecutive", "straight"}))
    return false;
  if (out->value == 1 && !ReadsAsShare(tokens, out->first, i + 1)) return false;
  out->step = 1 / d;
  Finish(out, NumeralKind::kFraction, out->value / d, i + 1);
  if (WordAt(tokens, out->end).part == Part::kScale) {
    ReadScales(tokens, out);
    return true;
  }
  if (tokens.Word(out->end) == "of" && tokens.Word(out->end + 1) == "a" &&
      WordAt(tokens, out->end + 2).part == Part::kScale) {
    out->end += 1;
    ReadScales(tokens, out);
  }
  return true;
}

// Numerals that start with a word that is no number word itself.
bool ReadIndefinite(const TokenSequence& tokens, size_t first, Numeral* out) {
  const std::string_view word = tokens.Word(first);
  size_t i = first + 1;
  if (word == "quarter" && WordAt(tokens, i).part == Part::kScale) {
    out->step = 0.25;
    Finish(out, NumeralKind::kFraction, 0.25, i);
    ReadScales(tokens, out);
    return true;
  }
  if (word == "half") {
    if (first > 0 && (WordAt(tokens, first - 1).ordinal ||
                      IsAnyOf(tokens.Word(first - 1), {"latter", "other", "better"})))
      return false;
    if (tokens.Kind(i) == TokenKind::kPunctuation && IsHyphen(tokens, i) &&
        WordAt(tokens, i + 1).part < Part::kHundred)
      return false;  // half-hearted
    out->step = 0.5;
    Finish(out, NumeralKind::kFraction, 0.5, i);
    ReadScales(tokens, out);
    return true;
  }
  if (word == "a" || word == "an") {
    const std::string_view next = tokens.Word(i);
    if (next == "hundred" || next == "dozen" || WordAt(tokens, i).part == Part::kScale) {
      if (WordAt(tokens, i).ordinal) return false;
      out->step = 1;
      CardinalReader reader(tokens, i, true);
      if (next == "dozen" || !reader.Read()) {
        Finish(out, NumeralKind::kCardinal, 1, first + 1);
        ReadScales(tokens, out);
        return true;
      }
      out->step = reader.step();
      out->magnitude = reader.magnitude();
      Finish(out, NumeralKind::kCardinal, reader.value(), reader.end());
      ReadMixedFraction(tokens, out);
      return true;
    }
    bool plural = false;
    if (next == "half") {
      Finish(out, NumeralKind::kFraction, 0.5, i + 1);
      out->step = 0.5;
      ReadScales(tokens, out);
      return out->kind == NumeralKind::kCardinal || tokens.Word(out->end) == "of";
    }
    const double d = Denominator(tokens, i, &plural);
    const bool scaled = WordAt(tokens, i + 1).part == Part::kScale;
    if (d == 0 || plural || (!scaled && !ReadsAsShare(tokens, first, i + 1))) return false;
    out->step = 1 / d;
    Finish(out, NumeralKind::kFraction, 1 / d, i + 1);
    if (scaled) ReadScales(tokens, out);
    if (tokens.Word(i + 1) == "of" && tokens.Word(i + 2) == "a" &&
        WordAt(tokens, i + 3).part == Part::kScale) {
      out->end += 1;
      ReadScales(tokens, out);
    }
    return true;
  }
  if (word == "twice" || word == "thrice") {
    return Finish(out, NumeralKind::kMultiple, word == "twice" ? 2 : 3, i);
  }
  // "fivefold".
  if (word.size() > 5 && word.substr(word.size() - 4) == "fold") {
    const auto it = NumberWords().find(word.substr(0, word.size() - 4));
    if (it == NumberWords().end() || it->second.ordinal) return false;
    return Finish(out, NumeralKind::kMultiple, it->second.value, i);
  }
  for (const auto& [stem, factor] : {std::pair<std::string_view, double>{"doubl", 2},
                                     {"tripl", 3}, {"quadrupl", 4}, {"quintupl", 5}}) {
    if (word.substr(0, stem.size()) != stem) continue;
    const std::string_view ending = word.substr(stem.size());
    if (!IsAnyOf(ending, {"e", "ed", "es", "ing"})) return false;
    // "double standards" is an adjective of another kind.
    if (ending == "e" && !IsAnyOf(tokens.Word(i), {"the", "its", "their", "that", "what", "his",
                                                   "to", "from", "in", "within", "over", "by", "of", ""}))
      return false;
    return Finish(out, NumeralKind::kMultiple, factor, i);
  }
  return false;
}

// "dozens", "hundreds of thousands", "tens of millions", "several hundred", "a few dozen".
bool ReadVague(const TokenSequence& tokens, size_t first, Numeral* out) {
  static const std::unordered_map<std::string_view, double> kPlurals = {
      {"tens", 10},          {"dozens", 12},        {"scores", 20},        {"hundreds", 100},
      {"thousands", 1e3},    {"millions", 1e6},     {"billions", 1e9},     {"trillions", 1e12}};
  static const std::unordered_map<std::string_view, std::pair<double, double>> kFew = {
      {"several", {3, 9}}, {"few", {2, 9}}, {"couple", {2, 3}}, {"handful", {3, 9}}, {"some", {2, 9}}};
  out->vague = true;
  const auto plural = kPlurals.find(tokens.Word(first));
  if (plural != kPlurals.end()) {
    double scale = plural->second;
    size_t end = first + 1;
    while (tokens.Word(end) == "of") {
      const auto next = kPlurals.find(tokens.Word(end + 1));
      if (next == kPlurals.end()) break;
      scale *= next->second;
      end += 2;
    }
    if (scale == 10) return false;
    if (scale == 20 && tokens.Word(end) != "of") return false;  // scores as points or verb
    out->kind = NumeralKind::kCardinal;
    out->low = 2 * scale;
    out->high = (plural->second == 12 ? 8 : 9.99) * scale;
    if (end > first + 1) out->low = plural->second == 12 ? 2 * scale : (plural->second == 10 ? 2 : 1) * scale;
    out->value = (out->low + out->high) / 2;
    out->step = scale;
    out->end = end;
    return true;
  }
  size_t i = first;
  if (tokens.Word(i) == "a") ++i;
  const auto few = kFew.find(tokens.Word(i));
  if (few == kFew.end()) return false;
  ++i;
  size_t scaled = i;
  if (tokens.Word(scaled) == "of") ++scaled;
  double scale = 1;
  for (;;) {
    const NumberWord word = WordAt(tokens, scaled);
    const double factor = tokens.Word(scaled) == "dozen" ? 12
                          : word.part >= Part::kHundred && !word.ordinal ? word.value
                                                                         : 0;
    if (factor == 0) break;
    scale *= factor;
    i = ++scaled;
  }
  if (scale == 1 && few->first == "some") return false;
  if (scale == 1) out->determiner = true;
  out->kind = NumeralKind::kCardinal;
  out->low = few->second.first * scale;
  out->high = few->second.second * scale;
  out->value = (out->low + out->high) / 2;
  out->step = scale;
  out->end = i;
  return true;
}

}  // namespace

double DigitsValue(std::string_view digits, double* step) {
  std::string clean;
  clean.reserve(digits.size());
  int decimals = -1;
  for (const char c : digits) {
    if (c == ',') continue;
    clean.push_back(c);
    if (decimals >= 0) ++decimals;
    if (c == '.') decimals = 0;
  }
  // Digits are read by hand: strtod follows the locale. Exact up to 2^53, then to one unit in
  // the last place.
  double whole = 0;
  double fraction_digits = 1;
  bool fraction = false;
  for (const char c : clean) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    whole = whole * 10 + (c - '0');
    if (fraction) fraction_digits *= 10;
  }
  *step = 1 / fraction_digits;
  return whole / fraction_digits;
}

double GluedMagnitude(std::string_view word, bool* ambiguous) {
  *ambiguous = word.size() == 1 && word != "k";
  if (word == "k") return 1e3;
  if (word == "m" || word == "mn" || word == "mln" || word == "mil") return 1e6;
  if (word == "b" || word == "bn" || word == "bln") return 1e9;
  if (word == "t" || word == "tn" || word == "trn" || word == "tln") return 1e12;
  return 0;
}

bool ParseEnglishNumeral(const TokenSequence& tokens, size_t first, Numeral* out) {
  *out = Numeral{};
  out->first = first;
  if (const double fraction = VulgarFraction(tokens.Code(first))) {
    out->step = fraction < 0.5 ? fraction : 1 - fraction;
    return Finish(out, NumeralKind::kFraction, fraction, first + 1);
  }
  if (tokens.Kind(first) == TokenKind::kWord) {
    if (ReadIndefinite(tokens, first, out)) return true;
    *out = Numeral{};
    out->first = first;
    if (ReadVague(tokens, first, out)) return true;
    *out = Numeral{};
    out->first = first;
  }
  CardinalReader reader(tokens, first);
  if (!reader.Read()) return false;
  out->digits = reader.digits();
  out->step = reader.step();
  out->magnitude = reader.magnitude();
  Finish(out, reader.ordinal() ? NumeralKind::kOrdinal : NumeralKind::kCardinal, reader.value(),
         reader.end());
  if (reader.ordinal()) return true;
  const std::string_view suffix = tokens.Word(out->end);
  if (out->digits && tokens.Glued(out->end)) {
    if (IsAnyOf(suffix, {"st", "nd", "rd", "th"})) {
      out->kind = NumeralKind::kOrdinal;
      ++out->end;
      return true;
    }
  }
  if (tokens.Word(out->end) == "dozen" || tokens.Word(out->end) == "dozens") {
    SetValue(out, out->value * 12);
    out->step = 12;
    ++out->end;
    return true;
  }
  if (ReadSlash(tokens, out) || ReadDenominator(tokens, out)) return true;
  ReadVulgarFraction(tokens, out);
  const size_t before = out->end;
  ReadMixedFraction(tokens, out);
  if (out->end != before) {
    ReadScales(tokens, out);
    return true;
  }
  if (ReadProportion(tokens, out)) return true;
  out->determiner = out->value == 1 && tokens.Word(first) == "one" && out->end == first + 1;
  return true;
}

}  // namespace plx::linguistics
