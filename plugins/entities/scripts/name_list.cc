#include "plugins/entities/scripts/name_list.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "plugins/entities/scripts/name_match.h"

namespace plx::entities {
namespace {

bool IsFull(const OtherName& name) { return name.text.find(' ') != std::string::npos; }

// The surnames of those whose full names are given.
std::set<std::string_view> Surnames(const std::vector<OtherName>& names) {
  std::set<std::string_view> surnames;
  for (const OtherName& name : names) {
    const std::string_view text = name.text;
    if (name.type == kPerson && IsFull(name)) surnames.insert(text.substr(text.rfind(' ') + 1));
  }
  return surnames;
}

}  // namespace

std::vector<Mention> MatchNameList(const plx::Document& document, const std::vector<OtherName>& names, const WordLists& lists,
                                   const std::function<void()>& poll) {
  const std::set<std::string_view> surnames = Surnames(names);
  std::vector<std::pair<const OtherName*, LatinName>> latin;
  for (const OtherName& name : names) {
    if (name.text.empty() || static_cast<unsigned char>(name.text[0]) >= 0x80) continue;
    if (name.type == kPerson && !IsFull(name) && surnames.contains(name.text)) continue;  // a full name has it, or several
    latin.emplace_back(&name, LatinName(name.text, name.type));
  }
  std::vector<Mention> found;
  for (const plx_block_t& block : document.blocks()) {
    poll();
    const HanName han(document.Text(block.span), lists);
    const OtherName* only = nullptr;
    bool several = false;
    int score = 0;
    for (const auto& [name, matcher] : latin) {
      const int sure = matcher.Is(han);
      if (sure == 0) continue;
      several = only != nullptr && only->id != name->id;
      if (several) break;
      only = name;
      score = std::max(score, sure);
    }
    if (only == nullptr || several) continue;
    Mention mention;
    mention.span = block.span;
    mention.id = only->id;
    mention.type = only->type;
    mention.canonical = only->canonical;
    mention.rule = "name.other_script";
    mention.score = mention.link_score = score;
    found.push_back(std::move(mention));
  }
  return found;
}

}  // namespace plx::entities
