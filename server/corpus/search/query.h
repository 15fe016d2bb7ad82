// The query language of search; see server/corpus/search_index.h for what it can say.
#ifndef PARALLAX_SERVER_CORPUS_SEARCH_QUERY_H_
#define PARALLAX_SERVER_CORPUS_SEARCH_QUERY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::corpus {

enum class QueryField { kText, kTitle, kSource, kLanguage };  // kText: title or body

// A word or phrase: tokens that follow each other.
struct QueryTerm {
  QueryField field = QueryField::kText;
  std::vector<std::string> tokens;  // in TokenizeMode::kQuery; never empty
  bool prefix = false;  // the last token is one ideograph: it matches every token it begins
};

// Alternatives of which one must match; with `negated` none may, and there is only one.
struct QueryClause {
  std::vector<QueryTerm> any_of;
  bool negated = false;
};

struct Query {
  std::vector<QueryClause> clauses;  // all must hold; at least one is not negated
};

// INVALID_ARGUMENT, QUERY_INVALID: the message and the metadata "column" (1-based, in code points)
// say where, and the message what may stand there. At most 1,000 code points and 64 terms.
absl::StatusOr<Query> ParseQuery(absl::string_view text);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SEARCH_QUERY_H_
