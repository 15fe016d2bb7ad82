// What names say a thing is, in both languages. Data: data/kind_words.tsv.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_KIND_WORDS_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_KIND_WORDS_H_

#include <string_view>
#include <vector>

namespace plx::entities {

// The endings that Chinese names have for the English last words of a name ("electoral commission"), in small letters; lists between
// '|'. Null if the words are none. [any-thread]
const std::vector<std::string_view>* HanEndingsOf(std::string_view english);

// The type of what a Chinese name with this ending is (大桥: PLACE); empty if it is no ending. [any-thread]
std::string_view TypeOfHanEnding(std::string_view ending);

// Characters of the longest ending.
inline constexpr size_t kLongestHanEnding = 8;

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_KIND_WORDS_H_
