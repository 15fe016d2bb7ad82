// HTML pages: one article a page, without what is around it.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/html/dom.h"
#include "server/corpus/readers/html/main_content.h"
#include "server/corpus/readers/html/page_metadata.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/readers/source_line.h"
#include "server/corpus/readers/stated_time.h"

namespace parallax::corpus {
namespace {

class HtmlReader final : public Reader {
 public:
  std::vector<absl::string_view> media_types() const override {
    return {"text/html", "application/xhtml+xml"};
  }

  int Recognize(absl::string_view text, const ReadHints& hints) const override {
    const std::string start = absl::AsciiStrToLower(Trimmed(text.substr(0, 1024)));
    if (absl::StartsWith(start, "<!doctype html") || absl::StartsWith(start, "<html")) return 100;
    if (!absl::StartsWith(start, "<")) return 0;
    for (const absl::string_view ending : {".html", ".htm", ".xhtml"}) {
      if (absl::EndsWithIgnoreCase(hints.file_name, ending)) return 90;
    }
    for (const absl::string_view tag : {"<html", "<head", "<body", "<article", "<div", "<p>"}) {
      if (absl::StrContains(start, tag)) return 80;
    }
    return 0;
  }

  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                             const ReadHints& hints) const override {
    static_cast<void>(hints);
    ASSIGN_OR_RETURN(const std::unique_ptr<dom::Tree> tree, dom::Parse(text));
    const PageMetadata page = ReadPageMetadata(tree->document());
    ReadItem item;
    item.origin = {0, static_cast<uint32_t>(text.size())};
    DocumentContent& content = item.content;
    content.title = page.title;
    content.source_name = page.site;
    content.url = page.url;
    if (!page.author.empty()) item.labels["author"] = page.author;
    if (!page.published.empty()) SetPublished(page.published, &item);
    bool body = false;
    if (!page.title.empty()) Append(page.title, BlockKind::kTitle, &content);
    for (const PageBlock& block : ReadMainContent(tree->document())) {
      if (block.text == page.title) continue;
      if (!body && TakeSourceLine(block.text, &item)) continue;
      Append(block.text, block.kind, &content);
      body = true;
    }
    if (!body) {
      return WithReason(absl::InvalidArgumentError(
                            "the page has no article text outside menus, links and scripts"),
                        "NO_CONTENT");
    }
    if (content.published.iso.empty() && page.published.empty()) FindSourceLine(tree->document(), &item);
    content.language = CheckedLanguage(page.language, content.text);
    std::vector<ReadItem> items;
    items.push_back(std::move(item));
    return items;
  }

 private:
  static void Append(absl::string_view text, BlockKind kind, DocumentContent* content) {
    if (!content->text.empty()) content->text.append("\n\n");
    const uint32_t begin = static_cast<uint32_t>(content->text.size());
    absl::StrAppend(&content->text, text);
    content->blocks.push_back({{begin, static_cast<uint32_t>(content->text.size())}, kind, ""});
  }

  static void SetPublished(absl::string_view stated, ReadItem* item) {
    const std::optional<TimeMatch> match = ParseStatedTime(stated);
    if (match.has_value()) item->content.published = match->time;
    const std::string warning =
        match.has_value() ? match->warning
                          : absl::StrCat("the page's time, \"", stated.substr(0, 64),
                                         "\", could not be read; it is left unknown");
    if (!warning.empty()) item->warnings.push_back(warning);
  }

  // The first line of the page that is a source line with a time: beside the article, under its
  // title, in what its class calls a byline.
  static void FindSourceLine(const GumboNode* document, ReadItem* item) {
    for (const std::string& text : ReadShortLines(document)) {
      const std::optional<SourceLine> line = MatchSourceLine(text);
      if (!line.has_value() || (line->published.iso.empty() && line->warning.empty())) continue;
      item->content.published = line->published;
      if (item->content.source_name.empty()) item->content.source_name = line->outlet;
      if (!line->warning.empty()) item->warnings.push_back(line->warning);
      return;
    }
  }

  // "来源：... 2026年1月15日" above the first paragraph.
  static bool TakeSourceLine(absl::string_view text, ReadItem* item) {
    const std::optional<SourceLine> line = MatchSourceLine(text);
    if (!line.has_value()) return false;
    DocumentContent& content = item->content;
    if (content.source_name.empty()) content.source_name = line->outlet;
    if (content.published.iso.empty()) content.published = line->published;
    if (!line->author.empty()) item->labels.emplace("author", line->author);
    if (!line->warning.empty()) item->warnings.push_back(line->warning);
    Append(text, BlockKind::kByline, &content);
    return true;
  }
};

}  // namespace

std::unique_ptr<Reader> NewHtmlReader() { return std::make_unique<HtmlReader>(); }

}  // namespace parallax::corpus
