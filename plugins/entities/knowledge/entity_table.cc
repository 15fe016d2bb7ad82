#include "plugins/entities/knowledge/entity_table.h"

#include <initializer_list>

#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/traditional.h"
#include "plugins/entities/knowledge/letters.h"

namespace plx::entities {

uint32_t EntityTable::Add(std::string_view id, std::string_view type, std::string_view canonical) {
  const auto [it, is_new] =
      by_id_.try_emplace(std::string(id), static_cast<uint32_t>(entities_.size()));
  if (is_new) {
    entities_.push_back({std::string(id), std::string(type), std::string(canonical), {}});
  }
  return it->second;
}

uint32_t EntityTable::Find(std::string_view id) const {
  const auto it = by_id_.find(std::string(id));
  return it == by_id_.end() ? kNoEntity : it->second;
}

std::vector<std::string> MembersOn(const Entity& entity, std::string_view day) {
  std::vector<std::string> ids;
  for (const Member& member : entity.members) {
    if (day.empty() ? !member.to.empty()
                    : (member.from > day || (!member.to.empty() && member.to <= day))) {
      continue;
    }
    ids.push_back(member.id);
  }
  return ids;
}

std::string Slug(std::string_view text) {
  std::string slug;
  bool gap = false;
  for (size_t i = 0; i < text.size();) {
    const linguistics::CodePoint c = linguistics::DecodeAt(text, i);
    i += c.size;
    const char32_t folded = WithoutAccent(linguistics::FoldCharacter(c.code));
    const bool han = linguistics::IsHan(folded);
    if (!han && !linguistics::IsAlphabetic(folded) && !linguistics::IsDigit(folded)) {
      gap = gap || (folded != '\'' && folded != '.');
      continue;
    }
    if (gap && !slug.empty()) slug += '-';
    gap = false;
    linguistics::AppendUtf8(han ? linguistics::Simplified(folded) : folded, &slug);
  }
  return slug.substr(0, 200);
}

namespace {

// Without one of `forms` at its end, if enough of a name is left: 王朝公司 is not 王朝.
void LeaveOut(std::initializer_list<std::string_view> forms, bool two_words, std::string* slug) {
  constexpr size_t kLeastLetters = 4;
  constexpr size_t kLeastHanBytes = 12;
  for (const std::string_view form : forms) {
    if (!slug->ends_with(form)) continue;
    const size_t rest = slug->size() - form.size();
    const bool latin = form[0] == '-';
    if (rest < (latin ? kLeastLetters : kLeastHanBytes)) return;
    if (latin && two_words && slug->find('-') >= rest) return;
    slug->resize(rest);
    return;
  }
}

}  // namespace

std::string NameId(std::string_view prefix, std::string_view name) {
  std::string slug = Slug(name);
  if (prefix == "org:") {
    // Longer ones before those they end in.
    LeaveOut({"-corporation", "-limited", "-co-ltd", "-corp", "-gmbh", "-inc", "-ltd", "-llc", "-plc", "-ag", "-nv",
              "股份有限公司", "有限责任公司", "有限公司", "公司"},
             false, &slug);
    LeaveOut({"-group", "集团"}, true, &slug);
  }
  return slug.empty() ? slug : std::string(prefix) + slug;
}

}  // namespace plx::entities
