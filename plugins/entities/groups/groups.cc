#include "plugins/entities/groups/groups.h"

#include "plugins/entities/groups/group_scan.h"
#include "plugins/linguistics/numbers/numerals.h"

namespace plx::entities {
namespace {

// Past 国, 个国家, 方 after a number; `i` if they do not stand there as a word.
size_t ChineseNounEnd(const GroupScan& scan, size_t i) {
  size_t end = i;
  if (scan.Word(end) == "个" || scan.Word(end) == "大") ++end;
  if (scan.Word(end) != "国") return i;
  ++end;
  if (scan.Word(end) == "家" && end - i >= 1) ++end;
  // 三国演义, 四国岛, 三国时代: a word goes on.
  if (end < scan.unit.size() && scan.unit.IsHan(end) && scan.unit.segment_of[end - 1] == scan.unit.segment_of[end]) {
    return i;
  }
  return end;
}

// "the four countries", "34 countries", 四国, 34国, 三个国家.
void FindCounted(const linguistics::Numeral& numeral, GroupScan* scan) {
  const double value = numeral.value;
  if (numeral.kind != linguistics::NumeralKind::kCardinal || numeral.vague || value < 2 ||
      value > 250 || value != static_cast<uint32_t>(value)) {
    return;
  }
  size_t first = numeral.first;
  size_t end = numeral.end;
  if (scan->unit.IsHan(end)) {
    end = ChineseNounEnd(*scan, end);
  } else {
    while (end < numeral.end + 3 && scan->In("member_adjective", end)) ++end;
    const bool qualified = end > numeral.end && scan->In("member_noun_qualified", end);
    if (!scan->In("member_noun", end) && !qualified) return;
    ++end;
  }
  if (end == numeral.end || (value == 2 && scan->unit.IsHan(numeral.end))) return;
  Mention mention = scan->Group(first, end);
  mention.stated_size = static_cast<uint32_t>(value);
  mention.id = "group:" + std::to_string(mention.stated_size) + "-countries";
  mention.canonical = std::string(scan->unit.Text(first, end));
  mention.rule = "group.counted";
  mention.coreferent = true;
  mention.score = 850;
  mention.link_score = 500;
  mention.members = scan->unit.IsHan(numeral.end) ? scan->RunBefore(first) : std::vector<std::string>();
  scan->Add(std::move(mention));
}

}  // namespace

void FindGroups(uint32_t number, Reading* reading) {
  GroupScan scan(number, reading);
  const Unit& unit = reading->units[number];
  for (size_t i = 0; i < unit.size(); ++i) {
    if (unit.IsWord(i)) {
      FindEnglishGroup(i, &scan);
    } else if (unit.IsHan(i)) {
      FindChineseGroup(i, &scan);
    }
  }
  for (const linguistics::Numeral& numeral : linguistics::FindNumerals(unit.tokens())) FindCounted(numeral, &scan);
  scan.Finish();
}

}  // namespace plx::entities
