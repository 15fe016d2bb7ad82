// Whom a document has described before: "the minister" is Thailand's energy minister if the text
// named him, 联合会 is 沿海渔民联合会, "the federation" the Coastal Fishers' Federation.
#ifndef PLUGINS_STANCE_ROLES_REFERENTS_H_
#define PLUGINS_STANCE_ROLES_REFERENTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/stance/roles/parties.h"

namespace plx::stance {

// The parties of a document by the words that describe them, in text order.
class Referents {
 public:
  struct Referent {
    std::vector<std::string> words;  // folded, head last; Chinese: the whole text in one
    Party party;
    uint32_t begin = 0;  // where the description stands
  };

  // Keeps text order; a description that repeats one is kept too, so that the latest wins.
  void Add(Referent referent);
  // The latest party described before `begin` whose head is the last of `words` and whose
  // description has all the others; null if there is none.
  const Party* Find(const std::vector<std::string>& words, uint32_t begin) const;
  // Chinese: the latest description before `begin` that ends with `text` and says more.
  const Party* FindChinese(std::string_view text, uint32_t begin) const;

 private:
  std::vector<Referent> referents_;
};

// Every person, office and organisation that `parsed` names together with what it is: "culture
// minister Amara Diallo", "Amara Diallo, the culture minister", 文化部长迪亚洛, "the tourism
// association".
Referents CollectReferents(const Document& document, const ParsedDocument& parsed,
                           const PartyReader& reader);

// The id of an organisation that the text describes and no gazetteer knows: "org:" and the words
// in lower case, joined by '-': "org:tourism-association", "org:教师工会".
std::string DescribedOrganisationId(std::string_view words);

// What Chinese words describe, by their last characters; kNothing for things.
Described DescribedByChinese(std::string_view text, const WordClasses& classes);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_REFERENTS_H_
