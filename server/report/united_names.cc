#include "server/report/united_names.h"

#include <algorithm>
#include <iterator>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "server/engine/names/named_entities.h"
#include "server/engine/names/whole_name.h"

namespace parallax::report {
namespace {

constexpr absl::string_view kUnknownKind = "name:";
// Where as many documents give one kind as another.
constexpr absl::string_view kKinds[] = {"org:", "person:", "place:", kUnknownKind};
constexpr size_t kLeastLetters = 5;  // of one word that stands for a name in characters

absl::string_view KindOf(absl::string_view entity) {
  for (const absl::string_view kind : kKinds) {
    if (entity.substr(0, kind.size()) == kind) return kind;
  }
  return {};
}

// "jade-airways": how an analyzer makes a name of an id from a name as written in one word or more.
std::string NameOf(absl::string_view written) {
  std::string name = absl::AsciiStrToLower(written);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

// What the documents say of one id.
struct Seen {
  std::string id;
  std::string name;
  absl::string_view kind;
  std::set<size_t> documents;
  std::string type;
  std::string canonical;
  bool guess = true;  // its kind is one
};

// What a firm's name may lack: "Qasira" is Qasira Holdings.
bool IsLegalForm(absl::string_view words) {
  static constexpr absl::string_view kForms[] = {"holdings", "group", "inc", "inc.", "corp", "corp.", "corporation", "company", "ltd", "ltd.", "llc", "plc", "ag", "sa", "控股", "集团", "公司", "有限公司"};
  return std::find(std::begin(kForms), std::end(kForms), words) != std::end(kForms);
}

bool IsParticle(absl::string_view word) {
  static constexpr absl::string_view kParticles[] = {"al", "el", "bin", "ibn", "de", "da", "di", "van", "von", "ben"};
  return std::find(std::begin(kParticles), std::end(kParticles), word) != std::end(kParticles);
}

// The short names of a person by the name of an id: "berg" of "ida-berg", "hamadi" and "al-hamadi" of "tariq-al-hamadi"; none of
// "al-hamadi", which is one itself.
std::vector<std::string> SurnamesOf(absl::string_view name) {
  const std::vector<absl::string_view> words = absl::StrSplit(name, '-');
  const size_t size = words.size();
  if (size < 2 || (size == 2 && IsParticle(words[0]))) return {};
  std::vector<std::string> surnames = {std::string(words[size - 1])};
  if (IsParticle(words[size - 2])) surnames.push_back(absl::StrCat(words[size - 2], "-", words[size - 1]));
  return surnames;
}

using ByShortName = std::map<std::string, const Seen*>;  // null if two have it

void AddShort(const std::string& name, const Seen* whole, ByShortName* by_name) {
  const auto [it, is_new] = by_name->try_emplace(name, whole);
  if (!is_new) it->second = nullptr;
}

class Names {
 public:
  explicit Names(const std::vector<DocumentAnalysis>& analyses) {
    for (size_t d = 0; d < analyses.size(); ++d) {
      for (const NamedEntity& named : NamedEntities(analyses[d])) Add(d, named);
    }
  }

  // By id that is to be replaced: what it is to be.
  std::unordered_map<std::string, const Seen*> Replacements() const {
    std::map<std::string, std::vector<const Seen*>> groups;
    for (const auto& [id, seen] : by_id_) groups[Together(seen.name)].push_back(&seen);
    std::unordered_map<std::string, const Seen*> instead;
    ByShortName people;  // by surname
    ByShortName firms;   // by first word
    std::set<std::string> natural;  // the first words of firms whose names have nothing else but a legal form
    ByShortName by_han;  // by each name in Han characters: what it is to be
    ByShortName places;  // by what is of them: "tavarian"
    for (const auto& [name, members] : groups) {
      const Seen* chosen = *std::min_element(members.begin(), members.end(), [](const Seen* a, const Seen* b) { return Rank(*a) < Rank(*b); });
      for (const Seen* seen : members) {
        if (IsHanName(seen->name)) by_han[seen->name] = chosen;
        const bool follows = seen->kind == kUnknownKind || (seen->guess && !chosen->guess) || IsWholeName(seen->name) || seen->name != chosen->name;
        if (seen != chosen && follows) instead[seen->id] = chosen;
      }
      if (chosen->kind == "person:") {
        for (const std::string& surname : SurnamesOf(name)) AddShort(surname, chosen, &people);
      }
      const size_t first_dash = name.find('-');
      if (chosen->kind == "org:" && first_dash != name.npos) AddShort(name.substr(0, first_dash), chosen, &firms);
      if (chosen->kind == "org:" && first_dash != name.npos && IsLegalForm(name.substr(first_dash + 1))) natural.insert(name.substr(0, first_dash));
      if (chosen->kind == "place:" && name.ends_with('a')) AddShort(name + "n", chosen, &places);
    }
    PointTo(people, groups, "person:", &instead);
    for (const auto& [name, chosen] : by_han) {
      const Seen* whole = WholeFirm(name, by_han);
      if (whole == nullptr) continue;
      firms[name] = whole;
      if (IsLegalForm(absl::string_view(by_han.upper_bound(name)->first).substr(name.size()))) natural.insert(name);
    }
    PointTo(firms, groups, "org:", &instead, &natural);
    PointTo(places, groups, "place:", &instead);
    return instead;
  }

 private:
  // 塞尔瓦拉生物 of 塞尔瓦拉: the one firm whose name goes on from this one.
  static const Seen* WholeFirm(const std::string& name, const ByShortName& by_han) {
    const Seen* whole = nullptr;
    for (auto it = by_han.upper_bound(name); it != by_han.end() && it->first.starts_with(name); ++it) {
      if ((whole != nullptr && whole != it->second) || it->second->kind != "org:") return nullptr;
      whole = it->second;
    }
    return IsWholeName(name) ? whole : nullptr;
  }

  // Gives who is named by a short name alone, as a `kind` or nothing that is sure, the id of the one who has it. `natural`: of firms, those
  // that need no document to say so.
  void PointTo(const ByShortName& by_name, const std::map<std::string, std::vector<const Seen*>>& groups, absl::string_view kind,
               std::unordered_map<std::string, const Seen*>* instead, const std::set<std::string>* natural = nullptr) const {
    for (const auto& [name, whole] : by_name) {
      const auto group = groups.find(name);
      if (whole == nullptr || group == groups.end()) continue;
      const auto may_be = [&](const Seen* seen) { return seen->kind == kUnknownKind || seen->kind == kind || seen->guess; };
      const auto says = [&](const Seen* seen) { return seen->kind == kind && !seen->guess; };
      const auto meant = short_of_.find(name);
      // The first word of a firm may be anything: a document must use it so.
      const bool told = kind != "org:" || natural->contains(name) || (meant != short_of_.end() && meant->second.contains(whole->id)) ||
                        std::any_of(group->second.begin(), group->second.end(), says);
      if (!told || !std::all_of(group->second.begin(), group->second.end(), may_be)) continue;
      for (const Seen* seen : group->second) (*instead)[seen->id] = whole;
    }
  }

  void Add(size_t document, const NamedEntity& named) {
    const absl::string_view kind = KindOf(named.entity);
    const std::string name = named.entity.substr(kind.size());
    if (kind.empty() || name.find('/') != name.npos) return;
    Seen& seen = by_id_[named.entity];
    seen.id = named.entity;
    seen.name = name;
    seen.kind = kind;
    seen.type = named.type;
    seen.guess &= named.guess;
    seen.documents.insert(document);
    seen.canonical = LongerName(seen.canonical, named.canonical);
    for (const auto& [surface, written] : named.names) {
      const std::string other = NameOf(surface);
      if (!IsWholeName(other)) short_of_[other].insert(named.entity);
      if (IsHanName(other) == IsHanName(name)) continue;
      others_[other].insert(name);
      others_[name].insert(other);
    }
  }

  static std::tuple<bool, bool, int, std::ptrdiff_t, absl::string_view> Rank(const Seen& seen) {
    const auto order = std::find(std::begin(kKinds), std::end(kKinds), seen.kind) - std::begin(kKinds);
    return {seen.kind == kUnknownKind, seen.guess, -static_cast<int>(seen.documents.size()), order, seen.id};
  }

  // One of the two names where some document gives one thing both, and none gives either to another: 诺沃特, "norvolt".
  std::string Together(const std::string& name) const {
    const auto it = others_.find(name);
    if (it == others_.end() || it->second.size() != 1) return name;
    const std::string& other = *it->second.begin();
    const std::string& latin = IsHanName(name) ? other : name;
    const bool whole = IsWholeName(latin) || latin.size() >= kLeastLetters;
    return whole && others_.at(other).size() == 1 ? latin : name;
  }

  std::map<std::string, Seen> by_id_;
  std::map<std::string, std::set<std::string>> short_of_;  // of a short name: the ids that some document means by it
  std::map<std::string, std::set<std::string>> others_;    // of a name: those in the other script
};

// What an entity is to be.
struct Identity {
  std::string id;
  std::string type;
  std::string canonical;
};

void Replace(const std::unordered_map<std::string, Identity>& instead, std::vector<DocumentAnalysis>* analyses) {
  if (instead.empty()) return;
  const auto replace = [&](std::string* entity) -> const Identity* {
    const auto it = instead.find(*entity);
    if (it == instead.end()) return nullptr;
    *entity = it->second.id;
    return &it->second;
  };
  for (DocumentAnalysis& analysis : *analyses) {
    for (Finding& finding : analysis.findings) {
      if (auto* mention = std::get_if<Mention>(&finding)) {
        if (const Identity* to = replace(&mention->entity)) mention->type = to->type, mention->canonical = to->canonical;
      } else if (auto* claim = std::get_if<Claim>(&finding)) {
        for (std::string* entity : {&claim->holder.entity, &claim->subject.entity, &claim->object.entity}) replace(entity);
        for (Quantity& quantity : claim->quantities) replace(&quantity.subject);
      } else if (auto* stance = std::get_if<Stance>(&finding)) {
        for (std::string* entity : {&stance->holder.entity, &stance->target.entity}) replace(entity);
      }
    }
  }
}

}  // namespace

void UniteNames(std::vector<DocumentAnalysis>* analyses) {
  const Names names(*analyses);
  std::unordered_map<std::string, Identity> instead;
  for (const auto& [id, seen] : names.Replacements()) instead[id] = {seen->id, seen->type, seen->canonical};
  Replace(instead, analyses);
}

void UniteScripts(const std::vector<SameEntity>& pairs, std::vector<DocumentAnalysis>* analyses) {
  if (pairs.empty()) return;
  std::unordered_map<std::string, Identity> seen;
  std::unordered_map<std::string, bool> guess;
  for (const DocumentAnalysis& analysis : *analyses) {
    for (const NamedEntity& named : NamedEntities(analysis)) {
      guess.try_emplace(named.entity, true).first->second &= named.guess;
      Identity& identity = seen[named.entity];
      identity = {named.entity, named.type, LongerName(identity.canonical, named.canonical)};
    }
  }
  std::unordered_map<std::string, Identity> instead;
  for (const SameEntity& pair : pairs) {
    const bool unknown = (KindOf(pair.latin) == kUnknownKind || guess[pair.latin]) && KindOf(pair.han) != kUnknownKind && !guess[pair.han];
    instead[unknown ? pair.latin : pair.han] = seen[unknown ? pair.han : pair.latin];
  }
  Replace(instead, analyses);
}

}  // namespace parallax::report
