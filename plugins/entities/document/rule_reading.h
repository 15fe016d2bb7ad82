// A document as the tables and rules read it: the first half of the analysis.
#ifndef PLUGINS_ENTITIES_DOCUMENT_RULE_READING_H_
#define PLUGINS_ENTITIES_DOCUMENT_RULE_READING_H_

#include <functional>

#include "plugins/entities/document/mention.h"
#include "plx/view.hpp"

namespace plx::entities {

// The blocks that are content as units, with what the rules find in them, resolved. `poll` is
// called once for each unit and may throw. `document` and `knowledge` must outlive the reading.
Reading ReadWithRules(const plx::Document& document, const Knowledge& knowledge,
                      const std::function<void()>& poll);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_RULE_READING_H_
