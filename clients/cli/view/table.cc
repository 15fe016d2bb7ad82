#include "clients/cli/view/table.h"

#include <algorithm>
#include <numeric>

namespace parallax::cli {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 8;

}  // namespace

std::vector<int> Table::Widths(const Terminal& terminal) const {
  std::vector<int> widths;
  for (const std::string& heading : headings_) widths.push_back(DisplayWidth(heading));
  for (const auto& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(row[i].text));
    }
  }
  const int gaps = kGap * (static_cast<int>(widths.size()) - 1);
  while (std::accumulate(widths.begin(), widths.end(), gaps) > terminal.columns()) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) break;
    --*widest;
  }
  return widths;
}

void Table::Print(const Terminal& terminal, std::ostream& out) const {
  if (!terminal.interactive()) {
    const auto print = [&](size_t i, const std::string& text) {
      out << (i > 0 ? "\t" : "") << OneLine(text);
    };
    for (size_t i = 0; i < headings_.size(); ++i) print(i, headings_[i]);
    out << '\n';
    for (const auto& row : rows_) {
      for (size_t i = 0; i < row.size(); ++i) print(i, row[i].text);
      out << '\n';
    }
    return;
  }
  const std::vector<int> widths = Widths(terminal);
  const auto print = [&](size_t i, const std::string& text, Colour colour) {
    const std::string cut = CutTo(OneLine(text), widths[i]);
    out << terminal.Paint(cut, colour);
    if (i + 1 < widths.size()) out << std::string(widths[i] - DisplayWidth(cut) + kGap, ' ');
  };
  for (size_t i = 0; i < headings_.size(); ++i) print(i, headings_[i], Colour::kBold);
  out << '\n';
  for (const auto& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) print(i, row[i].text, row[i].colour);
    out << '\n';
  }
}

}  // namespace parallax::cli
