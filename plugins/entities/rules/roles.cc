#include "plugins/entities/rules/roles.h"

#include <algorithm>
#include <functional>
#include <set>

#include "plugins/entities/rules/spans.h"

namespace plx::entities {
namespace {

using linguistics::TokenKind;

// A title or ministry at tokens [first, end), with the roles it may stand for.
struct RoleMatch {
  size_t first = 0;
  size_t end = 0;
  std::vector<uint32_t> roles;
};

// The country a role belongs to, and how far the words that say so reach.
struct Owner {
  std::string code;
  size_t first = 0;  // of role and owner together
  size_t end = 0;
  bool stated = false;
  bool possessive = false;
};

class RoleFinder {
 public:
  RoleFinder(uint32_t number, Reading* reading, const NameIndex& index,
             std::function<const Role&(uint32_t)> role)
      : reading_(reading), number_(number), unit_(reading->units[number]), index_(index),
        role_(std::move(role)), spans_(*reading, number) {}

  std::vector<RoleMatch> Matches() const {
    std::vector<RoleMatch> matches;
    for (size_t i = 0; i < unit_.size();) {
      RoleMatch best = Longest(i);
      if (best.roles.empty()) {
        ++i;
        continue;
      }
      i = best.end;
      matches.push_back(std::move(best));
    }
    return matches;
  }

  // The role of `match` for the country `code`; null if it has none there.
  const Role* RoleFor(const RoleMatch& match, const std::string& code) const {
    const Role* general = nullptr;
    for (const uint32_t r : match.roles) {
      const Role& role = role_(r);
      if (std::find(role.only.begin(), role.only.end(), code) != role.only.end()) return &role;
      if (role.only.empty() && general == nullptr) general = &role;
    }
    return general;
  }

  // What a role means whose country is not said. 卫生部, which every country has, is nobody's; 卫生与公众服务部 is that of one.
  const Role* Fallback(const RoleMatch& match) const {
    if (std::any_of(match.roles.begin(), match.roles.end(), [&](uint32_t r) { return role_(r).only.empty() && role_(r).fallback.empty(); })) return nullptr;
    for (const uint32_t r : match.roles) {
      if (!role_(r).fallback.empty()) return &role_(r);
    }
    return nullptr;
  }

  Owner FindOwner(const RoleMatch& match) const {
    Owner owner = {"", match.first, match.end, false, false};
    size_t before = match.first;
    // "Germany's new Finance Minister", "Japanese former prime minister".
    while (before > 0 && reading_->knowledge->InList("office_modifier", unit_.tokens().Word(before - 1))) {
      --before;
    }
    if (const Mention* mention = spans_.EndingAt(before); mention != nullptr && SameClause(before)) {
      owner.code = OwnerCode(*mention);
      owner.first = mention->first;
      owner.possessive = unit_.possessive(before - 1) > 0;
    }
    if (owner.code.empty()) AfterOf(match, &owner);
    owner.stated = !owner.code.empty();
    if (!owner.stated) owner.first = match.first;
    return owner;
  }

  const Unit& unit() const { return unit_; }
  const Spans& spans() const { return spans_; }

 private:
  RoleMatch Longest(size_t i) const {
    RoleMatch best;
    uint32_t node = NameIndex::kRoot;
    for (size_t j = i; j < unit_.size(); ++j) {
      node = index_.Step(node, unit_.hash(j));
      if (node == NameIndex::kNone) break;
      std::vector<uint32_t> roles;
      for (uint32_t n = index_.First(node); n != NameIndex::kNone; n = index_.name(n).next) {
        if (Allowed(i, j + 1, index_.name(n))) roles.push_back(index_.name(n).entity);
      }
      if (!roles.empty()) {
        std::sort(roles.begin(), roles.end());
        best = {i, j + 1, std::move(roles)};
      }
      if (unit_.possessive(j) > 0) break;
    }
    return best;
  }

  bool Allowed(size_t first, size_t end, const Name& name) const {
    if (name.letters == Case::kExact) return unit_.Text(first, end) == name.text;
    if (name.letters == Case::kProper) {
      for (uint32_t k = 0; k < name.size; ++k) {
        if ((name.capitals >> k & 1) != 0 && !unit_.IsCapital(first + k)) return false;
      }
    }
    // Chinese: 大使 is not in 大使馆.
    if (unit_.IsHan(end - 1) && end < unit_.size() && unit_.IsHan(end) &&
        unit_.segment_of[end - 1] == unit_.segment_of[end]) {
      return false;
    }
    if (unit_.IsHan(first) && first > 0 && unit_.IsHan(first - 1) &&
        unit_.segment_of[first - 1] == unit_.segment_of[first]) {
      // 美财长: the cut may have joined the country to the title.
      return spans_.EndingAt(first) != nullptr;
    }
    return true;
  }

  bool SameClause(size_t i) const {
    return i == 0 || unit_.sentence(i - 1) == unit_.sentence(std::min(i, unit_.size() - 1));
  }

  // "Minister of Finance of Japan", "ambassador to China" (whose country is not China: skipped).
  void AfterOf(const RoleMatch& match, Owner* owner) const {
    size_t i = match.end;
    if (!unit_.Is(i, "of") && !unit_.Is(i, "for")) return;
    ++i;
    if (unit_.Is(i, "the")) ++i;
    const Mention* mention = spans_.StartingAt(i);
    if (mention == nullptr || mention->adjective) return;
    owner->code = OwnerCode(*mention);
    if (!owner->code.empty()) owner->end = mention->end;
  }

