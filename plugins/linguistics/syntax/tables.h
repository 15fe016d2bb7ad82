// The embedded data files of the clause parser; CMake generates their definitions.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_TABLES_H_
#define PLUGINS_LINGUISTICS_SYNTAX_TABLES_H_

#include <string_view>

namespace plx::linguistics::syntax::data {

extern const std::string_view kWords;           // English word, tags
extern const std::string_view kWordsZh;         // Chinese word, class
extern const std::string_view kTagTransitions;  // tag, tag, 1000 ln p
extern const std::string_view kVerbFrames;      // verbs that chain, verbs that make a copula
extern const std::string_view kReporting;       // kind, reporting cues
extern const std::string_view kRoles;           // words for holders without a name

}  // namespace plx::linguistics::syntax::data

#endif  // PLUGINS_LINGUISTICS_SYNTAX_TABLES_H_
