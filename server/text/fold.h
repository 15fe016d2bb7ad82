// Text as search and comparison see it: without differences of case, width, composition, and
// traditional or simplified form.
#ifndef PARALLAX_SERVER_TEXT_FOLD_H_
#define PARALLAX_SERVER_TEXT_FOLD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/text/offsets.h"

namespace parallax::text {

// Changes with every release that folds some text differently; kept beside what is stored folded.
inline constexpr uint32_t kFoldVersion = 1;

// NFKC_Casefold of Unicode (composition, width, ligatures, case; no invisible characters), then Han
// characters to their simplified forms, one for one. `text` must be valid UTF-8. Idempotent, except
// that folding is not promised to commute with concatenation at combining marks. Thread-safe.
std::string Fold(absl::string_view text);

// The same with the way back to the original's bytes. Constant once built.
class FoldedText {
 public:
  explicit FoldedText(absl::string_view original);

  absl::string_view text() const { return text_; }

  // The shortest span of the original, on its code-point boundaries, that folds to a text with
  // `folded` in it. `folded` is not empty, lies in text(), and is on its boundaries.
  Span Original(Span folded) const;

 private:
  // From `folded` on, up to the next run. Linear: bytes correspond one to one, in runs of equal
  // code-point boundaries; else the run is a unit.
  struct Run {
    uint32_t folded = 0;
    uint32_t original = 0;
    uint32_t original_end = 0;  // of a unit
    bool linear = true;
  };
  const Run& RunAt(uint32_t folded) const;

  std::string text_;
  std::vector<Run> runs_;  // by folded; empty: the identity
};

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_FOLD_H_
