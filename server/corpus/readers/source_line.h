// The line that names outlet and time of an article: "Sou Hu Cai Jing·2026-01-15 11:48".
#ifndef PARALLAX_SERVER_CORPUS_READERS_SOURCE_LINE_H_
#define PARALLAX_SERVER_CORPUS_READERS_SOURCE_LINE_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "server/analyzer/document.h"

namespace parallax::corpus {

struct SourceLine {
  text::Span span;        // of the line: all of it but for what follows the time
  std::string outlet;     // empty if not stated
  std::string author;
  StatedTime published;   // empty if not stated, or if it does not exist
  std::string warning;    // about the time
  text::Span rest;        // what follows, not part of it ("...11:48Workflow"); usually empty
};

// Reads `line` (one line, trimmed) as a source line:
//   Outlet·2026-01-15 11:48    Outlet | Jan 15, 2026    2026-01-15 · Outlet    新华社 2026年1月15日
//   Source: Outlet    来源：新华社    Published: 2026-01-15    By A. Writer, Jan 15, 2026    Outlet·
// Nothing if it reads more like a sentence or a title; the outlet is never guessed. Beside a title, a
// short name and a day with a comma, dash or space between them are enough: "Outlet, 15 Jan 2026".
std::optional<SourceLine> MatchSourceLine(absl::string_view line, bool beside_title = false);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_SOURCE_LINE_H_
