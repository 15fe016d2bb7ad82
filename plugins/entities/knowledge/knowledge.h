// Everything the analyzer knows before it reads a text: built once, constant, shared.
//
// Sources: CLDR region and currency names in English and Chinese through ICU, the tables of data/,
// and the operator's own dictionaries.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_KNOWLEDGE_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_KNOWLEDGE_H_

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/entities/knowledge/entity_table.h"
#include "plugins/entities/knowledge/name_index.h"
#include "plugins/entities/knowledge/word_lists.h"
#include "plugins/entities/scan/chinese_words.h"
#include "plugins/linguistics/tables/han_map.h"
#include "plugins/linguistics/tables/word_map.h"

namespace plx::entities {

// A character that stands for a country in a series (美日澳韩) or beside a cue (对华).
struct SeriesCharacter {
  uint32_t region = kNoEntity;
  bool plain = false;  // may open a series; others need a plain one beside them
};

// What a character costs in the name of a Chinese person, as ChineseWord::cost; 0: not used there.
struct NameCharacter {
  uint16_t surname = 0;
  uint16_t middle = 0;
  uint16_t last = 0;
  uint16_t only = 0;
};

// Which countries a title or body belongs to when the text names none.
struct Role {
  std::string slug;                 // "finance-minister", "commerce-ministry"
  std::string name;                 // for people: "Finance Minister"
  std::vector<std::string> only;    // region codes it is used for; empty: all
  std::string fallback;             // region code if the text says none; may be empty
};

// A person in an office from the day `from` up to, not including, the day `to`; as Member.
struct Tenure {
  uint32_t person = kNoEntity;
  std::string office;  // id
  std::string from;
  std::string to;
};

class Knowledge {
 public:
  // `config`: the plugin's configuration as JSON. Throws plx::Error for dictionaries that
  // cannot be used.
  explicit Knowledge(std::string_view config);

  const EntityTable& entities() const { return entities_; }
  // Names of entities; Name::entity indexes entities().
  const NameIndex& names() const { return names_; }
  // Titles of offices and names of ministries; Name::entity indexes roles.
  const NameIndex& titles() const { return titles_; }
  const NameIndex& ministries() const { return ministries_; }
  const Role& title_role(uint32_t i) const { return title_roles_[i]; }
  const Role& ministry_role(uint32_t i) const { return ministry_roles_[i]; }
  const ChineseWords& chinese() const { return *chinese_; }

  // Of a Han character; region kNoEntity if it stands for no country.
  SeriesCharacter Series(char32_t c) const {
    const SeriesCharacter* series = series_.Find(c);
    return series == nullptr ? SeriesCharacter{} : *series;
  }
  // Of a Han character.
  NameCharacter InName(char32_t c) const {
    const NameCharacter* name = name_characters_.Find(c);
    return name == nullptr ? NameCharacter{} : *name;
  }
  // The regions of a whole series that reads otherwise than its characters (以巴: 巴 is Palestine),
  // one for each character; null for others.
  const std::vector<uint32_t>* SeriesWord(std::string_view word) const { return series_words_.Find(word); }
  const WordLists& word_lists() const { return word_lists_; }
  // True if `word` is in the list `list` of data/word_lists.tsv.
  bool InList(WordList list, std::string_view word) const { return word_lists_.Of(word).Has(list); }
  // True if folded `word` is a first name of the long list, data/given_names.tsv.
  bool IsGivenName(std::string_view word) const { return given_names_.Contains(word); }
  // Entity index of the region with this code; kNoEntity if unknown.
  uint32_t Region(std::string_view code) const;
  const std::vector<Tenure>& tenures() const { return tenures_; }
  // Lower-case surname -> the persons of the table who bear it.
  const std::vector<uint32_t>* BySurname(std::string_view surname) const;

 private:
  void LoadCldr();
  void LoadRegions(std::string_view table);
  void LoadEntities(std::string_view table, std::string_view type);
  void LoadCities(std::string_view table);
  void LoadThings(std::string_view table);
  void LoadGroups(std::string_view table);
  void LoadPersons(std::string_view table);
  void LoadTenures(std::string_view table);
  void LoadRoles(std::string_view table, std::vector<Role>* roles, NameIndex* index);
  void LoadNameCharacters(std::string_view table);
  void LoadConfig(std::string_view config);
  void LoadChinese();
  void AddNames(std::string_view list, uint32_t entity, NameKind kind = NameKind::kName);

  EntityTable entities_;
  NameIndex names_;
  NameIndex titles_;
  NameIndex ministries_;
  std::vector<Role> title_roles_;
  std::vector<Role> ministry_roles_;
  std::vector<Tenure> tenures_;
  linguistics::HanMap<SeriesCharacter> series_;
  linguistics::WordMap<std::vector<uint32_t>> series_words_;
  linguistics::HanMap<NameCharacter> name_characters_;
  WordLists word_lists_;
  linguistics::WordSet given_names_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_surname_;
  std::unique_ptr<ChineseWords> chinese_;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_KNOWLEDGE_H_
