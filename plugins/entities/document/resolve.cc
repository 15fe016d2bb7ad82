#include "plugins/entities/document/resolve.h"

#include <algorithm>
#include <map>

namespace plx::entities {
namespace {

uint32_t Length(const Mention& mention) { return mention.span.end - mention.span.begin; }

// May `inner` stay inside `outer`?
bool MayNest(const Mention& outer, const Mention& inner) {
  const bool named = inner.type == kRegion || inner.type == kGroup;
  return outer.nested && named && outer.span.begin <= inner.span.begin &&
         inner.span.end <= outer.span.end && Length(inner) < Length(outer);
}

}  // namespace

void Resolve(std::vector<Mention>* mentions) {
  std::vector<Mention*> ordered;
  for (Mention& mention : *mentions) ordered.push_back(&mention);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Mention* a, const Mention* b) {
    if (a->weak != b->weak) return !a->weak;
    if (Length(*a) != Length(*b)) return Length(*a) > Length(*b);
    if (a->score != b->score) return a->score > b->score;
    return a->span.begin < b->span.begin;
  });
  std::vector<Mention*> stays;
  // Those of them that keep others away, by where they begin; none is longer than `reach`.
  std::multimap<uint32_t, const Mention*> kept;
  uint32_t reach = 0;
  for (Mention* candidate : ordered) {
    const Mention& mention = *candidate;
    const bool clash = !mention.hint && [&] {
      const uint32_t from = mention.span.begin > reach ? mention.span.begin - reach : 0;
      for (auto it = kept.lower_bound(from); it != kept.end() && it->first < mention.span.end; ++it) {
        const Mention& other = *it->second;
        if (plx::Overlaps(other.span, mention.span) && !MayNest(other, mention) &&
            !MayNest(mention, other)) {
          return true;
        }
      }
      return false;
    }();
    if (clash) continue;
    if (!mention.hint) {
      kept.emplace(mention.span.begin, &mention);
      reach = std::max(reach, Length(mention));
    }
    stays.push_back(candidate);
  }
  std::sort(stays.begin(), stays.end(), [](const Mention* a, const Mention* b) { return Before(*a, *b); });
  std::vector<Mention> resolved;
  resolved.reserve(stays.size());
  for (Mention* mention : stays) resolved.push_back(std::move(*mention));
  *mentions = std::move(resolved);
}

}  // namespace plx::entities
