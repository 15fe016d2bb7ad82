#include "plugins/linguistics/text/chinese_words.h"

#include <algorithm>

#include "plugins/linguistics/tables/chinese_dictionary.h"

namespace plx::linguistics {
namespace {

constexpr uint32_t kUnknownCost = 2000;   // -100 ln p of a character in no word: rarer than any word
constexpr size_t kRowLimit = 400;         // a longer row is cut in pieces

}  // namespace

size_t HanRowBegin(const TokenSequence& tokens, size_t i) {
  while (i > 0 && tokens.Kind(i - 1) == TokenKind::kHan && tokens.Kind(i) == TokenKind::kHan) --i;
  return i;
}

size_t HanRowEnd(const TokenSequence& tokens, size_t i) {
  while (i < tokens.size() && tokens.Kind(i) == TokenKind::kHan) ++i;
  return i;
}

std::vector<ChineseWord> CutChinese(const TokenSequence& tokens, size_t first, size_t end) {
  std::vector<ChineseWord> out;
  end = std::min({end, HanRowEnd(tokens, first), first + kRowLimit});
  if (first >= end) return out;
  const size_t n = end - first;
  // cost[k]: of the best cut of the last n - k characters; the word at k ends at next[k].
  std::vector<uint32_t> cost(n + 1, 0);
  std::vector<size_t> next(n + 1, 0);
  std::vector<char> word_class(n + 1, 0);
  const ChineseDictionary& dictionary = ChineseDictionary::Get();
  for (size_t k = n; k-- > 0;) {
    cost[k] = UINT32_MAX;
    ChineseDictionary::Prefix prefix;
    const size_t longest = std::min(ChineseDictionary::kLongestWord, n - k);
    for (size_t length = 1; length <= longest; ++length) {
      prefix.Append(tokens.Word(first + k + length - 1));
      const ChineseDictionary::Entry* entry = dictionary.Find(prefix);
      const bool word = entry != nullptr && entry->cost != 0;
      if (word || length == 1) {
        const uint32_t total = cost[k + length] + (word ? entry->cost : kUnknownCost);
        if (total < cost[k]) {
          cost[k] = total;
          next[k] = k + length;
          word_class[k] = word ? entry->word_class : '\0';
        }
      }
      if (entry == nullptr || !entry->longer) break;
    }
  }
  for (size_t k = 0; k < n; k = next[k]) out.push_back({first + k, first + next[k], word_class[k]});
  return out;
}

ChineseWord ChineseWordAt(const TokenSequence& tokens, size_t i) {
  if (tokens.Kind(i) != TokenKind::kHan) return {i, i + 1, '\0'};
  // A window is enough: cuts far away do not move a border here.
  constexpr size_t kWindow = 24;
  const size_t row = HanRowBegin(tokens, i);
  const size_t begin = i - row > kWindow ? i - kWindow : row;
  for (const ChineseWord& word : CutChinese(tokens, begin, i + kWindow)) {
    if (i < word.end) return word;
  }
  return {i, i + 1, '\0'};
}

}  // namespace plx::linguistics
