#include "server/report/text_signatures.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
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

// Groups of two or more among all documents, found by comparing their texts.
std::vector<TextGroup> CompareTexts(absl::Span<const DocumentAnalysis> analyses) {
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

// Groups as the store calls them, also those with one document here.
std::vector<TextGroup> StoredGroups(absl::Span<const StoredText> texts) {
  std::map<std::string, TextGroup> groups;
  for (uint32_t d = 0; d < texts.size(); ++d) {
    if (!texts[d].known || texts[d].group.empty()) continue;
    TextGroup& group = groups[texts[d].group];
    group.name = texts[d].group;
    group.members.push_back({d, texts[d].overlap, texts[d].excerpt});
  }
  std::vector<TextGroup> result;
  for (auto& [name, group] : groups) result.push_back(std::move(group));
  return result;
}

// Makes one group of those in `groups` that have a document of `with`, and of `with`.
void Unite(TextGroup with, std::vector<TextGroup>* groups) {
  std::map<uint32_t, TextGroup::Member> members;
  const auto add = [&members](const TextGroup& group) {
    for (const TextGroup::Member& member : group.members) members.emplace(member.document, member);
  };
  add(with);
  for (auto at = groups->begin(); at != groups->end();) {
    const bool meets = std::any_of(at->members.begin(), at->members.end(), [&](const auto& member) {
      return members.contains(member.document);
    });
    if (meets) {
      add(*at);
      if (with.name.empty()) with.name = at->name;
      at = groups->erase(at);
    } else {
      ++at;
    }
  }
  with.members.clear();
  for (const auto& [document, member] : members) with.members.push_back(member);
  groups->push_back(std::move(with));
}

}  // namespace

std::vector<TextGroup> GroupTexts(absl::Span<const DocumentAnalysis> analyses,
                                  absl::Span<const StoredText> texts) {
  std::vector<TextGroup> groups = StoredGroups(texts);
  const bool all_known = texts.size() == analyses.size() &&
                         std::all_of(texts.begin(), texts.end(), [](const auto& t) { return t.known; });
  if (!all_known) {
    for (TextGroup& found : CompareTexts(analyses)) Unite(std::move(found), &groups);
  }
  std::erase_if(groups, [](const TextGroup& group) { return group.members.size() < 2; });
  std::sort(groups.begin(), groups.end(), [](const TextGroup& a, const TextGroup& b) {
    return a.members[0].document < b.members[0].document;
  });
  return groups;
}

}  // namespace parallax::report
