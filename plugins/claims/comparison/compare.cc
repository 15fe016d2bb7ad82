#include "plugins/claims/comparison/compare.h"

#include <tuple>
#include <utility>

#include "plugins/claims/alignment/alignment.h"
#include "plugins/claims/comparison/relations.h"
#include "plugins/claims/stated/stated.h"

namespace plx::claims {
namespace {

Comparison InOrder(const Comparable& left, const Comparable& right) {
  const Record& a = left.record;
  const Record& b = right.record;
  const Alignment alignment = Align(left, right);
  Comparison out;
  out.left = a.span;
  out.right = b.span;
  const bool related = CompareLabels(a, b, &out) || CompareNumbers(a, b, alignment, &out) ||
                       CompareOpposition(a, b, alignment, &out) || CompareAgreement(a, b, alignment, &out);
  if (!related) out = Comparison();
  if (a.stated != b.stated) CompareStated(left, right, alignment, &out);
  return out;
}

// An order of records that does not depend on which was named first.
bool Less(const Record& a, const Record& b) {
  const auto tie = [](const Record& r) {
    return std::tie(r.text, r.source, r.published, r.span.begin, r.holder, r.subject, r.object, r.time);
  };
  return tie(a) < tie(b);
}

}  // namespace

Comparison Compare(const Comparable& a, const Comparable& b) {
  if (a.record.stated == b.record.stated && (a.record.bare || b.record.bare)) return Comparison();
  if (!Less(b.record, a.record)) return InOrder(a, b);
  Comparison out = InOrder(b, a);
  std::swap(out.left, out.right);
  std::swap(out.detail.left, out.detail.right);
  if (out.kind == PLX_RELATION_ELABORATES) out.reversed = !out.reversed;
  return out;
}

}  // namespace plx::claims
