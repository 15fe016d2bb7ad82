// Tables: a row is a document, the first row names the fields (RFC 4180; also with ';' or tabs).
#include <csv.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/corpus/readers/json/json_object.h"
#include "server/corpus/readers/lines.h"
#include "server/corpus/readers/reader.h"

namespace parallax::corpus {
namespace {

struct Row {
  std::vector<std::string> cells;
  text::Span origin;
  int64_t line = 1;
};

// "Publish Date" -> "publish_date".
std::string FieldName(absl::string_view heading) {
  std::string name = absl::AsciiStrToLower(Trimmed(heading));
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

bool IsTextField(absl::string_view name) {
  return name == "text" || name == "body" || name == "content";
}

// libcsv calls back for cells and rows; lines are fed one by one, so that a row's place is known.
class TableParser {
 public:
  explicit TableParser(char delimiter) {
    csv_init(&parser_, 0);
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
  }
  ~TableParser() { csv_free(&parser_); }
  TableParser(const TableParser&) = delete;
  TableParser& operator=(const TableParser&) = delete;

  std::vector<Row> Parse(absl::string_view text, size_t max_rows) {
    for (size_t begin = 0; begin < text.size() && rows_.size() < max_rows;) {
      const size_t newline = text.find('\n', begin);
      end_ = newline == absl::string_view::npos ? text.size() : newline + 1;
      csv_parse(&parser_, text.data() + begin, end_ - begin, &OnCell, &OnRow, this);
      ++line_;
      begin = end_;
    }
    csv_fini(&parser_, &OnCell, &OnRow, this);
    for (Row& row : rows_) row.origin = Trimmed(text, row.origin);
    return std::move(rows_);
  }

 private:
  static void OnCell(void* data, size_t size, void* self) {
    static_cast<TableParser*>(self)->row_.cells.emplace_back(static_cast<const char*>(data), size);
  }
  static void OnRow(int, void* self) { static_cast<TableParser*>(self)->EndRow(); }

  void EndRow() {
    row_.origin = {static_cast<uint32_t>(row_begin_), static_cast<uint32_t>(end_)};
    row_.line = row_line_;
    if (!row_.cells.empty()) rows_.push_back(std::move(row_));
    row_ = Row();
    row_begin_ = end_;
    row_line_ = line_ + 1;
  }

  csv_parser parser_;
  std::vector<Row> rows_;
  Row row_;
  size_t row_begin_ = 0, end_ = 0;
  int64_t line_ = 1, row_line_ = 1;
};

// The one of , ; tab | that the heading has most of.
char DelimiterOf(absl::string_view text) {
  const absl::string_view heading = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char c : {',', ';', '\t', '|'}) {
    if (std::count(heading.begin(), heading.end(), c) >
        std::count(heading.begin(), heading.end(), best)) {
      best = c;
    }
  }
  return best;
}

std::vector<std::string> HeadingOf(absl::string_view text) {
  const std::vector<Row> rows = TableParser(DelimiterOf(text)).Parse(text, 1);
  std::vector<std::string> names;
  if (!rows.empty()) {
    for (const std::string& cell : rows[0].cells) names.push_back(FieldName(cell));
  }
  return names;
}

class CsvReader final : public Reader {
 public:
  std::vector<absl::string_view> media_types() const override {
    return {"text/csv", "text/tab-separated-values", "application/csv"};
  }

  int Recognize(absl::string_view text, const ReadHints& hints) const override {
    const std::vector<std::string> names = HeadingOf(text.substr(0, 8192));
    const bool has_text = std::any_of(names.begin(), names.end(), &IsTextField);
    for (const absl::string_view ending : {".csv", ".tsv"}) {
      if (absl::EndsWithIgnoreCase(hints.file_name, ending)) return has_text ? 96 : 60;
    }
    return 0;
  }

  absl::StatusOr<std::vector<ReadItem>> Read(absl::string_view text,
                                             const ReadHints&) const override {
    const std::vector<std::string> names = HeadingOf(text);
    if (std::none_of(names.begin(), names.end(), &IsTextField)) {
      return WithReason(absl::InvalidArgumentError(
                            "the first row names no column text; name the columns there: text, title, "
                            "source, published, url, id"),
                        "MISSING_FIELD");
    }
    const std::vector<Row> rows = TableParser(DelimiterOf(text)).Parse(text, text.size());
    std::vector<ReadItem> items;
    for (size_t i = 1; i < rows.size(); ++i) items.push_back(ReadRow(rows[i], names));
    if (!items.empty()) return items;
    return WithReason(absl::InvalidArgumentError("the table has a heading and no row"), "NO_CONTENT");
  }

 private:
  static ReadItem ReadRow(const Row& row, const std::vector<std::string>& names) {
    if (row.cells.size() > names.size()) {
      ReadItem item;
      item.origin = row.origin;
      item.status = WithReason(absl::InvalidArgumentError(absl::StrCat(
                                   "line ", row.line, ": the row has ", row.cells.size(), " cells, the "
                                   "heading ", names.size(), "; quote cells that have the delimiter in them")),
                               "ROW_INVALID");
      return item;
    }
    nlohmann::json object = nlohmann::json::object();
    for (size_t i = 0; i < row.cells.size(); ++i) {
      if (!names[i].empty() && !Trimmed(row.cells[i]).empty()) object[names[i]] = row.cells[i];
    }
    return ReadJsonObject(object, row.origin, row.line);
  }
};

}  // namespace

std::unique_ptr<Reader> NewCsvReader() { return std::make_unique<CsvReader>(); }

}  // namespace parallax::corpus
