#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/compression/gzip.h"
#include "server/corpus/readers/html/declared_charset.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/readers/stated_time.h"
#include "server/text/charset.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

struct MediaType {
  std::string type;     // "text/html", lower case
  std::string charset;  // its parameter; empty if none
};

MediaType ParseMediaType(absl::string_view text) {
  MediaType media;
  const size_t semicolon = std::min(text.find(';'), text.size());
  media.type = absl::AsciiStrToLower(Trimmed(text.substr(0, semicolon)));
  const absl::string_view parameters = text.substr(semicolon);
  const size_t at = absl::AsciiStrToLower(parameters).find("charset=");
  if (at != std::string::npos) {
    absl::string_view value = parameters.substr(at + 8);
    value = value.substr(0, std::min(value.find(';'), value.size()));
    media.charset = absl::StrCat(Trimmed(value));
    media.charset.erase(std::remove(media.charset.begin(), media.charset.end(), '"'),
                        media.charset.end());
  }
  return media;
}

absl::Status Error(absl::string_view reason, absl::string_view message) {
  return WithReason(absl::InvalidArgumentError(message), reason);
}

// Formats that people send, by their first bytes: to be called by their names, not bad UTF-8. Empty: another.
absl::string_view FormatWithoutReader(absl::string_view raw) {
  if (absl::StartsWith(raw, "%PDF-")) return "a PDF";
  if (absl::StartsWith(raw, "\x89PNG") || absl::StartsWith(raw, "\xFF\xD8\xFF")) return "an image";
  if (absl::StartsWith(raw, "PK\x03\x04")) return "a ZIP archive or an office file";
  return "";
}

// Fills in from the hints what the file itself does not say.
void ApplyHints(const ReadHints& hints, bool single, ReadItem* item) {
  DocumentContent& content = item->content;
  if (content.source_name.empty()) content.source_name = hints.source_name;
  if (content.feed.empty()) content.feed = hints.feed;
  if (content.language.empty()) content.language = hints.language;
  if (content.url.empty() && single) content.url = hints.url;
  if (!content.published.iso.empty() || hints.published.empty()) return;
  const std::optional<TimeMatch> match = ParseStatedTime(hints.published);
  if (match.has_value()) content.published = match->time;
  if (!match.has_value()) {
    item->warnings.push_back(absl::StrCat("the time given with the file, \"",
                                          hints.published.substr(0, 64),
                                          "\", could not be read; it is left unknown"));
  } else if (!match->warning.empty()) {
    item->warnings.push_back(match->warning);
  }
}

void CheckItem(const ReadLimits& limits, ReadItem* item) {
  if (!item->status.ok()) return;
  const size_t size = item->content.text.size();
  if (Trimmed(item->content.text).empty()) {
    item->status = Error("EMPTY_TEXT", "the document has no text; send at least one character");
  } else if (size > limits.max_document_bytes) {
    item->status = Error("DOCUMENT_TOO_LARGE",
                         absl::StrCat("the document's text has ", size, " bytes; at most ",
                                      limits.max_document_bytes,
                                      " are accepted: split it"));
  }
  if (!item->status.ok()) item->content = {};
}

absl::StatusOr<text::DecodedText> Decode(absl::string_view raw, const ReadHints& hints) {
  std::string charset = hints.charset;
  if (charset.empty()) charset = ParseMediaType(hints.media_type).charset;
  if (charset.empty()) charset = DeclaredHtmlCharset(raw);
  return text::DecodeText(raw, charset);
}

}  // namespace

ReaderRegistry::ReaderRegistry(std::vector<std::unique_ptr<Reader>> readers, ReadLimits limits)
    : readers_(std::move(readers)), limits_(limits) {}

ReaderRegistry ReaderRegistry::Bundled(ReadLimits limits) {
  std::vector<std::unique_ptr<Reader>> readers;
  readers.push_back(NewPlainTextReader());
  readers.push_back(NewHtmlReader());
  readers.push_back(NewJsonLinesReader());
  readers.push_back(NewDigestReader());
  readers.push_back(NewCsvReader());
  readers.push_back(NewFeedReader());
  readers.push_back(NewWarcReader(limits));
  return ReaderRegistry(std::move(readers), limits);
}

