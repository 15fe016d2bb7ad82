#include "plugins/entities/document/entity_analyzer.h"

#include <algorithm>

#include "plugins/entities/checks/warnings.h"
#include "plugins/entities/document/coreference.h"
#include "plugins/entities/document/glosses.h"
#include "plugins/entities/document/ministry_references.h"
#include "plugins/entities/document/options.h"
#include "plugins/entities/document/other_names.h"
#include "plugins/entities/document/resolve.h"
#include "plugins/entities/document/rule_reading.h"
#include "plugins/entities/kinds/told_kinds.h"
#include "plugins/entities/rules/chinese_bodies.h"
#include "plugins/entities/groups/groups.h"
#include "plugins/entities/scripts/name_list.h"
#include "plugins/entities/tagger/name_tagger.h"

namespace plx::entities {
namespace {

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

void PlaceKnown(const std::vector<OtherName>& names, Reading* reading) {
  if (names.empty()) return;
  PlaceNames(names, reading);
  Resolve(&reading->mentions);
}

}  // namespace

void EntityAnalyzer::Analyze(const plx::Document& document, const plx::Call& call,
                             plx::Results& out) {
  const Options options = ParseOptions(call.options());
  const auto poll = [&call] { call.CheckNotCancelled(); };
  if (options.name_list) {
    for (const Mention& mention : MatchNameList(document, options.names, model_.knowledge().word_lists(), poll)) {
      if (!Emit(mention, out)) return;
    }
    return;
  }
  Reading reading = ReadWithRules(document, model_.knowledge(), poll);
  FindTaggedNames(model_.tagger(), poll, &reading);
  call.CheckNotCancelled();
  if (FindChineseBodies(&reading)) Resolve(&reading.mentions);
  call.CheckNotCancelled();
  PlaceKnown(FindToldKinds(reading), &reading);
  call.CheckNotCancelled();
  PlaceKnown(options.names, &reading);
  PlaceKnown(FindGlosses(reading), &reading);
  LinkMinistries(&reading);
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
