#include "plugins/entities/rules/common_words.h"

#include "plugins/entities/knowledge/letters.h"
#include "plugins/linguistics/syntax/word_table.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::entities {
namespace {

bool IsListed(std::string_view word) {
  const std::string_view tags = linguistics::syntax::WordTable::Instance().English(word);
  return !tags.empty() && tags != "P";
}

}  // namespace

bool IsCommonWord(std::string_view folded) {
  folded.remove_suffix(PossessiveSize(folded));
  if (IsListed(folded)) return true;
  const std::string lemma = linguistics::Lemma(folded);
  return lemma != folded && IsListed(lemma);
}

}  // namespace plx::entities
