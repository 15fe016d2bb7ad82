// Who a noun phrase stands for, as a holder, and what it is, as a target.
#ifndef PLUGINS_STANCE_ROLES_PARTIES_H_
#define PLUGINS_STANCE_ROLES_PARTIES_H_

#include <string>
#include <vector>

#include "plugins/stance/frames/frame.h"
#include "plugins/stance/roles/sentence.h"

namespace plx::stance {

// A holder: one named actor, or a role.
struct Party {
  uint32_t kind = PLX_HOLDER_ACTOR;  // PLX_HOLDER_*
  plx_span_t span = {0, 0};
  std::string entity;   // empty for a role
  std::string name;     // as the text says it
  int certainty = 1000;  // thousandths: how sure the phrase stands for this holder
};

// A target: an entity, a concept, or words.
struct Target {
  plx_span_t span = {0, 0};
  std::string entity;    // entity id, "topic:<concept>", or empty for words alone
  std::string text;
  int certainty = 1000;
  int factor = 1000;     // thousandths of the frame's strength: less through a possessive
  bool reversed = false;  // "China's opponents": against them is for China
  bool on_request = false;  // a material: no side is taken towards it unless the caller asks
  Range words = {};      // the phrase, for frames inside it
  bool modified = false;  // a material with words that say which: "imported gas"
  bool anaphor = false;  // "it", or an object left out: what the text spoke of before
};

// One member of a coordination: "Australia", "South Korea's farmers".
struct Member {
  Range words;
  size_t head = 0;
  Range of;  // what "of" adds; empty if nothing
};

// What a noun phrase without an entity describes.
enum class Described {
  kNothing,       // no holder: "the agreement"
  kOrganisation,  // one organisation: "the tourism association", 教师工会
  kPerson,        // one person by office: "the minister", 部长
  kGroup          // several, nobody in particular: "analysts", 专家
};

// Reads noun phrases of English sentences. Constant after construction.
class PartyReader {
 public:
  explicit PartyReader(const WordClasses& classes) : classes_(&classes) {}

  // The members of words[range): cut at commas and "and", each with its head.
  std::vector<Member> Members(const Sentence& sentence, Range range) const;
  // The holders that the phrase names; empty for things ("the agreement").
  std::vector<Party> Holders(const Document& document, const Sentence& sentence,
                             Range phrase) const;
  // The targets that the phrase names.
  std::vector<Target> Targets(const Document& document, const Sentence& sentence,
                              Range phrase) const;
  // `mention` as holders: its members if it only refers to several ("the four countries").
  static std::vector<Party> FromMention(const Document& document, const plx_mention_t& mention);

  // What the member describes if no mention names it.
  Described Describe(const Sentence& sentence, const Member& member) const;
  // Whom the member refers to: "the minister", who was named before. Null: nobody that the text named.
  const Party* Referent(const Sentence& sentence, const Member& member) const;
  // True if the head of the target is of the class `name`, or, for `actors`, somebody: "subject=deed".
  bool IsOf(const Sentence& sentence, const Target& target, std::string_view name, bool actors) const;
  // True for the document's own outlet: its name, "this newspaper", 本报.
  bool IsOutletItself(const Document& document, plx_span_t span) const;

  const WordClasses& classes() const { return *classes_; }

 private:
  const plx_mention_t* Owner(const Sentence& sentence, const Member& member) const;
  std::vector<Party> Examples(const Document& document, const Sentence& sentence,
                              size_t at) const;
  void AddHolders(const Document& document, const Sentence& sentence, const Member& member,
                  std::vector<Party>* out) const;
  void AddDescribed(const Document& document, const Sentence& sentence, const Member& member,
                    std::vector<Party>* out) const;
  void AddTargets(const Document& document, const Sentence& sentence, const Member& member,
                  std::vector<Target>* out) const;
  const WordClasses* classes_;
};

// The phrase without a leading article.
plx_span_t PhraseSpan(const Sentence& sentence, Range range);

// The words of `span` as shown: one line, without references.
std::string DisplayName(const Document& document, plx_span_t span);

// True for materials, currencies and the like.
bool IsThing(const plx_mention_t& mention);

// True for mentions of what can take a side: no things, laws, events, diseases.
bool CanHold(const plx_mention_t& mention);

// Several holders as each other's targets; empty for fewer than two actors.
std::vector<Target> Mutual(const std::vector<Party>& holders);

// "topic:<concept>" for the known concept that ends `span` if one can be for or against it (class
// "issues"). Empty if there is none.
std::string TopicOf(const Document& document, plx_span_t span, const WordClasses& classes);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_PARTIES_H_
