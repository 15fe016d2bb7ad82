// What the lines of a research digest are.
#ifndef PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_LINES_H_
#define PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_LINES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/source_line.h"

namespace parallax::corpus {

enum class DigestLineKind {
  kBody,       // lead, group, point, or a paragraph
  kSource,     // outlet and time
  kTitle,      // may be a title (or a heading, or furniture)
  kPageTitle,  // the title of the page, with its site: "... - Reportify"
  kFurniture,  // what a page has around its articles: "Search documents"
};

struct DigestLine {
  Line line;
  DigestLineKind kind = DigestLineKind::kTitle;
  bool opens_lead = false;   // begins with "Core Viewpoint" or the like
  int group = 0;             // begins with "Group 3": 3
  SourceLine source;         // of kSource; spans are those of the line
  std::string site;          // of kPageTitle
  text::Span page_title;     // of kPageTitle: without the site
};

std::vector<DigestLine> ClassifyDigestLines(absl::string_view text);

// If `text` begins with the label of a lead ("Core Viewpoint - "): the bytes up to the lead; else 0.
size_t LeadLabelLength(absl::string_view text);

// "Group 2: " or "第二组：" at the start of a text.
struct GroupLabel {
  size_t length = 0;      // bytes up to what follows
  int number = 0;
  bool has_heading = false;  // a colon: a heading follows; a dash: the first point
};
std::optional<GroupLabel> MatchGroupLabel(absl::string_view text);

// Whether a reference "[3]" is in `text`.
bool HasReference(absl::string_view text);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_DIGEST_DIGEST_LINES_H_
