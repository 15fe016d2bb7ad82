#include "plugins/linguistics/meaning/dictionary.h"

#include <algorithm>
#include <unordered_map>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/traditional.h"

namespace plx::linguistics {
namespace {

using Glosses = std::unordered_map<std::string_view, std::string_view>;

const Glosses& GlossTable() {
  static const Glosses table = [] {
    Glosses t;
    const std::string_view tsv = data::kDictionary;
    t.reserve(static_cast<size_t>(std::count(tsv.begin(), tsv.end(), '\n')));
    ForEachLine(tsv, [&](std::string_view line) {
      const std::string_view word = TakeCell(&line);
      t.emplace(word, line);
    });
    return t;
  }();
  return table;
}

void AddWord(std::string_view word, std::vector<std::string>* keys) {
  std::string key = ConceptOf(word);
  if (key.empty()) key = Lemma(word);
  if (IsStopWord(key) || std::find(keys->begin(), keys->end(), key) != keys->end()) return;
  keys->push_back(std::move(key));
}

}  // namespace

std::vector<std::string> TranslationKeys(std::string_view han) {
  std::vector<std::string> keys;
  const auto it = GlossTable().find(Simplified(han));
  if (it == GlossTable().end()) return keys;
  std::string_view glosses = it->second;
  while (!glosses.empty()) {
    const size_t bar = std::min(glosses.find('|'), glosses.size());
    const std::string_view gloss = glosses.substr(0, bar);
    glosses.remove_prefix(std::min(bar + 1, glosses.size()));
    const size_t space = gloss.find(' ');
    if (space == std::string_view::npos || !ConceptOf(gloss).empty()) {
      AddWord(gloss, &keys);
    } else {
      AddWord(gloss.substr(0, space), &keys);
      AddWord(gloss.substr(space + 1), &keys);
    }
  }
  return keys;
}

}  // namespace plx::linguistics
