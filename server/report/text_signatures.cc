#include "server/report/text_signatures.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "server/analyzer/document_signature.h"
#include "server/text/near_duplicate.h"

namespace parallax::report {
namespace {

// Part of the shorter text's shingles that stand in the longer.
float Overlap(const text::TextSignature& a, const text::TextSignature& b) {
  const size_t shorter = std::min(a.shingles.size(), b.shingles.size());
  if (shorter == 0) return a.tokens_hash == b.tokens_hash ? 1.0f : 0.0f;
  std::vector<uint64_t> shared;
  std::set_intersection(a.shingles.begin(), a.shingles.end(), b.shingles.begin(),
                        b.shingles.end(), std::back_inserter(shared));
  return static_cast<float>(shared.size()) / static_cast<float>(shorter);
}

}  // namespace

std::vector<TextGroup> GroupTexts(absl::Span<const DocumentAnalysis> analyses) {
  std::vector<text::TextSignature> signatures;
  signatures.reserve(analyses.size());
  for (const DocumentAnalysis& analysis : analyses) signatures.push_back(SignDocument(*analysis.document));

  std::map<uint32_t, TextGroup> groups;
  const std::vector<text::TextGroup> found = text::GroupNearDuplicates(signatures);
  for (uint32_t d = 0; d < found.size(); ++d) {
    const float overlap = found[d].of == d ? 1.0f : Overlap(signatures[d], signatures[found[d].of]);
    groups[found[d].group].members.push_back(
        {d, overlap, found[d].relation == text::TextRelation::kExcerpt});
  }
  std::vector<TextGroup> result;
  for (auto& [number, group] : groups) {
    if (group.members.size() > 1) result.push_back(std::move(group));
  }
  return result;
}

}  // namespace parallax::report
