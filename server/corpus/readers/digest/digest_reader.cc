// Research digests: articles shrunk to a lead and grouped key points with references to the
// paragraphs of the original, several to a file, amid the furniture of the page they came from.
#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/corpus/readers/digest/digest_body.h"
#include "server/corpus/readers/digest/digest_layout.h"
#include "server/corpus/readers/digest/digest_lines.h"
#include "server/corpus/readers/reader.h"

namespace parallax::corpus {
namespace {

using text::Span;

// "ZGXT-34国聚华盛顿...": the code that a digest service puts before the title of its page.
Span WithoutCode(absl::string_view text, Span title) {
  const absl::string_view whole = title.In(text);
  size_t letters = 0;
  while (letters < whole.size() && absl::ascii_isupper(static_cast<unsigned char>(whole[letters]))) {
    ++letters;
  }
  const bool coded = letters >= 2 && letters <= 8 && absl::StartsWith(whole.substr(letters), "-");
  const absl::string_view rest = coded ? whole.substr(letters + 1) : absl::string_view();
  const bool chinese = std::any_of(rest.begin(), rest.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
  if (chinese) title.begin += static_cast<uint32_t>(letters) + 1;
  return title;
}

Span Moved(Span span, uint32_t by) { return {span.begin + by, span.end + by}; }

class DigestReader final : public Reader {
 public:
  std::vector<absl::string_view> media_types() const override {
    return {"text/x-research-digest", "text/vnd.parallax.research-digest"};
  }

  int Recognize(absl::string_view text, const ReadHints& hints) const override {
    static_cast<void>(hints);
    bool lead = false, groups = false, sources = false, pages = false;
    int references = 0;
    for (const DigestLine& line : ClassifyDigestLines(text)) {
      lead |= line.opens_lead;
      groups |= line.group == 1 || absl::StrContains(line.line.span.In(text), " Group 1");
      sources |= line.kind == DigestLineKind::kSource;
      pages |= line.kind == DigestLineKind::kPageTitle;
      references += line.kind == DigestLineKind::kBody && HasReference(line.line.span.In(text));
    }
    if (!lead && !groups) return 0;
    return std::min(90, (lead ? 30 : 0) + (groups ? 40 : 0) + (references > 0 ? 30 : 0) +
                            (sources ? 20 : 0) + (pages ? 10 : 0));
  }

  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                             const ReadHints& hints) const override {
    const std::vector<DigestLine> lines = ClassifyDigestLines(text);
    const std::vector<DigestArticle> articles = ArrangeDigest(lines);
    if (articles.empty()) {
      return WithReason(absl::InvalidArgumentError(
                            "the file has no digest article: no lead, group or key point was found"),
                        "NO_CONTENT");
    }
    std::string site;
    for (const DigestLine& line : lines) {
      if (line.kind == DigestLineKind::kPageTitle) site = line.site;
    }
    std::vector<ReadItem> items;
    for (const DigestArticle& article : articles) {
      items.push_back(MakeItem(text, lines, article, site.empty() ? hints.feed : site));
    }
    return items;
  }

 private:
  static ReadItem MakeItem(absl::string_view text, const std::vector<DigestLine>& lines,
                           const DigestArticle& article, const std::string& feed) {
    ReadItem item;
    item.content.feed = feed;
    std::vector<DigestLine> body;
    for (const size_t i : article.body) body.push_back(lines[i]);
    std::vector<Block> blocks = CarveDigestBody(text, body);
    Span slice{body.front().line.span.begin, body.back().line.span.end};
    const auto cover = [&](Span span, BlockKind kind) {
      slice = {std::min(slice.begin, span.begin), std::max(slice.end, span.end)};
      blocks.push_back({span, kind, ""});
    };
    if (article.title.has_value()) {
      const DigestLine& line = lines[*article.title];
      const Span title = line.kind == DigestLineKind::kPageTitle ? WithoutCode(text, line.page_title)
                                                                 : line.line.span;
      cover(title, BlockKind::kTitle);
      item.content.title = std::string(title.In(text));
    }
    if (article.source.has_value()) {
      const DigestLine& line = lines[*article.source];
      cover(Moved(line.source.span, line.line.span.begin), BlockKind::kByline);
      item.content.source_name = line.source.outlet;
      item.content.published = line.source.published;
      if (!line.source.author.empty()) item.labels["author"] = line.source.author;
      if (!line.source.warning.empty()) item.warnings.push_back(line.source.warning);
    }
    std::sort(blocks.begin(), blocks.end(),
              [](const Block& a, const Block& b) { return a.span < b.span; });
    for (Block& block : blocks) {
      block.span = {block.span.begin - slice.begin, block.span.end - slice.begin};
    }
    item.origin = slice;
    item.content.text = std::string(slice.In(text));
    item.content.blocks = std::move(blocks);
    return item;
  }
};

}  // namespace

std::unique_ptr<Reader> NewDigestReader() { return std::make_unique<DigestReader>(); }

}  // namespace parallax::corpus
