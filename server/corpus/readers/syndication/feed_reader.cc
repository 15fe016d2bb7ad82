// RSS 0.9 to 2.0 and Atom: an item or entry is a document.
#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pugixml.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/html/page_metadata.h"
#include "server/corpus/readers/syndication/fragment.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/readers/stated_time.h"

namespace parallax::corpus {
namespace {

// "content:encoded" -> "encoded": feeds choose their own prefixes.
absl::string_view LocalName(const pugi::xml_node& node) {
  const absl::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == absl::string_view::npos ? name : name.substr(colon + 1);
}

bool Is(const pugi::xml_node& node, absl::string_view local_name) {
  return node.type() == pugi::node_element && absl::EqualsIgnoreCase(LocalName(node), local_name);
}

pugi::xml_node Child(const pugi::xml_node& node, absl::string_view local_name) {
  return node.find_child([&](const pugi::xml_node& child) { return Is(child, local_name); });
}

// Text below the node: character data of either kind; of XHTML content the markup.
std::string Inner(const pugi::xml_node& node) {
  struct Printer final : pugi::xml_writer {
    void write(const void* data, size_t size) override { out.append(static_cast<const char*>(data), size); }
    std::string out;
  };
  Printer printer;
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_element) {
      child.print(printer, "", pugi::format_raw);
    } else {
      printer.out.append(child.value());
    }
  }
  return std::string(Trimmed(printer.out));
}

// Of a title: markup and entities that some feeds escape twice are taken out.
std::string OneLine(const std::string& html) {
  if (!absl::StrContains(html, "<") && !absl::StrContains(html, "&")) return html;
  const auto blocks = ReadFragment(html);
  std::string line;
  if (blocks.ok()) {
    for (const PageBlock& block : *blocks) absl::StrAppend(&line, line.empty() ? "" : " ", block.text);
  }
  return line;
}

class ItemReader {
 public:
  ItemReader(const pugi::xml_node& channel, const ReadHints& hints) : hints_(hints) {
    channel_title_ = OneLine(Inner(Child(channel, "title")));
    language_ = Inner(Child(channel, "language"));
    if (language_.empty()) language_ = channel.attribute("xml:lang").value();
  }

  ReadItem Read(const pugi::xml_node& node, text::Span origin) const {
    ReadItem item;
    item.origin = origin;
    DocumentContent& content = item.content;
    content.title = OneLine(Inner(Child(node, "title")));
    content.url = Link(node);
    content.source_name = Outlet(node);
    item.external_id = Inner(Child(node, "guid"));
    if (item.external_id.empty()) item.external_id = Inner(Child(node, "id"));
    ReadPublished(node, &item);
    ReadLabels(node, &item);
    item.status = ReadBody(node, &content);
    content.language = CheckedLanguage(language_, content.text);
    return item;
  }

 private:
  // RSS: the text of <link>; Atom: the address of the one that is the page itself.
  static std::string Link(const pugi::xml_node& node) {
    std::string any;
    for (const pugi::xml_node& child : node.children()) {
      if (!Is(child, "link")) continue;
      const absl::string_view href = child.attribute("href").value();
      const absl::string_view rel = child.attribute("rel").value();
      const std::string address = href.empty() ? Inner(child) : std::string(href);
      if (rel.empty() || rel == "alternate") return address;
      if (any.empty()) any = address;
    }
    const pugi::xml_node guid = Child(node, "guid");
    const bool permalink = absl::string_view(guid.attribute("isPermaLink").value()) != "false";
    const std::string id = Inner(guid);
    return any.empty() && permalink && absl::StartsWith(id, "http") ? id : any;
  }

  // An aggregator says whose the item is; else it is the outlet's own feed.
  std::string Outlet(const pugi::xml_node& node) const {
    const pugi::xml_node source = Child(node, "source");
    const std::string named = OneLine(Inner(Child(source, "title") ? Child(source, "title") : source));
    if (!named.empty()) return named;
    return hints_.source_name.empty() ? channel_title_ : hints_.source_name;
  }

  static void ReadPublished(const pugi::xml_node& node, ReadItem* item) {
    for (const char* name : {"pubDate", "published", "date", "issued", "updated"}) {
      const std::string stated = Inner(Child(node, name));
      if (stated.empty()) continue;
      const std::optional<TimeMatch> match = ParseStatedTime(stated);
      if (match.has_value()) item->content.published = match->time;
      const std::string warning =
          match.has_value() ? match->warning
                            : absl::StrCat("the item's time, \"", stated.substr(0, 64),
                                           "\", could not be read; it is left unknown");
      if (!warning.empty()) item->warnings.push_back(warning);
      return;
    }
  }

  static void ReadLabels(const pugi::xml_node& node, ReadItem* item) {
    constexpr size_t kMaxLabelBytes = 1024;
    const pugi::xml_node author = Child(node, "creator") ? Child(node, "creator") : Child(node, "author");
    const std::string name = Inner(Child(author, "name") ? Child(author, "name") : author);
    if (!name.empty() && name.size() <= kMaxLabelBytes) item->labels["author"] = name;
    std::string categories;
    for (const pugi::xml_node& child : node.children()) {
      if (!Is(child, "category") && !Is(child, "subject")) continue;
      const absl::string_view term = child.attribute("term").value();
      const std::string category = term.empty() ? Inner(child) : std::string(term);
      if (!category.empty()) absl::StrAppend(&categories, categories.empty() ? "" : ", ", category);
    }
    if (!categories.empty() && categories.size() <= kMaxLabelBytes) item->labels["category"] = categories;
  }

