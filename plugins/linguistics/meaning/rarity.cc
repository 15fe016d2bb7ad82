#include "plugins/linguistics/meaning/rarity.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/tables/chinese_dictionary.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {
namespace {

// -100 ln of the Chinese words in a sentence: the dictionary gives shares of words, not of sentences.
constexpr int kWordsPerSentence = 300;

const WordMap<int>& Table() {
  static const WordMap<int> table = [] {
    WordMap<int> t;
    std::string_view rows = data::kRarity;
    while (!rows.empty()) {
      const size_t end = std::min(rows.find('\n'), rows.size());
      std::string_view line = rows.substr(0, end);
      rows.remove_prefix(std::min(end + 1, rows.size()));
      const size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      int rarity = 0;
      for (const char digit : line.substr(0, tab)) rarity = 10 * rarity + (digit - '0');
      for (line.remove_prefix(tab + 1); !line.empty();) {
        const size_t bar = std::min(line.find('|'), line.size());
        t[line.substr(0, bar)] = rarity;
        line.remove_prefix(std::min(bar + 1, line.size()));
      }
    }
    return t;
  }();
  return table;
}

int OfWord(std::string_view word) {
  const int* listed = Table().Find(word);
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
