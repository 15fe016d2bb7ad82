#include "plugins/entities/knowledge/kind_words.h"

#include <deque>
#include <string>

#include "plugins/entities/data/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/traditional.h"

namespace plx::entities {
namespace {

struct Tables {
  Tables() {
    linguistics::ForEachRow(data::kKindWords, [&](const linguistics::Row& row) {
      linguistics::ForEachPiece(row[0], '|', [&](std::string_view words) { by_english[words].push_back(row[1]); });
      linguistics::ForEachPiece(row[1], '|', [&](std::string_view ending) {
        std::string_view& type = type_of[simplified.emplace_back(linguistics::Simplified(ending))];
        if (type.empty()) type = row[2];
      });
    });
  }
  linguistics::WordMap<std::vector<std::string_view>> by_english;
  linguistics::WordMap<std::string_view> type_of;  // as tokens have them: 具乐部
  std::deque<std::string> simplified;
};

const Tables& Get() {
  static const Tables tables;
  return tables;
}

}  // namespace

const std::vector<std::string_view>* HanEndingsOf(std::string_view english) { return Get().by_english.Find(english); }

std::string_view TypeOfHanEnding(std::string_view ending) {
  const std::string_view* type = Get().type_of.Find(ending);
  return type == nullptr ? std::string_view() : *type;
}

}  // namespace plx::entities
