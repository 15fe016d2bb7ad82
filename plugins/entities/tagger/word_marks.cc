#include "plugins/entities/tagger/word_marks.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "plugins/entities/data/tables.h"
#include "plugins/entities/knowledge/letters.h"
#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::entities {
namespace {

// The order is part of the features: a change needs a new kFeatureSchema and new models.
constexpr std::string_view kLists[] = {
    "given_name",     "title_before_name", "reporting_verb",  "org_head",
    "place_head",     "event_head",        "law_head",        "month_day",
    "name_connector", "acronym_not_name",  "not_name",        "initiative_head",
    "zh_surname",     "zh_person_title",   "zh_honorific",    "zh_org_suffix",
    "zh_place_suffix", "zh_transliteration", "zh_place_before", "zh_org_stop"};
constexpr uint32_t kLongNameList = 1u << 31;  // data/given_names.tsv

}  // namespace

WordMarks::WordMarks() {
  slots_.resize(1 << 18);
  filter_ = linguistics::BitFilter(slots_.size() / 2);
  linguistics::ForEachRow(linguistics::syntax::data::kWords, [&](const linguistics::Row& row) {
    At(WordHash(row[0])).tag_class = static_cast<uint32_t>(linguistics::Hash64(row[1])) | 1;
  });
  linguistics::ForEachRow(data::kWordLists, [&](const linguistics::Row& row) {
    const auto* list = std::find(std::begin(kLists), std::end(kLists), row[0]);
    if (list == std::end(kLists)) return;
    const uint32_t bit = 1u << (list - std::begin(kLists));
    linguistics::ForEachPiece(row[1], ' ', [&](std::string_view word) {
      At(WordHash(linguistics::FoldText(word))).lists |= bit;
    });
  });
  linguistics::ForEachRow(data::kGivenNames, [&](const linguistics::Row& row) { At(WordHash(row[0])).lists |= kLongNameList; });
}

WordMark& WordMarks::At(uint64_t key) {
  if (used_ * 2 >= slots_.size()) Grow();
  const size_t mask = slots_.size() - 1;
  size_t i = key & mask;
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & mask;
  used_ += slots_[i].key == 0;
  filter_.Add(key);
  slots_[i].key = key;
  return slots_[i].mark;
}

void WordMarks::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  filter_ = linguistics::BitFilter(slots_.size() / 2);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.key != 0) At(slot.key) = slot.mark;
  }
}

WordMark WordMarks::Of(uint64_t word_hash) const {
  if (!filter_.MayHold(word_hash)) return {};
  const size_t mask = slots_.size() - 1;
  for (size_t i = word_hash & mask; slots_[i].key != 0; i = (i + 1) & mask) {
    if (slots_[i].key == word_hash) return slots_[i].mark;
  }
  return {};
}

}  // namespace plx::entities
