// When two terms of records are one: by key, by translation, by sound, or by kind.
#ifndef PLUGINS_CLAIMS_ALIGNMENT_TERM_MATCH_H_
#define PLUGINS_CLAIMS_ALIGNMENT_TERM_MATCH_H_

#include <string>
#include <string_view>

#include "plugins/claims/records/record.h"

namespace plx::claims {

// The name in an id that a document made up for one ("andaman-link" of "org:andaman-link"): what kind of
// thing it is may be read differently in each document. Empty for ids of tables ("region:CN") and words.
std::string_view LocalName(std::string_view key);

// What records are found by: the key, without the kind if it is local.
std::string FindKey(std::string_view key);

// A person's key without initials and "Jr.": "person:john-kennedy" of "person:john-f-kennedy". Other keys as they are.
std::string PlainName(std::string_view key);

// The last word of a person's name that has several ("bush" of "person:reggie-bush"); empty for other keys. A name that
// no table has may be a person's, too.
std::string_view SurnameOf(std::string_view key);

// One and the same by the ids alone: "person:reggie-bush" is "name:bush" of another document.
bool SameName(std::string_view a, std::string_view b);

// Whether a key of a term, or the name in it, is written in Latin letters, and not in characters.
bool IsLatinKey(std::string_view key);

// One key, one name, a translation of each other, or one name in two scripts. Symmetric.
bool SameTerm(const RecordTerm& a, const RecordTerm& b);

// As SameTerm, or one is a kind of the other by its name: an undersea-cable is a cable. Symmetric.
bool SimilarTerm(const RecordTerm& a, const RecordTerm& b);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_ALIGNMENT_TERM_MATCH_H_
