// The operator's own entities.
#include "plugins/entities/document/options.h"
#include "plugins/entities/knowledge/knowledge.h"
#include "plx/analyzer.hpp"

namespace plx::entities {

void Knowledge::LoadConfig(std::string_view config) {
  for (const DictionaryEntry& entry : ParseDictionaries(config)) {
    const uint32_t entity = entities_.Add(entry.id, entry.type, entry.names.front());
    for (const std::string& name : entry.names) {
      if (!names_.Add(name, entity)) {
        throw plx::Error(PLX_INVALID_ARGUMENT,
                         "dictionaries: the name \"" + name + "\" of " + entry.id +
                             " has no word or more than 32; shorten or remove it");
      }
    }
  }
}

}  // namespace plx::entities
