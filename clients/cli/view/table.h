// Tables: aligned columns on a terminal, tab-separated values in a pipe.
#ifndef PARALLAX_CLIENTS_CLI_VIEW_TABLE_H_
#define PARALLAX_CLIENTS_CLI_VIEW_TABLE_H_

#include <ostream>
#include <string>
#include <vector>

#include "clients/cli/view/terminal.h"

namespace parallax::cli {

class Table {
 public:
  struct Cell {
    Cell(std::string t) : text(std::move(t)) {}  // NOLINT: cells are written as plain strings
    Cell(const char* t) : text(t) {}             // NOLINT
    Cell(std::string t, Colour c) : text(std::move(t)), colour(c) {}
    std::string text;
    Colour colour = Colour::kNone;
  };

  explicit Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}
  void Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }

  // On a terminal the widest columns give way until a row fits.
  void Print(const Terminal& terminal, std::ostream& out) const;

 private:
  std::vector<int> Widths(const Terminal& terminal) const;

  std::vector<std::string> headings_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace parallax::cli

#endif  // PARALLAX_CLIENTS_CLI_VIEW_TABLE_H_
