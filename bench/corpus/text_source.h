// Documents by the hundred thousand, made of sentences of real news.
#ifndef PARALLAX_BENCH_CORPUS_TEXT_SOURCE_H_
#define PARALLAX_BENCH_CORPUS_TEXT_SOURCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "server/corpus/records.h"

namespace parallax::bench {

// Every second document is Chinese. Each has about a kilobyte of text: sentences drawn from those of
// the data, in each of which a word is replaced by one of another sentence, so that documents are not
// copies of each other; one in fifty is a copy of an earlier one, as wire news is. Document i is always
// the same.
class TextSource {
 public:
  // Reads fnc1/train_bodies.csv and msra_ner/train.txt below `folder`.
  explicit TextSource(const std::string& folder);

  bool ok() const { return english_.size() > 1000 && chinese_.size() > 1000; }
  corpus::NewDocument Make(int64_t i) const;

 private:
  std::string Sentence(bool chinese, uint64_t seed) const;

  std::vector<std::string> english_, chinese_;
};

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_CORPUS_TEXT_SOURCE_H_
