// Stand-ins for what other analyzers would have found, for plugins that consume it.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SYNTHETIC_FINDINGS_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SYNTHETIC_FINDINGS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "server/analyzer/document.h"
#include "server/analyzer/findings.h"

namespace parallax::validator {

// Appends well-formed findings of `layer` that follow from the text alone: each capitalised or
// ideographic word is a mention, each number a quantity, each sentence a claim with a stance.
// Nothing for "tokens" and "sentences"; one per sentence of a custom layer.
void AddSyntheticFindings(absl::string_view layer, const Document& document,
                          std::vector<Finding>& findings);

// As AddSyntheticFindings, but what is legal and nobody expects: over the whole text, of one code
// point, thousands at one place, empty where fields are optional, as long as they may be.
void AddExtremeFindings(absl::string_view layer, const Document& document,
                        std::vector<Finding>& findings);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SYNTHETIC_FINDINGS_H_
