#include "server/engine/names/explained_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "server/engine/record_pairs.h"
#include "server/text/character_class.h"
#include "server/text/utf8.h"

namespace parallax {
namespace {

constexpr int kSure = 900;
constexpr size_t kLeastHan = 4;
constexpr size_t kLeastHanOfPerson = 3;

enum class Writing { kNone, kWords, kCapitals, kHan };

// How a whole name is written; kNone: it is none.
Writing WritingOf(absl::string_view name, size_t least_han = kLeastHanOfPerson) {
  size_t words = 0, capitals = 0, small = 0, han = 0, other = 0;
  bool in_word = false;
  for (size_t at = 0; at < name.size();) {
    const char32_t c = text::NextCodePoint(name, &at);
    const text::CharacterClass kind = text::ClassOf(c);
    han += kind == text::CharacterClass::kIdeographic;
    const bool letter = kind == text::CharacterClass::kWord;
    words += letter && !in_word;
    in_word = letter;
    capitals += c >= 'A' && c <= 'Z';
    small += letter && !(c >= 'A' && c <= 'Z');
    other += kind == text::CharacterClass::kOther;
  }
  if (han > 0) return words == 0 && han >= least_han ? Writing::kHan : Writing::kNone;
  if (words >= 2) return Writing::kWords;
  return capitals >= 3 && small == 0 && other == 0 ? Writing::kCapitals : Writing::kNone;
}

bool MayBeExplained(const Mention& mention) {
  // Whose identity hangs on the text around it is not known by its name elsewhere.
  static constexpr absl::string_view kNot[] = {"OFFICE", "GROUP", "REGION", "CURRENCY", "LANGUAGE"};
  return !mention.coreferent && std::find(std::begin(kNot), std::end(kNot), mention.type) == std::end(kNot);
}

// The whole names of one entity in one document, with how often each stands there.
struct Explained {
  std::string entity;
  std::string type;
  std::map<std::string, int> names;
  bool sure = true;        // every name of it is known anyway
  bool known = false;      // one is: then its id is the right one
};

std::vector<Explained> ExplainedIn(const DocumentAnalysis& analysis) {
  std::map<std::string, Explained> by_entity;
  for (const Finding& finding : analysis.findings) {
    const auto* mention = std::get_if<Mention>(&finding);
    if (mention == nullptr || !MayBeExplained(*mention)) continue;
    const absl::string_view name = mention->span.In(analysis.document->text());
    const size_t least_han = mention->type == "PERSON" ? kLeastHanOfPerson : kLeastHan;
    if (WritingOf(name, least_han) == Writing::kNone) continue;
    Explained& explained = by_entity[mention->entity];
    explained.entity = mention->entity;
    explained.type = mention->type;
    ++explained.names[std::string(name)];
    const bool sure = mention->link_score.value_or(0) >= kSure;
    explained.sure &= sure;
    explained.known |= sure;
  }
  std::vector<Explained> all;
  for (auto& [entity, explained] : by_entity) {
    if (explained.names.size() >= 2 && !explained.sure) all.push_back(std::move(explained));
  }
  return all;
}

// Do two explanations that share a name fit? Not if they give it two names in one writing, neither of which
// begins with the other (翡翠航空, 翡翠航空公司).
bool Fit(const Explained& a, const Explained& b) {
  for (const Writing writing : {Writing::kWords, Writing::kCapitals, Writing::kHan}) {
    bool both = false, fit = false;
    for (const auto& [x, times] : a.names) {
      if (WritingOf(x) != writing) continue;
      for (const auto& [y, more] : b.names) {
        if (WritingOf(y) != writing) continue;
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
std::vector<Explained> Agreed(const std::vector<Explained>& all) {
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
  std::map<uint32_t, Explained> agreed;
  std::set<uint32_t> dropped;
  const auto rank = [](const Explained& e) { return std::make_tuple(!e.known, e.type == "NAME", e.entity); };
  for (uint32_t i = 0; i < all.size(); ++i) {
    const uint32_t root = same.Find(i);
    if (disputed[i]) dropped.insert(root);
    Explained& merged = agreed[root];
    if (merged.entity.empty() || rank(all[i]) < rank(merged)) {
      merged.entity = all[i].entity;
      merged.type = all[i].type;
      merged.known = all[i].known;
    }
    for (const auto& [name, times] : all[i].names) merged.names[name] += times;
  }
  std::vector<Explained> result;
  for (auto& [root, explained] : agreed) {
    if (dropped.count(root) == 0) result.push_back(std::move(explained));
  }
  return result;
}

// Finds names in texts: looks each place up by its first bytes.
class NameFinder {
 public:
  explicit NameFinder(const std::vector<Explained>& explained) {
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
  std::set<uint32_t> UnseenIn(const DocumentAnalysis& analysis, const std::vector<Explained>& explained) const {
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

std::vector<std::string> ByFrequency(const std::map<std::string, int>& names) {
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [name, times] : names) order.emplace_back(-times, name);
  std::sort(order.begin(), order.end());
  std::vector<std::string> result;
  for (auto& [times, name] : order) result.push_back(std::move(name));
  return result;
}

}  // namespace

std::vector<ExplainedName> ExplainedNames(absl::Span<const DocumentAnalysis> analyses) {
  std::vector<Explained> all;
  for (const DocumentAnalysis& analysis : analyses) {
    for (Explained& explained : ExplainedIn(analysis)) all.push_back(std::move(explained));
  }
  if (all.empty()) return {};
  const std::vector<Explained> agreed = Agreed(all);
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
