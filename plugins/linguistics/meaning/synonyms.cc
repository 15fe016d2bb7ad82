#include "plugins/linguistics/meaning/synonyms.h"

#include <algorithm>
#include <string>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {
namespace {

const WordMap<Senses>& Table() {
  static const WordMap<Senses> table = [] {
    WordMap<Senses> t;
    std::string_view rows = data::kSynonyms;
    for (uint32_t row = 0; !rows.empty(); ++row) {
      const size_t end = std::min(rows.find('\n'), rows.size());
      const std::string_view line = rows.substr(0, end);
      rows.remove_prefix(std::min(end + 1, rows.size()));
      const size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      const auto add = [&](std::string_view list, std::vector<uint32_t> Senses::* side) {
        while (!list.empty()) {
          const size_t bar = std::min(list.find('|'), list.size());
          (t[list.substr(0, bar)].*side).push_back(row);
          list.remove_prefix(std::min(bar + 1, list.size()));
        }
      };
      add(line.substr(0, tab), &Senses::names);
      add(line.substr(tab + 1), &Senses::kinds);
    }
    return t;
  }();
  return table;
}

void AddTo(const std::vector<uint32_t>& more, std::vector<uint32_t>* rows) {
  rows->insert(rows->end(), more.begin(), more.end());
  std::sort(rows->begin(), rows->end());
  rows->erase(std::unique(rows->begin(), rows->end()), rows->end());
}

bool Meet(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  return std::any_of(a.begin(), a.end(), [&](uint32_t row) { return std::binary_search(b.begin(), b.end(), row); });
}

}  // namespace

Senses SensesOf(std::string_view word) {
  Senses senses;
  for (const WordClass form : {WordClass::kNoun, WordClass::kVerb}) {
    const Senses* found = Table().Find(Lemma(word, form));
    if (found == nullptr) continue;
    AddTo(found->names, &senses.names);
    AddTo(found->kinds, &senses.kinds);
  }
  return senses;
}

bool MayBeSame(const Senses& a, const Senses& b) { return Meet(a.names, b.names); }

bool MayBeKindOf(const Senses& a, const Senses& b) { return Meet(a.kinds, b.names); }

}  // namespace plx::linguistics
