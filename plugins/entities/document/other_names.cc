#include "plugins/entities/document/other_names.h"

#include <algorithm>
#include <map>

#include "plugins/entities/rules/common_words.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::entities {
namespace {

// What scores less is a guess that characters may be a name.
constexpr int kSureOfIt = 600;

// Finds names in the text of a reading and gives them their identity.
class NamePlacer {
 public:
  NamePlacer(const std::vector<OtherName>& names, Reading* reading) : reading_(reading) {
    for (const OtherName& name : names) {
      const linguistics::TokenSequence tokens(name.text);
      if (tokens.empty()) continue;
      Wanted wanted{&name, {}};
      for (size_t i = 0; i < tokens.size(); ++i) wanted.tokens.emplace_back(tokens.Word(i));
      by_first_[wanted.tokens.front()].push_back(std::move(wanted));
    }
    for (auto& [first, wanted] : by_first_) {
      std::stable_sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) { return a.tokens.size() > b.tokens.size(); });
    }
  }

  void Run() {
    if (by_first_.empty()) return;
    for (uint32_t u = 0; u < reading_->units.size(); ++u) Place(u);
    for (Mention& mention : added_) reading_->mentions.push_back(std::move(mention));
  }

 private:
  struct Wanted {
    const OtherName* name;
    std::vector<std::string> tokens;
  };

  void Place(uint32_t u) {
    const Unit& unit = reading_->units[u];
    std::vector<Mention*> on(unit.size(), nullptr);
    for (Mention& m : reading_->mentions) {
      if (m.unit != u || m.hint || m.type == kOffice) continue;
      for (uint32_t i = m.first; i < m.end; ++i) on[i] = &m;
    }
    for (size_t i = 0; i < unit.size(); ++i) {
      std::string_view word = unit.tokens().Word(i);
      word.remove_suffix(std::min<size_t>(word.size(), unit.possessive(i)));
      const auto it = by_first_.find(word);
      if (it == by_first_.end()) continue;
      for (const Wanted& wanted : it->second) {
        if (!Matches(unit, i, wanted)) continue;
        const size_t end = i + wanted.tokens.size();
        Put(u, i, end, *wanted.name, on);
        i = end - 1;
        break;
      }
    }
  }

  bool Matches(const Unit& unit, size_t first, const Wanted& wanted) const {
    const size_t size = wanted.tokens.size();
    if (first + size > unit.size()) return false;
    for (size_t k = 0; k < size; ++k) {
      std::string_view word = unit.tokens().Word(first + k);
      if (k + 1 == size) word.remove_suffix(std::min<size_t>(word.size(), unit.possessive(first + k)));
      if (word != wanted.tokens[k]) return false;
      if (k > 0 && unit.sentence(first + k) != unit.sentence(first)) return false;
    }
    if (!unit.IsHan(first)) return IsWholeName(unit, first, first + size);
    // A short word may be a piece of another.
    const uint32_t s = unit.segment_of[first];
    return size >= 4 || s == UINT32_MAX || unit.segments[s].first == first;
  }

  // "Jade" is not in "Jade Emperor", and a common word that opens a sentence is that word.
  static bool IsWholeName(const Unit& unit, size_t first, size_t end) {
    if (!unit.IsCapital(first)) return false;
    if (end - first > 1 || unit.title_case()) return true;
    if (unit.sentence_start(first) && IsCommonWord(unit.tokens().Word(first))) return false;
    if (unit.IsCapital(end) && unit.possessive(first) == 0) return false;
    return first == 0 || !unit.IsCapital(first - 1) || unit.sentence_start(first - 1) || unit.possessive(first - 1) > 0;
  }

  void Put(uint32_t u, size_t first, size_t end, const OtherName& name, const std::vector<Mention*>& on) {
    for (size_t i = first; i < end; ++i) {
      const Mention* m = on[i];
      if (m == nullptr || (m->first == first && m->end == end)) continue;
      if (m->first <= first && end <= m->end) return;       // a longer name
      if ((m->first < first || end < m->end) && m->score >= kSureOfIt) return;  // two names that overlap
    }
    Mention* same = on[first] != nullptr && on[first]->first == first && on[first]->end == end ? on[first] : nullptr;
    if (same != nullptr && (same->id == name.id || IsKnown(*same))) return;
    Mention mention = MakeMention(*reading_, u, first, end, name.id, name.type, name.canonical, name.rule);
    mention.link_score = name.link_score;
    if (same != nullptr) {
      *same = std::move(mention);
    } else {
      added_.push_back(std::move(mention));
    }
  }

  Reading* reading_;
  std::map<std::string, std::vector<Wanted>, std::less<>> by_first_;
  std::vector<Mention> added_;
};

}  // namespace

void PlaceNames(const std::vector<OtherName>& names, Reading* reading) { NamePlacer(names, reading).Run(); }

}  // namespace plx::entities
