// English integers and decimals in words, digits or both: "two hundred and five", "4 thousand 300",
// "nineteen eighty-four", "two point seven one", "three hundred and two dozen".
#ifndef PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_CARDINAL_H_
#define PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_CARDINAL_H_

#include <cmath>

#include "plugins/linguistics/numbers/english/number_words.h"
#include "plugins/linguistics/numbers/numerals.h"

namespace plx::linguistics::english {

// Reads the longest cardinal or ordinal that starts at a token. One pass: groups below a thousand
// are collected in `current_` and moved to `total_` by the scale that follows them.
class CardinalReader {
 public:
  // Reads no token at or after `limit`. `article`: the token before `first` is "a" and stands for
  // one ("a |hundred and five").
  CardinalReader(const TokenSequence& tokens, size_t first, Reading reading,
                 size_t limit = static_cast<size_t>(-1), bool article = false)
      : tokens_(tokens),
        limit_(limit),
        reading_(reading),
        article_(article),
        i_(first),
        current_(article ? 1 : 0),
        low_(current_) {}

  // False if nothing was read.
  bool Read();

  size_t end() const { return i_; }
  double value() const { return value_; }
  double step() const { return step_; }  // as Numeral::step
  bool ordinal() const { return ordinal_; }
  bool plural() const { return plural_; }  // ended by "fifths", "hundreds"
  bool digits() const { return digits_; }  // has digits
  // The last scale word, if the numeral ends with it.
  double magnitude() const { return last_ == Part::kScale ? scale_ : 1; }

 private:
  bool Step();
  bool AndContinues(size_t i) const;
  bool StepDigits(size_t i);
  bool Apply(const NumberWord& word, size_t i);
  bool ApplyBelowHundred(const NumberWord& word);
  bool ApplyScale(const NumberWord& word);
  bool Advance(size_t end, Part part);
  void ReadPoint();

  const TokenSequence& tokens_;
  const size_t limit_;
  const Reading reading_;
  const bool article_;
  size_t i_;
  double current_ = 0;  // the group below the next scale
  double low_ = 0;      // its part below a hundred, which a dozen multiplies
  double total_ = 0, value_ = 0, step_ = 1, scale_ = INFINITY;
  Part last_ = Part::kNone;
  bool any_ = false, ordinal_ = false, plural_ = false, digits_ = false;
};

}  // namespace plx::linguistics::english

#endif  // PLUGINS_LINGUISTICS_NUMBERS_ENGLISH_CARDINAL_H_
