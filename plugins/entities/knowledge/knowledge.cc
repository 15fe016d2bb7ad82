#include "plugins/entities/knowledge/knowledge.h"

#include <algorithm>

#include "plugins/entities/data/tables.h"
#include "plugins/entities/knowledge/cldr.h"
#include "plugins/entities/knowledge/letters.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::entities {
namespace {

// A display name without the mark of its letter case.
std::string_view Unmarked(std::string_view name) {
  if (!name.empty() && (name[0] == '=' || name[0] == '~' || name[0] == '!')) name.remove_prefix(1);
  return name;
}

std::string_view FirstPiece(std::string_view list) {
  return Unmarked(list.substr(0, list.find('|')));
}

// "GB" -> "region:GB"; ids with a colon stay.
std::string RegionId(std::string_view code) {
  return code.find(':') == std::string_view::npos ? "region:" + std::string(code)
                                                  : std::string(code);
}

}  // namespace

Knowledge::Knowledge(std::string_view config) : word_lists_(data::kWordLists) {
  LoadCldr();
  LoadRegions(data::kRegions);
  LoadGroups(data::kGroups);
  LoadEntities(data::kPlaces, kPlace);
  LoadCities(data::kCities);
  LoadEntities(data::kOrganizations, kOrganization);
  LoadThings(data::kThings);
  LoadPersons(data::kPersons);
  LoadTenures(data::kTenures);
  LoadRoles(data::kOffices, &title_roles_, &titles_);
  LoadRoles(data::kMinistries, &ministry_roles_, &ministries_);
  linguistics::ForEachRow(data::kBlockers, [&](const linguistics::Row& row) {
    names_.Add(row[0], kNoEntity, NameKind::kBlocker);
  });
  linguistics::ForEachRow(data::kSeriesWords, [&](const linguistics::Row& row) {
    std::vector<uint32_t>& regions = series_words_[row[0]];
    linguistics::ForEachPiece(row[1], ' ', [&](std::string_view code) { regions.push_back(Region(code)); });
  });
  linguistics::ForEachRow(data::kGivenNames, [&](const linguistics::Row& row) { given_names_.Insert(row[0]); });
  LoadNameCharacters(data::kChineseNames);
  LoadConfig(config);
  LoadChinese();
}

void Knowledge::AddNames(std::string_view list, uint32_t entity, NameKind kind) {
  linguistics::ForEachPiece(list, '|', [&](std::string_view name) {
    names_.Add(name, entity, kind);
    // "the Group of Seven" is found as "Group of Seven"; a plural adjective is a people.
    if (kind == NameKind::kAdjective) {
      const char last = name.back();
      const bool plural = last == 's' || last == 'h' || last == 'e';
      if (!plural) names_.Add(std::string(name) + "s", entity, kind);
    }
  });
}

void Knowledge::LoadCldr() {
  for (const CldrRegion& region : CldrRegions()) {
    const uint32_t entity = entities_.Add("region:" + region.code, kRegion, region.name);
    for (const std::string& name : region.names) names_.Add(name, entity);
  }
  for (const CldrCurrency& currency : CldrCurrencies()) {
    const uint32_t entity = entities_.Add("currency:" + currency.code, "CURRENCY", currency.name);
    for (const std::string& name : currency.names) names_.Add(name, entity);
  }
}

void Knowledge::LoadRegions(std::string_view table) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    const std::string id = RegionId(row[0]);
    const uint32_t entity = entities_.Add(id, id.rfind("place:", 0) == 0 ? kPlace : kRegion, row[0]);
    AddNames(row[1], entity);
    AddNames(row[2], entity, NameKind::kAdjective);
    AddNames(row[3], entity);
    std::string_view forms = row[4];
    const bool plain = forms.substr(0, 1) != "?";
    if (!plain) forms.remove_prefix(1);
    for (size_t i = 0; i < forms.size();) {
      const linguistics::CodePoint c = linguistics::DecodeAt(forms, i);
      SeriesCharacter& series = series_[c.code];
      if (series.region == kNoEntity || plain) series = {entity, plain};
      i += c.size;
    }
  });
}

void Knowledge::LoadEntities(std::string_view table, std::string_view type) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    const std::string_view shown = FirstPiece(row[1].empty() ? row[2] : row[1]);
    const uint32_t entity = entities_.Add(row[0], type, shown);
    AddNames(row[1], entity);
    AddNames(row[2], entity);
  });
}

void Knowledge::LoadCities(std::string_view table) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    std::string_view shown = FirstPiece(row[1]);
    shown = shown.substr(0, shown.find(','));
    const uint32_t entity = entities_.Add("city:" + Slug(shown), kCity, shown);
    AddNames(row[1], entity);
    AddNames(row[2], entity);
  });
}

