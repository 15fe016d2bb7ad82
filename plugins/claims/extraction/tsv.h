// Reading the embedded tables.
#ifndef PLUGINS_CLAIMS_EXTRACTION_TSV_H_
#define PLUGINS_CLAIMS_EXTRACTION_TSV_H_

#include <algorithm>
#include <string_view>
#include <vector>

namespace plx::claims {

// Calls body(fields) for each row that is neither empty nor a '#' comment.
template <typename Body>
void ForEachRow(std::string_view tsv, Body&& body) {
  while (!tsv.empty()) {
    const size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string_view> fields;
    for (size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
      fields.push_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    fields.push_back(line);
    body(fields);
  }
}

// Calls body(item) for each item of a list separated by '|'.
template <typename Body>
void ForEachItem(std::string_view list, Body&& body) {
  while (!list.empty()) {
    const size_t bar = std::min(list.find('|'), list.size());
    if (bar > 0) body(list.substr(0, bar));
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
}

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_EXTRACTION_TSV_H_
