#include "server/corpus/readers/source_line.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/stated_time.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

constexpr size_t kMaxLine = 160;   // code points; longer ones are sentences
constexpr size_t kMaxOutlet = 60;  // code points

constexpr absl::string_view kStrongSeparators[] = {"·", "・", "•", "‧", "|", "｜"};
constexpr absl::string_view kWeakSeparators[] = {"-", "–", "—", ",", "，", "/"};
constexpr absl::string_view kOutletLabels[] = {"source", "outlet", "publisher", "来源", "來源",
                                               "媒体", "媒體", "出处"};
constexpr absl::string_view kTimeLabels[] = {"published", "updated", "date", "posted", "发布时间",
                                             "發布時間", "发表时间", "日期", "时间"};

// Takes one of `labels` with its colon from the front.
template <size_t n>
bool TakeLabel(const absl::string_view (&labels)[n], absl::string_view* text) {
  for (const absl::string_view label : labels) {
    if (!absl::StartsWithIgnoreCase(*text, label)) continue;
    absl::string_view rest = Trimmed(text->substr(label.size()));
    if (!absl::ConsumePrefix(&rest, ":") && !absl::ConsumePrefix(&rest, "：")) continue;
    *text = Trimmed(rest);
    return true;
  }
  return false;
}

template <size_t n>
bool TakeSuffix(const absl::string_view (&separators)[n], absl::string_view* text) {
  for (const absl::string_view separator : separators) {
    if (absl::ConsumeSuffix(text, separator)) {
      *text = Trimmed(*text);
      return true;
    }
  }
  return false;
}

template <size_t n>
bool TakePrefix(const absl::string_view (&separators)[n], absl::string_view* text) {
  for (const absl::string_view separator : separators) {
    if (absl::ConsumePrefix(text, separator)) {
      *text = Trimmed(*text);
      return true;
    }
  }
  return false;
}

bool IsName(absl::string_view text) {
  if (text.empty() || text::CountCodePoints(text) > kMaxOutlet) return false;
  static constexpr absl::string_view kNotInNames[] = {"。", "！", "？", "!", "?", ";", "；", ": ",
                                                      "：", "[", "\"", "“", "《"};
  return std::none_of(std::begin(kNotInNames), std::end(kNotInNames),
                      [&](absl::string_view mark) { return absl::StrContains(text, mark); });
}

struct FoundTime {
  size_t begin = 0;
  TimeMatch match;
};

// "The Quay Post", "新华社": at most five words, each but small ones with a capital.
bool IsShortName(absl::string_view text) {
  if (BeginsIdeographic(text)) return text::CountCodePoints(text) <= 12;
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  return words.size() <= 5 && std::all_of(words.begin(), words.end(), [](absl::string_view word) {
           return absl::ascii_isupper(static_cast<unsigned char>(word[0])) || word == "of" ||
                  word == "the" || word == "and" || word == "de" || word == "&";
         });
}

// "*Coast Courier*" -> "Coast Courier".
absl::string_view WithoutEmphasis(absl::string_view name) {
  while (!name.empty() && (name.front() == '*' || name.front() == '_')) name.remove_prefix(1);
  while (!name.empty() && (name.back() == '*' || name.back() == '_')) name.remove_suffix(1);
  return name;
}

// The first time in `line` that stands as a word of its own.
std::optional<FoundTime> FindTime(absl::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    const unsigned char c = line[i];
    if (!absl::ascii_isalnum(c)) continue;
    if (i > 0 && absl::ascii_isalnum(static_cast<unsigned char>(line[i - 1]))) continue;
    if (std::optional<TimeMatch> match = MatchStatedTime(line.substr(i))) return FoundTime{i, *match};
  }
  return std::nullopt;
}

