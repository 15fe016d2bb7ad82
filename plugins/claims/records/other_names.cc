#include "plugins/claims/records/other_names.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/linguistics/meaning/dictionary.h"
#include "plugins/linguistics/meaning/transliteration.h"

namespace plx::claims {

void AddOtherNames(RecordTerm* term) {
  term->sound = linguistics::SoundKey(term->key);
  if (term->key.empty() || static_cast<unsigned char>(term->key[0]) < 0x80) return;
  term->also = linguistics::TranslationKeys(term->key);
  constexpr size_t kFewestLetters = 4;
  const std::string reading = linguistics::Pinyin(term->key);
  if (reading.size() >= kFewestLetters) term->also.push_back("=" + reading);
}

void AddNameParts(RecordTerm* name) {
  const std::string key = name->key;
  std::string_view rest = LocalName(key);
  while (!rest.empty() && name->also.size() < 4) {
    const size_t dash = std::min(rest.find('-'), rest.size());
    const std::string_view word = rest.substr(0, dash);
    const std::string sound = linguistics::SoundKey(word);
    if (sound.size() >= 3) name->also.push_back("~" + sound);
    if (word.size() >= 4) name->also.push_back("=" + std::string(word));
    rest.remove_prefix(std::min(dash + 1, rest.size()));
  }
}

}  // namespace plx::claims
