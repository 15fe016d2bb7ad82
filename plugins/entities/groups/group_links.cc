// The document-wide half of groups/groups.h.
#include <algorithm>
#include <map>

#include "plugins/entities/groups/groups.h"

namespace plx::entities {
namespace {

bool IsBare(const Mention& m) { return m.id.rfind("group:?", 0) == 0; }
bool IsCounted(const Mention& m) { return m.rule == "group.counted"; }
bool IsAllies(const Mention& m) { return m.rule == "group.allies"; }
bool IsLabel(const Mention& m) { return m.rule == "group.label"; }
// NATO, the Quad: what "the alliance" can mean. The EU is a bloc.
bool IsNamed(const Mention& m) { return m.type == kGroup && m.rule == "gazetteer"; }

std::vector<std::string> Sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

class Linker {
 public:
  explicit Linker(Reading* reading) : reading_(reading) {
    for (Mention& mention : reading->mentions) {
      if (mention.type == kGroup && !mention.hint) groups_.push_back(&mention);
    }
    std::sort(groups_.begin(), groups_.end(),
              [](const Mention* a, const Mention* b) { return Before(*a, *b); });
  }

  void Run() {
    MergeByMembers();
    SizesFromSentence();
    ResolveCounted();
    ResolveBare();
    ShareFacts();
    auto& mentions = reading_->mentions;
    mentions.erase(std::remove_if(mentions.begin(), mentions.end(),
                                  [](const Mention& m) { return m.type == kGroup && IsBare(m); }),
                   mentions.end());
  }

 private:
  // Groups of one document with the same members are one; a label's id wins.
  void MergeByMembers() {
    std::map<std::vector<std::string>, std::string> by_members;
    for (const auto wanted : {&IsNamed, &IsLabel}) {
      for (const Mention* m : groups_) {
        if (wanted(*m) && m->members.size() >= 2) {
          by_members.try_emplace(Sorted(m->members), m->id);
        }
      }
    }
    for (Mention* m : groups_) {
      if (m->members.size() < 2 || IsNamed(*m)) continue;
      const auto [it, is_new] = by_members.try_emplace(Sorted(m->members), m->id);
      if (!is_new && (IsBare(*m) || IsCounted(*m))) Rename(it->second, m);
    }
  }

  // "Four countries set up a rare earth alliance": the size of the label's group.
  void SizesFromSentence() {
    for (Mention* label : groups_) {
      if (!IsLabel(*label) || label->stated_size > 0 || !label->members.empty()) continue;
      const Unit& unit = reading_->units[label->unit];
      for (Mention* counted : groups_) {
        if (!IsCounted(*counted) || counted->unit != label->unit || counted->first > label->first ||
            unit.sentence(counted->first) != unit.sentence(label->first) ||
            !FormVerbBetween(unit, counted->end, label->first)) {
          continue;
        }
        label->stated_size = counted->stated_size;
        if (label->members.empty()) label->members = counted->members;
        Rename(label->id, counted);
      }
    }
  }

  bool FormVerbBetween(const Unit& unit, size_t first, size_t end) const {
    for (size_t i = first; i < end; ++i) {
      if (reading_->knowledge->InList("form_verb", unit.tokens().Word(i))) return true;
      const uint32_t s = unit.segment_of[i];
      if (s == UINT32_MAX || unit.segments[s].first != i) continue;
      const std::string_view word = unit.tokens().Words(unit.segments[s].first, unit.segments[s].end);
      if (reading_->knowledge->InList("form_verb_zh", word)) return true;
    }
    return false;
  }

  // "the four countries": the nearest group before with so many members, else the only one.
  void ResolveCounted() {
    for (size_t i = 0; i < groups_.size(); ++i) {
      Mention* counted = groups_[i];
      if (!IsCounted(*counted) || counted->id.find("-countries") == std::string::npos) continue;
      const Mention* best = nullptr;
      for (size_t k = 0; k < groups_.size(); ++k) {
        const Mention* other = groups_[k];
        if (k == i || IsBare(*other) || IsAllies(*other) || IsCounted(*other)) continue;
        const size_t size = std::max<size_t>(other->members.size(), other->stated_size);
        if (size != counted->stated_size) continue;
        if (k < i || best == nullptr) best = other;
      }
      if (best == nullptr) continue;
      Rename(best->id, counted);
      if (counted->members.empty()) counted->members = best->members;
    }
  }

