#include "plugins/entities/knowledge/tsv.h"

namespace plx::entities {

void ForEachPiece(std::string_view list, char separator,
                  const std::function<void(std::string_view)>& body) {
  while (!list.empty()) {
    const size_t cut = list.find(separator);
    const std::string_view piece = list.substr(0, cut);
    if (!piece.empty()) body(piece);
    if (cut == std::string_view::npos) return;
    list.remove_prefix(cut + 1);
  }
}

void ForEachRow(std::string_view table, const std::function<void(const Row&)>& body) {
  std::vector<std::string_view> fields;
  ForEachPiece(table, '\n', [&](std::string_view line) {
    if (line[0] == '#') return;
    fields.clear();
    for (size_t begin = 0; begin <= line.size();) {
      size_t cut = line.find('\t', begin);
      if (cut == std::string_view::npos) cut = line.size();
      fields.push_back(line.substr(begin, cut - begin));
      begin = cut + 1;
    }
    body(Row(&fields));
  });
}

}  // namespace plx::entities
