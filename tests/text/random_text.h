// Valid UTF-8 for property tests: seeded, with the characters that break naive code.
#ifndef PARALLAX_TESTS_TEXT_RANDOM_TEXT_H_
#define PARALLAX_TESTS_TEXT_RANDOM_TEXT_H_

#include <random>
#include <string>

namespace parallax::text {

// `pieces` pieces: words, numbers, Han, punctuation, white space, emoji with joiners, combining
// marks, controls, line ends, and any code point there is.
std::string RandomText(size_t pieces, std::mt19937* random);

}  // namespace parallax::text

#endif  // PARALLAX_TESTS_TEXT_RANDOM_TEXT_H_
