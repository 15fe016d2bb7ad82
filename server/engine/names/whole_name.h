// Which names say by themselves who is meant.
#ifndef PARALLAX_SERVER_ENGINE_NAMES_WHOLE_NAME_H_
#define PARALLAX_SERVER_ENGINE_NAMES_WHOLE_NAME_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace parallax {

// How a whole name is written; kNone: it is no whole name.
enum class NameWriting { kNone, kWords, kCapitals, kHan };

// Han characters that make a name whole: where it stands as a name of its own, and where it is looked for within other
// text, of which three characters are soon a piece.
inline constexpr size_t kLeastHan = 3;
inline constexpr size_t kLeastHanWithinText = 4;

// A whole name is two words or more ("Jade Airways", and "jade-airways" in an id), three capitals or more ("FSH"), or
// `least_han` Han characters or more without a Latin word among them. A surname or a common word is none: it may be somebody
// else's in another document.
NameWriting WritingOfWholeName(absl::string_view name, size_t least_han = kLeastHan);

inline bool IsWholeName(absl::string_view name) { return WritingOfWholeName(name) != NameWriting::kNone; }

// True if the name begins with a Han character.
bool IsHanName(absl::string_view name);

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_NAMES_WHOLE_NAME_H_
