// Which word of a Chinese segment says what happens: the dictionary calls many a word both a verb and a noun.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_CHINESE_VERBS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_CHINESE_VERBS_H_

#include <cstddef>
#include <vector>

#include "plugins/linguistics/syntax/words.h"

namespace plx::linguistics::syntax {

bool IsVerb(const Word& w);
// 的, 之.
bool IsDe(const Word& w);
// What may stand in a noun phrase.
bool IsNominal(const Word& w);

// All positions are indices of words; [first, end) is a segment without a mark that ends one. Lent: the words.
class ChineseVerbs {
 public:
  explicit ChineseVerbs(const std::vector<Word>& words);

  // The head verb of [first, end), `end` if none.
  size_t FindVerb(size_t first, size_t end) const;
  // A second verb with its own object after the first one's: 组建联盟 | 减少依赖. `end` if none.
  size_t SecondVerb(size_t verb, size_t end) const;
  // Whether words[first] is no connective but the verb of 导致亏损的是竞争.
  bool OpensReason(size_t first, size_t end) const;
  // The 由 or 是 behind which stands who did what the verb says: 溃坝是由降雨造成的, 溃坝不是降雨造成的. `verb` if none.
  size_t AgentMark(size_t first, size_t verb) const;

 private:
  size_t NumberLink(size_t first, size_t end) const;
  bool IsMarked(size_t i, size_t first, size_t end) const;
  bool IsNounBefore(size_t i, size_t end) const;
  bool IsPointedAt(size_t i, size_t first) const;
  bool IsAgentMark(size_t i, size_t first) const;
  bool IsCopula(size_t i) const;
  size_t ReasonLink(size_t first, size_t end) const;
  size_t ByAgent(size_t first, size_t end) const;
  size_t Aimed(size_t first, size_t end) const;
  size_t BehindReason(size_t first, size_t verb, size_t end) const;
  bool LaterVerb(size_t from, size_t end) const;
  bool OnlyNouns(size_t first, size_t end) const;
  bool TakesObject(size_t i, size_t end) const;
  bool ChainsOn(size_t i) const;

  const std::vector<Word>& words_;
  bool says_is_ = false, gives_reason_ = false;  // whether a copula, or 因 and the like, stands in the sentence at all
};

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_CHINESE_VERBS_H_
