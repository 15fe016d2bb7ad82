// Offices ("the U.S. Treasury Secretary", 德国财长) and bodies that every country has ("Ministry of
// Commerce", 商务部), with the country they belong to.
#ifndef PLUGINS_ENTITIES_RULES_ROLES_H_
#define PLUGINS_ENTITIES_RULES_ROLES_H_

#include "plugins/entities/document/mention.h"

namespace plx::entities {

// How a ministry was found: with its country, or without.
inline constexpr std::string_view kStatedMinistry = "organization.ministry";
inline constexpr std::string_view kUnstatedMinistry = "organization.ministry.unstated";

// Adds an ORGANIZATION for each ministry whose country is named beside it or follows from its name
// ("Department of Energy"). In Chinese text a ministry without a country is China's. A ministry that may be any country's is a
// hint with the id "org:/slug", for LinkMinistries.
void FindMinistries(uint32_t unit, Reading* reading);

// Adds an OFFICE for each title with a country, spanning both; the country's own mention stays
// inside. A title with no country gives a hint (no mention) whose id is "office:/slug".
void FindOffices(uint32_t unit, Reading* reading);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_RULES_ROLES_H_
