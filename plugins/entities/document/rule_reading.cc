#include "plugins/entities/document/rule_reading.h"

#include "plugins/entities/document/resolve.h"
#include "plugins/entities/rules/chinese_names.h"
#include "plugins/entities/rules/country_series.h"
#include "plugins/entities/rules/english_names.h"
#include "plugins/entities/rules/gazetteer.h"
#include "plugins/entities/groups/groups.h"
#include "plugins/entities/rules/roles.h"

namespace plx::entities {
namespace {

// The blocks that are content, cut into units of a size that bounds the work between two polls.
Reading MakeReading(const plx::Document& document, const Knowledge& knowledge,
                    const std::function<void()>& poll) {
  Reading reading;
  reading.knowledge = &knowledge;
  reading.published = document.published().substr(0, 10);
  reading.source = document.source();
  const auto blocks = document.blocks();
  reading.units.reserve(blocks.size() + 1);
  for (const plx_block_t& block : blocks) {
    poll();
    if (block.kind == PLX_BLOCK_BYLINE || plx::Empty(block.span)) continue;
    reading.units.emplace_back(document, block.span, block.kind, knowledge.word_lists());
  }
  if (blocks.empty() && !document.text().empty()) {
    const plx_span_t all = {0, static_cast<uint32_t>(document.text().size())};
    reading.units.emplace_back(document, all, PLX_BLOCK_PARAGRAPH, knowledge.word_lists());
  }
  return reading;
}

}  // namespace

Reading ReadWithRules(const plx::Document& document, const Knowledge& knowledge,
                      const std::function<void()>& poll) {
  Reading reading = MakeReading(document, knowledge, poll);
  for (uint32_t unit = 0; unit < reading.units.size(); ++unit) {
    poll();
    FindNames(unit, &reading);
    FindCountrySeries(unit, &reading);
    FindMinistries(unit, &reading);
    FindOffices(unit, &reading);
    FindEnglishNames(unit, &reading);
    FindChineseNames(unit, &reading);
    FindGroups(unit, &reading);
  }
  Resolve(&reading.mentions);
  return reading;
}

}  // namespace plx::entities
