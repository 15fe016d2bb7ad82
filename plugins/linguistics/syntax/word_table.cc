#include "plugins/linguistics/syntax/word_table.h"

#include <charconv>
#include <utility>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {
namespace {

int IndexOf(char tag) { return static_cast<int>(kTags.find(tag)); }

template <typename Body>
void ForEachLine(std::string_view tsv, Body&& body) {
  while (!tsv.empty()) {
    const size_t end = std::min(tsv.find('\n'), tsv.size());
    if (end > 0 && tsv[0] != '#') body(tsv.substr(0, end));
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
  }
}
void Read(std::string_view tsv, std::unordered_map<std::string_view, std::string_view>* table) {
  table->reserve(static_cast<size_t>(std::count(tsv.begin(), tsv.end(), '\n')));
  ForEachLine(tsv, [&](std::string_view line) {
    const size_t tab = line.find('\t');
    if (tab != std::string_view::npos) (*table)[line.substr(0, tab)] = line.substr(tab + 1);
  });
}

// What an unknown word's ending suggests; the list of make_tagger.py.
std::string_view GuessEnglish(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> kSuffixes[] = {
      {"ing", "GNJ"}, {"ed", "KDJ"},  {"ly", "RJ"},  {"ness", "N"}, {"ment", "N"}, {"tion", "N"},
      {"sion", "N"},  {"ity", "N"},   {"ism", "N"},  {"ship", "N"}, {"ous", "J"},  {"ful", "J"},
      {"less", "J"},  {"ible", "J"},  {"able", "J"}, {"ive", "JN"}, {"ical", "J"}, {"ary", "JN"},
      {"ize", "BE"},  {"ise", "BEN"}, {"ss", "N"},   {"us", "N"},   {"is", "N"},   {"s", "LZ"}};
  for (const auto& [suffix, tags] : kSuffixes) {
    if (word.size() > suffix.size() + 2 && word.ends_with(suffix)) return tags;
  }
  return "NJB";
}

}  // namespace

WordTable::WordTable() {
  Read(data::kWords, &english_);
  Read(data::kWordsZh, &chinese_);
  transitions_.fill(-12000);
  ForEachLine(data::kTagTransitions, [&](std::string_view line) {
    if (line.size() < 5) return;
    int value = 0;
    std::from_chars(line.data() + 4, line.data() + line.size(), value);
    transitions_[IndexOf(line[0]) * kTagCount + IndexOf(line[2])] = value;
  });
}

const WordTable& WordTable::Instance() {
  static const WordTable lexicon;
  return lexicon;
}

int WordTable::ChineseCost(std::string_view word) const {
  const std::string_view row = Get(chinese_, word);
  int cost = -1;
  if (row.size() > 2) std::from_chars(row.data() + 2, row.data() + row.size(), cost);
  return cost;
}

int WordTable::Transition(char a, char b) const {
  return transitions_[IndexOf(a) * kTagCount + IndexOf(b)];
}

std::string_view TagsOf(std::string_view word) {
  std::string_view tags = WordTable::Instance().English(word);
  if (!tags.empty()) return tags;
  // "rule-maker" is what its last part is; "US-led" an adjective.
  const size_t hyphen = word.rfind('-');
  if (hyphen != std::string_view::npos && hyphen + 1 < word.size()) {
    const std::string_view last = TagsOf(word.substr(hyphen + 1));
    if (last.find_first_of("KDG") != std::string_view::npos) return "J";
    if (last[0] == 'L') return "L";
    return "NJ";
  }
  return GuessEnglish(word);
}

bool Known(std::string_view word) { return !WordTable::Instance().English(word).empty(); }

bool MayBe(std::string_view word, char tag) {
  return TagsOf(word).find(tag) != std::string_view::npos;
}

}  // namespace plx::linguistics::syntax