void Knowledge::LoadThings(std::string_view table) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    const std::string_view shown = FirstPiece(row[2].empty() ? row[3] : row[2]);
    const uint32_t entity = entities_.Add(row[0], row[1], shown);
    AddNames(row[2], entity);
    AddNames(row[3], entity);
  });
}

void Knowledge::LoadGroups(std::string_view table) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    const uint32_t entity = entities_.Add(row[0], kGroup, FirstPiece(row[1]));
    entities_[entity].type = kGroup;
    entities_[entity].canonical = FirstPiece(row[1]);
    AddNames(row[1], entity);
    AddNames(row[2], entity);
    std::vector<Member>& members = entities_[entity].members;
    linguistics::ForEachPiece(row[3], ' ', [&](std::string_view text) {
      Member member;
      const size_t at = text.find('@');
      member.id = RegionId(text.substr(0, at));
      if (at != std::string_view::npos) {
        const std::string_view days = text.substr(at + 1);
        const size_t dots = days.find("..");
        member.from = days.substr(0, dots);
        if (dots != std::string_view::npos) member.to = days.substr(dots + 2);
      }
      members.push_back(std::move(member));
    });
  });
}

void Knowledge::LoadPersons(std::string_view table) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    const uint32_t entity = entities_.Add(row[0], kPerson, FirstPiece(row[1]));
    AddNames(row[1], entity);
    AddNames(row[2], entity);
    const linguistics::TokenSequence tokens(FirstPiece(row[1]));
    if (tokens.empty()) return;
    // A third field says which word is the surname when it is not the last.
    const std::string surname(row[3].empty() ? tokens.Word(tokens.size() - 1) : row[3]);
    by_surname_[surname].push_back(entity);
  });
}

void Knowledge::LoadTenures(std::string_view table) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    const uint32_t person = entities_.Find("person:" + std::string(row[0]));
    if (person == kNoEntity) return;
    tenures_.push_back({person, "office:" + std::string(row[1]), std::string(row[2]),
                        std::string(row[3])});
  });
}

void Knowledge::LoadRoles(std::string_view table, std::vector<Role>* roles, NameIndex* index) {
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    Role role;
    role.slug = row[0];
    role.name = FirstPiece(row[1]);
    linguistics::ForEachPiece(row[3], ' ', [&](std::string_view code) { role.only.emplace_back(code); });
    role.fallback = row[4];
    const auto number = static_cast<uint32_t>(roles->size());
    for (const size_t column : {1, 2}) {
      linguistics::ForEachPiece(row[column], '|', [&](std::string_view name) { index->Add(name, number); });
    }
    roles->push_back(std::move(role));
  });
}

void Knowledge::LoadChinese() {
  // A word such as 美国人 or 日本式 would hide the country it starts with.
  const auto hides_region = [&](std::string_view word) {
    const linguistics::TokenSequence tokens(word);
    // 美政府: a country's character and a noun that stands after one.
    if (tokens.size() >= 3 && Series(tokens.Code(0)).plain &&
        InList("series_after_word", word.substr(tokens[1].begin))) {
      return true;
    }
    uint32_t node = NameIndex::kRoot;
    bool region = false;
    for (size_t i = 0; i < tokens.size(); ++i) {
      node = names_.Step(node, WordHash(tokens.Word(i)));
      if (node == NameIndex::kNone) return region;
      const uint32_t name = names_.First(node);
      if (name == NameIndex::kNone || i == 0) continue;
      const Name& found = names_.name(name);
      if (i + 1 == tokens.size()) return false;
      region = region || (found.entity != kNoEntity && entities_[found.entity].type == kRegion);
    }
    return region;
  };
  chinese_ = std::make_unique<ChineseWords>(data::kWords, hides_region);
}

void Knowledge::LoadNameCharacters(std::string_view table) {
  const auto number = [](std::string_view text) {
    uint32_t value = 0;
    for (const char c : text) value = value * 10 + static_cast<uint32_t>(c - '0');
    return static_cast<uint16_t>(value);
  };
  linguistics::ForEachRow(table, [&](const linguistics::Row& row) {
    const char32_t c = linguistics::DecodeAt(row[0], 0).code;
    name_characters_[c] = {number(row[1]), number(row[2]), number(row[3]), number(row[4])};
  });
}

uint32_t Knowledge::Region(std::string_view code) const { return entities_.Find(RegionId(code)); }

const std::vector<uint32_t>* Knowledge::BySurname(std::string_view surname) const {
  const auto it = by_surname_.find(std::string(surname));
  return it == by_surname_.end() ? nullptr : &it->second;
}

}  // namespace plx::entities
