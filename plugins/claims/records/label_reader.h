// A group that a claim names by a label: "the corridor group of five countries".
#ifndef PLUGINS_CLAIMS_RECORDS_LABEL_READER_H_
#define PLUGINS_CLAIMS_RECORDS_LABEL_READER_H_

#include <optional>
#include <string>

#include "plugins/claims/extraction/sentence_facts.h"
#include "plugins/claims/records/record.h"
#include "plx/view.hpp"

namespace plx::claims {

// The label in the claim with who or how many belong to the group; nothing if it has none or does not say.
// `main_topic`: what the document is about, which is what a bare "the group" is one of.
std::optional<RecordLabel> ReadLabel(const Document& document, const plx_claim_t& claim, const SentenceFacts& facts,
                                     const std::string& main_topic);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_RECORDS_LABEL_READER_H_
