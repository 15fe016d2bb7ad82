// Finds the frames of a sentence: longest pattern first, none inside another.
#ifndef PLUGINS_STANCE_FRAMES_MATCHER_H_
#define PLUGINS_STANCE_FRAMES_MATCHER_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/syntax/words.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/stance/frames/frame.h"
#include "plx/text.h"

namespace plx::stance {

using linguistics::syntax::Word;

// A half-open range of words of a sentence.
struct Range {
  size_t first = 0;
  size_t end = 0;
  bool empty() const { return first >= end; }
  bool Contains(size_t i) const { return first <= i && i < end; }
};

// A frame at a place of a sentence.
struct FrameMatch {
  const Frame* frame = nullptr;
  Range words;             // English: the pattern with its gaps; Chinese: the words it touches
  Range inner;             // English: words of the inner slot
  plx_span_t span = {0, 0};   // the pattern in bytes of the document
  plx_span_t inner_span = {0, 0};
  plx_span_t anchor = {0, 0};  // the first element: what carries tense, voice and negation
  size_t matched = 0;      // words (characters) that elements matched, without gaps
};

// Base forms a word may have; English only.
struct WordForms {
  std::string verb;
  std::string noun;
};

// English frames over tagged words. Constant after construction.
class EnglishMatcher {
 public:
  // `frames` must outlive the matcher.
  explicit EnglishMatcher(const std::vector<Frame>& frames);
  // `verbal[i]`: words[i] belongs to the verb group of a clause. A word of two classes that does
  // not is no verb ("U.S. calls for talks" as an object).
  std::vector<FrameMatch> Find(const std::vector<Word>& words,
                               const std::vector<WordForms>& forms,
                               const std::vector<bool>& verbal) const;

 private:
  linguistics::WordMap<std::vector<const Frame*>> by_first_word_;
};

// Chinese frames over the characters of a sentence. Constant after construction.
class ChineseMatcher {
 public:
  // `frames` must outlive the matcher.
  explicit ChineseMatcher(const std::vector<Frame>& frames);
  // Matches within `sentence` of `text`. Named spans are never split by a match: "中华" does not
  // start inside 中国中华. What does not fit leaves its place to shorter ones.
  std::vector<FrameMatch> Find(std::string_view text, plx_span_t sentence, const std::vector<plx_span_t>& named,
                               const std::function<bool(const FrameMatch&)>& fits) const;

 private:
  linguistics::WordMap<std::vector<const Frame*>> by_first_character_;
};

// The forms of every word of a sentence, for EnglishMatcher.
std::vector<WordForms> FormsOf(const std::vector<Word>& words);

// True for nouns and names.
bool IsNominal(char tag);

// Drops every match whose anchor lies inside a better one: more matched words, then further left.
// In text order.
std::vector<FrameMatch> KeepLongest(std::vector<FrameMatch> found);

// True if one of `word`'s base forms is `lemma`.
bool IsForm(const Word& word, const WordForms& forms, std::string_view lemma);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_FRAMES_MATCHER_H_
