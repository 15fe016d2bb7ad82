// Reading the embedded tables: a row a line, columns separated by tabs, lists in a column by '|'; lines
// that are empty or begin with '#' are none.
#ifndef PLUGINS_LINGUISTICS_TABLES_TSV_H_
#define PLUGINS_LINGUISTICS_TABLES_TSV_H_

#include <algorithm>
#include <string_view>
#include <vector>

namespace plx::linguistics {

// Cuts what stands before the first `separator` off `text`, and the separator; all, if there is none.
inline std::string_view TakeUntil(char separator, std::string_view* text) {
  const size_t end = std::min(text->find(separator), text->size());
  const std::string_view taken = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return taken;
}

inline std::string_view TakeCell(std::string_view* line) { return TakeUntil('\t', line); }

// Calls body(line) for each row.
template <typename Body>
void ForEachLine(std::string_view tsv, Body&& body) {
  while (!tsv.empty()) {
    const std::string_view line = TakeUntil('\n', &tsv);
    if (!line.empty() && line[0] != '#') body(line);
  }
}

// The cells of a line; views of the table.
class Row {
 public:
  explicit Row(const std::vector<std::string_view>* cells) : cells_(cells) {}
  size_t size() const { return cells_->size(); }
  // Empty for a cell that the line does not have.
  std::string_view operator[](size_t i) const { return i < cells_->size() ? (*cells_)[i] : std::string_view(); }

 private:
  const std::vector<std::string_view>* cells_;
};

// Calls body(row) for each row, with a `const Row&` of at least one cell.
template <typename Body>
void ForEachRow(std::string_view tsv, Body&& body) {
  std::vector<std::string_view> cells;
  ForEachLine(tsv, [&](std::string_view line) {
    cells.clear();
    for (bool more = true; more;) {
      more = line.find('\t') != std::string_view::npos;
      cells.push_back(TakeCell(&line));
    }
    body(Row(&cells));
  });
}

// Calls body(piece) for each piece of `list` between `separator`s; empty ones are left out.
template <typename Body>
void ForEachPiece(std::string_view list, char separator, Body&& body) {
  while (!list.empty()) {
    const std::string_view piece = TakeUntil(separator, &list);
    if (!piece.empty()) body(piece);
  }
}

// Calls body(item) for each item of a list.
template <typename Body>
void ForEachItem(std::string_view list, Body&& body) {
  ForEachPiece(list, '|', body);
}

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_TSV_H_
