// What the output goes to, and how wide text is on it.
#ifndef PARALLAX_CLIENTS_CLI_VIEW_TERMINAL_H_
#define PARALLAX_CLIENTS_CLI_VIEW_TERMINAL_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace parallax::cli {

enum class Colour { kNone, kBold, kDim, kRed, kGreen, kYellow, kBlue, kCyan, kMagenta };

// Standard output: a person's terminal or a pipe.
class Terminal {
 public:
  // `colour`: "auto" (a terminal, and NO_COLOR is not set), "always", "never".
  explicit Terminal(absl::string_view colour);

  bool interactive() const { return interactive_; }
  // Columns; a pipe has no end (so nothing is cut for programs and files).
  int columns() const { return columns_; }
  std::string Paint(absl::string_view text, Colour colour) const;

 private:
  bool interactive_;
  bool colour_;
  int columns_;
};

// Columns that `text` takes: East Asian wide characters and emoji two, combining marks none (UAX
// #11, through ICU's properties).
int DisplayWidth(absl::string_view text);

// `text` in at most `columns`, with an ellipsis where it was cut.
std::string CutTo(absl::string_view text, int columns);

// Lines of at most `columns`, broken at spaces and between CJK characters.
std::vector<std::string> Wrap(absl::string_view text, int columns);

// White space runs and control characters become one space: a quote on one line.
std::string OneLine(absl::string_view text);

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_VIEW_TERMINAL_H_
