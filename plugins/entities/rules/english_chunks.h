// Where a run of capitalised words begins and ends as one piece of text that may hold names.
#ifndef PLUGINS_ENTITIES_RULES_ENGLISH_CHUNKS_H_
#define PLUGINS_ENTITIES_RULES_ENGLISH_CHUNKS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/rules/spans.h"

namespace plx::entities {

class EnglishChunks {
 public:
  // `spans`: of the names and offices found before; outlives this.
  EnglishChunks(const Reading& reading, uint32_t number, const Spans& spans);

  // End of the run of capitalised words, with the small words that join them, from `first`.
  size_t End(size_t first) const;
  // "The", "But", a common word that opens a sentence, a title, a month.
  bool Skippable(size_t i) const;
  // "Pilots' Union", "Fishermen's Association": a body of those whose it is. "Norway's Parliament" is none.
  bool OwnsBody(size_t i) const;

 private:
  std::string_view Word(size_t i) const { return unit_.tokens().Word(i); }
  bool In(WordList list, size_t i) const { return unit_.WrittenIn(list, i); }
  bool Glued(size_t i) const { return unit_.tokens().Glued(i); }
  bool IsMark(size_t i, char32_t code) const;
  bool SameSentence(size_t i, size_t j) const { return j < unit_.size() && unit_.sentence(i) == unit_.sentence(j); }
  bool EndsOwner(size_t i) const;
  size_t AfterJoint(size_t i) const;
  bool OpensFirm(size_t i) const;
  bool OpensLongerFirm(size_t i) const;

  const Unit& unit_;
  const Spans& spans_;
  std::vector<bool> in_office_;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_ENGLISH_CHUNKS_H_
