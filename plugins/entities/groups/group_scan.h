// One unit as the rules for groups read it, and the groups they find in it.
#ifndef PLUGINS_ENTITIES_GROUPS_GROUP_SCAN_H_
#define PLUGINS_ENTITIES_GROUPS_GROUP_SCAN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/rules/spans.h"

namespace plx::entities {

class GroupScan {
 public:
  GroupScan(uint32_t number, Reading* reading);

  std::string_view Word(size_t i) const { return unit.tokens().Word(i); }
  std::string_view Pair(size_t i) const { return unit.tokens().Words(i, i + 2); }
  std::string_view SegmentText(uint32_t s) const;
  bool In(WordList list, size_t i) const { return unit.FoldedIn(list, i); }
  bool IsMark(size_t i, char32_t code) const;
  bool IsQuote(size_t i) const;
  bool SameSentence(size_t i, size_t j) const { return j < unit.size() && unit.sentence(i) == unit.sentence(j); }
  static bool IsCountry(const Mention* mention) { return mention != nullptr && mention->type == kRegion; }
  // Countries and the EU, which lists of members name.
  static bool MayBeMember(const Mention* mention);

  // Ids of the countries without a gap, or with enumeration marks, that end at token `end`; none if there is one only.
  std::vector<std::string> RunBefore(size_t end) const;
  // Concept keys of the words [first, end) before a head, joined: "rare-earth", "democratic-supply-chain".
  std::string Topics(size_t first, size_t end) const;

  Mention Group(size_t first, size_t end) const;
  // Makes `mention` the group that its topics and its head say, or, without topics, a reference to one.
  void Label(const std::string& topics, const std::string& head, Mention* mention) const;
  void AlliesOf(const Mention& lead, size_t first, size_t end);
  void Add(Mention mention) { found_.push_back(std::move(mention)); }
  // Gives the reading what was added.
  void Finish();

  const Knowledge& knowledge;
  const Unit& unit;
  const Spans spans;

 private:
  Reading* reading_;
  uint32_t number_;
  std::vector<Mention> found_;
};

// "the rare earth alliance", "the U.S. and its allies": a group whose head is token `head`.
void FindEnglishGroup(size_t head, GroupScan* scan);
// 稀土联盟, 美国及其盟友: the same.
void FindChineseGroup(size_t head, GroupScan* scan);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_GROUPS_GROUP_SCAN_H_
