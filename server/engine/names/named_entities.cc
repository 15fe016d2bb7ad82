#include "server/engine/names/named_entities.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace parallax {
namespace {

constexpr int kSure = 900;
constexpr int kGuess = 500;

bool HasNameOfItsOwn(const Mention& mention) {
  static constexpr absl::string_view kNot[] = {"OFFICE", "GROUP", "REGION", "CURRENCY", "LANGUAGE"};
  return !mention.coreferent && std::find(std::begin(kNot), std::end(kNot), mention.type) == std::end(kNot);
}

}  // namespace

const std::string& LongerName(const std::string& a, const std::string& b) {
  return std::make_tuple(b.size(), std::cref(a)) < std::make_tuple(a.size(), std::cref(b)) ? a : b;
}

std::vector<NamedEntity> NamedEntities(const DocumentAnalysis& analysis) {
  std::map<std::string, NamedEntity> by_entity;
  for (const Finding& finding : analysis.findings) {
    const auto* mention = std::get_if<Mention>(&finding);
    if (mention == nullptr || !HasNameOfItsOwn(*mention)) continue;
    NamedEntity& named = by_entity[mention->entity];
    named.entity = mention->entity;
    named.type = mention->type;
    named.canonical = LongerName(named.canonical, mention->canonical);
    WrittenName& name = named.names[std::string(mention->span.In(analysis.document->text()))];
    ++name.times;
    name.sure &= mention->link_score.value_or(0) >= kSure;
    named.guess &= mention->link_score.value_or(kSure) <= kGuess;
  }
  std::vector<NamedEntity> all;
  for (auto& [entity, named] : by_entity) all.push_back(std::move(named));
  return all;
}

}  // namespace parallax
