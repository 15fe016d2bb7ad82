#include "server/engine/names/other_script.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/analyzer/text_pass.h"
#include "server/engine/names/named_entities.h"
#include "server/engine/names/whole_name.h"

namespace parallax {
namespace {

// Bounds the work, which is that of every pair.
constexpr size_t kMostAsked = 500;
constexpr size_t kMostForms = 4;  // of one entity
constexpr int kSureMatch = 800;
constexpr absl::string_view kUnknownType = "NAME";

// What all documents call one entity.
struct Called {
  std::string type;
  std::map<std::string, int> names;
  std::set<size_t> documents;
  bool han = false;
  bool latin = false;
  bool known = false;
  bool guess = true;
};

std::map<std::string, Called> CalledIn(absl::Span<const DocumentAnalysis> analyses) {
  std::map<std::string, Called> by_entity;
  for (size_t d = 0; d < analyses.size(); ++d) {
    for (const NamedEntity& named : NamedEntities(analyses[d])) {
      Called& called = by_entity[named.entity];
      // A type that is no guess wins, else any, the same each time.
      if (called.guess && !named.guess) called.type.clear();
      if (called.guess || !named.guess) called.type = std::max(called.type, named.type);
      called.guess &= named.guess;
      called.documents.insert(d);
      for (const auto& [name, written] : named.names) {
        called.names[name] += written.times;
        called.known |= written.sure;
        (IsHanName(name) ? called.han : called.latin) = true;
      }
    }
  }
  return by_entity;
}

// The longest names first: they say most.
std::vector<std::string> Longest(const std::map<std::string, int>& names) {
  std::vector<std::string> longest;
  for (const auto& [name, times] : names) {
    if (name.find('\n') == name.npos) longest.push_back(name);
  }
  std::stable_sort(longest.begin(), longest.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  longest.resize(std::min(longest.size(), kMostForms));
  return longest;
}

bool IsPlace(absl::string_view type) { return type == "PLACE" || type == "CITY"; }

bool TypesAgree(absl::string_view a, absl::string_view b) {
  return a == b || a == kUnknownType || b == kUnknownType || (IsPlace(a) && IsPlace(b));
}

}  // namespace

OtherScriptQuestion::OtherScriptQuestion(absl::Span<const DocumentAnalysis> analyses) {
  const std::map<std::string, Called> by_entity = CalledIn(analyses);
  std::vector<std::pair<const std::string*, const Called*>> wanted;
  for (const auto& [entity, called] : by_entity) {
    if (!called.known && called.han != called.latin) wanted.emplace_back(&entity, &called);
  }
  std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.second->documents.size() > b.second->documents.size(); });
  std::string text;
  size_t asked = 0;
  for (const auto& [entity, called] : wanted) {
    if (called->latin && latin_.size() < kMostAsked) {
      latin_.push_back({*entity, called->type, Longest(called->names), {}});
      if (called->guess) guessed_.insert(*entity);
    }
    if (!called->han || asked == kMostAsked) continue;
    ++asked;
    for (const std::string& name : Longest(called->names)) {
      const auto begin = static_cast<uint32_t>(text.size());
      absl::StrAppend(&text, name, "\n");
      lines_.push_back({{begin, static_cast<uint32_t>(begin + name.size())}, *entity, called->type, called->guess});
    }
  }
  if (text.empty() || latin_.empty()) return;
  DocumentContent content;
  content.text = std::move(text);
  content.language = "zh";
  absl::StatusOr<DocumentPtr> list = BuildDocument("names", std::move(content));
  if (list.ok()) list_ = *std::move(list);
}

std::vector<SameEntity> OtherScriptQuestion::Read(const DocumentAnalysis& answer) const {
  std::map<uint32_t, const Mention*> by_begin;
  for (const Finding& finding : answer.findings) {
    if (const auto* mention = std::get_if<Mention>(&finding)) by_begin[mention->span.begin] = mention;
  }
  std::map<std::string, std::set<std::string>> latin_of;
  std::map<std::string, std::map<std::string, bool>> han_of;  // whether one of its lines is surely the name
  for (const Line& line : lines_) {
    const auto it = by_begin.find(line.span.begin);
    if (it == by_begin.end() || it->second->span.end != line.span.end) continue;
    const Mention& mention = *it->second;
    const bool sure = mention.link_score.value_or(0) >= kSureMatch;
    const bool guess = (line.guess || guessed_.contains(mention.entity)) && sure;
    if (!guess && !TypesAgree(mention.type, line.type)) continue;
    latin_of[line.entity].insert(mention.entity);
    han_of[mention.entity][line.entity] |= sure;
  }
  std::vector<SameEntity> same;
  for (const auto& [han, latin] : latin_of) {
    if (latin.size() != 1) continue;
    const auto& others = han_of[*latin.begin()];
    const auto surer = std::count_if(others.begin(), others.end(), [](const auto& other) { return other.second; });
    if (others.size() == 1 || (surer == 1 && others.at(han))) same.push_back({han, *latin.begin()});
  }
  return same;
}

}  // namespace parallax
