#include "server/corpus/readers/html/declared_charset.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace parallax::corpus {
namespace {

constexpr size_t kPrescanBytes = 1024;

// The value after `name` and "=", quoted or not; empty if there is none in `tag`.
std::string ValueAfter(absl::string_view tag, absl::string_view name) {
  const size_t at = tag.find(name);
  if (at == absl::string_view::npos) return "";
  size_t begin = at + name.size();
  while (begin < tag.size() && absl::ascii_isspace(static_cast<unsigned char>(tag[begin]))) ++begin;
  if (begin >= tag.size() || tag[begin] != '=') return "";
  ++begin;
  while (begin < tag.size() && (absl::ascii_isspace(static_cast<unsigned char>(tag[begin])) ||
                                tag[begin] == '"' || tag[begin] == '\'')) {
    ++begin;
  }
  size_t end = begin;
  while (end < tag.size() && (absl::ascii_isalnum(static_cast<unsigned char>(tag[end])) ||
                              absl::StrContains("-_.:", tag.substr(end, 1)))) {
    ++end;
  }
  return std::string(tag.substr(begin, end - begin));
}

}  // namespace

std::string DeclaredHtmlCharset(absl::string_view raw) {
  const std::string head = absl::AsciiStrToLower(raw.substr(0, kPrescanBytes));
  const absl::string_view start = absl::StripLeadingAsciiWhitespace(head);
  if (absl::StartsWith(start, "<?xml")) {
    const std::string encoding = ValueAfter(start.substr(0, start.find("?>")), "encoding");
    if (!encoding.empty()) return encoding;
  }
  for (size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const size_t end = std::min(head.find('>', at), head.size());
    const std::string charset =
        ValueAfter(absl::string_view(head).substr(at, end - at), "charset");
    // A page that could be read this far in ASCII is not UTF-16, whatever it says.
    if (!charset.empty()) return absl::StartsWith(charset, "utf-16") ? "utf-8" : charset;
  }
  return "";
}

}  // namespace parallax::corpus
