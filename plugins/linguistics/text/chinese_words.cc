#include "plugins/linguistics/text/chinese_words.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::linguistics {
namespace {

constexpr size_t kLongestWord = 8;        // characters; longer idioms are cut
constexpr uint32_t kUnknownCost = 2000;   // -100 ln p of a character in no word: rarer than any word
constexpr size_t kRowLimit = 400;         // a longer row is cut in pieces

struct Entry {
  uint64_t hash = 0;  // 0: empty slot
  uint16_t cost = 0;
  char word_class = 0;
};

// Open addressing over the words' hashes: the words themselves stay in the embedded file.
class Dictionary {
 public:
  Dictionary() {
    const std::string_view rows = syntax::data::kWordsZh;
    size_t count = static_cast<size_t>(std::count(rows.begin(), rows.end(), '\n'));
    size_t slots = 64;
    while (slots < 2 * count) slots *= 2;
    slots_.resize(slots);
    for (size_t i = 0; i < rows.size();) {
      size_t end = rows.find('\n', i);
      if (end == std::string_view::npos) end = rows.size();
      AddRow(rows.substr(i, end - i));
      i = end + 1;
    }
  }

  const Entry* Find(std::string_view word) const {
    const uint64_t hash = Hash64(word);
    for (size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].hash == hash) return &slots_[i];
      if (slots_[i].hash == 0) return nullptr;
    }
  }

 private:
  void AddRow(std::string_view row) {
    const size_t tab = row.find('\t');
    if (row.empty() || row[0] == '#' || tab == std::string_view::npos || tab + 1 >= row.size()) return;
    Entry entry;
    entry.hash = Hash64(row.substr(0, tab));
    entry.word_class = row[tab + 1];
    uint32_t cost = 0;
    for (size_t i = tab + 3; i < row.size() && row[i] >= '0' && row[i] <= '9'; ++i)
      cost = cost * 10 + static_cast<uint32_t>(row[i] - '0');
    entry.cost = static_cast<uint16_t>(std::min<uint32_t>(cost, kUnknownCost));
    size_t i = entry.hash & (slots_.size() - 1);
    while (slots_[i].hash != 0 && slots_[i].hash != entry.hash) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = entry;
  }

  std::vector<Entry> slots_;
};

const Dictionary& Words() {
  static const Dictionary dictionary;
  return dictionary;
}

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
  std::string word;
  for (size_t k = n; k-- > 0;) {
    cost[k] = UINT32_MAX;
    word.clear();
    for (size_t length = 1; length <= std::min(kLongestWord, n - k); ++length) {
      word += tokens.Word(first + k + length - 1);
      const Entry* entry = Words().Find(word);
      if (entry == nullptr && length > 1) continue;
      const uint32_t total = cost[k + length] + (entry == nullptr ? kUnknownCost : entry->cost);
      if (total >= cost[k]) continue;
      cost[k] = total;
      next[k] = k + length;
      word_class[k] = entry == nullptr ? '\0' : entry->word_class;
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
