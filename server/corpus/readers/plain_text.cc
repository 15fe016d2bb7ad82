#include "server/corpus/readers/plain_text.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/readers/source_line.h"
#include "server/corpus/readers/stated_time.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

using text::Span;

constexpr size_t kMaxTitle = 160;   // code points
constexpr size_t kMaxHeading = 80;  // code points

size_t HashMarks(absl::string_view line) {
  size_t marks = 0;
  while (marks < line.size() && line[marks] == '#') ++marks;
  const bool heading = marks >= 1 && marks <= 6 && marks < line.size() && line[marks] == ' ';
  return heading ? marks + 1 : 0;
}

enum class HeaderField { kTitle, kSource, kPublished, kUrl, kLanguage, kFeed, kAuthor };

// "Title: ..." at the top of a file. Names as people write them, in either language.
std::optional<HeaderField> MatchHeader(absl::string_view line, Span* value) {
  static constexpr struct {
    absl::string_view name;
    HeaderField field;
  } kNames[] = {
      {"title", HeaderField::kTitle},          {"headline", HeaderField::kTitle},
      {"标题", HeaderField::kTitle},           {"標題", HeaderField::kTitle},
      {"source", HeaderField::kSource},        {"outlet", HeaderField::kSource},
      {"publisher", HeaderField::kSource},     {"来源", HeaderField::kSource},
      {"來源", HeaderField::kSource},          {"date", HeaderField::kPublished},
      {"published", HeaderField::kPublished},  {"日期", HeaderField::kPublished},
      {"发布时间", HeaderField::kPublished},   {"發布時間", HeaderField::kPublished},
      {"url", HeaderField::kUrl},              {"link", HeaderField::kUrl},
      {"链接", HeaderField::kUrl},             {"language", HeaderField::kLanguage},
      {"语言", HeaderField::kLanguage},        {"feed", HeaderField::kFeed},
      {"author", HeaderField::kAuthor},        {"作者", HeaderField::kAuthor},
  };
  for (const auto& [name, field] : kNames) {
    if (!absl::StartsWithIgnoreCase(line, name)) continue;
    const absl::string_view rest = line.substr(name.size());
    const absl::string_view colon = absl::StartsWith(rest, ":")    ? ":"
                                    : absl::StartsWith(rest, "：") ? "："
                                                                   : "";
    if (colon.empty()) continue;
    *value = Trimmed(line, {static_cast<uint32_t>(name.size() + colon.size()),
                            static_cast<uint32_t>(line.size())});
    return field;
  }
  return std::nullopt;
}

bool IsHeading(const std::vector<Line>& lines, size_t i, absl::string_view text) {
  const absl::string_view line = lines[i].span.In(text);
  const bool last = i + 1 == lines.size();
  const bool alone = !last && lines[i + 1].blanks_before > 0 && (i == 0 || lines[i].blanks_before > 0);
  return alone && text::CountCodePoints(line) <= kMaxHeading && !EndsSentence(line) &&
         !absl::EndsWith(line, ":") && !absl::EndsWith(line, "：") && !absl::EndsWith(line, ",") &&
         !absl::EndsWith(line, "，");
}

class PlainTextReader final : public Reader {
 public:
  std::vector<absl::string_view> media_types() const override {
    return {"text/plain", "text/markdown"};
  }

