// What tells which event a document is about: its names and its rare words, be they said once.
#ifndef PLUGINS_CLAIMS_RECORDS_STORY_H_
#define PLUGINS_CLAIMS_RECORDS_STORY_H_

#include <vector>

#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/claims/records/record.h"
#include "plx/view.hpp"

namespace plx::claims {

struct Story {
  std::vector<RecordTerm> names;  // the entities named most, regions included
  std::vector<RecordTerm> words;  // things spoken of most, but for words that many texts have
};

// `facts`: one per sentence of the document, in order.
Story ReadStory(const Document& document, const std::vector<const SentenceFacts*>& facts);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_RECORDS_STORY_H_
