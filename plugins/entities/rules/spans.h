// Which mentions lie on which tokens of a unit: what rules that build on names ask for.
#ifndef PLUGINS_ENTITIES_RULES_SPANS_H_
#define PLUGINS_ENTITIES_RULES_SPANS_H_

#include <string>
#include <string_view>
#include <vector>

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// The mentions of one unit by token. Made once per rule; mentions added later are not seen.
class Spans {
 public:
  Spans(const Reading& reading, uint32_t unit);

  // The mention on token i; null if there is none.
  const Mention* On(size_t i) const;
  // The mention whose last token is i - 1, and whose first is i.
  const Mention* EndingAt(size_t i) const;
  const Mention* StartingAt(size_t i) const;

 private:
  const Reading* reading_;
  std::vector<uint32_t> on_;
};

// "CN" for "region:CN"; "NATO" for "group:nato"; "UN" for "org:un"; empty for others.
std::string OwnerCode(const Mention& mention);

// "U.S." for the region of `code`, as people write it before a title.
std::string OwnerName(const Knowledge& knowledge, std::string_view code);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_SPANS_H_
