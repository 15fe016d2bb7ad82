#include "plugins/entities/rules/common_words.h"

#include <unordered_set>

#include "plugins/entities/knowledge/letters.h"
#include "plugins/entities/knowledge/tsv.h"
#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::entities {
namespace {

const std::unordered_set<std::string_view>& Words() {
  static const auto* words = [] {
    auto* set = new std::unordered_set<std::string_view>();
    set->reserve(100000);
    ForEachRow(linguistics::syntax::data::kWords, [&](const Row& row) {
      if (row[1] != "P") set->insert(row[0]);
    });
    return set;
  }();
  return *words;
}

}  // namespace

bool IsCommonWord(std::string_view folded) {
  folded.remove_suffix(PossessiveSize(folded));
  if (Words().count(folded) > 0) return true;
  const std::string lemma = linguistics::Lemma(folded);
  return lemma != folded && Words().count(lemma) > 0;
}

}  // namespace plx::entities
