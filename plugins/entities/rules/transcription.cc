#include "plugins/entities/rules/transcription.h"

namespace plx::entities {
namespace {

// 100 * -ln(share of all words): from here on a character is seldom a word (勒, 娃), below it often is (比, 加).
constexpr uint16_t kSeldom = 920;

}  // namespace

bool IsSoundCharacter(const Unit& unit, size_t i) { return unit.IsHan(i) && unit.FoldedIn("zh_transliteration", i); }

bool IsSoundPiece(const Knowledge& knowledge, const Unit& unit, size_t i) {
  if (!IsSoundCharacter(unit, i) || unit.segment_of[i] == UINT32_MAX) return false;
  const Segment& segment = unit.segments[unit.segment_of[i]];
  const uint16_t cost = knowledge.chinese().Find(unit.tokens().Word(i)).cost;
  return segment.end - segment.first == 1 && (cost == 0 || cost >= kSeldom);
}

}  // namespace plx::entities
