#include "plugins/linguistics/numbers/english/cardinal.h"

#include "plugins/linguistics/numbers/digits.h"

namespace plx::linguistics::english {

bool CardinalReader::Read() {
  while (i_ < limit_ && Step()) {
  }
  if (!any_) return false;
  value_ = total_ + current_;
  ReadPoint();
  return true;
}

bool CardinalReader::Step() {
  if (ordinal_ || plural_) return false;
  size_t i = i_;
  if (any_ && IsHyphen(tokens_, i, last_ == Part::kTens)) ++i;
  const bool hyphen = i != i_;
  if (last_ >= Part::kHundred && tokens_.Word(i) == "and" && AndContinues(i + 1)) ++i;
  if (i >= limit_) return false;
  if (tokens_.Kind(i) == TokenKind::kNumber) return !hyphen && StepDigits(i);
  const NumberWord word = WordAt(tokens_, i);
  if (word.part == Part::kNone) return false;
  if (any_ && tokens_[i].line_start) return false;
  // "ninety - five", but not "fifty - the".
  if (hyphen && !tokens_.Glued(i) && (word.part != Part::kOnes || word.value == 0)) return false;
  if (word.ordinal && (last_ == Part::kDigits || (digits_ && reading_ == Reading::kNews)))
    return false;
  // "three fifths" is a fraction, "hundreds" without a factor vague.
  if (word.plural && (word.ordinal ? limit_ == static_cast<size_t>(-1) : !any_)) return false;
  // A magnitude needs a factor, except before a larger one: "hundred thousand".
  if (!any_ && !article_ && word.part >= Part::kDozen && !word.ordinal) {
    const NumberWord next = WordAt(tokens_, i + 1);
    if (next.part != Part::kScale || next.ordinal || next.value <= word.value) return false;
    current_ = low_ = 1;
  }
  return Apply(word, i);
}

bool CardinalReader::AndContinues(size_t i) const {
  if (i >= limit_) return false;
  if (tokens_.Kind(i) == TokenKind::kNumber) {
    if (reading_ == Reading::kNews || !digits_) return false;
    double step = 1;
    const double value = DigitsValue(tokens_.Word(i), &step);
    const NumberWord factor = WordAt(tokens_, i + 1);
    if (factor.part == last_ && factor.value >= (last_ == Part::kScale ? scale_ : 100))
      return false;
    return value > 0 && value < 100 && step == 1;
  }
  const NumberWord next = WordAt(tokens_, i);
  if (next.part < Part::kOnes || next.part > Part::kTens || next.plural) return false;
  // "2 million and two were hurt": digits and words mix in speech only.
  return next.value > 0 && (!digits_ || reading_ == Reading::kAny);
}

// Digits begin a numeral, or stand for a group of it: "4 thousand |3| hundred and |21|".
bool CardinalReader::StepDigits(size_t i) {
  if (!any_) {
    const DigitNumber number = ReadDigits(tokens_, i, reading_);
    current_ = low_ = number.value;
    step_ = number.step;
    digits_ = true;
    return Advance(number.end, Part::kDigits);
  }
  if (last_ < Part::kHundred || tokens_[i].line_start) return false;
  double step = 1;
  const double value = DigitsValue(tokens_.Word(i), &step);
  const NumberWord next = WordAt(tokens_, i + 1);
  const bool factor = next.part >= Part::kHundred && !next.ordinal &&
                      value * next.value < (last_ == Part::kScale ? scale_ : 100);
  const bool after_and = tokens_.Word(i - 1) == "and";
  if (step != 1 || value <= 0 || (!factor && !after_and)) return false;
  if (value >= (last_ == Part::kHundred ? 100 : scale_)) return false;
  current_ += value;
  low_ = value;
  step_ = 1;
  digits_ = true;
  return Advance(i + 1, Part::kDigits);
}

bool CardinalReader::Apply(const NumberWord& word, size_t i) {
  switch (word.part) {
    case Part::kOnes:
    case Part::kTeen:
    case Part::kTens:
      if (!ApplyBelowHundred(word)) return false;
      break;
    case Part::kDozen:
      if (low_ <= 0) return false;
      current_ += low_ * 11;
      low_ = 0;
      step_ = 12;
      break;
    case Part::kHundred:
      if (low_ <= 0 && current_ > 0) return false;
      if (current_ <= 0 && !word.ordinal) return false;
      if (current_ >= 100 && last_ != Part::kDigits) return false;
      current_ = (current_ <= 0 ? 1 : current_) * 100;
      step_ = last_ == Part::kDigits ? step_ * 100 : 100;
      low_ = 0;
      break;
    case Part::kScale:
      if (!ApplyScale(word)) return false;
      break;
    default:
      return false;
  }
  ordinal_ = word.ordinal;
  plural_ = word.plural;
  return Advance(i + 1, word.part);
}

bool CardinalReader::ApplyBelowHundred(const NumberWord& word) {
  const bool ones = word.part == Part::kOnes;
  if (last_ == Part::kDigits || last_ == Part::kDozen || last_ == Part::kOnes) return false;
  if (ones && (last_ == Part::kTeen || (any_ && word.value == 0))) return false;
  if (!ones && (last_ == Part::kTeen || last_ == Part::kTens)) {
    // "nineteen eighty(-four)"
    const bool year = last_ == Part::kTeen && total_ == 0 && current_ >= 13 && current_ < 21 &&
                      word.part == Part::kTens && !word.ordinal;
    if (!year) return false;
    current_ = current_ * 100;
  }
  current_ += word.value;
  low_ = last_ == Part::kTens ? low_ + word.value : word.value;
  step_ = word.part == Part::kTens ? 10 : 1;
  return true;
}

bool CardinalReader::ApplyScale(const NumberWord& word) {
  if (word.value >= scale_) {
    if (current_ > 0 || last_ == Part::kDigits) return false;
    total_ *= word.value;  // "a thousand billion"
  } else {
    total_ += (current_ <= 0 && total_ == 0 ? 1 : current_) * word.value;
  }
  step_ = last_ == Part::kDigits ? step_ * word.value : word.value;
  current_ = low_ = 0;
  scale_ = word.value;
  return true;
}

bool CardinalReader::Advance(size_t end, Part part) {
  last_ = part;
  i_ = end;
  any_ = true;
  return true;
}

// "two point five", "two hundred point seventy-one", "nought point nought three million".
void CardinalReader::ReadPoint() {
  if (digits_ || ordinal_ || tokens_.Word(i_) != "point") return;
  double weight = 1;
  double value = 0;
  size_t i = i_ + 1;
  const NumberWord first = WordAt(tokens_, i);
  if (first.part == Part::kTens || first.part == Part::kTeen) {  // said as one number below 100
    CardinalReader decimals(tokens_, i, reading_, i + 3);
    if (!decimals.Read() || decimals.ordinal() || decimals.value() >= 100) return;
    value = decimals.value();
    weight = 0.01;
    i = decimals.end();
  } else {
    for (NumberWord w = first; w.part == Part::kOnes && !w.ordinal; w = WordAt(tokens_, ++i)) {
      value = value * 10 + w.value;
      weight /= 10;
    }
  }
  if (i == i_ + 1) return;
  value_ += value * weight;
  step_ = weight;
  i_ = i;
  const NumberWord scale = WordAt(tokens_, i_);
  if (scale.part != Part::kScale || scale.ordinal) return;
  value_ *= scale.value;
  step_ *= scale.value;
  ++i_;
}

}  // namespace plx::linguistics::english