  // The whole text if the feed carries it, else the summary.
  static absl::Status ReadBody(const pugi::xml_node& node, DocumentContent* content) {
    const auto append = [content](absl::string_view text, BlockKind kind) {
      if (!content->text.empty()) content->text.append("\n\n");
      const uint32_t begin = static_cast<uint32_t>(content->text.size());
      absl::StrAppend(&content->text, text);
      content->blocks.push_back({{begin, static_cast<uint32_t>(content->text.size())}, kind, ""});
    };
    if (!content->title.empty()) append(content->title, BlockKind::kTitle);
    for (const char* name : {"encoded", "content", "description", "summary"}) {
      const std::string html = Inner(Child(node, name));
      if (html.empty()) continue;
      ASSIGN_OR_RETURN(const std::vector<PageBlock> blocks, ReadFragment(html));
      for (const PageBlock& block : blocks) append(block.text, block.kind);
      if (!blocks.empty()) return absl::OkStatus();
    }
    if (!content->title.empty()) return absl::OkStatus();
    return WithReason(absl::InvalidArgumentError("the item has neither title nor text"), "NO_CONTENT");
  }

  const ReadHints& hints_;
  std::string channel_title_;
  std::string language_;
};

class FeedReader final : public Reader {
 public:
  std::vector<absl::string_view> media_types() const override {
    return {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
            "text/xml"};
  }

  int Recognize(absl::string_view text, const ReadHints&) const override {
    const std::string start = absl::AsciiStrToLower(Trimmed(text.substr(0, 2048)));
    if (!absl::StartsWith(start, "<")) return 0;
    for (const char* root : {"<rss", "<feed", "<rdf:rdf"}) {
      const size_t at = start.find(root);
      // Before any other element: comments and processing instructions begin with "<!" or "<?".
      if (at == std::string::npos) continue;
      bool first = true;
      for (size_t i = start.find('<'); i < at; i = start.find('<', i + 1)) {
        first = first && (start[i + 1] == '?' || start[i + 1] == '!');
      }
      if (first) return 98;
    }
    return 0;
  }

  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                             const ReadHints& hints) const override {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    std::vector<pugi::xml_node> nodes;
    Collect(root, &nodes);
    const pugi::xml_node channel = Child(root, "channel") ? Child(root, "channel") : root;
    const ItemReader reader(channel, hints);
    std::vector<ReadItem> items;
    for (size_t i = 0; i < nodes.size(); ++i) {
      const size_t next = i + 1 < nodes.size() ? OffsetOf(nodes[i + 1]) : text.size();
      items.push_back(reader.Read(nodes[i], OriginOf(text, OffsetOf(nodes[i]), next)));
    }
    // What stands before the error is kept; the last item may be cut by it.
    if (!parsed && !items.empty()) {
      items.back().warnings.push_back(absl::StrCat("the feed is broken at byte ", parsed.offset, " (",
                                                   parsed.description(), "); what follows was not read"));
    }
    if (!items.empty()) return items;
    if (!parsed) {
      return WithReason(absl::InvalidArgumentError(absl::StrCat("not well-formed XML at byte ", parsed.offset,
                                                                ": ", parsed.description())),
                        "XML_INVALID");
    }
    return WithReason(absl::InvalidArgumentError("the feed has no item or entry"), "NO_CONTENT");
  }

 private:
  // Items of the feed in order, wherever the version puts them: below <channel>, or beside it.
  static void Collect(const pugi::xml_node& root, std::vector<pugi::xml_node>* nodes) {
    for (const pugi::xml_node& child : root.children()) {
      if (Is(child, "item") || Is(child, "entry")) nodes->push_back(child);
      if (!Is(child, "channel")) continue;
      for (const pugi::xml_node& inner : child.children()) {
        if (Is(inner, "item")) nodes->push_back(inner);
      }
    }
  }

  static size_t OffsetOf(const pugi::xml_node& node) {
    const ptrdiff_t offset = node.offset_debug();
    return offset > 0 ? static_cast<size_t>(offset) - 1 : 0;  // of its name; "<" is before
  }

  static text::Span OriginOf(absl::string_view text, size_t begin, size_t next) {
    begin = std::min(begin, text.size());
    next = std::clamp(next, begin, text.size());
    const absl::string_view own = text.substr(begin, next - begin);
    const size_t close = std::max(own.rfind("</item>") + 1, own.rfind("</entry>") + 1);  // npos + 1 = 0
    const size_t end = close == 0 ? next : begin + own.find('>', close - 1) + 1;
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }
};

}  // namespace

std::unique_ptr<Reader> NewFeedReader() { return std::make_unique<FeedReader>(); }

}  // namespace parallax::corpus
