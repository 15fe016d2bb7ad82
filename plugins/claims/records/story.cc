#include "plugins/claims/records/story.h"

#include <map>
#include <string>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/claims/records/document_context.h"
#include "plugins/claims/records/other_names.h"
#include "plugins/linguistics/meaning/rarity.h"

namespace plx::claims {
namespace {

using linguistics::TermClass;

constexpr size_t kMostNames = 6;
constexpr size_t kMostWords = 16;
constexpr int kRare = 620;  // linguistics::Rarity: "storm" and "crash" are, "police" and "hospital" not

bool TellsWhat(const SentenceFacts& facts, const linguistics::Term& term) {
  if (term.term_class != TermClass::kTopic && term.term_class != TermClass::kOther) return false;
  if (IsGenericKey(term.key) || !RoleOf(term.key).empty() || facts.InDate(term.span) || facts.InQuantity(term.span)) return false;
  return linguistics::Rarity(facts.tokens, term.first, term.end) >= kRare;
}

}  // namespace

Story ReadStory(const Document& document, const std::vector<const SentenceFacts*>& facts) {
  std::map<std::string, int> names, words;
  for (uint32_t s = 0; s < facts.size(); ++s) {
    const int weight = IsTitle(document, s) ? 2 : 1;
    for (const linguistics::Term& term : facts[s]->terms) {
      if (TellsWhat(*facts[s], term)) words[term.key] += weight;
    }
    for (const plx_mention_t* m : facts[s]->mentions) {
      const std::string entity(View(m->entity));
      names[entity] += weight;
      // "the Tarvo dam" tells of a dam.
      const std::string_view name = LocalName(entity);
      const std::string kind = name.empty() ? std::string() : linguistics::ConceptOf(name.substr(name.rfind('-') + 1));
      if (!kind.empty()) words[kind] += weight;
    }
  }
  Story story;
  for (const std::string& key : Foremost(names, 1, kMostNames)) {
    story.names.emplace_back().key = key;
    AddNameParts(&story.names.back());
  }
  for (const std::string& key : Foremost(words, 1, kMostWords)) {
    story.words.emplace_back().key = key;
    AddOtherNames(&story.words.back());
  }
  return story;
}

}  // namespace plx::claims
