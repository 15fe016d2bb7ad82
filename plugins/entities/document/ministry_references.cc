#include "plugins/entities/document/ministry_references.h"

#include <map>
#include <set>
#include <string>

#include "plugins/entities/rules/roles.h"
#include "plugins/entities/rules/spans.h"

namespace plx::entities {
namespace {

constexpr std::string_view kPrefix = "org:";
constexpr std::string_view kChina = "CN";
constexpr int kFromElsewhere = 750;  // link score
constexpr int kOnlyCountry = 650;

std::string_view CodeOf(std::string_view id) { return id.substr(kPrefix.size(), id.find('/') - kPrefix.size()); }
std::string_view KindOf(std::string_view id) { return id.substr(id.find('/')); }

void Give(std::string_view code, int link_score, const Knowledge& knowledge, Mention* m) {
  const std::string name = m->canonical.substr(CodeOf(m->id).empty() ? 0 : OwnerName(knowledge, CodeOf(m->id)).size() + 1);
  const std::string kind(KindOf(m->id));
  m->id = std::string(kPrefix) + std::string(code) + kind;
  m->canonical = OwnerName(knowledge, code) + " " + name;
  m->link_score = link_score;
  m->hint = false;
}

}  // namespace

void LinkMinistries(Reading* reading) {
  std::map<std::string, std::set<std::string>> stated;  // codes by kind
  std::set<std::string> countries;
  bool any = false;
  for (const Mention& m : reading->mentions) {
    any = any || m.rule == kUnstatedMinistry;
    if (m.hint) continue;
    if (m.rule == kStatedMinistry) stated[std::string(KindOf(m.id))].insert(std::string(CodeOf(m.id)));
    if (m.type == kRegion) countries.insert(OwnerCode(m));
  }
  if (!any) return;
  for (Mention& m : reading->mentions) {
    if (m.rule != kUnstatedMinistry) continue;
    const auto known = stated.find(std::string(KindOf(m.id)));
    if (known != stated.end() && known->second.size() == 1) {
      Give(*known->second.begin(), kFromElsewhere, *reading->knowledge, &m);
    } else if (CodeOf(m.id) == kChina && !countries.empty() && !countries.contains(std::string(kChina))) {
      if (countries.size() == 1) {
        Give(*countries.begin(), kOnlyCountry, *reading->knowledge, &m);
      } else {
        m.hint = true;
      }
    }
  }
}

}  // namespace plx::entities
