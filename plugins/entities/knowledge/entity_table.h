// What the analyzer knows: entities with their ids, types, display names and members.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_ENTITY_TABLE_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_ENTITY_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plx::entities {

// The labels that mentions carry.
inline constexpr std::string_view kRegion = "REGION";
inline constexpr std::string_view kCity = "CITY";
inline constexpr std::string_view kPlace = "PLACE";
inline constexpr std::string_view kOrganization = "ORGANIZATION";
inline constexpr std::string_view kPerson = "PERSON";
inline constexpr std::string_view kGroup = "GROUP";
inline constexpr std::string_view kOffice = "OFFICE";
inline constexpr std::string_view kName = "NAME";
// All of them, comma-separated, as plx_plugin_info.labels wants them.
inline constexpr const char* kLabels =
    "REGION,CITY,PLACE,ORGANIZATION,PERSON,GROUP,OFFICE,COMMODITY,TECHNOLOGY,PRODUCT,DISEASE,LAW,"
    "TREATY,INITIATIVE,EVENT,CURRENCY,LANGUAGE,NAME";

// A member of a group from the day `from` up to, not including, the day `to`; ISO 8601, empty for
// an open end. Days compare as strings.
struct Member {
  std::string id;
  std::string from;
  std::string to;
};

struct Entity {
  std::string id;
  std::string type;
  std::string canonical;
  std::vector<Member> members;
};

inline constexpr uint32_t kNoEntity = UINT32_MAX;

class EntityTable {
 public:
  // The index of the entity `id`, made with `type` and `canonical` if it is new; an old one keeps
  // its own.
  uint32_t Add(std::string_view id, std::string_view type, std::string_view canonical);
  // kNoEntity if unknown.
  uint32_t Find(std::string_view id) const;
  const Entity& operator[](uint32_t index) const { return entities_[index]; }
  Entity& operator[](uint32_t index) { return entities_[index]; }
  size_t size() const { return entities_.size(); }

 private:
  std::vector<Entity> entities_;
  std::unordered_map<std::string, uint32_t> by_id_;
};

// Ids of the members on `day` (ISO 8601, any precision); all current ones if it is empty.
std::vector<std::string> MembersOn(const Entity& entity, std::string_view day);

// "Rare Earth Alliance" -> "rare-earth-alliance"; Han text stays; never has white space. "" for a
// text without letters or digits.
std::string Slug(std::string_view text);

// The id of what a text names and no table knows: `prefix` ("org:", "person:") and the slug of the name, of a firm without its
// legal form and "Group": "Brightwater Energy Inc" and "Brightwater Energy" are one, 海燕航空集团公司 and 海燕航空 too. "" if the
// slug is.
std::string NameId(std::string_view prefix, std::string_view name);

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_ENTITY_TABLE_H_
