// The lists of data/word_lists.tsv: which of them a word is in, by one look-up for all.
#ifndef PLUGINS_ENTITIES_KNOWLEDGE_WORD_LISTS_H_
#define PLUGINS_ENTITIES_KNOWLEDGE_WORD_LISTS_H_

#include <algorithm>
#include <bitset>
#include <deque>
#include <iterator>
#include <string>
#include <string_view>

#include "plugins/linguistics/tables/word_map.h"

namespace plx::entities {

inline constexpr std::string_view kWordListNames[] = {
    "series_before", "series_before_strong", "series_very_strong", "series_before_weak", "series_hua_before",
    "series_hk_before", "series_after", "series_after_word", "series_verb", "series_pair_after", "series_not",
    "series_strong", "title_before_name", "reporting_verb", "org_head", "org_of", "org_for", "place_head",
    "event_head", "law_head", "treaty_head", "initiative_head", "name_connector", "person_particle",
    "month_day", "not_name", "acronym_not_name", "given_name", "office_modifier", "ministry_of_china",
    "org_strict", "group_head", "group_head_sized", "group_head_zh", "group_modifier", "group_plain_modifier",
    "group_determiner", "and_after_of", "place_first", "small_word", "group_list_before", "member_noun",
    "member_noun_qualified", "size_adjective", "form_verb", "form_verb_zh", "ally_noun", "ally_noun_zh",
    "group_topic_zh", "group_determiner_zh", "member_noun_zh", "member_adjective", "ally_adjective",
    "alliance_like", "office_of_china", "office_past", "future_participle", "told_from_past", "past_plan",
    "clause_opener", "comparison_word", "date_preposition", "zh_surname", "zh_surname_double",
    "zh_transliteration", "zh_person_title", "zh_honorific", "zh_honorific_strict", "zh_org_suffix",
    "zh_org_generic", "zh_org_stop", "zh_place_suffix", "law_suffix_zh", "treaty_suffix_zh", "zh_name_stop",
    "be_form", "number_word", "series_hk_after", "company_suffix", "event_first", "date_unit", "compass",
    "zh_place_stop", "zh_name_last_stop", "zh_place_last", "zh_place_before", "self_reference",
    "zh_brand_word", "brand_cue", "zh_not_a_name", "zh_place_after", "vessel", "zh_side", "gloss_word",
    "gloss_filler", "gloss_word_zh", "zh_org_kind",
    "zh_body_end", "zh_body_part", "zh_firm_end", "zh_firm_kind", "zh_body_open", "zh_thing_end",
    "place_has", "zh_place_has", "zh_body_last", "org_noun", "place_noun", "org_has", "zh_org_noun", "zh_place_noun",
    "zh_org_has", "zh_place_owner"};

// One list by its name in the file. A name that is not there does not compile.
class WordList {
 public:
  consteval WordList(const char* name)  // NOLINT: callers write the name
      : index_(static_cast<size_t>(std::find(std::begin(kWordListNames), std::end(kWordListNames),
                                             std::string_view(name)) -
                                   std::begin(kWordListNames))) {
    if (index_ == std::size(kWordListNames)) throw "no such list";
  }
  constexpr size_t index() const { return index_; }

 private:
  size_t index_;
};

// The lists that one word is in.
class ListSet {
 public:
  bool Has(WordList list) const { return lists_[list.index()]; }
  void Add(size_t index) { lists_.set(index); }

 private:
  std::bitset<std::size(kWordListNames)> lists_;
};

// Constant after construction.
class WordLists {
 public:
  // Words stay where they are in `tsv`, which must outlive the lists, but for those that tokens have otherwise (具乐部). Throws std::invalid_argument for a list
  // that is not among kWordListNames.
  explicit WordLists(std::string_view tsv);
  ListSet Of(std::string_view word) const {
    const ListSet* lists = words_.Find(word);
    return lists == nullptr ? ListSet() : *lists;
  }

 private:
  linguistics::WordMap<ListSet> words_;
  std::deque<std::string> simplified_;  // words that tokens have otherwise
};

}  // namespace plx::entities

#endif  // PLUGINS_ENTITIES_KNOWLEDGE_WORD_LISTS_H_
