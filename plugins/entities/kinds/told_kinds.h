// What a text itself says a name is: "Freshlands, the supermarket chain", 首都莱斯诺瓦, 塔尔沃水坝. The tagger sees a
// name once and guesses; a word beside it, anywhere in the document, knows.
#ifndef PLUGINS_ENTITIES_KINDS_TOLD_KINDS_H_
#define PLUGINS_ENTITIES_KINDS_TOLD_KINDS_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/document/other_names.h"

namespace plx::entities {

// Counts what the text says of each name.
class KindVotes {
 public:
  // `type`: ORGANIZATION, PLACE or PERSON. `name` as written.
  void Say(std::string_view name, std::string_view type) { ++votes_[std::string(name)][std::string(type)]; }
  // That `name`, a firm's, goes by `stem`, too: 艾恩维尔 of 艾恩维尔资源公司.
  void SayShort(std::string_view stem, std::string_view name) { wholes_[std::string(stem)].insert(std::string(name)); }
  // The names that all votes call one thing, with ids of that kind, and the stems of one firm that are called nothing else.
  std::vector<OtherName> Agreed() const;

 private:
  bool OneWhole(const std::string& stem) const;

  std::map<std::string, std::map<std::string, int>> votes_;
  std::map<std::string, std::set<std::string>> wholes_;  // by stem
};

// Names of the document whose kind is told and that no table knows, for PlaceNames. Needs Resolve's mentions, those of the
// tagger among them.
std::vector<OtherName> FindToldKinds(const Reading& reading);

// In English, and of one unit in Chinese.
void FindEnglishKinds(const Reading& reading, KindVotes* votes);
void FindChineseKinds(const Reading& reading, uint32_t unit, KindVotes* votes);

// May a word beside this mention say better what it is? Not where a table, a title or a head word of its own does.
bool IsGuess(const Mention& mention);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KINDS_TOLD_KINDS_H_
