#include "tests/text/random_text.h"

#include <iterator>

#include "absl/strings/string_view.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPieces[] = {
    "a"sv,        "The "sv,     "U.S. "sv,     "Mr. "sv,      "said. "sv,       "No. 5 "sv,
    "8.5%"sv,     "1,200"sv,    " "sv,         "\n"sv,        "\r\n"sv,         "\t"sv,
    "\0"sv,       "\u0085"sv,   "\u2028"sv,    "\u3000"sv,    "\u00A0"sv,       "\uFEFF"sv,
    "\u200B"sv,   "[5]"sv,      "[3, 4]"sv,    "［7］"sv,     "【8】"sv,        "["sv,
    "]"sv,        "稀土"sv,     "联盟"sv,      "臺灣"sv,      "。"sv,           "”"sv,
    "“"sv,        "！"sv,       "、"sv,        "３.５万"sv,   "e\u0301"sv,      "\u0301"sv,
    "ﬁ"sv,        "Å"sv,        "ß"sv,         "İ"sv,         "👨‍👩‍👧"sv,         "🇨🇳"sv,
    "👍🏽"sv,       "🇦"sv,       "\U0001F3FD"sv, "\u200D"sv,    "𠮷"sv,           "ำ"sv,
    "ไทย"sv,      "한국"sv,     "日本の"sv,    "\u202E"sv,    "\uFFFF"sv,       "\U0010FFFF"sv,
};

}  // namespace

std::string RandomText(size_t pieces, std::mt19937* random) {
  std::string text;
  for (size_t i = 0; i < pieces; ++i) {
    const uint32_t choice = (*random)() % (std::size(kPieces) + 4);
    if (choice < std::size(kPieces)) {
      text.append(kPieces[choice]);
      continue;
    }
    char32_t c = (*random)() % 0x110000;
    if (c >= 0xD800 && c < 0xE000) c = U'稀';
    AppendCodePoint(c, &text);
  }
  return text;
}

}  // namespace parallax::text
