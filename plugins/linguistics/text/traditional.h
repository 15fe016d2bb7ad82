// Traditional Chinese characters and their Simplified forms, one to one.
#ifndef PLUGINS_LINGUISTICS_TEXT_TRADITIONAL_H_
#define PLUGINS_LINGUISTICS_TEXT_TRADITIONAL_H_

namespace plx::linguistics {

// The Simplified form of a Han character; the character itself if it has no other form. The
// table is data/traditional.tsv. [any-thread]
char32_t Simplified(char32_t c);

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_TRADITIONAL_H_
