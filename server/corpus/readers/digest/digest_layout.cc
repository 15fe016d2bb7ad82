#include "server/corpus/readers/digest/digest_layout.h"

#include <algorithm>
#include <limits>

#include "absl/types/span.h"

namespace parallax::corpus {
namespace {

using Indices = std::vector<size_t>;

// Bodies in order, and the header lines before, between and after them: one more than bodies.
struct Outline {
  std::vector<Indices> bodies;
  std::vector<Indices> headers = {{}};
};

bool IsHeader(const DigestLine& line) {
  return line.kind == DigestLineKind::kTitle || line.kind == DigestLineKind::kSource ||
         line.kind == DigestLineKind::kPageTitle;
}

// A line between two furniture lines is one too: a tag, a breadcrumb, the name of a list.
bool IsEnclosed(const std::vector<DigestLine>& lines, size_t i) {
  return lines[i].kind == DigestLineKind::kTitle && i > 0 && i + 1 < lines.size() &&
         lines[i - 1].kind == DigestLineKind::kFurniture &&
         lines[i + 1].kind == DigestLineKind::kFurniture;
}

bool Opens(const DigestLine& line) { return line.opens_lead || line.group == 1; }

// Whether the body line `line` cannot belong to the article that `body` has so far.
bool StartsAnew(const std::vector<DigestLine>& lines, const Indices& body, const DigestLine& line) {
  if (line.opens_lead) return !body.empty();
  return line.group == 1 && std::any_of(body.begin(), body.end(), [&](size_t i) {
           return lines[i].group > 0;
         });
}

// Titles alone between two body lines are headings of one article.
bool AreHeadings(const std::vector<DigestLine>& lines, const Indices& header, const DigestLine& next) {
  return !Opens(next) && !header.empty() &&
         std::all_of(header.begin(), header.end(),
                     [&](size_t i) { return lines[i].kind == DigestLineKind::kTitle; });
}

Outline MakeOutline(const std::vector<DigestLine>& lines) {
  Outline outline;
  for (size_t i = 0; i < lines.size(); ++i) {
    const DigestLine& line = lines[i];
    Indices& header = outline.headers.back();
    if (IsHeader(line) && !IsEnclosed(lines, i)) header.push_back(i);
    if (line.kind != DigestLineKind::kBody) continue;
    Indices* body = outline.bodies.empty() ? nullptr : &outline.bodies.back();
    if (body != nullptr && AreHeadings(lines, header, line)) {
      body->insert(body->end(), header.begin(), header.end());
      header.clear();
    }
    if (body == nullptr || !header.empty() || StartsAnew(lines, *body, line)) {
      outline.bodies.push_back({i});
      outline.headers.emplace_back();
    } else {
      body->push_back(i);
    }
  }
  return outline;
}

// The header lines of one article in one arrangement.
struct Header {
  absl::Span<const size_t> above;
  absl::Span<const size_t> below;
};

// Lines from `from` up to `to` with blank lines between them.
int BlankLines(const std::vector<DigestLine>& lines, size_t from, size_t to) {
  int blanks = 0;
  for (size_t i = from + 1; i <= to; ++i) blanks += lines[i].line.blanks_before;
  return blanks;
}

double Score(const std::vector<DigestLine>& lines, const Indices& body, const Header& header) {
  int titles = 0, page_titles = 0, sources = 0, pairs = 0, blanks = 0;
  const auto count = [&](absl::Span<const size_t> side, bool above) {
    for (size_t k = 0; k < side.size(); ++k) {
      const DigestLineKind kind = lines[side[k]].kind;
      titles += kind == DigestLineKind::kTitle;
      page_titles += kind == DigestLineKind::kPageTitle;
      sources += kind == DigestLineKind::kSource;
      pairs += k > 0 && kind != lines[side[k - 1]].kind && side[k] == side[k - 1] + 1;
      blanks += above ? BlankLines(lines, side[k], body.front())
                      : BlankLines(lines, body.back(), side[k]);
    }
  };
  count(header.above, true);
  count(header.below, false);
  const auto one = [](int count, double worth) {
    return count == 0 ? 0.0 : worth - (count - 1);
  };
  const double title = titles > 0 ? one(titles, 4) : (page_titles > 0 ? 2 : 0);
  // An equal choice goes to the body below: headers stand above more often.
  return title + one(sources, 2) + 0.25 * pairs - 0.01 * blanks + (header.below.empty() ? 0.001 : 0);
}

// For each header block how many of its lines go to the body above it. Dynamic programme over the
// split of each block: the score of an article depends on the two blocks around it only.
std::vector<size_t> BestSplits(const std::vector<DigestLine>& lines, const Outline& outline) {
  const size_t count = outline.bodies.size();
  const auto header_of = [&](size_t i, size_t split_before, size_t split_after) {
    return Header{absl::MakeConstSpan(outline.headers[i]).subspan(split_before),
                  absl::MakeConstSpan(outline.headers[i + 1]).subspan(0, split_after)};
  };
  // best[i][k]: articles before body i are placed, k lines of header block i went above.
  std::vector<std::vector<double>> best = {{0.0}};
  std::vector<std::vector<size_t>> from;
  for (size_t i = 0; i < count; ++i) {
    const size_t splits = outline.headers[i + 1].size() + 1;
    best.emplace_back(splits, -std::numeric_limits<double>::infinity());
    from.emplace_back(splits, 0);
    for (size_t after = 0; after < splits; ++after) {
      if (i + 1 == count && after + 1 < splits) continue;  // nothing below the last body takes them
      for (size_t before = 0; before < best[i].size(); ++before) {
        const double score =
            best[i][before] + Score(lines, outline.bodies[i], header_of(i, before, after));
        if (score <= best[i + 1][after]) continue;
        best[i + 1][after] = score;
        from[i][after] = before;
      }
    }
  }
  std::vector<size_t> splits(count + 1, 0);
  splits[count] = outline.headers[count].size();
  for (size_t i = count; i > 0; --i) splits[i - 1] = from[i - 1][splits[i]];
  return splits;
}

// Of several candidates the one next to the source line, else the longest.
std::optional<size_t> ChooseTitle(const std::vector<DigestLine>& lines, const Indices& header,
                                  DigestLineKind kind, std::optional<size_t> source) {
  std::optional<size_t> chosen;
  for (const size_t i : header) {
    if (lines[i].kind != kind) continue;
    if (source.has_value() && (i + 1 == *source || i == *source + 1)) return i;
    if (!chosen.has_value() || lines[i].line.span.size() > lines[*chosen].line.span.size()) chosen = i;
  }
  return chosen;
}

DigestArticle MakeArticle(const std::vector<DigestLine>& lines, const Indices& body,
                          const Header& header) {
  DigestArticle article;
  article.body = body;
  Indices all(header.above.begin(), header.above.end());
  all.insert(all.end(), header.below.begin(), header.below.end());
  for (const size_t i : all) {
    if (lines[i].kind == DigestLineKind::kSource && !article.source.has_value()) article.source = i;
  }
  article.title = ChooseTitle(lines, all, DigestLineKind::kTitle, article.source);
  if (!article.title.has_value()) {
    article.title = ChooseTitle(lines, all, DigestLineKind::kPageTitle, article.source);
  }
  return article;
}

}  // namespace

std::vector<DigestArticle> ArrangeDigest(const std::vector<DigestLine>& lines) {
  const Outline outline = MakeOutline(lines);
  const std::vector<size_t> splits = BestSplits(lines, outline);
  std::vector<DigestArticle> articles;
  for (size_t i = 0; i < outline.bodies.size(); ++i) {
    const Header header{absl::MakeConstSpan(outline.headers[i]).subspan(splits[i]),
                        absl::MakeConstSpan(outline.headers[i + 1]).subspan(0, splits[i + 1])};
    articles.push_back(MakeArticle(lines, outline.bodies[i], header));
  }
  return articles;
}

}  // namespace parallax::corpus
