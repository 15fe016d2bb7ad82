// Comma-separated values with quoted fields (RFC 4180), as the public data sets have them.
#ifndef PARALLAX_BENCH_QUALITY_STATED_CLAIM_CSV_H_
#define PARALLAX_BENCH_QUALITY_STATED_CLAIM_CSV_H_

#include <string>
#include <string_view>
#include <vector>

namespace parallax::quality {

// The rows of `text`, the first one included. A field may hold commas, quotation marks and line ends.
inline std::vector<std::vector<std::string>> ReadCsv(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string field;
  bool quoted = false;
  const auto end_row = [&] {
    rows.back().push_back(std::move(field));
    field.clear();
    rows.emplace_back();
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') field += c;
      else if (i + 1 < text.size() && text[i + 1] == '"') field += '"', ++i;
      else quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().push_back(std::move(field));
      field.clear();
    } else if (c == '\n') {
      if (!field.empty() && field.back() == '\r') field.pop_back();
      end_row();
    } else {
      field += c;
    }
  }
  if (!field.empty() || !rows.back().empty()) end_row();
  rows.pop_back();
  return rows;
}

}  // namespace parallax::quality

#endif  // PARALLAX_BENCH_QUALITY_STATED_CLAIM_CSV_H_
