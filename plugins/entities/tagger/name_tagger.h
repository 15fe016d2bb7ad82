// The statistical stage: what a trained model finds where the tables and rules found nothing.
#ifndef PLUGINS_ENTITIES_TAGGER_NAME_TAGGER_H_
#define PLUGINS_ENTITIES_TAGGER_NAME_TAGGER_H_

#include <functional>
#include <string_view>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/tagger/word_marks.h"
#include "plugins/linguistics/tagging/tag_model.h"

namespace plx::entities {

// Calls `body(first, end, chinese)` for each sentence of a unit that holds a word.
void ForEachSentence(const Unit& unit,
                     const std::function<void(size_t first, size_t end, bool chinese)>& body);

// The models of both languages with what their features need. Constant; shared by all threads.
class TaggerModels {
 public:
  // Throws std::runtime_error if a model is not whole or was made for other features.
  TaggerModels();
  const WordMarks& words() const { return words_; }
  const linguistics::tagging::TagModel& english() const { return english_; }
  const linguistics::tagging::TagModel& chinese() const { return chinese_; }

 private:
  WordMarks words_;
  linguistics::tagging::TagModel english_;
  linguistics::tagging::TagModel chinese_;
};

// Tags every sentence and merges what is found into reading->mentions, which are resolved and stay
// so. A name of a table keeps its identity; a name that only a rule of form found takes the
// model's type and ends where the model is sure; what no rule found is added with the model's
// confidence as its score. `poll` is called once for each unit and may throw.
void FindTaggedNames(const TaggerModels& models, const std::function<void()>& poll,
                     Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_TAGGER_NAME_TAGGER_H_
