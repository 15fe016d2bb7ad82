#include "server/corpus/readers/warc/http_message.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/compression/gzip.h"

namespace parallax::corpus {
namespace {

absl::string_view TakeLine(absl::string_view text, size_t* at) {
  const size_t newline = std::min(text.find('\n', *at), text.size());
  absl::string_view line = text.substr(*at, newline - *at);
  *at = std::min(newline + 1, text.size());
  if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
  return line;
}

// RFC 9112, 7.1. Many archives hold bodies that were put together already: then it stays as it is.
std::string WithoutChunks(absl::string_view body) {
  std::string whole;
  for (size_t at = 0; at < body.size();) {
    const absl::string_view line = TakeLine(body, &at);
    const absl::string_view digits = absl::StripAsciiWhitespace(line.substr(0, line.find(';')));
    uint64_t size = 0;
    if (digits.empty() || digits.size() > 8 || !absl::SimpleHexAtoi(digits, &size)) {
      return std::string(body);
    }
    if (size == 0) return whole;
    absl::StrAppend(&whole, body.substr(at, size));
    at = std::min(at + static_cast<size_t>(size), body.size());
    TakeLine(body, &at);  // the line end after the chunk
  }
  return whole;
}

}  // namespace

HeaderFields ReadHeaderFields(absl::string_view text, size_t* at) {
  HeaderFields fields;
  std::string* last = nullptr;
  while (*at < text.size()) {
    const absl::string_view line = TakeLine(text, at);
    if (line.empty()) break;
    if (absl::ascii_isspace(static_cast<unsigned char>(line[0]))) {
      if (last != nullptr) absl::StrAppend(last, " ", absl::StripAsciiWhitespace(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos) continue;
    last = &fields[absl::AsciiStrToLower(absl::StripAsciiWhitespace(line.substr(0, colon)))];
    *last = std::string(absl::StripAsciiWhitespace(line.substr(colon + 1)));
  }
  return fields;
}

absl::StatusOr<HttpResponse> ReadHttpResponse(absl::string_view message, size_t max_bytes) {
  HttpResponse response;
  size_t at = 0;
  const absl::string_view status_line = TakeLine(message, &at);
  const size_t space = status_line.find(' ');
  if (!absl::StartsWith(status_line, "HTTP/") || space == absl::string_view::npos ||
      !absl::SimpleAtoi(status_line.substr(space + 1, 3), &response.status)) {
    response.status = 0;
    return response;
  }
  response.fields = ReadHeaderFields(message, &at);
  response.body = std::string(message.substr(at));
  if (absl::StrContains(absl::AsciiStrToLower(response.fields["transfer-encoding"]), "chunked")) {
    response.body = WithoutChunks(response.body);
  }
  const std::string encoding = absl::AsciiStrToLower(response.fields["content-encoding"]);
  if (IsGzip(response.body)) {
    ASSIGN_OR_RETURN(response.body, Gunzip(response.body, max_bytes));
  } else if (encoding == "br" || encoding == "zstd") {
    return WithReason(absl::InvalidArgumentError(absl::StrCat(
                          "the body is packed with ", encoding, ", which is not read; record it as gzip "
                          "or unpacked")),
                      "CONTENT_ENCODING_UNKNOWN");
  }
  return response;
}

}  // namespace parallax::corpus