  Reading* reading_;
  uint32_t number_;
  const Unit& unit_;
  const NameIndex& index_;
  std::function<const Role&(uint32_t)> role_;
  Spans spans_;
};

// Who sends an ambassador, and where to: 日本驻华大使, "Japan's ambassador to China". False if the
// country found is the host and no other is named.
bool Posting(const RoleFinder& finder, const RoleMatch& match, Owner* owner, std::string* host) {
  const Unit& unit = finder.unit();
  const size_t first = owner->first;
  if (first > 0 && unit.Is(first - 1, "驻")) {
    *host = "-to-" + owner->code;
    const Mention* sender = finder.spans().EndingAt(first - 1);
    owner->code = sender != nullptr ? OwnerCode(*sender) : "";
    if (owner->code.empty()) return false;
    owner->first = sender->first;
    return true;
  }
  if (!unit.Is(match.end, "to") || !owner->stated) return owner->stated;
  const size_t at = match.end + (unit.Is(match.end + 1, "the") ? 2 : 1);
  const Mention* to = finder.spans().StartingAt(at);
  if (to == nullptr || OwnerCode(*to).empty()) return true;
  *host = "-to-" + OwnerCode(*to);
  owner->end = to->end;
  return true;
}

bool IsChineseAt(const Unit& unit, size_t i) { return unit.IsHan(i); }

}  // namespace

void FindMinistries(uint32_t number, Reading* reading) {
  const Knowledge& knowledge = *reading->knowledge;
  const RoleFinder finder(number, reading, knowledge.ministries(),
                          [&](uint32_t i) -> const Role& { return knowledge.ministry_role(i); });
  std::vector<Mention> found;
  for (const RoleMatch& match : finder.Matches()) {
    const Unit& unit = finder.unit();
    Owner owner = finder.FindOwner(match);
    const Role* role = owner.stated ? finder.RoleFor(match, owner.code) : finder.Fallback(match);
    if (owner.stated && role == nullptr) continue;
    if (!owner.stated && IsChineseAt(unit, match.first) &&
        knowledge.InList("ministry_of_china", unit.Text(match.first, match.end))) {
      // A Chinese text that says 财政部 or 国务院 means its own, until its other names speak against it.
      role = finder.RoleFor(match, "CN");
      owner.code = "CN";
    } else if (!owner.stated && role != nullptr) {
      owner.code = role->fallback;
    } else if (!owner.stated) {
      role = finder.RoleFor(match, "");  // whose it is, the text may say elsewhere
      if (role != nullptr && !std::string_view(role->slug).ends_with("-ministry")) continue;
    }
    if (role == nullptr) continue;
    const size_t first = owner.possessive ? match.first : owner.first;
    Mention mention = MakeMention(*reading, number, first, owner.end);
    mention.id = "org:" + owner.code + "/" + role->slug;
    mention.type = kOrganization;
    mention.canonical = owner.code.empty() ? role->name : OwnerName(knowledge, owner.code) + " " + role->name;
    mention.rule = owner.stated ? kStatedMinistry : kUnstatedMinistry;
    mention.score = owner.stated ? 930 : 850;
    mention.link_score = owner.stated ? 930 : 700;
    mention.hint = owner.code.empty();
    found.push_back(std::move(mention));
  }
  for (Mention& mention : found) reading->mentions.push_back(std::move(mention));
}

void FindOffices(uint32_t number, Reading* reading) {
  const Knowledge& knowledge = *reading->knowledge;
  const RoleFinder finder(number, reading, knowledge.titles(),
                          [&](uint32_t i) -> const Role& { return knowledge.title_role(i); });
  std::vector<Mention> found;
  for (const RoleMatch& match : finder.Matches()) {
    Owner owner = finder.FindOwner(match);
    const Role* role =
        owner.stated ? finder.RoleFor(match, owner.code) : finder.Fallback(match);
    if (role == nullptr && owner.stated) continue;
    if (!owner.stated && knowledge.InList("office_of_china", finder.unit().Text(match.first, match.end))) {
      role = finder.RoleFor(match, "CN");
      owner.code = "CN";
    }
    std::string host;
    if (role != nullptr && role->slug == "ambassador" && !Posting(finder, match, &owner, &host)) continue;
    const bool known = role != nullptr;
    if (!known) role = &knowledge.title_role(match.roles.front());
    if (known && owner.code.empty()) owner.code = role->fallback;
    Mention mention = MakeMention(*reading, number, owner.first, owner.end);
    mention.id = "office:" + owner.code + "/" + role->slug + host;
    mention.type = kOffice;
    mention.canonical = known ? OwnerName(knowledge, owner.code) + " " + role->name : role->name;
    mention.rule = owner.stated ? "office.owner" : "office.default";
    mention.score = owner.stated ? 920 : 800;
    mention.link_score = owner.stated ? 930 : 700;
    mention.nested = true;
    mention.hint = !known;
    found.push_back(std::move(mention));
  }
  for (Mention& mention : found) reading->mentions.push_back(std::move(mention));
}

}  // namespace plx::entities
