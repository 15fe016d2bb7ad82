#include <algorithm>
#include <string>

#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/comparison/relations.h"

namespace plx::claims {
namespace {

std::string Show(const RecordLabel& l) {
  std::string out = std::to_string(l.size) + " members";
  if (!l.members.empty()) {
    out += " (";
    for (size_t i = 0; i < l.members.size() && i < 6; ++i) out += (i > 0 ? ", " : "") + l.members[i];
    out += l.members.size() > 6 ? ", …)" : ")";
  }
  return out;
}

}  // namespace

bool CompareLabels(const Record& a, const Record& b, Comparison* out) {
  for (const RecordLabel& x : a.labels) {
    for (const RecordLabel& y : b.labels) {
      if (x.kind != y.kind || !SameTerm(x.topic, y.topic) || x.size == 0 || y.size == 0) continue;
      const bool both = !x.members.empty() && !y.members.empty();
      const bool members = both && x.members != y.members;
      const bool size = x.size != y.size;
      if (!size && !members) continue;
      out->kind = PLX_RELATION_SAME_LABEL_DIFFERENT_REFERENT;
      out->left = x.span;
      out->right = y.span;
      out->score = members && size ? 800 : 700;
      out->joins = true;
      out->reason = size ? "referent.size" : "referent.members";
      out->detail = {Show(x), " against ", Show(y), ""};
      return true;
    }
  }
  return false;
}

}  // namespace plx::claims
