// JSON Lines: one document an object, one object a line. Also a single JSON object or array.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/json/json_object.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/plain_text.h"
#include "server/corpus/readers/reader.h"
#include "server/corpus/readers/stated_time.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

using Json = nlohmann::json;
using text::Span;

constexpr size_t kMaxLabelBytes = 1024;

absl::Status Error(absl::string_view reason, int64_t line, absl::string_view message) {
  return WithMetadata(
      WithReason(absl::InvalidArgumentError(absl::StrCat("line ", line, ": ", message)), reason),
      "line", absl::StrCat(line));
}

enum class Field { kTitle, kText, kSource, kFeed, kPublished, kUrl, kLanguage, kId, kLabels, kVersion, kOther };

Field FieldOf(absl::string_view key) {
  static constexpr struct {
    absl::string_view key;
    Field field;
  } kKeys[] = {
      {"title", Field::kTitle},          {"headline", Field::kTitle},
      {"text", Field::kText},            {"body", Field::kText},
      {"content", Field::kText},         {"source", Field::kSource},
      {"source_name", Field::kSource},   {"outlet", Field::kSource},
      {"publisher", Field::kSource},     {"feed", Field::kFeed},
      {"published", Field::kPublished},  {"published_at", Field::kPublished},
      {"publishedAt", Field::kPublished}, {"publish_date", Field::kPublished},
      {"date", Field::kPublished},       {"url", Field::kUrl},
      {"link", Field::kUrl},             {"language", Field::kLanguage},
      {"lang", Field::kLanguage},        {"id", Field::kId},
      {"external_id", Field::kId},       {"labels", Field::kLabels},
      {"source_version", Field::kVersion},
  };
  for (const auto& entry : kKeys) {
    if (entry.key == key) return entry.field;
  }
  return Field::kOther;
}

std::string Scalar(const Json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Reads the fields of one object into an item.
class ObjectReader {
 public:
  ObjectReader(int64_t line, ReadItem* item) : line_(line), item_(item) {}

  absl::Status Read(const Json& object) {
    for (const auto& [key, value] : object.items()) {
      if (!value.is_null()) RETURN_IF_ERROR(ReadField(key, value));
    }
    if (text_.key.empty()) {
      return Error("MISSING_FIELD", line_, "the object has no text; give it as \"text\"");
    }
    return absl::OkStatus();
  }

 private:
  // A field that several keys may give: the first key stands, others become labels.
  struct Taken {
    std::string key;
  };

  absl::Status Take(Taken* taken, const std::string& key, const Json& value, std::string* target) {
    const bool number = value.is_number() && target == &item_->external_id;
    if (!value.is_string() && !number) {
      return Error("FIELD_INVALID", line_,
                   absl::StrCat("\"", key, "\" is ", value.type_name(), "; it must be a string"));
    }
    if (!taken->key.empty()) return AddLabel(key, value);
    taken->key = key;
    *target = Scalar(value);
    return absl::OkStatus();
  }

  absl::Status ReadField(const std::string& key, const Json& value) {
    DocumentContent& content = item_->content;
    switch (FieldOf(key)) {
      case Field::kTitle: return Take(&title_, key, value, &content.title);
      case Field::kText: return Take(&text_, key, value, &content.text);
      case Field::kFeed: return Take(&feed_, key, value, &content.feed);
      case Field::kUrl: return Take(&url_, key, value, &content.url);
      case Field::kLanguage: return Take(&language_, key, value, &content.language);
      case Field::kId: return Take(&id_, key, value, &item_->external_id);
      case Field::kSource:
        if (value.is_object() && value.contains("name")) {
          return Take(&source_, key, value["name"], &content.source_name);
        }
        return Take(&source_, key, value, &content.source_name);
      case Field::kPublished: return ReadPublished(key, value);
      case Field::kLabels:
        if (!value.is_object()) return AddLabel(key, value);
        for (const auto& [label, inner] : value.items()) RETURN_IF_ERROR(AddLabel(label, inner));
        return absl::OkStatus();
      case Field::kVersion:
        if (!value.is_number_integer() || value < 0) {
          return Error("FIELD_INVALID", line_,
                       absl::StrCat("\"", key, "\" must be a whole number that is not negative"));
        }
        item_->source_version = value.get<int64_t>();
        return absl::OkStatus();
      case Field::kOther: return AddLabel(key, value);
    }
    return absl::OkStatus();
  }

  absl::Status ReadPublished(const std::string& key, const Json& value) {
    std::string stated;
    RETURN_IF_ERROR(Take(&published_, key, value, &stated));
    if (published_.key != key || stated.empty()) return absl::OkStatus();
    const std::optional<TimeMatch> match = ParseStatedTime(stated);
    if (match.has_value()) item_->content.published = match->time;
    const std::string warning =
        match.has_value() ? match->warning
                          : absl::StrCat("\"", key, "\" is \"", stated.substr(0, 64),
                                         "\", which could not be read as a time; it is left unknown");
    if (!warning.empty()) item_->warnings.push_back(warning);
    return absl::OkStatus();
  }

  absl::Status AddLabel(const std::string& key, const Json& value) {
    std::string label = Scalar(value);
    if (label.size() > kMaxLabelBytes) {
      item_->warnings.push_back(absl::StrCat("\"", key.substr(0, 64), "\" has ", label.size(),
                                             " bytes; labels keep at most ", kMaxLabelBytes,
                                             ", so it was left out"));
      return absl::OkStatus();
    }
    item_->labels[key] = std::move(label);
    return absl::OkStatus();
  }

  int64_t line_;
  ReadItem* item_;
  Taken title_, text_, feed_, url_, language_, id_, source_, published_;
};

// The text stays as it was sent, so that offsets are the sender's.
void FindBlocks(DocumentContent* content) {
  const Span all{0, static_cast<uint32_t>(content->text.size())};
  const std::vector<Line> lines = SplitLines(content->text);
  if (!lines.empty() && lines[0].span.In(content->text) == Trimmed(content->title)) {
    content->blocks.push_back({lines[0].span, BlockKind::kTitle, ""});
    const std::vector<Block> rest = PlainTextBlocks(content->text, {lines[0].span.end, all.end});
    content->blocks.insert(content->blocks.end(), rest.begin(), rest.end());
  } else {
    content->blocks = PlainTextBlocks(content->text, all);
  }
}

}  // namespace

