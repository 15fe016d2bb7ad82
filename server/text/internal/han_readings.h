// How Han characters are read in names, where one character has several readings.
#ifndef PARALLAX_SERVER_TEXT_INTERNAL_HAN_READINGS_H_
#define PARALLAX_SERVER_TEXT_INTERNAL_HAN_READINGS_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace parallax::text::internal {

// If a Han character with a reading begins at `*position` of `simplified`, appends the readings of
// the longest known word there, else of the character, each with a space before and after it, and
// moves `*position` past it. False if not.
bool TakeReading(absl::string_view simplified, size_t* position, std::string* out);

}  // namespace parallax::text::internal

#endif  // PARALLAX_SERVER_TEXT_INTERNAL_HAN_READINGS_H_