  int Recognize(absl::string_view text, const ReadHints& hints) const override {
    static_cast<void>(hints);
    return text.find('\0') == absl::string_view::npos ? 10 : 0;
  }

  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                             const ReadHints& hints) const override {
    static_cast<void>(hints);
    const std::vector<Line> lines = SplitLines(text);
    if (lines.empty()) {
      return WithReason(absl::InvalidArgumentError("the file holds only white space"), "EMPTY_TEXT");
    }
    ReadItem item;
    item.origin = {lines.front().span.begin, lines.back().span.end};
    size_t next = ReadHeaders(text, lines, &item);
    next = ReadTitle(text, lines, next, &item);
    if (next < lines.size()) {
      const std::vector<Block> body = PlainTextBlocks(text, {lines[next].span.begin, item.origin.end});
      item.content.blocks.insert(item.content.blocks.end(), body.begin(), body.end());
    }
    for (Block& block : item.content.blocks) {
      block.span = {block.span.begin - item.origin.begin, block.span.end - item.origin.begin};
    }
    item.content.text = std::string(item.origin.In(text));
    std::vector<ReadItem> items;
    items.push_back(std::move(item));
    return items;
  }

 private:
  // Returns the first line after the header; 0 if there is none. One field alone is a header only
  // if an empty line or the title field sets it off: "Source: ..." may also begin a sentence.
  static size_t ReadHeaders(absl::string_view text, const std::vector<Line>& lines, ReadItem* item) {
    size_t count = 0;
    Span value;
    while (count < lines.size() && (count == 0 || lines[count].blanks_before == 0) &&
           MatchHeader(lines[count].span.In(text), &value).has_value()) {
      ++count;
    }
    if (count == 0 || (count == 1 && count < lines.size() && lines[count].blanks_before == 0 &&
                       MatchHeader(lines[0].span.In(text), &value) != HeaderField::kTitle)) {
      return 0;
    }
    for (size_t i = 0; i < count; ++i) {
      const Span line = lines[i].span;
      const HeaderField field = *MatchHeader(line.In(text), &value);
      SetField(field, value.In(line.In(text)), item);
      const Span in_text{line.begin + value.begin, line.begin + value.end};
      if (field == HeaderField::kTitle && !value.empty()) {
        item->content.blocks.push_back({in_text, BlockKind::kTitle, ""});
      } else if (field != HeaderField::kUrl && field != HeaderField::kLanguage) {
        item->content.blocks.push_back({line, BlockKind::kByline, ""});
      }
    }
    return count;
  }

  static void SetField(HeaderField field, absl::string_view value, ReadItem* item) {
    DocumentContent& content = item->content;
    switch (field) {
      case HeaderField::kTitle: content.title = std::string(value); return;
      case HeaderField::kSource: content.source_name = std::string(value); return;
      case HeaderField::kUrl: content.url = std::string(value); return;
      case HeaderField::kLanguage: content.language = std::string(value); return;
      case HeaderField::kFeed: content.feed = std::string(value); return;
      case HeaderField::kAuthor: item->labels["author"] = std::string(value); return;
      case HeaderField::kPublished: break;
    }
    const std::optional<TimeMatch> match = ParseStatedTime(value);
    if (match.has_value()) content.published = match->time;
    if (match.has_value() && !match->warning.empty()) item->warnings.push_back(match->warning);
    if (!match.has_value() && !value.empty()) {
      item->warnings.push_back(absl::StrCat("the time \"", value.substr(0, 64),
                                            "\" could not be read; it is left unknown"));
    }
  }

  // A first line that is short, is no sentence and has text after it is the title; a source line
  // may follow it, or stand before it.
  static size_t ReadTitle(absl::string_view text, const std::vector<Line>& lines, size_t next,
                          ReadItem* item) {
    next = ReadSourceLine(text, lines, next, false, item);
    if (next + 1 >= lines.size() || !item->content.title.empty()) return next;
    Span title = lines[next].span;
    const absl::string_view line = title.In(text);
    const size_t marks = HashMarks(line);
    const bool short_line = text::CountCodePoints(line) <= kMaxTitle && BulletLength(line) == 0;
    const bool full_stop = absl::EndsWith(line, ".") || absl::EndsWith(line, "。");
    const bool wrapped = lines[next + 1].blanks_before == 0 &&
                         absl::ascii_islower(static_cast<unsigned char>(text[lines[next + 1].span.begin]));
    if (!short_line || full_stop || wrapped) return next;
    title.begin += static_cast<uint32_t>(marks);
    item->content.title = std::string(title.In(text));
    item->content.blocks.push_back({title, BlockKind::kTitle, ""});
    return ReadSourceLine(text, lines, next + 1, true, item);
  }

  static size_t ReadSourceLine(absl::string_view text, const std::vector<Line>& lines, size_t next,
                               bool beside_title, ReadItem* item) {
    if (next + 1 >= lines.size()) return next;
    const std::optional<SourceLine> source =
        MatchSourceLine(lines[next].span.In(text), beside_title);
    if (!source.has_value()) return next;
    const uint32_t begin = lines[next].span.begin;
    item->content.blocks.push_back({{begin, begin + source->span.end}, BlockKind::kByline, ""});
    if (item->content.source_name.empty()) item->content.source_name = source->outlet;
    if (item->content.published.iso.empty()) item->content.published = source->published;
    if (!source->author.empty()) item->labels["author"] = source->author;
    if (!source->warning.empty()) item->warnings.push_back(source->warning);
    return next + 1;
  }
};

}  // namespace

std::vector<Block> PlainTextBlocks(absl::string_view text, Span span) {
  const std::vector<Line> lines = SplitLines(text, span);
  std::vector<Block> blocks;
  for (size_t i = 0; i < lines.size(); ++i) {
    Span line = lines[i].span;
    const absl::string_view content = line.In(text);
    if (const size_t marks = HashMarks(content); marks > 0) {
      line.begin += static_cast<uint32_t>(marks);
      blocks.push_back({line, BlockKind::kHeading, ""});
    } else if (const size_t bullet = BulletLength(content); bullet > 0) {
      line.begin += static_cast<uint32_t>(bullet);
      blocks.push_back({line, BlockKind::kKeyPoint, ""});
    } else if (IsHeading(lines, i, text)) {
      blocks.push_back({line, BlockKind::kHeading, ""});
    } else {
      // A wrapped paragraph or list item goes on where its last line has no end.
      const bool goes_on = !blocks.empty() && i > 0 && lines[i].blanks_before == 0 &&
                           blocks.back().kind != BlockKind::kHeading &&
                           !EndsSentence(blocks.back().span.In(text));
      if (goes_on) {
        blocks.back().span.end = line.end;
      } else {
        blocks.push_back({line, BlockKind::kParagraph, ""});
      }
    }
  }
  return blocks;
}

std::unique_ptr<Reader> NewPlainTextReader() { return std::make_unique<PlainTextReader>(); }

}  // namespace parallax::corpus
