#include "clients/cli/view/terminal.h"

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace parallax::cli {
namespace {

constexpr int kNoEnd = INT_MAX;

int TerminalColumns() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 80;
}

int WidthOf(UChar32 c) {
  const int8_t type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Calls body(code point, begin, end) for each code point.
template <typename Body>
void ForEachCodePoint(absl::string_view text, Body&& body) {
  const char* bytes = text.data();
  const int32_t size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, c);
    if (!body(c, begin, i)) return;
  }
}

}  // namespace

Terminal::Terminal(absl::string_view colour)
    : interactive_(isatty(STDOUT_FILENO) == 1),
      columns_(interactive_ ? TerminalColumns() : kNoEnd) {
  const char* no_colour = std::getenv("NO_COLOR");
  colour_ = colour == "always" ||
            (colour != "never" && interactive_ && (no_colour == nullptr || *no_colour == '\0'));
}

std::string Terminal::Paint(absl::string_view text, Colour colour) const {
  static constexpr absl::string_view kCodes[] = {"0",  "1",  "2",  "31", "32",
                                                 "33", "34", "36", "35"};
  if (!colour_ || colour == Colour::kNone) return std::string(text);
  return absl::StrCat("\x1b[", kCodes[static_cast<int>(colour)], "m", text, "\x1b[0m");
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  ForEachCodePoint(text, [&](UChar32 c, int32_t, int32_t) {
    width += WidthOf(c);
    return true;
  });
  return width;
}

std::string CutTo(absl::string_view text, int columns) {
  if (columns == kNoEnd || DisplayWidth(text) <= columns) return std::string(text);
  int width = 0;
  size_t keep = 0;
  ForEachCodePoint(text, [&](UChar32 c, int32_t, int32_t end) {
    width += WidthOf(c);
    if (width > columns - 1) return false;
    keep = end;
    return true;
  });
  return absl::StrCat(text.substr(0, keep), "…");
}

std::vector<std::string> Wrap(absl::string_view text, int columns) {
  std::vector<std::string> lines;
  size_t line = 0;        // where the line begins
  size_t last_break = 0;  // where it may end
  int width = 0;
  ForEachCodePoint(text, [&](UChar32 c, int32_t begin, int32_t end) {
    width += WidthOf(c);
    if (columns != kNoEnd && width > columns && last_break > line) {
      lines.emplace_back(text.substr(line, last_break - line));
      line = last_break;
      while (line < static_cast<size_t>(begin) && text[line] == ' ') ++line;
      width = DisplayWidth(text.substr(line, end - line));
    }
    if (c == ' ' || WidthOf(c) == 2) last_break = end;
    return true;
  });
  if (line < text.size() || lines.empty()) lines.emplace_back(text.substr(line));
  return lines;
}

std::string OneLine(absl::string_view text) {
  std::string out;
  bool space = false;
  ForEachCodePoint(text, [&](UChar32 c, int32_t begin, int32_t end) {
    if (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR) {
      space = !out.empty();
    } else {
      if (space) out.push_back(' ');
      space = false;
      out.append(text.data() + begin, end - begin);
    }
    return true;
  });
  return out;
}

}  // namespace parallax::cli
