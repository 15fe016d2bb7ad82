#include "plugins/entities/kinds/told_kinds.h"

#include "plugins/linguistics/text/any_of.h"

namespace plx::entities {
namespace {

// The text says what it is, not which of that name.
constexpr int kLinkScore = 600;

}  // namespace

std::vector<OtherName> KindVotes::Agreed() const {
  std::vector<OtherName> names;
  for (const auto& [name, types] : votes_) {
    if (types.size() != 1 || (types.begin()->first == kOrganization && OneWhole(name))) continue;
    const std::string& type = types.begin()->first;
    const std::string_view prefix = type == kOrganization ? "org:" : type == kPlace ? "place:" : "person:";
    names.push_back({name, NameId(prefix, name), type, name, "name.kind_told", kLinkScore});
  }
  for (const auto& [stem, wholes] : wholes_) {
    const auto votes = votes_.find(stem);
    const bool else_called = votes != votes_.end() && (votes->second.size() != 1 || votes->second.begin()->first != kOrganization);
    if (!OneWhole(stem) || else_called) continue;
    const std::string& whole = *wholes.begin();
    names.push_back({stem, NameId("org:", whole), std::string(kOrganization), whole, "name.kind_told", kLinkScore});
  }
  return names;
}

bool KindVotes::OneWhole(const std::string& stem) const {
  const auto it = wholes_.find(stem);
  return it != wholes_.end() && it->second.size() == 1;
}

bool IsGuess(const Mention& mention) {
  if (mention.hint || mention.coreferent || IsKnown(mention)) return false;
  return mention.type == kName || mention.rule.starts_with("tagger.") ||
         linguistics::IsAnyOf(mention.rule, {"person.characters", "person.reporting", "place.preposition", "organization.reporting"});
}

std::vector<OtherName> FindToldKinds(const Reading& reading) {
  KindVotes votes;
  FindEnglishKinds(reading, &votes);
  for (uint32_t u = 0; u < reading.units.size(); ++u) FindChineseKinds(reading, u, &votes);
  return votes.Agreed();
}

}  // namespace plx::entities
