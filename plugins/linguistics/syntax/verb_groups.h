// Verb groups of an English sentence: auxiliaries, negation, adverbs, chained verbs and the head.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_VERB_GROUPS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_VERB_GROUPS_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

enum class GroupForm { kFinite, kInfinitive, kGerund, kParticiple };

// words[first, end) with the head verb (or, after a linking verb, the adjective) at `head`.
struct VerbGroup {
  size_t first = 0;
  size_t end = 0;
  size_t head = 0;
  GroupForm form = GroupForm::kFinite;
  bool passive = false;
  bool copula = false;     // head is a linking verb (with a noun after it) or a predicate adjective
  bool adjective = false;  // head is the adjective
  std::string lemma;       // of the head
  std::string first_lemma; // of the verb that opens the chain: "aim" of "aims to reduce"
};

// All groups in order, none overlapping.
std::vector<VerbGroup> FindVerbGroups(const std::vector<Word>& words);

// "be" and "do" and their forms, "isn't" and "didn't" among them.
bool IsBe(std::string_view word);
bool IsDo(std::string_view word);

// True if data/verb_frames.tsv lists `lemma` under `kind`.
bool HasFrame(std::string_view kind, std::string_view lemma);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_VERB_GROUPS_H_
