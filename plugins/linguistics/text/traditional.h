// Traditional Chinese characters and their Simplified forms, one to one.
#ifndef PLUGINS_LINGUISTICS_TEXT_TRADITIONAL_H_
#define PLUGINS_LINGUISTICS_TEXT_TRADITIONAL_H_

#include <string>
#include <string_view>

namespace plx::linguistics {

// The Simplified form of a Han character; the character itself if it has no other form. The
// table is data/traditional.tsv. [any-thread]
char32_t Simplified(char32_t c);
// A text with each of its characters so, as TokenSequence has its words: tables are looked up by it.
std::string Simplified(std::string_view text);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_TRADITIONAL_H_