// "Outlet · Section · A. Writer" -> the first part; "By A. Writer" -> an author.
bool TakeNames(absl::string_view names, SourceLine* line) {
  std::vector<absl::string_view> parts = {names};
  for (const absl::string_view separator : kStrongSeparators) {
    const size_t at = parts[0].find(separator);
    if (at == absl::string_view::npos) continue;
    const absl::string_view whole = parts[0];
    parts = {Trimmed(whole.substr(0, at)), Trimmed(whole.substr(at + separator.size()))};
  }
  for (absl::string_view part : parts) {
    if (absl::ConsumePrefix(&part, "By ") || absl::ConsumePrefix(&part, "by ")) {
      line->author = std::string(Trimmed(part));
    } else if (line->outlet.empty()) {
      TakeLabel(kOutletLabels, &part);
      line->outlet = std::string(WithoutEmphasis(part));
    }
  }
  return IsName(line->outlet.empty() ? line->author : line->outlet);
}

uint32_t OffsetIn(absl::string_view line, absl::string_view part) {
  return static_cast<uint32_t>(part.data() - line.data());
}

std::optional<SourceLine> WithoutTime(absl::string_view line) {
  SourceLine found;
  found.span = {0, static_cast<uint32_t>(line.size())};
  absl::string_view names = line;
  const bool labelled = TakeLabel(kOutletLabels, &names);
  const bool dotted = TakeSuffix(kStrongSeparators, &names);
  const bool author = absl::StartsWith(names, "By ") && IsShortName(names.substr(3));
  if ((!labelled && !dotted && !author) || names.empty() || !TakeNames(names, &found)) {
    return std::nullopt;
  }
  return found;
}

std::optional<SourceLine> WithTime(absl::string_view line, const FoundTime& time, bool beside_title) {
  SourceLine found;
  found.published = time.match.time;
  found.warning = time.match.warning;
  absl::string_view before = Trimmed(line.substr(0, time.begin));
  absl::string_view after = Trimmed(line.substr(time.begin + time.match.length));
  const bool names_outlet = TakeLabel(kOutletLabels, &before);
  bool separated = names_outlet;
  for (const absl::string_view label : kTimeLabels) {  // "Outlet · Published: 2026-01-15"
    if (absl::ConsumeSuffix(&before, ":") || absl::ConsumeSuffix(&before, "：")) before = Trimmed(before);
    if (before.size() >= label.size() && absl::EndsWithIgnoreCase(before, label)) {
      before = Trimmed(before.substr(0, before.size() - label.size()));
      separated = true;
      break;
    }
  }
  const bool strong = TakeSuffix(kStrongSeparators, &before);
  if (!strong) TakeSuffix(kWeakSeparators, &before);
  found.span = {0, static_cast<uint32_t>(time.begin + time.match.length)};
  if (before.empty()) {
    absl::string_view names = after;
    const bool reversed = TakePrefix(kStrongSeparators, &names) || TakeLabel(kOutletLabels, &names);
    if (after.empty()) return found;
    if (!reversed || !TakeNames(names, &found)) return std::nullopt;
    found.span.end = static_cast<uint32_t>(line.size());
    return found;
  }
  if (!TakeNames(before, &found)) return std::nullopt;
  // Without a separator only a short Chinese name, or a name before a day with its time of day.
  const bool timed = found.published.precision >= TimePrecision::kMinute;
  const bool short_name =
      IsShortName(WithoutEmphasis(before)) && (BeginsIdeographic(before) || beside_title);
  const bool author_only = found.outlet.empty();
  if (!strong && !separated && !author_only && !timed && !short_name) return std::nullopt;
  if (after.empty()) return found;
  if (!strong || text::CountCodePoints(after) > kMaxOutlet) return std::nullopt;
  found.rest = {OffsetIn(line, after), static_cast<uint32_t>(line.size())};
  return found;
}

}  // namespace

std::optional<SourceLine> MatchSourceLine(absl::string_view line, bool beside_title) {
  if (line.empty() || text::CountCodePoints(line) > kMaxLine) return std::nullopt;
  const std::optional<FoundTime> time = FindTime(line);
  return time.has_value() ? WithTime(line, *time, beside_title) : WithoutTime(line);
}

}  // namespace parallax::corpus
