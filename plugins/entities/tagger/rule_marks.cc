#include "plugins/entities/tagger/features.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::entities {

std::vector<RuleMark> RuleMarks(const Reading& reading, uint32_t unit) {
  std::vector<RuleMark> marks(reading.units[unit].size());
  std::vector<uint32_t> length(marks.size(), 0);
  for (const Mention& mention : reading.mentions) {
    if (mention.unit != unit || mention.hint) continue;
    const uint64_t type = linguistics::Hash64(mention.type) + mention.adjective;
    const uint64_t rule = linguistics::Hash64(mention.rule);
    for (uint32_t i = mention.first; i < mention.end; ++i) {
      // The innermost: an office does not hide the country in it.
      if (length[i] != 0 && length[i] <= mention.end - mention.first) continue;
      length[i] = mention.end - mention.first;
      marks[i].type = static_cast<uint32_t>(type) | 1;
      marks[i].place = static_cast<uint32_t>(Feature(i == mention.first, type, rule)) | 1;
    }
  }
  return marks;
}

bool IsChineseSentence(const Unit& unit, size_t first, size_t end) {
  size_t han = 0, words = 0;
  for (size_t i = first; i < end; ++i) {
    han += unit.IsHan(i);
    words += unit.IsWord(i);
  }
  return han > 0 && han >= words;
}

}  // namespace plx::entities
