#include "plugins/linguistics/syntax/word_table.h"

#include <charconv>
#include <utility>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/syntax/words.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/tables/tsv.h"

namespace plx::linguistics::syntax {
namespace {

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

WordTable::WordTable() : english_(data::kWords) {
  transitions_.fill(-12000);
  ForEachLine(data::kTagTransitions, [&](std::string_view line) {
    if (line.size() < 5) return;
    int value = 0;
    std::from_chars(line.data() + 4, line.data() + line.size(), value);
    transitions_[kPlace[static_cast<size_t>(line[0])] * kTagCount + kPlace[static_cast<size_t>(line[2])]] = value;
  });
}

const WordTable& WordTable::Instance() {
  static const WordTable lexicon;
  return lexicon;
}

std::string_view TagsOf(std::string_view word) {
  const std::string_view tags = WordTable::Instance().English(word);
  return tags.empty() ? GuessTags(word) : tags;
}

std::string_view GuessTags(std::string_view word) {
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

char VerbFormOf(std::string_view word) {
  std::string_view tags = WordTable::Instance().English(word);
  if (tags.empty() && MayBe(Lemma(word, WordClass::kVerb), kVerbBase)) tags = GuessTags(word);
  const bool verb = !tags.empty() && (tags[0] == kVerbThird || tags[0] == kVerbPast || tags[0] == kVerbParticiple);
  return verb ? tags[0] : 0;
}

}  // namespace plx::linguistics::syntax
