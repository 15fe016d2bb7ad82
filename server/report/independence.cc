#include "server/report/independence.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "server/report/text_signatures.h"

namespace parallax::report {
namespace {

// The most pairs (outlet, text) in which neither comes twice: Kuhn's augmenting paths.
int MaximumMatching(const std::map<std::string, std::set<int>>& texts_of) {
  std::map<int, std::string> taken_by;
  std::function<bool(const std::string&, std::set<int>&)> place =
      [&](const std::string& source, std::set<int>& tried) {
        for (int text : texts_of.at(source)) {
          if (!tried.insert(text).second) continue;
          const auto holder = taken_by.find(text);
          if (holder == taken_by.end() || place(holder->second, tried)) {
            taken_by[text] = source;
            return true;
          }
        }
        return false;
      };
  int matched = 0;
  for (const auto& [source, texts] : texts_of) {
    std::set<int> tried;
    matched += place(source, tried) ? 1 : 0;
  }
  return matched;
}

}  // namespace

Independence::Independence(absl::Span<const DocumentAnalysis> analyses,
                           absl::Span<const StoredText> texts)
    : group_of_(analyses.size(), -1) {
  groups_ = GroupTexts(analyses, texts);
  for (size_t g = 0; g < groups_.size(); ++g) {
    for (const TextGroup::Member& member : groups_[g].members) {
      group_of_[member.document] = static_cast<int>(g);
    }
  }
  std::map<std::string, SourceWeight> weights;
  std::map<std::string, std::set<int>> texts_of;
  for (uint32_t d = 0; d < analyses.size(); ++d) {
    const Document& document = *analyses[d].document;
    source_of_.push_back(document.source);
    SourceWeight& weight = weights[document.source];
    weight.source = document.source;
    if (weight.source_name.empty()) weight.source_name = document.content.source_name;
    ++weight.documents;
    texts_of[document.source].insert(group_of_[d] >= 0 ? group_of_[d] : -1 - static_cast<int>(d));
  }
  for (auto& [source, weight] : weights) {
    weight.distinct_texts = static_cast<int>(texts_of[source].size());
    by_source_.push_back(std::move(weight));
  }
  std::stable_sort(by_source_.begin(), by_source_.end(),
                   [](const SourceWeight& a, const SourceWeight& b) {
                     return a.documents > b.documents;
                   });
  std::vector<uint32_t> all(analyses.size());
  std::iota(all.begin(), all.end(), 0u);
  independent_ = Count(all);
}

int Independence::Count(absl::Span<const uint32_t> documents) const {
  std::map<std::string, std::set<int>> texts_of;
  for (uint32_t d : documents) {
    if (source_of_[d].empty()) continue;
    // A text of its own gets a number that no group has.
    texts_of[source_of_[d]].insert(group_of_[d] >= 0 ? group_of_[d] : -1 - static_cast<int>(d));
  }
  if (texts_of.empty()) return documents.empty() ? 0 : 1;
  return MaximumMatching(texts_of);
}

int Independence::known_sources() const {
  return static_cast<int>(std::count_if(by_source_.begin(), by_source_.end(),
                                        [](const SourceWeight& w) { return !w.source.empty(); }));
}

int Independence::unknown_source_documents() const {
  return static_cast<int>(std::count(source_of_.begin(), source_of_.end(), std::string()));
}

}  // namespace parallax::report
