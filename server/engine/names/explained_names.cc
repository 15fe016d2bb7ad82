#include "server/engine/names/explained_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "server/engine/names/named_entities.h"
#include "server/engine/names/whole_name.h"
#include "server/engine/record_pairs.h"

namespace parallax {
namespace {

bool IsKnown(const NamedEntity& e) {
  return std::any_of(e.names.begin(), e.names.end(), [](const auto& name) { return name.second.sure; });
}

// The entities that the document names by two whole names or more, one of which is not known anyway. The names are looked for
// in other texts, so that three characters do for a person only.
std::vector<NamedEntity> ExplainedIn(const DocumentAnalysis& analysis) {
  std::vector<NamedEntity> all = NamedEntities(analysis);
  for (NamedEntity& explained : all) {
    const size_t least_han = explained.type == "PERSON" ? kLeastHan : kLeastHanWithinText;
    std::erase_if(explained.names, [&](const auto& name) { return WritingOfWholeName(name.first, least_han) == NameWriting::kNone; });
  }
  std::erase_if(all, [](const NamedEntity& explained) {
    return explained.names.size() < 2 ||
           std::all_of(explained.names.begin(), explained.names.end(), [](const auto& name) { return name.second.sure; });
  });
  return all;
}

// Do two explanations that share a name fit? Not if they give it two names in one writing, neither of which
// begins with the other (翡翠航空, 翡翠航空公司).
bool Fit(const NamedEntity& a, const NamedEntity& b) {
  for (const NameWriting writing : {NameWriting::kWords, NameWriting::kCapitals, NameWriting::kHan}) {
    bool both = false, fit = false;
    for (const auto& [x, times] : a.names) {
      if (WritingOfWholeName(x) != writing) continue;
      for (const auto& [y, more] : b.names) {
        if (WritingOfWholeName(y) != writing) continue;
        both = true;
        const absl::string_view left = x, right = y;
        fit |= left.substr(0, right.size()) == right || right.substr(0, left.size()) == left;
      }
    }
    if (both && !fit) return false;
  }
  return true;
}

// One entry for what several documents explain alike; none for what they explain differently.
std::vector<NamedEntity> Agreed(const std::vector<NamedEntity>& all) {
  std::map<std::string, std::vector<uint32_t>> by_name;
  Components same(all.size());
  std::map<std::string, uint32_t> by_entity;
  for (uint32_t i = 0; i < all.size(); ++i) {
    for (const auto& [name, times] : all[i].names) by_name[name].push_back(i);
    const auto [it, is_new] = by_entity.try_emplace(all[i].entity, i);
    if (!is_new) same.Join(it->second, i);
  }
  std::vector<bool> disputed(all.size(), false);
  for (const auto& [name, who] : by_name) {
    for (size_t i = 1; i < who.size(); ++i) {
      const bool fit = Fit(all[who[0]], all[who[i]]);
      if (!fit) disputed[who[0]] = disputed[who[i]] = true;
      same.Join(who[0], who[i]);
    }
  }
  std::map<uint32_t, NamedEntity> agreed;
  std::map<uint32_t, std::tuple<bool, bool, std::string>> ranks;
  std::set<uint32_t> dropped;
  const auto rank = [](const NamedEntity& e) { return std::make_tuple(!IsKnown(e), e.type == "NAME", e.entity); };
  for (uint32_t i = 0; i < all.size(); ++i) {
    const uint32_t root = same.Find(i);
    if (disputed[i]) dropped.insert(root);
    NamedEntity& merged = agreed[root];
    if (merged.entity.empty() || rank(all[i]) < ranks[root]) {
      ranks[root] = rank(all[i]);
      merged.entity = all[i].entity;
      merged.type = all[i].type;
    }
    for (const auto& [name, written] : all[i].names) merged.names[name].times += written.times;
  }
  std::vector<NamedEntity> result;
  for (auto& [root, explained] : agreed) {
    if (dropped.count(root) == 0) result.push_back(std::move(explained));
  }
  return result;
}

// Finds names in texts: looks each place up by its first bytes.
class NameFinder {
 public:
  explicit NameFinder(const std::vector<NamedEntity>& explained) {
    for (uint32_t i = 0; i < explained.size(); ++i) {
      for (const auto& [name, times] : explained[i].names) {
        if (name.size() < kBytes) {
          short_[name] = i;  // capitals, which are mentions wherever they stand
        } else {
          by_begin_[Begin(name.data())].push_back({name, i});
        }
      }
    }
  }

