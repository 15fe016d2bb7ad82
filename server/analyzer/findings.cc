#include "server/analyzer/findings.h"

namespace parallax {

absl::string_view LayerOf(const Finding& finding) {
  static constexpr absl::string_view kLayers[] = {"mentions", "quantities", "claims",
                                                  "stances",  "warnings",   ""};
  static_assert(std::size(kLayers) == std::variant_size_v<Finding>);
  return kLayers[finding.index()];
}

}  // namespace parallax
