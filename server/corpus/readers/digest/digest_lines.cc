#include "server/corpus/readers/digest/digest_lines.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

using text::Span;

// Longer lines are no titles: newspaper headlines keep below (code points).
constexpr size_t kMaxTitle = 150;
constexpr size_t kMaxIdeographicTitle = 70;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

bool IsFurniture(absl::string_view line) {
  // What the buttons and menus of reading sites say.
  static constexpr absl::string_view kWords[] = {
      "workflow", "icon", "search documents", "search", "menu", "home", "share", "copy", "copy link",
      "download", "print", "log in", "login", "sign in", "sign up", "register", "subscribe",
      "bookmark", "save", "back", "next", "previous", "more", "read more", "show more", "close",
      "settings", "translate", "summary", "original", "view original", "read original", "chat",
      "related", "related articles", "advertisement", "loading...", "工作流", "图标", "搜索", "搜索文档",
      "菜单", "首页", "分享", "复制", "复制链接", "下载", "打印", "登录", "注册", "订阅", "收藏", "返回",
      "更多", "展开", "收起", "关闭", "设置", "翻译", "原文", "查看原文", "阅读原文", "相关", "相关文章",
      "广告", "加载中"};
  const bool link = !absl::StrContains(line, " ") && absl::StrContains(line, "://");
  return link || !HasLetterOrDigit(line) ||
         std::any_of(std::begin(kWords), std::end(kWords), [&](absl::string_view word) {
           return absl::EqualsIgnoreCase(line, word);
         });
}

// Takes ":" or a dash, with the white space around it.
bool TakeDelimiter(absl::string_view text, size_t* length, bool* colon) {
  const auto skip_space = [&] {
    const uint32_t size = static_cast<uint32_t>(text.size());
    *length = Trimmed(text, Span{static_cast<uint32_t>(*length), size}).begin;
  };
  skip_space();
  for (const absl::string_view delimiter : {":", "：", "-", "–", "—", "|"}) {
    if (!absl::StartsWith(text.substr(*length), delimiter)) continue;
    *length += delimiter.size();
    *colon = delimiter == ":" || delimiter == "：";
    while (absl::StartsWith(text.substr(*length), "—")) *length += absl::string_view("—").size();
    skip_space();
    return true;
  }
  return false;
}

// A number in digits or Chinese numerals up to 99.
bool TakeNumber(absl::string_view text, size_t* length, int* number) {
  size_t end = *length;
  while (end < text.size() && IsDigit(text[end]) && end - *length < 2) ++end;
  if (end > *length) {
    if (end < text.size() && IsDigit(text[end])) return false;
    const bool ok = absl::SimpleAtoi(text.substr(*length, end - *length), number);
    *length = end;
    return ok;
  }
  static constexpr absl::string_view kNumerals[] = {"一", "二", "三", "四", "五",
                                                    "六", "七", "八", "九", "十"};
  int value = 0;
  for (bool more = true; more;) {
    more = false;
    for (int i = 0; i < 10; ++i) {
      if (!absl::StartsWith(text.substr(*length), kNumerals[i])) continue;
      value = i == 9 ? std::max(value, 1) * 10 : value + i + 1;
      *length += kNumerals[i].size();
      more = true;
      break;
    }
  }
  *number = value;
  return value > 0;
}

bool LooksLikeBody(const DigestLine& line, absl::string_view text) {
  if (line.opens_lead || line.group > 0 || BulletLength(text) > 0 || HasReference(text)) return true;
  const size_t limit = BeginsIdeographic(text) ? kMaxIdeographicTitle : kMaxTitle;
  return text::CountCodePoints(text) > limit;
}

// "Title - Site": the last separator with white space around it.
bool MatchPageTitle(absl::string_view text, Span span, DigestLine* line) {
  const absl::string_view whole = span.In(text);
  size_t best = absl::string_view::npos;
  size_t width = 0;
  for (const absl::string_view separator : {" - ", " | ", " – ", " — ", " _ "}) {
    const size_t at = whole.rfind(separator);
    if (at != absl::string_view::npos && (best == absl::string_view::npos || at > best)) {
      best = at;
      width = separator.size();
    }
  }
  if (best == absl::string_view::npos) return false;
  const absl::string_view site = Trimmed(whole.substr(best + width));
  if (site.empty() || text::CountCodePoints(site) > 30) return false;
  line->site = std::string(site);
  line->page_title = Trimmed(text, Span{span.begin, span.begin + static_cast<uint32_t>(best)});
  return !line->page_title.empty();
}