absl::StatusOr<const Reader*> ReaderRegistry::Pick(absl::string_view text, bool ill_formed,
                                                   const ReadHints& hints) const {
  const std::string type = ParseMediaType(hints.media_type).type;
  const Reader* best = nullptr;
  int best_score = 0;
  std::vector<absl::string_view> known;
  for (const std::unique_ptr<Reader>& reader : readers_) {
    for (const absl::string_view own : reader->media_types()) {
      if (own == type) return reader.get();
      known.push_back(own);
    }
    if (ill_formed && !reader->takes_ill_formed()) continue;
    const int score = reader->Recognize(text, hints);
    if (score > best_score) {
      best = reader.get();
      best_score = score;
    }
  }
  const bool open = type.empty() || type == "application/octet-stream";
  if (open && best != nullptr) return best;
  return Error("MEDIA_TYPE_UNKNOWN",
               open ? std::string("the file is in no format that is known; name its media type")
                    : absl::StrCat("no reader for media type \"", type.substr(0, 64), "\"; use one of ",
                                   absl::StrJoin(known, ", "), " or leave it empty"));
}

absl::StatusOr<std::vector<ReadItem>> ReaderRegistry::Read(absl::string_view raw,
                                                           const ReadHints& hints) const {
  if (raw.size() > limits_.max_file_bytes) {
    return Error("FILE_TOO_LARGE",
                 absl::StrCat("the file has ", raw.size(), " bytes; at most ", limits_.max_file_bytes,
                              " are accepted: split it"));
  }
  if (IsGzip(raw)) {
    ASSIGN_OR_RETURN(const std::string unpacked, Gunzip(raw, limits_.max_file_bytes));
    ReadHints inner = hints;
    const std::string type = ParseMediaType(hints.media_type).type;
    if (type == "application/gzip" || type == "application/x-gzip") inner.media_type.clear();
    if (absl::EndsWithIgnoreCase(inner.file_name, ".gz")) {
      inner.file_name.resize(inner.file_name.size() - 3);
    }
    if (IsGzip(unpacked)) return Error("GZIP_INVALID", "the file is packed twice; unpack it once");
    return Read(unpacked, inner);
  }
  if (const absl::string_view format = FormatWithoutReader(raw); !format.empty() && hints.media_type.empty()) {
    return Error("MEDIA_TYPE_UNKNOWN", absl::StrCat("the file is ", format, ", which is not read; send its text"));
  }
  // A file of many items is not refused for the ill-formed bytes of one.
  if (!text::CheckUtf8(raw).ok() && hints.charset.empty()) {
    const absl::StatusOr<const Reader*> reader = Pick(raw, true, hints);
    if (reader.ok() && (*reader)->takes_ill_formed()) {
      return ReadText({.text = std::string(raw), .charset = "UTF-8"}, **reader, hints);
    }
  }
  ASSIGN_OR_RETURN(const text::DecodedText decoded, Decode(raw, hints));
  if (Trimmed(decoded.text).empty()) {
    return Error("EMPTY_TEXT", "the file is empty; send at least one character");
  }
  ASSIGN_OR_RETURN(const Reader* const reader, Pick(decoded.text, false, hints));
  return ReadText(decoded, *reader, hints);
}

absl::StatusOr<std::vector<ReadItem>> ReaderRegistry::ReadText(const text::DecodedText& decoded,
                                                               const Reader& reader,
                                                               const ReadHints& hints) const {
  ASSIGN_OR_RETURN(std::vector<ReadItem> items, reader.Read(decoded.text, hints));
  for (ReadItem& item : items) {
    if (item.status.ok()) ApplyHints(hints, items.size() == 1, &item);
    CheckItem(limits_, &item);
    if (decoded.charset == "UTF-8") {
      item.origin.begin += static_cast<uint32_t>(decoded.skipped_bytes);
      item.origin.end += static_cast<uint32_t>(decoded.skipped_bytes);
    }
    if (decoded.guessed) {
      item.warnings.push_back(
          absl::StrCat("no charset was given; the bytes were read as ", decoded.charset));
    }
  }
  return items;
}

}  // namespace parallax::corpus
