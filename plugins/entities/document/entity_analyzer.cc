#include "plugins/entities/document/entity_analyzer.h"

#include <algorithm>

#include "plugins/entities/checks/warnings.h"
#include "plugins/entities/document/coreference.h"
#include "plugins/entities/document/options.h"
#include "plugins/entities/document/resolve.h"
#include "plugins/entities/rules/chinese_names.h"
#include "plugins/entities/rules/country_series.h"
#include "plugins/entities/rules/english_names.h"
#include "plugins/entities/rules/gazetteer.h"
#include "plugins/entities/rules/groups.h"
#include "plugins/entities/rules/roles.h"

namespace plx::entities {
namespace {

// The blocks that are content, cut into units of a size that bounds the work between two polls.
Reading MakeReading(const plx::Document& document, const plx::Call& call,
                    const Knowledge& knowledge) {
  Reading reading;
  reading.knowledge = &knowledge;
  reading.published = document.published().substr(0, 10);
  reading.source = document.source();
  const auto blocks = document.blocks();
  reading.units.reserve(blocks.size() + 1);
  const auto small_word = [&](std::string_view word) {
    return knowledge.InList("small_word", word);
  };
  for (const plx_block_t& block : blocks) {
    call.CheckNotCancelled();
    if (block.kind == PLX_BLOCK_BYLINE || plx::Empty(block.span)) continue;
    reading.units.emplace_back(document, block.span, block.kind, small_word);
  }
  if (blocks.empty() && !document.text().empty()) {
    const plx_span_t all = {0, static_cast<uint32_t>(document.text().size())};
    reading.units.emplace_back(document, all, PLX_BLOCK_PARAGRAPH, small_word);
  }
  return reading;
}

// False: the host wants no more.
bool Emit(const Mention& mention, plx::Results& out) {
  plx_mention_t finding = plx::New<plx_mention_t>(mention.span);
  finding.base.score = mention.score;
  finding.base.rule = plx::Str(mention.rule);
  finding.entity = plx::Str(mention.id);
  finding.type = plx::Str(mention.type);
  finding.canonical = plx::Str(mention.canonical);
  finding.link_score = mention.link_score;
  finding.coreferent = mention.coreferent ? 1 : 0;
  std::vector<plx_str_t> members;
  for (const std::string& member : mention.members) members.push_back(plx::Str(member));
  finding.members = members.data();
  finding.member_count = static_cast<uint32_t>(members.size());
  finding.stated_size = mention.stated_size;
  return out.Emit(finding);
}

bool Emit(const Warning& warning, plx::Results& out) {
  plx_warning_t finding = plx::New<plx_warning_t>(warning.span);
  finding.base.score = warning.score;
  finding.base.rule = plx::Str(warning.rule);
  finding.severity = PLX_SEVERITY_WARNING;
  finding.code = plx::Str(warning.code);
  finding.message = plx::Str(warning.message);
  return out.Emit(finding);
}

}  // namespace

void EntityAnalyzer::Analyze(const plx::Document& document, const plx::Call& call,
                             plx::Results& out) {
  const Options options = ParseOptions(call.options());
  Reading reading = MakeReading(document, call, knowledge_);
  for (uint32_t unit = 0; unit < reading.units.size(); ++unit) {
    call.CheckNotCancelled();
    FindNames(unit, &reading);
    FindCountrySeries(unit, &reading);
    FindMinistries(unit, &reading);
    FindOffices(unit, &reading);
    FindEnglishNames(unit, &reading);
    FindChineseNames(unit, &reading);
    FindGroups(unit, &reading);
  }
  Resolve(&reading.mentions);
  call.CheckNotCancelled();
  LinkCoreference(&reading);
  call.CheckNotCancelled();
  LinkGroups(&reading);
  call.CheckNotCancelled();
  Resolve(&reading.mentions);
  std::vector<Warning> warnings;
  CheckOffices(reading, &warnings);
  call.CheckNotCancelled();
  CheckDates(reading, &warnings);
  call.CheckNotCancelled();
  for (const Mention& mention : reading.mentions) {
    if (mention.hint || mention.score < options.min_score) continue;
    if (!options.types.empty() && std::find(options.types.begin(), options.types.end(),
                                            mention.type) == options.types.end()) {
      continue;
    }
    if (!Emit(mention, out)) return;
  }
  for (const Warning& warning : warnings) {
    if (!Emit(warning, out)) return;
  }
}

}  // namespace plx::entities
