// What the tagger sees of each token: the words around it, their shape, what the tables and the
// rules say of them. The same code makes them when a model is trained and when it is used.
#ifndef PLUGINS_ENTITIES_TAGGER_FEATURES_H_
#define PLUGINS_ENTITIES_TAGGER_FEATURES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/tagger/word_marks.h"
#include "plugins/linguistics/tagging/tag_model.h"

namespace plx::entities {

// Raise it with every change of the features; models say which version they were made for.
inline constexpr uint32_t kFeatureSchema = 1;

// What the rules say of a token; 0: nothing.
struct RuleMark {
  uint32_t type = 0;   // hash of the mention's type, and whether it is an adjective
  uint32_t place = 0;  // hash of the type, the rule, and whether the token begins the mention
};

// The marks of all tokens of one unit; `mentions` are resolved.
std::vector<RuleMark> RuleMarks(const Reading& reading, uint32_t unit);

// Half or more of the letters of tokens [first, end) are Han.
bool IsChineseSentence(const Unit& unit, size_t first, size_t end);

// Puts the features of tokens [first, end), a sentence of `unit`, into `rows`.
void EnglishFeatures(const WordMarks& words, const Unit& unit, const std::vector<RuleMark>& rules,
                     size_t first, size_t end, linguistics::tagging::FeatureRows* rows);
void ChineseFeatures(const WordMarks& words, const Knowledge& knowledge, const Unit& unit,
                     const std::vector<RuleMark>& rules, size_t first, size_t end,
                     linguistics::tagging::FeatureRows* rows);

// A feature: the number of its template with what it sees. Order matters.
template <typename... Values>
constexpr uint64_t Feature(uint32_t number, Values... values) {
  uint64_t hash = (number + 1) * 0x9e3779b97f4a7c15ull;
  ((hash = (hash ^ static_cast<uint64_t>(values)) * 0x2545f4914f6cdd1dull, hash ^= hash >> 32), ...);
  return hash * 0xd6e8feb86659fd93ull;
}

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_TAGGER_FEATURES_H_
