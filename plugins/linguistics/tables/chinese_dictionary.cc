#include "plugins/linguistics/tables/chinese_dictionary.h"

#include <algorithm>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics {

ChineseDictionary::ChineseDictionary() {
  std::string_view rows = syntax::data::kWordsZh;
  // The beginnings of the words are about half as many as the words.
  const auto entries = static_cast<size_t>(std::count(rows.begin(), rows.end(), '\n')) * 3 / 2;
  size_t slots = 64;
  while (slots * 3 < entries * 4) slots *= 2;
  slots_.resize(slots);
  while (!rows.empty()) {
    const size_t end = std::min(rows.find('\n'), rows.size());
    AddRow(rows.substr(0, end));
    rows.remove_prefix(std::min(end + 1, rows.size()));
  }
}

const ChineseDictionary& ChineseDictionary::Get() {
  static const ChineseDictionary dictionary;
  return dictionary;
}

ChineseDictionary::Entry& ChineseDictionary::At(uint64_t hash) {
  const uint32_t mark = MarkOf(hash);
  size_t i = hash & (slots_.size() - 1);
  while (slots_[i].mark != 0 && slots_[i].mark != mark) i = (i + 1) & (slots_.size() - 1);
  slots_[i].mark = mark;
  return slots_[i];
}

void ChineseDictionary::AddRow(std::string_view row) {
  const size_t tab = row.find('\t');
  if (row.empty() || row[0] == '#' || tab == std::string_view::npos || tab + 3 >= row.size()) return;
  Prefix prefix;
  for (size_t i = 0; i < tab;) {
    const size_t size = DecodeAt(row, i).size;
    prefix.Append(row.substr(i, size));
    i += size;
    if (i < tab) At(prefix.hash()).longer = true;
  }
  Entry& entry = At(prefix.hash());
  entry.word_class = row[tab + 1];
  uint32_t cost = 0;
  for (const char c : row.substr(tab + 3)) cost = cost * 10 + static_cast<uint32_t>(c - '0');
  entry.cost = static_cast<uint16_t>(cost);
}

}  // namespace plx::linguistics
