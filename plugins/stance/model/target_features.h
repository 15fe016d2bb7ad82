// What a sentence says about one of its names, as the features of a linear model: the words on
// either side, their polarity, the clauses the name is in, and what the frames found.
//
// Names are masked (the target, other mentions, capitalised words, numbers): the model learns what
// is said of somebody, not who is liked. English only.
#ifndef PLUGINS_STANCE_MODEL_TARGET_FEATURES_H_
#define PLUGINS_STANCE_MODEL_TARGET_FEATURES_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/tables/word_map.h"
#include "plugins/stance/roles/sentence.h"
#include "plugins/stance/scoring/opinion.h"

namespace plx::stance {

// Version of the features: a model made for another one is refused.
inline constexpr uint32_t kFeatureSchema = 1;

// Polarity of words in thousandths, from data/polarity_en.tsv. Constant after construction.
class PolarityLexicon {
 public:
  // `tsv` must outlive the lexicon.
  explicit PolarityLexicon(std::string_view tsv);
  // 0 for words it does not list.
  int Of(const Word& word, const WordForms& forms) const;

 private:
  linguistics::WordMap<int> words_;
};

// What the model knows of a word whoever is asked about.
struct WordSign {
  int polarity = 0;      // thousandths
  bool negates = false;  // "not", "failed"
  bool named = false;    // a mention covers it
};
// Of each word of an English sentence.
std::vector<WordSign> SignsOf(const Sentence& sentence, const PolarityLexicon& lexicon);

// Takes the features: the name of each in parts, which are only put together where somebody reads them.
class FeatureSink {
 public:
  using Parts = std::initializer_list<std::string_view>;
  virtual ~FeatureSink() = default;
  // `times` says how much of the feature there is (a strength in quarters).
  virtual void Add(Parts parts, int times) = 0;
};

// A name whose side is asked for.
struct AskedTarget {
  std::string entity;
  std::vector<plx_span_t> places;  // where the sentence names it, in order; not empty
  // Where it names the holder whose side is asked for; empty: anybody's.
  std::vector<plx_span_t> holder_places;
};

// The features of `target` in `sentence`, whose words have these `signs`. `opinions`: what the frames found
// in the document.
void TargetFeatures(const ParsedDocument& parsed, const Sentence& sentence,
                    const std::vector<WordSign>& signs, const AskedTarget& target,
                    const std::vector<Opinion>& opinions, FeatureSink* sink);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_MODEL_TARGET_FEATURES_H_