// A short line beside a title may be a source line in a form that alone would be taken for a title.
void FindSourcesBesideTitles(absl::string_view text, std::vector<DigestLine>* lines) {
  const auto is_title = [&](size_t i) {
    return i < lines->size() && (*lines)[i].kind == DigestLineKind::kTitle &&
           !MatchSourceLine((*lines)[i].line.span.In(text), true).has_value();
  };
  for (size_t i = 0; i < lines->size(); ++i) {
    DigestLine& line = (*lines)[i];
    if (line.kind != DigestLineKind::kTitle) continue;
    auto source = MatchSourceLine(line.line.span.In(text), true);
    if (!source.has_value() || !((i > 0 && is_title(i - 1)) || is_title(i + 1))) continue;
    line.kind = DigestLineKind::kSource;
    line.source = *std::move(source);
  }
}

// The title of a page repeats a title on it, or names a digest service that is known.
void FindPageTitles(absl::string_view text, std::vector<DigestLine>* lines) {
  for (DigestLine& line : *lines) {
    if (line.kind != DigestLineKind::kTitle || !MatchPageTitle(text, line.line.span, &line)) continue;
    const absl::string_view page = line.page_title.In(text);
    const bool repeats = std::any_of(lines->begin(), lines->end(), [&](const DigestLine& other) {
      return &other != &line && other.kind == DigestLineKind::kTitle &&
             absl::StrContains(page, other.line.span.In(text));
    });
    if (repeats || line.site == "Reportify") line.kind = DigestLineKind::kPageTitle;
  }
}

}  // namespace

bool HasReference(absl::string_view text) {
  for (size_t open = text.find('['); open != absl::string_view::npos; open = text.find('[', open + 1)) {
    size_t end = open + 1;
    while (end < text.size() && IsDigit(text[end])) ++end;
    if (end > open + 1 && end < text.size() && text[end] == ']') return true;
  }
  return false;
}

size_t LeadLabelLength(absl::string_view text) {
  static constexpr absl::string_view kLabels[] = {
      "core viewpoints", "core viewpoint", "core views", "core view", "core insight", "core opinion",
      "core idea", "key viewpoint", "key insight", "key takeaway", "main point", "main idea",
      "executive summary", "summary", "overview", "abstract", "核心观点", "核心觀點", "核心要点", "核心摘要",
      "主要观点", "主要觀點", "中心观点", "摘要", "要点概述", "内容摘要", "内容提要", "导读", "概述"};
  for (const absl::string_view label : kLabels) {
    if (!absl::StartsWithIgnoreCase(text, label)) continue;
    size_t length = label.size();
    bool colon = false;
    if (TakeDelimiter(text, &length, &colon)) return length;
    if (length == text.size()) return length;  // the label on a line of its own
  }
  return 0;
}

std::optional<GroupLabel> MatchGroupLabel(absl::string_view text) {
  static constexpr absl::string_view kBefore[] = {"group ", "section ", "part ", "topic ", "theme ",
                                                  "第", "分组", "分組", "要点", "主题", "部分", "组"};
  static constexpr absl::string_view kAfter[] = {"组", "組", "部分", "点", "點", "节", "類", "类"};
  for (const absl::string_view before : kBefore) {
    if (!absl::StartsWithIgnoreCase(text, before)) continue;
    GroupLabel label;
    label.length = before.size();
    while (absl::StartsWith(text.substr(label.length), " ")) ++label.length;
    if (!TakeNumber(text, &label.length, &label.number)) continue;
    bool closed = before != "第";
    for (const absl::string_view after : kAfter) {
      if (before == "第" && absl::StartsWith(text.substr(label.length), after)) {
        label.length += after.size();
        closed = true;
        break;
      }
    }
    if (!closed) continue;
    if (label.length == text.size()) return label;  // alone on its line
    if (TakeDelimiter(text, &label.length, &label.has_heading)) return label;
  }
  return std::nullopt;
}

std::vector<DigestLine> ClassifyDigestLines(absl::string_view text) {
  std::vector<DigestLine> lines;
  for (const Line& line : SplitLines(text)) {
    DigestLine classified{line};
    const absl::string_view content = line.span.In(text);
    classified.opens_lead = LeadLabelLength(content) > 0;
    if (const auto group = MatchGroupLabel(content)) classified.group = group->number;
    if (IsFurniture(content)) {
      classified.kind = DigestLineKind::kFurniture;
    } else if (auto source = MatchSourceLine(content);
               source.has_value() && !LooksLikeBody(classified, content)) {
      classified.kind = DigestLineKind::kSource;
      classified.source = *std::move(source);
    } else if (LooksLikeBody(classified, content)) {
      classified.kind = DigestLineKind::kBody;
    }
    lines.push_back(std::move(classified));
  }
  FindSourcesBesideTitles(text, &lines);
  FindPageTitles(text, &lines);
  return lines;
}

}  // namespace parallax::corpus