  // The entries of which the document has a name that no mention with their entity covers.
  std::set<uint32_t> UnseenIn(const DocumentAnalysis& analysis, const std::vector<NamedEntity>& explained) const {
    std::set<uint32_t> unseen;
    std::set<std::tuple<uint32_t, uint32_t, absl::string_view>> seen;
    for (const Finding& finding : analysis.findings) {
      const auto* mention = std::get_if<Mention>(&finding);
      if (mention == nullptr) continue;
      const absl::string_view name = mention->span.In(analysis.document->text());
      seen.insert({mention->span.begin, mention->span.end, mention->entity});
      const auto it = short_.find(name);
      if (it != short_.end() && mention->entity != explained[it->second].entity) unseen.insert(it->second);
    }
    const absl::string_view text = analysis.document->text();
    for (size_t at = 0; at + kBytes <= text.size(); ++at) {
      const auto it = by_begin_.find(Begin(text.data() + at));
      if (it == by_begin_.end()) continue;
      for (const auto& [name, entry] : it->second) {
        if (text.substr(at, name.size()) != name) continue;
        const auto begin = static_cast<uint32_t>(at);
        const auto end = static_cast<uint32_t>(at + name.size());
        if (seen.count({begin, end, explained[entry].entity}) == 0) unseen.insert(entry);
      }
    }
    return unseen;
  }

 private:
  static constexpr size_t kBytes = 6;  // two Han characters
  static uint64_t Begin(const char* bytes) {
    uint64_t begin = 0;
    for (size_t i = 0; i < kBytes; ++i) begin = begin << 8 | static_cast<uint8_t>(bytes[i]);
    return begin;
  }
  std::unordered_map<uint64_t, std::vector<std::pair<std::string, uint32_t>>> by_begin_;
  std::map<std::string, uint32_t, std::less<>> short_;
};

std::vector<std::string> ByFrequency(const std::map<std::string, WrittenName>& names) {
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [name, written] : names) order.emplace_back(-written.times, name);
  std::sort(order.begin(), order.end());
  std::vector<std::string> result;
  for (auto& [times, name] : order) result.push_back(std::move(name));
  return result;
}

}  // namespace

std::vector<ExplainedName> ExplainedNames(absl::Span<const DocumentAnalysis> analyses) {
  std::vector<NamedEntity> all;
  for (const DocumentAnalysis& analysis : analyses) {
    for (NamedEntity& explained : ExplainedIn(analysis)) all.push_back(std::move(explained));
  }
  if (all.empty()) return {};
  const std::vector<NamedEntity> agreed = Agreed(all);
  const NameFinder finder(agreed);
  std::vector<std::vector<uint32_t>> documents(agreed.size());
  for (uint32_t d = 0; d < analyses.size(); ++d) {
    for (const uint32_t entry : finder.UnseenIn(analyses[d], agreed)) documents[entry].push_back(d);
  }
  std::vector<ExplainedName> result;
  for (size_t i = 0; i < agreed.size(); ++i) {
    if (documents[i].empty()) continue;
    result.push_back({agreed[i].entity, agreed[i].type, ByFrequency(agreed[i].names), std::move(documents[i])});
  }
  std::sort(result.begin(), result.end(), [](const ExplainedName& a, const ExplainedName& b) { return a.entity < b.entity; });
  return result;
}

}  // namespace parallax
