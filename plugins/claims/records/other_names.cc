#include "plugins/claims/records/other_names.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/linguistics/meaning/dictionary.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/meaning/transliteration.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {
namespace {

constexpr size_t kFewestSounds = 3;  // classes; fewer are common to many names
constexpr size_t kFewestLetters = 4;
constexpr size_t kMostOthers = 8;

// 塔尔沃 of 塔尔沃大桥, 阿萨姆 of 阿萨姆邦: a name without the word for what has it.
std::string_view StemOf(std::string_view han) {
  constexpr size_t kCharacter = 3, kShortest = 2 * kCharacter;  // bytes
  for (const size_t characters : {3, 2}) {
    const size_t kind = characters * kCharacter;
    if (han.size() >= kind + kShortest && !linguistics::ConceptOf(han.substr(han.size() - kind)).empty()) return han.substr(0, han.size() - kind);
  }
  const bool region = han.size() >= kCharacter + kShortest &&
                      linguistics::IsAnyOf(han.substr(han.size() - kCharacter), {"省", "市", "县", "镇", "村", "州", "邦", "岛", "河", "湖", "山", "港", "区"});
  return region ? han.substr(0, han.size() - kCharacter) : han;
}

// "saint" of "org:new-orleans-saints": other texts call them the Saints, which no table knows as a name. Empty for a word that
// says something by itself (the Chiefs).
std::string TeamOf(std::string_view key) {
  constexpr size_t kFewest = 5;  // letters
  const size_t dash = key.rfind('-');
  if (!key.starts_with("org:") || !IsLatinKey(key) || dash == std::string_view::npos) return {};
  const std::string_view last = key.substr(dash + 1);
  if (last.size() < kFewest || !last.ends_with('s') || !linguistics::ConceptOf(last).empty()) return {};
  std::string one = linguistics::Lemma(last, linguistics::WordClass::kNoun);
  return one == last || !linguistics::ConceptOf(one).empty() ? std::string() : one;
}

}  // namespace

void AddOtherNames(RecordTerm* term) {
  term->sound = linguistics::SoundKey(term->key);
  if (term->key.empty() || static_cast<unsigned char>(term->key[0]) < 0x80) return;
  term->also = linguistics::TranslationKeys(term->key);
  const std::string reading = linguistics::Pinyin(term->key);
  if (reading.size() >= kFewestLetters) term->also.push_back("=" + reading);
  const std::string hard = linguistics::HardSoundKey(term->key);
  if (hard.size() >= kFewestSounds) term->also.push_back("~" + hard);
}

void AddNameParts(RecordTerm* name) {
  const std::string key = name->key;
  // Another document may leave out the initials, or have the surname alone.
  const std::string plain = PlainName(key);
  if (plain != key) name->also.push_back(plain);
  if (const std::string_view surname = SurnameOf(plain); !surname.empty()) {
    for (const char* kind : {"name:", "person:"}) name->also.push_back(kind + std::string(surname));
  }
  if (std::string team = TeamOf(key); !team.empty()) name->also.push_back(std::move(team));
  std::string_view rest = LocalName(key);
  while (!rest.empty() && name->also.size() < kMostOthers) {
    const size_t dash = std::min(rest.find('-'), rest.size());
    const std::string_view part = rest.substr(0, dash);
    const std::string_view word = IsLatinKey(part) ? part : StemOf(part);
    const std::string sound = linguistics::SoundKey(word);
    if (sound.size() >= kFewestSounds) name->also.push_back("~" + sound);
    name->sound = sound;  // that of the last word remains
    const std::string hard = linguistics::HardSoundKey(word);
    if (hard.size() >= kFewestSounds) name->also.push_back("~" + hard);
    const std::string reading = IsLatinKey(word) ? std::string(word) : linguistics::Pinyin(word);
    if (reading.size() >= kFewestLetters) name->also.push_back("=" + reading);
    rest.remove_prefix(std::min(dash + 1, rest.size()));
  }
}

}  // namespace plx::claims
