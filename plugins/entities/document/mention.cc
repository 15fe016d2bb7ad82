#include "plugins/entities/document/mention.h"

namespace plx::entities {

bool Before(const Mention& a, const Mention& b) {
  if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
  if (a.span.end != b.span.end) return a.span.end > b.span.end;
  if (a.score != b.score) return a.score > b.score;
  return a.id < b.id;
}

bool IsKnown(const Mention& mention) {
  constexpr int kKnown = 700;
  return mention.link_score >= kKnown || mention.coreferent;
}

Mention MakeMention(const Reading& reading, uint32_t unit, size_t first, size_t end) {
  Mention mention;
  mention.unit = unit;
  mention.first = static_cast<uint32_t>(first);
  mention.end = static_cast<uint32_t>(end);
  mention.span = reading.units[unit].Span(first, end);
  return mention;
}

Mention MakeMention(const Reading& reading, uint32_t unit, size_t first, size_t end, const std::string& id,
                    const std::string& type, const std::string& canonical, std::string_view rule) {
  constexpr int kNamedElsewhere = 850;
  Mention mention = MakeMention(reading, unit, first, end);
  mention.id = id;
  mention.type = type;
  mention.canonical = canonical;
  mention.rule = rule;
  mention.score = kNamedElsewhere;
  mention.link_score = kNamedElsewhere;
  return mention;
}

Mention MakeMention(const Reading& reading, uint32_t unit, size_t first, size_t end,
                    uint32_t entity, std::string_view rule) {
  Mention mention = MakeMention(reading, unit, first, end);
  const Entity& known = reading.knowledge->entities()[entity];
  mention.id = known.id;
  mention.type = known.type;
  mention.canonical = known.canonical;
  mention.rule = rule;
  mention.members = MembersOn(known, reading.published);
  return mention;
}

}  // namespace plx::entities
