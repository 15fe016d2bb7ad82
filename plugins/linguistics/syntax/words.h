// The words of one sentence with their parts of speech: the layer under the clause parser.
//
// English: a bigram hidden Markov model over a fixed lexicon, decoded with integers, so the tags are
// the same on every machine. Chinese: the host's dictionary words with the class of each from a
// lexicon.
#ifndef PLUGINS_LINGUISTICS_SYNTAX_WORDS_H_
#define PLUGINS_LINGUISTICS_SYNTAX_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/text/tokens.h"
#include "plx/view.hpp"

namespace plx::linguistics::syntax {

// Tags. English ones are those of data/words.tsv.
enum Tag : char {
  kNoun = 'N',
  kNounPlural = 'L',
  kName = 'P',
  kAdjective = 'J',
  kAdverb = 'R',
  kVerbBase = 'B',
  kVerbPresent = 'E',   // they say
  kVerbThird = 'Z',     // says
  kVerbPast = 'D',
  kVerbParticiple = 'K',
  kVerbGerund = 'G',
  kModal = 'M',
  kPreposition = 'I',   // and subordinating conjunctions
  kDeterminer = 'T',
  kPossessive = 'S',    // its, China's
  kPronoun = 'O',
  kCoordinator = 'C',
  kWh = 'W',
  kThere = 'X',
  kNumber = 'U',
  kTo = 'F',
  kParticle = 'Y',
  kAuxiliary = 'A',     // finite forms of be, have, do
  kComma = ',',
  kMark = '.',
  kVerbZh = 'v',        // Chinese verbs have no forms
  kModalZh = 'm',       // 将 会 可能 计划 试图
  kPassiveZh = 'b',     // 被 遭
  kDisposalZh = 'd',    // 把 将(+N)
};

struct Word {
  plx_span_t span = {0, 0};
  std::string lower;        // folded; without 's if possessive
  char tag = kNoun;
  char32_t mark = 0;        // code point of a punctuation mark, full-width folded to ASCII
  bool capitalized = false;
  bool possessive = false;  // "China's"
  bool chinese = false;
  int mention = -1;         // index into the mentions given, if the word lies in one
};

// A mention as the parser uses it.
struct NamedSpan {
  plx_span_t span = {0, 0};
  std::string_view entity;
  std::string_view type;
  bool coreferent = false;
};

// A sentence with all that its parse is made of.
struct TaggedSentence {
  TokenSequence tokens{std::string_view()};
  std::vector<Word> words;  // references are left out
  bool chinese = false;     // most of its letters are Han
};

// Tags the words of `sentence`. `named` is ordered by span.begin.
TaggedSentence TagSentence(const Document& document, const plx_sentence_t& sentence,
                           const std::vector<NamedSpan>& named);

// True if most letters of `text` are Han.
bool IsMostlyChinese(std::string_view text);

// True if the lexicon lists `word` with the tag, at any rank.
bool Known(std::string_view word);  // it has an entry at all
bool MayBe(std::string_view word, char tag);

}  // namespace plx::linguistics::syntax

#endif  // PLUGINS_LINGUISTICS_SYNTAX_WORDS_H_
