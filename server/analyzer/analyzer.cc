#include "server/analyzer/analyzer.h"

#include <algorithm>

namespace parallax {

bool AnalyzerInfo::Speaks(absl::string_view language) const {
  const absl::string_view primary = language.substr(0, language.find('-'));
  return std::any_of(languages.begin(), languages.end(), [&](absl::string_view own) {
    return own == "*" || own.substr(0, own.find('-')) == primary;
  });
}

}  // namespace parallax
