// Texts with names marked, as the trainer reads them: one JSON object a line,
//   {"text": "...", "names": [[begin, end, "PER"], ...], "copy_of": 7}
// begin and end in bytes of the text. copy_of: the text is that of line 7 (from 0) with other names
// in it; left out for texts as they were found.
#ifndef PARALLAX_TOOLS_TRAIN_TAGGER_TRAINING_TEXT_H_
#define PARALLAX_TOOLS_TRAIN_TAGGER_TRAINING_TEXT_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plugins/entities/document/mention.h"
#include "plugins/entities/tagger/word_marks.h"
#include "plugins/linguistics/tagging/label_set.h"
#include "tools/train/tagger/perceptron.h"

namespace parallax {

struct MarkedName {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string type;
};

struct MarkedText {
  std::string text;
  std::vector<MarkedName> names;
  int64_t copy_of = -1;
};

// INVALID_ARGUMENT, with the line, for one that is not as above; NOT_FOUND for no such file.
absl::StatusOr<std::vector<MarkedText>> ReadMarkedTexts(const std::string& path);

// Makes the features of texts as the entities plugin makes them.
class FeatureReader {
 public:
  // `language`: "en" or "zh"; sentences of the other are left out.
  explicit FeatureReader(std::string language);

  // Calls `body` for each sentence of `text` with its features and where its tokens lie.
  using Body = std::function<void(plx::linguistics::tagging::FeatureRows rows,
                                  const std::vector<plx_span_t>& tokens)>;
  absl::Status Read(const MarkedText& text, const Body& body) const;

  // The sentences of `texts`. A name that goes over the end of a sentence is cut there.
  absl::StatusOr<std::vector<TrainingSequence>> Read(
      const std::vector<MarkedText>& texts,
      const plx::linguistics::tagging::LabelSet& labels) const;

 private:
  std::string language_;
  plx::entities::Knowledge knowledge_;
  plx::entities::WordMarks words_;
};

}  // namespace parallax

#endif  // PARALLAX_TOOLS_TRAIN_TAGGER_TRAINING_TEXT_H_
