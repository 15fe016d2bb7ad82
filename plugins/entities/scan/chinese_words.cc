#include "plugins/entities/scan/chinese_words.h"

#include <algorithm>

#include "plugins/entities/knowledge/letters.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/hash64.h"
#include "plugins/linguistics/text/traditional.h"

namespace plx::entities {
namespace {

constexpr uint32_t kLongestWord = 5;
// Of a character that no word holds, and of a piece of a word the path has to cut.
constexpr uint32_t kUnknownCost = 1800;

uint64_t Extend(uint64_t key, uint64_t character) {
  return linguistics::CombineHash64(key, character);
}

// Calls `body` with the key of each beginning of `word`, the whole last, and whether it is the whole.
template <typename Body>
void ForEachBeginning(std::string_view word, Body&& body) {
  uint64_t key = 1;
  for (size_t i = 0; i < word.size();) {
    const uint32_t size = linguistics::DecodeAt(word, i).size;
    key = Extend(key, WordHash(word.substr(i, size)));
    i += size;
    body(key, i == word.size());
  }
}

}  // namespace

ChineseWords::ChineseWords(std::string_view tsv,
                           const std::function<bool(std::string_view)>& skip) {
  // The beginnings of the words are about half as many as the words.
  const auto lines = static_cast<size_t>(std::count(tsv.begin(), tsv.end(), '\n'));
  size_t capacity = 1024;
  while (capacity < lines * 2) capacity *= 2;
  slots_.resize(capacity);
  linguistics::ForEachRow(tsv, [&](const linguistics::Row& row) {
    if (row.size() < 3 || skip(row[0])) return;
    // Tokens have 俱乐部 as 具乐部; but 後 is no other 后.
    const std::string word = linguistics::Simplified(row[0]);
    const bool as_written = word == row[0];
    uint32_t cost = 0;
    for (const char c : row[1]) cost = cost * 10 + static_cast<uint32_t>(c - '0');
    ForEachBeginning(word, [&](uint64_t key, bool whole) {
      Slot& slot = At(key);
      if (whole && (as_written || slot.word.cost == 0)) {
        slot.word = {static_cast<uint16_t>(std::min<uint32_t>(cost, UINT16_MAX)), row[2][0]};
      } else if (!whole) {
        slot.longer = true;
      }
    });
  });
}

ChineseWords::Slot& ChineseWords::At(uint64_t key) {
  const size_t mask = slots_.size() - 1;
  size_t i = key & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  slots_[i].key = key;
  return slots_[i];
}

const ChineseWords::Slot* ChineseWords::Find(uint64_t key) const {
  const size_t mask = slots_.size() - 1;
  for (size_t i = key & mask; slots_[i].key != 0; i = (i + 1) & mask) {
    if (slots_[i].key == key) return &slots_[i];
  }
  return nullptr;
}

ChineseWord ChineseWords::Find(std::string_view word) const {
  const Slot* slot = nullptr;
  ForEachBeginning(word, [&](uint64_t key, bool whole) {
    if (whole) slot = Find(key);
  });
  return slot == nullptr ? ChineseWord{} : slot->word;
}

void ChineseWords::Cut(const std::vector<LatticeName>& names, Unit* unit) const {
  size_t next_name = 0;
  for (uint32_t i = 0; i < unit->size();) {
    if (!unit->IsHan(i)) {
      ++i;
      continue;
    }
    uint32_t end = i + 1;
    while (end < unit->size() && unit->IsHan(end) && !unit->sentence_start(end)) ++end;
    CutRun(i, end, names, &next_name, unit);
    i = end;
  }
}

void ChineseWords::CutRun(uint32_t first, uint32_t end, const std::vector<LatticeName>& names,
                          size_t* next_name, Unit* unit) const {
  struct Node {
    uint32_t cost = UINT32_MAX;
    uint32_t from = 0;
    char word_class = 'x';
  };
  std::vector<Node> nodes(end - first + 1);
  nodes[0].cost = 0;
  const auto relax = [&](uint32_t from, uint32_t to, uint32_t cost, char word_class) {
    Node& node = nodes[to - first];
    const uint32_t total = nodes[from - first].cost + cost;
    if (total < node.cost) node = {total, from, word_class};
  };
  for (uint32_t i = first; i < end; ++i) {
    uint64_t key = 1;
    bool single = false;
    for (uint32_t j = i; j < end && j < i + kLongestWord; ++j) {
      key = Extend(key, unit->hash(j));
      const Slot* slot = Find(key);
      if (slot == nullptr) break;
      if (slot->word.cost != 0) {
        single = single || j == i;
        relax(i, j + 1, slot->word.cost, slot->word.word_class);
      }
      if (!slot->longer) break;
    }
    if (!single) relax(i, i + 1, kUnknownCost, 'x');
    while (*next_name < names.size() && names[*next_name].first < i) ++*next_name;
    for (size_t n = *next_name; n < names.size() && names[n].first == i; ++n) {
      if (names[n].end <= end) relax(i, names[n].end, names[n].cost, names[n].word_class);
    }
  }
  const size_t before = unit->segments.size();
  for (uint32_t at = end; at > first;) {
    const Node& node = nodes[at - first];
    unit->segments.push_back({node.from, at, node.word_class});
    at = node.from;
  }
  std::reverse(unit->segments.begin() + static_cast<ptrdiff_t>(before), unit->segments.end());
  for (size_t s = before; s < unit->segments.size(); ++s) {
    for (uint32_t i = unit->segments[s].first; i < unit->segments[s].end; ++i) {
      unit->segment_of[i] = static_cast<uint32_t>(s);
    }
  }
}

}  // namespace plx::entities
