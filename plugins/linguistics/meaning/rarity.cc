#include "plugins/linguistics/meaning/rarity.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/tables/chinese_dictionary.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {
namespace {

// -100 ln of the Chinese words in a sentence: the dictionary gives shares of words, not of sentences.
constexpr int kWordsPerSentence = 300;

const WordMap<int>& Rarities() {
  static const WordMap<int> table = [] {
    WordMap<int> t;
    ForEachRow(data::kRarity, [&](const Row& row) {
      int rarity = 0;
      for (const char digit : row[0]) rarity = 10 * rarity + (digit - '0');
      ForEachItem(row[1], [&](std::string_view word) { t[word] = rarity; });
    });
    return t;
  }();
  return table;
}

int OfWord(std::string_view word) {
  const int* listed = Rarities().Find(word);
  return listed == nullptr ? kMostRare : *listed;
}

int OfEnglish(std::string_view word) {
  if (word.ends_with("'s")) word.remove_suffix(2);
  return std::min(OfWord(word), OfWord(Lemma(word)));
}

int OfChinese(const TokenSequence& tokens, size_t first, size_t end) {
  ChineseDictionary::Prefix prefix;
  for (size_t i = first; i < end; ++i) prefix.Append(tokens.Word(i));
  const ChineseDictionary::Entry* entry = ChineseDictionary::Get().Find(prefix);
  return entry == nullptr || entry->cost == 0 ? kMostRare : entry->cost - kWordsPerSentence;
}

}  // namespace

int Rarity(const TokenSequence& tokens, size_t first, size_t end) {
  int rarest = 0;
  for (size_t i = first; i < end; ++i) {
    if (tokens.Kind(i) == TokenKind::kWord) rarest = std::max(rarest, OfEnglish(tokens.Word(i)));
  }
  if (first < end && tokens.Kind(first) == TokenKind::kHan) rarest = std::max(rarest, OfChinese(tokens, first, end));
  return std::clamp(rarest, kLeastRare, kMostRare);
}

}  // namespace plx::linguistics
