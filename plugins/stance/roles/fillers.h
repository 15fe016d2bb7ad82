// Finds what fills the holder and target slots of a matched frame.
#ifndef PLUGINS_STANCE_ROLES_FILLERS_H_
#define PLUGINS_STANCE_ROLES_FILLERS_H_

#include <vector>

#include "plugins/stance/roles/parties.h"

namespace plx::stance {

class ChineseSegment;

// The fillers of a frame. A frame whose holder is the speaker has no holders here.
struct Fillers {
  std::vector<Party> holders;
  std::vector<Target> targets;
  std::vector<Target> things;    // the subject where it is nobody: "the dam will harm villages"
  plx_span_t evidence = {0, 0};  // the clause; not empty
};

// English: the clause parse gives the subject; objects are read behind the pattern.
class EnglishFillers {
 public:
  EnglishFillers(const Document& document, const ParsedDocument& parsed, const PartyReader& reader)
      : document_(document), parsed_(parsed), reader_(reader) {}
  Fillers Find(const Sentence& sentence, const FrameMatch& match) const;

 private:
  struct Place;  // the clause of a match and what the anchor is in it
  Place Locate(const Sentence& sentence, const FrameMatch& match) const;
  std::vector<Party> Subject(const Sentence& sentence, const FrameMatch& match,
                             const Place& place) const;
  std::vector<Party> Possessor(const Sentence& sentence, const FrameMatch& match,
                               const Place& place) const;
  std::vector<Party> HoldersOf(const Sentence& sentence, const linguistics::Participant& p,
                               bool inherited) const;
  bool IsHolder(std::string_view entity) const;
  bool IsPerson(std::string_view entity) const;
  std::vector<Party> Agents(const Sentence& sentence, Range after, const Place& place) const;
  std::vector<Party> Makers(const Sentence& sentence, size_t end) const;
  std::vector<Party> ThingMakers(const Sentence& sentence, size_t end) const;
  const plx_mention_t* OnlyPersonBefore(const Sentence& sentence, plx_span_t pronoun) const;
  std::vector<const plx_mention_t*> Antecedents(plx_span_t pronoun) const;
  std::vector<Party> GerundSubject(const Sentence& sentence, const Place& place) const;
  static void Discount(int thousandths, std::vector<Party>* parties);
  Range PhraseBefore(const Sentence& sentence, size_t end) const;
  Range PhraseAfter(const Sentence& sentence, size_t at, size_t end) const;
  Range PhraseGovernedBy(const Sentence& sentence, const std::vector<std::string>& prepositions,
                         size_t at, size_t end) const;
  std::vector<Target> TargetsIn(const Sentence& sentence, const FrameMatch& match,
                                const Slot& slot, const Place& place) const;
  std::vector<Target> TargetsOf(const linguistics::Participant& p) const;
  void NameApposed(const Sentence& sentence, Range phrase, Target* target) const;
  bool WarnedOf(const Sentence& sentence, const FrameMatch& match, const Place& place) const;
  // A gerund with its object as a target; empty if an actor is in it.
  std::vector<Target> Action(const Sentence& sentence, Range phrase) const;

  const Document& document_;
  const ParsedDocument& parsed_;
  const PartyReader& reader_;
};

// Chinese: by the order of words in the segment between marks, with the clause parse for subjects
// that an earlier segment names.
class ChineseFillers {
 public:
  ChineseFillers(const Document& document, const ParsedDocument& parsed, const PartyReader& reader)
      : document_(document), parsed_(parsed), reader_(reader) {}
  Fillers Find(const Sentence& sentence, const FrameMatch& match) const;
  // True if what stands in the inner slot does something itself: 呼吁[印尼禁止油轮]通过 asks for no passage.
  bool InnerActs(const Sentence& sentence, const FrameMatch& match) const;

 private:
  std::vector<Party> HoldersOf(const Sentence& sentence, const FrameMatch& match,
                               const ChineseSegment& segment, size_t verb) const;
  std::vector<Target> TargetsIn(const Sentence& sentence, const FrameMatch& match,
                                const ChineseSegment& segment, const Slot& slot,
                                const std::vector<Party>& holders) const;
  // The words of the inner slot, without 的 at their end.
  static Range Inner(const Sentence& sentence, const FrameMatch& match);

  const Document& document_;
  const ParsedDocument& parsed_;
  const PartyReader& reader_;
};

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_FILLERS_H_