ReadItem ReadJsonObject(const Json& object, Span origin, int64_t line) {
  ReadItem item;
  item.origin = origin;
  if (!object.is_object()) {
    item.status = Error("JSON_INVALID", line,
                        absl::StrCat("this is ", object.type_name(), "; a document is an object"));
    return item;
  }
  item.status = ObjectReader(line, &item).Read(object);
  if (item.status.ok()) FindBlocks(&item.content);
  return item;
}

namespace {

// Parses `text`; INVALID_ARGUMENT says which line it is on and what is wrong.
absl::StatusOr<Json> Parse(absl::string_view text, int64_t line) {
  if (const absl::Status utf8 = text::CheckUtf8(text); !utf8.ok()) {
    return WithMetadata(Error(ReasonOf(utf8), line, utf8.message()), "byte_offset",
                        MetadataOf(utf8)["byte_offset"]);
  }
  try {
    return Json::parse(text.begin(), text.end());
  } catch (const Json::parse_error& error) {
    const size_t byte = error.byte > 0 ? error.byte - 1 : 0;
    return Error("JSON_INVALID", line,
                 absl::StrCat("not valid JSON at byte ", std::min(byte, text.size()), " of the line"));
  }
}

class JsonLinesReader final : public Reader {
 public:
  std::vector<absl::string_view> media_types() const override {
    return {"application/jsonl", "application/x-ndjson", "application/jsonlines", "application/json"};
  }

  bool takes_ill_formed() const override { return true; }

  int Recognize(absl::string_view text, const ReadHints& hints) const override {
    const absl::string_view trimmed = Trimmed(text);
    if (!absl::StartsWith(trimmed, "{") && !absl::StartsWith(trimmed, "[")) return 0;
    for (const absl::string_view ending : {".jsonl", ".ndjson", ".json"}) {
      if (absl::EndsWithIgnoreCase(hints.file_name, ending)) return 95;
    }
    const std::vector<Line> lines = SplitLines(trimmed.substr(0, trimmed.find('\n')));
    const bool first_line = !lines.empty() && Json::accept(lines[0].span.In(trimmed).begin(),
                                                           lines[0].span.In(trimmed).end());
    const bool object = absl::StartsWith(trimmed, "{");
    return object && first_line ? 95 : Json::accept(trimmed.begin(), trimmed.end()) ? 95 : 0;
  }

  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                             const ReadHints& hints) const override {
    static_cast<void>(hints);
    std::vector<ReadItem> items;
    if (ReadWhole(text, &items)) return items;
    int64_t line = 0;
    for (uint32_t begin = 0; begin < text.size();) {
      const uint32_t end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
      ++line;
      const Span span = Trimmed(text, {begin, end});
      if (!span.empty()) {
        const absl::StatusOr<Json> object = Parse(span.In(text), line);
        items.push_back(object.ok() ? ReadJsonObject(*object, span, line) : Failed(object.status(), span));
      }
      begin = end + 1;
    }
    if (items.empty()) {
      return WithReason(absl::InvalidArgumentError("the file has no JSON object"), "NO_CONTENT");
    }
    return items;
  }

 private:
  static ReadItem Failed(const absl::Status& status, Span origin) {
    ReadItem item;
    item.origin = origin;
    item.status = status;
    return item;
  }

  // One array, or one object over several lines.
  static bool ReadWhole(absl::string_view text, std::vector<ReadItem>* items) {
    const absl::string_view trimmed = Trimmed(text);
    const bool array = absl::StartsWith(trimmed, "[");
    if (!array && !absl::StartsWith(trimmed, "{\n") && !absl::StartsWith(trimmed, "{\r\n")) return false;
    const Json whole = Json::parse(trimmed.begin(), trimmed.end(), nullptr, false);
    if (whole.is_discarded()) return false;
    const Span origin = Trimmed(text, {0, static_cast<uint32_t>(text.size())});
    if (!array) {
      items->push_back(ReadJsonObject(whole, origin, 1));
      return true;
    }
    for (const Json& object : whole) items->push_back(ReadJsonObject(object, origin, 1));
    return !items->empty();
  }
};

}  // namespace

std::unique_ptr<Reader> NewJsonLinesReader() { return std::make_unique<JsonLinesReader>(); }

}  // namespace parallax::corpus
