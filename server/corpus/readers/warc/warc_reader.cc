// WARC 1.0 and 1.1 (ISO 28500): web archives.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/readers/warc/http_message.h"

namespace parallax::corpus {
namespace {

struct Record {
  HeaderFields fields;
  absl::string_view block;
  text::Span origin;
};

bool IsReadable(absl::string_view media_type) {
  const std::string type = absl::AsciiStrToLower(media_type.substr(0, media_type.find(';')));
  for (const absl::string_view readable : {"text/html", "application/xhtml+xml", "text/plain"}) {
    if (absl::StripAsciiWhitespace(type) == readable) return true;
  }
  return false;
}

class WarcReader final : public Reader {
 public:
  explicit WarcReader(ReadLimits limits) : limits_(limits), pages_(PageReaders(), limits) {}

  std::vector<absl::string_view> media_types() const override { return {"application/warc"}; }

  // Records are of any charset.
  bool takes_ill_formed() const override { return true; }

  int Recognize(absl::string_view text, const ReadHints&) const override {
    return absl::StartsWith(text, "WARC/1.") || absl::StartsWith(text, "WARC/0.") ? 100 : 0;
  }

  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                             const ReadHints& hints) const override {
    std::vector<ReadItem> items;
    size_t at = 0;
    while (at < text.size()) {
      Record record;
      if (!ReadRecord(text, &at, &record)) {
        if (items.empty()) break;
        items.back().warnings.push_back(absl::StrCat(
            "the archive is broken after byte ", at, "; what follows was not read"));
        break;
      }
      ReadPage(record, hints, &items);
    }
    if (!items.empty()) return items;
    return WithReason(absl::InvalidArgumentError(
                          "the archive has no page or text that was answered with 200"),
                      "NO_CONTENT");
  }

 private:
  static std::vector<std::unique_ptr<Reader>> PageReaders() {
    std::vector<std::unique_ptr<Reader>> readers;
    readers.push_back(NewHtmlReader());
    readers.push_back(NewPlainTextReader());
    return readers;
  }

  // False: there is no whole record at `*at`.
  static bool ReadRecord(absl::string_view text, size_t* at, Record* record) {
    size_t next = *at;
    while (next < text.size() && (text[next] == '\r' || text[next] == '\n')) ++next;
    if (next == text.size()) {
      *at = next;
      return true;  // only line ends: no fields, no block
    }
    if (!absl::StartsWith(text.substr(next), "WARC/")) return false;
    const size_t begin = next;
    next = std::min(text.find('\n', next), text.size() - 1) + 1;
    record->fields = ReadHeaderFields(text, &next);
    uint64_t length = 0;
    if (!absl::SimpleAtoi(record->fields["content-length"], &length) || length > text.size() - next) {
      return false;
    }
    record->block = text.substr(next, length);
    *at = next + length;
    record->origin = {static_cast<uint32_t>(begin), static_cast<uint32_t>(*at)};
    return true;
  }

  void ReadPage(Record& record, const ReadHints& hints, std::vector<ReadItem>* items) const {
    const std::string type = absl::AsciiStrToLower(record.fields["warc-type"]);
    std::string media_type = record.fields["content-type"];
    absl::StatusOr<HttpResponse> response = HttpResponse();
    absl::string_view body = record.block;
    if (type == "response") {
      response = ReadHttpResponse(record.block, limits_.max_file_bytes);
      if (response.ok()) {
        media_type = response->fields["content-type"];
        body = response->body;
        if (response->status != 200) return;
      }
    } else if (type != "resource" && type != "conversion") {
      return;
    }
    if (response.ok() && (!IsReadable(media_type) || body.empty())) return;
    std::string url(absl::StripSuffix(absl::StripPrefix(record.fields["warc-target-uri"], "<"), ">"));
    ReadHints page = hints;
    page.file_name.clear();
    page.media_type = media_type;
    page.charset.clear();
    page.url = url;
    absl::StatusOr<std::vector<ReadItem>> read =
        response.ok() ? pages_.Read(body, page)
                      : absl::StatusOr<std::vector<ReadItem>>(response.status());
    if (!read.ok()) {
      ReadItem failed;
      failed.status = WithReason(absl::Status(read.status().code(),
                                              absl::StrCat(url, ": ", read.status().message())),
                                 ReasonOf(read.status()));
      read = std::vector<ReadItem>{std::move(failed)};
    }
    for (ReadItem& item : *read) {
      item.origin = record.origin;
      if (!record.fields["warc-date"].empty()) item.labels["archived"] = record.fields["warc-date"];
      items->push_back(std::move(item));
    }
  }

  const ReadLimits limits_;
  const ReaderRegistry pages_;
};

}  // namespace

std::unique_ptr<Reader> NewWarcReader(ReadLimits limits) { return std::make_unique<WarcReader>(limits); }

}  // namespace parallax::corpus
