#include "plugins/stance/roles/quotes.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/text/characters.h"

namespace plx::stance {
namespace {

constexpr size_t kLeastWords = 4;
constexpr size_t kLeastHanBytes = 24;  // eight characters

bool IsUtterance(std::string_view text) {
  const auto spaces = static_cast<size_t>(std::count(text.begin(), text.end(), ' '));
  const bool chinese = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; }) * 2 >
                       static_cast<std::ptrdiff_t>(text.size());
  return chinese ? text.size() >= kLeastHanBytes : spaces + 1 >= kLeastWords;
}

}  // namespace

std::vector<plx_span_t> FindQuotes(const Document& document) {
  std::vector<plx_span_t> quotes;
  for (const plx_block_t& block : document.blocks()) {
    uint32_t open = 0;
    bool quoting = false, curled = false;
    const auto close = [&](uint32_t end) {
      if (quoting && end > open && IsUtterance(document.Text({open, end}))) quotes.push_back({open, end});
      quoting = false;
    };
    for (uint32_t at = block.span.begin; at < block.span.end;) {
      const linguistics::CodePoint c = linguistics::DecodeAt(document.text(), at);
      const uint32_t next = at + static_cast<uint32_t>(c.size);
      const bool straight = c.code == '"';
      // A straight mark before a word opens, whatever was left open before it.
      const bool opens = straight && next < block.span.end && document.text()[next] != ' ' &&
                         (at == block.span.begin || document.text()[at - 1] == ' ' || document.text()[at - 1] == '(');
      if (c.code == U'“' || c.code == U'「' || opens) {
        open = next;
        quoting = true;
        curled = !straight;
      } else if (c.code == U'”' || c.code == U'」' || straight) {
        close(at);
      }
      at = next;
    }
    if (curled) close(block.span.end);
  }
  return quotes;
}

}  // namespace plx::stance
