#include "plugins/entities/knowledge/word_lists.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/traditional.h"

namespace plx::entities {

WordLists::WordLists(std::string_view tsv) {
  linguistics::ForEachRow(tsv, [&](const linguistics::Row& row) {
    const auto* name = std::find(std::begin(kWordListNames), std::end(kWordListNames), row[0]);
    if (name == std::end(kWordListNames)) {
      throw std::invalid_argument("a list of words without a name in kWordListNames: " + std::string(row[0]));
    }
    const auto index = static_cast<size_t>(name - std::begin(kWordListNames));
    linguistics::ForEachPiece(row[1], ' ', [&](std::string_view word) {
      words_[word].Add(index);
      std::string simplified = linguistics::Simplified(word);
      if (simplified != word) words_[simplified_.emplace_back(std::move(simplified))].Add(index);
    });
  });
}

}  // namespace plx::entities
