// The embedded data files of this folder, one constant each; CMake generates their definitions.
// data/README.md says where each comes from.
#ifndef PLUGINS_LINGUISTICS_DATA_TABLES_H_
#define PLUGINS_LINGUISTICS_DATA_TABLES_H_

#include <string_view>

namespace plx::linguistics::data {

extern const std::string_view kTraditional;  // Simplified character, its Traditional forms
extern const std::string_view kUnits;        // key, class, scale, English forms, Chinese forms
extern const std::string_view kConcepts;     // id, class, English lemmas, Chinese terms
extern const std::string_view kAntonyms;     // predicate, its opposites
extern const std::string_view kDirections;   // predicate, +1 or -1
extern const std::string_view kNotNumerals;  // Chinese words whose numeral is not a number
extern const std::string_view kIrregular;    // base form, word class, irregular forms
extern const std::string_view kDictionary;  // Chinese word, English glosses
extern const std::string_view kPinyin;      // syllable without tone, characters
extern const std::string_view kOpposites;    // English words, words that exclude them
extern const std::string_view kSynonyms;     // English words for one thing, words for kinds of it
extern const std::string_view kRegionNames;  // code, English names, words for the people
extern const std::string_view kRarity;       // -100 ln of a share of sentences, English words
extern const std::string_view kRefutation;   // what a word says of a report, English, Chinese
extern const std::string_view kCues;         // kind, strength, English cues, Chinese cues

}  // namespace plx::linguistics::data

#endif  // PLUGINS_LINGUISTICS_DATA_TABLES_H_
