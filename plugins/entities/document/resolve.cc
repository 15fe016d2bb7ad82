#include "plugins/entities/document/resolve.h"

#include <algorithm>

namespace plx::entities {
namespace {

uint32_t Length(const Mention& mention) { return mention.span.end - mention.span.begin; }

// May `inner` stay inside `outer`?
bool MayNest(const Mention& outer, const Mention& inner) {
  return outer.nested && !inner.nested && outer.span.begin <= inner.span.begin &&
         inner.span.end <= outer.span.end && Length(inner) < Length(outer);
}

}  // namespace

void Resolve(std::vector<Mention>* mentions) {
  std::vector<Mention> ordered;
  ordered.swap(*mentions);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Mention& a, const Mention& b) {
    if (a.weak != b.weak) return !a.weak;
    if (Length(a) != Length(b)) return Length(a) > Length(b);
    if (a.score != b.score) return a.score > b.score;
    return a.span.begin < b.span.begin;
  });
  for (Mention& mention : ordered) {
    const bool clash = !mention.hint &&
                       std::any_of(mentions->begin(), mentions->end(), [&](const Mention& kept) {
                         return !kept.hint && plx::Overlaps(kept.span, mention.span) &&
                                !MayNest(kept, mention) && !MayNest(mention, kept);
                       });
    if (!clash) mentions->push_back(std::move(mention));
  }
  std::sort(mentions->begin(), mentions->end(), Before);
}

}  // namespace plx::entities