  // "the alliance": the last group before it, or the first after it (a headline comes late in
  // some texts).
  void ResolveBare() {
    for (size_t i = 0; i < groups_.size(); ++i) {
      if (!IsBare(*groups_[i])) continue;
      const Mention* best = nullptr;
      for (size_t k = i; k-- > 0 && best == nullptr;) {
        if (MayBeMeant(*groups_[k], *groups_[i])) best = groups_[k];
      }
      for (size_t k = i + 1; k < groups_.size() && best == nullptr; ++k) {
        if (IsLabel(*groups_[k]) && MayBeMeant(*groups_[k], *groups_[i])) best = groups_[k];
      }
      if (best != nullptr) {
        Rename(best->id, groups_[i]);
      } else if (!groups_[i]->members.empty()) {
        const auto& members = groups_[i]->members;
        const std::string leader =
            members.size() == 1 ? members[0].substr(members[0].find(':') + 1) + "-led-" : "";
        groups_[i]->id = "group:" + leader + groups_[i]->id.substr(7);
        groups_[i]->coreferent = false;
      }
    }
  }

  bool MayBeMeant(const Mention& group, const Mention& bare) const {
    if (IsBare(group) || IsCounted(group) || IsAllies(group)) return false;
    const size_t size = std::max<size_t>(group.members.size(), group.stated_size);
    if (bare.stated_size > 0 && size > 0 && size != bare.stated_size) return false;
    const bool bloc = bare.canonical.find("bloc") != std::string::npos;
    if (group.id == "region:EU") return bloc;
    return IsLabel(group) || group.rule == "group.reference" ||
           reading_->knowledge->InList("alliance_like", group.id);
  }

  void ShareFacts() {
    std::map<std::string, std::pair<std::vector<std::string>, uint32_t>> facts;
    for (const Mention* m : groups_) {
      auto& [members, size] = facts[m->id];
      if (members.size() < m->members.size()) members = m->members;
      if (size == 0) size = m->stated_size;
    }
    for (auto& [id, fact] : facts) {
      if (!fact.first.empty() || fact.second == 0 || !IsLabelId(id)) continue;
      const Mention* only = OnlyNamedWith(fact.second);
      if (only != nullptr) fact.first = only->members;
    }
    for (Mention* m : groups_) {
      if (IsNamed(*m)) continue;
      const auto& [members, size] = facts[m->id];
      if (m->members.size() < 2 && !IsAllies(*m)) m->members = members;
      if (m->stated_size == 0) m->stated_size = size;
    }
  }

  bool IsLabelId(const std::string& id) const {
    return std::any_of(groups_.begin(), groups_.end(),
                       [&](const Mention* m) { return m->id == id && IsLabel(*m); });
  }

  // The named group of the document with `size` members, if there is just one.
  const Mention* OnlyNamedWith(uint32_t size) const {
    const Mention* only = nullptr;
    for (const Mention* m : groups_) {
      if (!IsNamed(*m) || m->members.size() != size) continue;
      if (only != nullptr && only->id != m->id) return nullptr;
      only = m;
    }
    return only;
  }

  void Rename(const std::string& id, Mention* mention) const {
    for (const Mention* m : groups_) {
      if (m->id == id && !IsBare(*m)) {
        mention->canonical = m->canonical;
        break;
      }
    }
    mention->id = id;
    mention->link_score = 700;
  }

  Reading* reading_;
  std::vector<Mention*> groups_;
};

}  // namespace

void LinkGroups(Reading* reading) { Linker(reading).Run(); }

}  // namespace plx::entities
