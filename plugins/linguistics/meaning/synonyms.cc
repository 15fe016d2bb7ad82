#include "plugins/linguistics/meaning/synonyms.h"

#include <algorithm>
#include <string>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {
namespace {

const WordMap<Senses>& Synonyms() {
  static const WordMap<Senses> table = [] {
    WordMap<Senses> t;
    uint32_t number = 0;
    ForEachRow(data::kSynonyms, [&](const Row& row) {
      ForEachItem(row[0], [&](std::string_view word) { t[word].names.push_back(number); });
      ForEachItem(row[1], [&](std::string_view word) { t[word].kinds.push_back(number); });
      ++number;
    });
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
    const Senses* found = Synonyms().Find(Lemma(word, form));
    if (found == nullptr) continue;
    AddTo(found->names, &senses.names);
    AddTo(found->kinds, &senses.kinds);
  }
  return senses;
}

bool MayBeSame(const Senses& a, const Senses& b) { return Meet(a.names, b.names); }

bool MayBeKindOf(const Senses& a, const Senses& b) { return Meet(a.kinds, b.names); }

}  // namespace plx::linguistics
