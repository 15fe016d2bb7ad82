// The embedded data files of this folder, one constant each; CMake generates their definitions.
// data/README.md says where each comes from.
#ifndef PLUGINS_ENTITIES_DATA_TABLES_H_
#define PLUGINS_ENTITIES_DATA_TABLES_H_

#include <string_view>

namespace plx::entities::data {

extern const std::string_view kRegions;
extern const std::string_view kPlaces;
extern const std::string_view kCities;
extern const std::string_view kGroups;
extern const std::string_view kOrganizations;
extern const std::string_view kThings;
extern const std::string_view kPersons;
extern const std::string_view kOffices;
extern const std::string_view kTenures;
extern const std::string_view kMinistries;
extern const std::string_view kBlockers;
extern const std::string_view kChineseNames;
extern const std::string_view kGivenNames;
extern const std::string_view kKindWords;
extern const std::string_view kSeriesWords;
extern const std::string_view kWordLists;
extern const std::string_view kWords;

}  // namespace plx::entities::data

#endif  // PLUGINS_ENTITIES_DATA_TABLES_H_
