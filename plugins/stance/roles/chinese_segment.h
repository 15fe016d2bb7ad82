// A stretch of a Chinese sentence between marks, and the noun phrases in it. Chinese frames are
// filled by the order of words inside one.
#ifndef PLUGINS_STANCE_ROLES_CHINESE_SEGMENT_H_
#define PLUGINS_STANCE_ROLES_CHINESE_SEGMENT_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/stance/roles/parties.h"

namespace plx::stance {

class ChineseSegment {
 public:
  // The segment of `sentence` that holds `words`.
  ChineseSegment(const Document& document, const Sentence& sentence, const PartyReader& reader,
                 Range words);

  Range range() const { return range_; }
  // True if word `i` ends a segment.
  bool IsBorder(size_t i) const;
  // True if a verb stands at or behind word `from`.
  bool HasVerb(size_t from) const;

  // The noun phrase that starts at `i`: nominal words, 的, and joins between names.
  Range PhraseFrom(size_t i, size_t end) const;
  // A verb with its object that starts at `i`, as what somebody is for or against: 修建新码头.
  // Empty if there is none.
  Range VerbPhraseFrom(size_t i) const;
  // What the object that starts as `phrase` is as a whole: 任何[恢复许可证的法案], 医院[合并], and of
  // 任何买家[收购北风汽车] the deed. `phrase` itself if no verb follows.
  Range WholeObject(Range phrase) const;
  // 将工厂出售给汉蓝, as what somebody is for or against: from 将 or 把 to the end of the segment. Empty if
  // no policy is in it.
  Range DisposalFrom(size_t i) const;
  bool IsDisposal(size_t i) const;
  // A policy that the lexicon has for a verb, right before word `end`: [裁决]不公平. Empty if there is none.
  Range PolicyBefore(size_t end) const;
  // A target that is words alone.
  Target Words(Range phrase) const;
  // The phrase behind the last of `coverbs` in the segment before `end`.
  Range Governed(const std::vector<std::string>& coverbs, size_t end) const;

  // The holders that the phrase names, each member of a list by itself.
  void Holders(Range phrase, std::vector<Party>* out) const;
  // The holders of a verb at word `verb`; empty if its subject is nobody or elsewhere.
  std::vector<Party> Subject(size_t verb) const;
  // Free phrases that may be the subject of a verb at word `verb`, best first: the one nearest to
  // it that is no object of an earlier verb, unless that verb's object acts (指责中国违反).
  std::vector<Range> Subjects(size_t verb) const;
  void Targets(Range phrase, std::vector<Target>* out) const;

 private:
  Range WithoutTime(Range phrase) const;
  void AddHolder(Range member, std::vector<Party>* out) const;
  void AddDescribed(plx_span_t span, std::vector<Party>* out) const;
  void AddTarget(const plx_mention_t& m, int certainty, int factor, Range words,
                 std::vector<Target>* out) const;
  bool IsGap(size_t i) const;
  bool IsListBreak(size_t at) const;
  // Phrases before `end` that no coverb governs, left to right.
  std::vector<Range> Free(size_t end) const;
  bool JoinsNames(size_t i) const;
  bool IsNominalAt(size_t i, size_t first, size_t end) const;

  const Document& document_;
  const Sentence& s_;
  const PartyReader& reader_;
  Range range_;
};

// 了, 着, 过 and quotation marks, which may stand between a verb and its object.
bool IsChineseParticle(const Word& word);
bool IsDe(const Word& word);  // 的, 之
// 与, 和, 、 and the like, between two nouns.
bool IsChineseJoin(const Word& word);
// `text` without 该, 这项 in front.
std::string_view WithoutDemonstrative(std::string_view text, const WordClasses& classes);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_CHINESE_SEGMENT_H_
