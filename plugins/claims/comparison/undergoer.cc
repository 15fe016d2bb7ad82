#include "plugins/claims/comparison/undergoer.h"

#include "plugins/claims/alignment/alignment.h"
#include "plugins/claims/alignment/term_match.h"
#include "plugins/claims/extraction/predicates.h"

namespace plx::claims {
namespace {

constexpr int64_t kOneBefalling = 30;  // days between two publications

bool IsOneInParticular(std::string_view id) {
  return !id.empty() && !id.starts_with("topic:") && !id.starts_with("region:") && !id.starts_with("group:");
}

}  // namespace

std::string_view UndergoerOf(const Record& record) {
  switch (UndergoerOf(record.predicate_word)) {
    case Undergoer::kSubject: return record.subject;
    case Undergoer::kObject: return record.object;
    case Undergoer::kNone: break;
  }
  return {};
}

bool BefellTheSame(const Record& a, const Record& b) {
  const std::string_view whom = UndergoerOf(a), other = UndergoerOf(b);
  return IsOneInParticular(whom) && IsOneInParticular(other) && SameName(whom, other) && TimesMeet(a, b, kOneBefalling);
}

}  // namespace plx::claims
