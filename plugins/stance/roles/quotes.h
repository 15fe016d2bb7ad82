// What stands between quotation marks: somebody's words, never the outlet's.
#ifndef PLUGINS_STANCE_ROLES_QUOTES_H_
#define PLUGINS_STANCE_ROLES_QUOTES_H_

#include <vector>

#include "plx/view.hpp"

namespace plx::stance {

// The quoted stretches of `document` in text order, without their marks. A quotation stays within a block; one that opens with “ and
// is not closed ends with it. A word or two ("the so-called “reform”") is a way of naming and is left out.
std::vector<plx_span_t> FindQuotes(const Document& document);

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_ROLES_QUOTES_H_
