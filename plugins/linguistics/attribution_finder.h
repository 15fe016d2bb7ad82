// The finder behind FindAttributions: one document, read clause by clause and then sentence by
// sentence. attribution.cc says who speaks, the other files where what they say stands.
#ifndef PLUGINS_LINGUISTICS_ATTRIBUTION_FINDER_H_
#define PLUGINS_LINGUISTICS_ATTRIBUTION_FINDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/attribution.h"
#include "plugins/linguistics/attribution_tables.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

class AttributionFinder {
 public:
  AttributionFinder(const Document& document, const Parse& parse);
  std::vector<Attribution> Run();

 private:
  // Who speaks.
  plx_span_t SentenceSpan(const Clause& c) const;
  bool SetHolder(const Participant& who, bool chinese, Attribution* a) const;
  // Empty if no mention has the entity.
  std::string_view TypeOf(std::string_view entity) const;
  static bool IsSpeech(std::string_view cue);
  static bool IsExpletive(std::string_view word);
  bool AtSentenceStart(const Participant& who) const;
  static bool Negated(std::string_view group);
  void Add(Attribution a, plx_span_t content);
  plx_span_t TrimContent(plx_span_t content, bool* quoted) const;
  std::string_view Between(uint32_t from, uint32_t to) const;

  // English verbs and nouns of saying.
  void EnglishVerb(size_t i);
  int Complement(size_t i) const;
  bool BelongsTo(size_t k, size_t of) const;
  plx_span_t ContentFrom(size_t complement) const;
  uint32_t Extended(size_t i) const;
  const Participant* SpeakerBehind(const Clause& c) const;
  bool Inverted(size_t i, Attribution* a);
  bool VerbTakenForNoun(const Clause& c, const TokenSequence& tokens, size_t noun, size_t i);
  void NounCue(size_t i);

  // Chinese verbs of saying, reports and quotations.
  Participant SpeakerBefore(const Clause& c) const;
  uint32_t LeadingVerb(size_t i, Participant* who) const;
  void ChineseVerb(size_t i);
  void AfterQuote(const TokenSequence& tokens, uint32_t sentence);
  void ByReport(const TokenSequence& tokens, uint32_t sentence);

  // Frames of a whole sentence.
  void SentenceFrames(const TokenSequence& tokens, uint32_t index);
  void OpeningRole(const TokenSequence& tokens, uint32_t sentence);
  const plx_mention_t* MentionAt(const TokenSequence& tokens, size_t i) const;
  size_t ReadHolder(const TokenSequence& tokens, size_t i, bool chinese, Attribution* a) const;
  void AccordingTo(const TokenSequence& tokens, size_t i, uint32_t sentence);
  void Labelled(const TokenSequence& tokens, uint32_t sentence);

  const Document& document_;
  const std::vector<syntax::TaggedSentence>& sentences_;
  const std::vector<Clause>& clauses_;
  const AttributionTables& tables_;
  WordMap<std::string_view> types_;  // of the entities of the document
  std::vector<Attribution> found_;
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_ATTRIBUTION_FINDER_H_
