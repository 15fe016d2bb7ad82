// The analyzer: reads a document, finds what it names, and what is odd about it.
#ifndef PLUGINS_ENTITIES_DOCUMENT_ENTITY_ANALYZER_H_
#define PLUGINS_ENTITIES_DOCUMENT_ENTITY_ANALYZER_H_

#include <string_view>

#include "plugins/entities/document/mention.h"
#include "plugins/entities/knowledge/knowledge.h"
#include "plugins/entities/tagger/name_tagger.h"
#include "plx/analyzer.hpp"

namespace plx::entities {

// Built once; constant; shared by all analyzers.
class EntityModel {
 public:
  EntityModel(const plx::Host&, std::string_view config) : knowledge_(config) {}
  const Knowledge& knowledge() const { return knowledge_; }
  const TaggerModels& tagger() const { return tagger_; }

 private:
  Knowledge knowledge_;
  TaggerModels tagger_;
};

class EntityAnalyzer : public plx::Analyzer {
 public:
  explicit EntityAnalyzer(const EntityModel& model) : model_(model) {}

  // Emits mentions and warnings ordered by where they begin. Throws plx::Error with
  // PLX_INVALID_ARGUMENT for options that are not JSON.
  void Analyze(const plx::Document& document, const plx::Call& call, plx::Results& out) override;

 private:
  const EntityModel& model_;
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_DOCUMENT_ENTITY_ANALYZER_H_
