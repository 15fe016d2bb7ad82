// Whether a name in Latin letters and a name in Han characters are one, by sound and by the words for what it is: "Maureen Tully" and
// 莫琳·塔利, "Halvorsen Museum" and 哈尔沃森博物馆. Data: data/kind_words.tsv, and the dictionary of linguistics.
#ifndef PLUGINS_ENTITIES_SCRIPTS_NAME_MATCH_H_
#define PLUGINS_ENTITIES_SCRIPTS_NAME_MATCH_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/entities/knowledge/word_lists.h"
#include "plugins/entities/scripts/sound.h"

namespace plx::entities {

// A name in Han characters, made ready to be held against many.
struct HanName {
  // `lists` tell the characters that names from elsewhere are written in.
  HanName(std::string_view name, const WordLists& lists);

  // Are these characters of the name a name from elsewhere, which is written by its sound? A Chinese name is not.
  // `wholly`: not one of them is another's.
  bool IsTranscribed(std::string_view characters, bool wholly = false) const;

  std::string text;
  std::vector<std::string> parts;  // between the dots
  std::vector<HanSounds> sounds;   // of each
  std::string pinyin;              // of all
  const WordLists* lists;
};

class LatinName {
 public:
  // Of what `type` it is the name. The names of a person are all heard and none translated.
  LatinName(std::string_view name, std::string_view type);

  // How sure it is that they are one: kSure of four sounds or more, of two names, of a name letter by letter or with a word for what it
  // is; kFair of three sounds; 0 if they are not. A person without a dot is compared by the last name.
  int Is(const HanName& han) const;
  static constexpr int kFair = 700;
  static constexpr int kSure = 850;

 private:
  // Words at the end that say what the thing is, with the endings that Chinese has for them.
  struct Ending {
    size_t words = 0;
    std::string_view han;  // as in data/kind_words.tsv, between '|'
  };

  int IsPerson(const HanName& han) const;
  int IsThing(const HanName& han) const;
  // Are the words [first, end) what is left of the characters of `han`?
  bool IsRest(size_t first, size_t end, std::string_view rest, const HanName& han) const;
  void FindEndings();

  bool person_;
  bool place_;
  std::vector<std::string> words_;   // in small letters, the joining ones left out, "X of Y" as "Y X"
  std::vector<LatinSounds> sounds_;  // of each word
  std::vector<Ending> endings_;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_SCRIPTS_NAME_MATCH_H_
