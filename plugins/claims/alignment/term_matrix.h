// Which terms of two records mean the same, worked out once for a pair.
#ifndef PLUGINS_CLAIMS_ALIGNMENT_TERM_MATRIX_H_
#define PLUGINS_CLAIMS_ALIGNMENT_TERM_MATRIX_H_

#include <cstddef>
#include <vector>

#include "plugins/claims/alignment/comparable.h"

namespace plx::claims {

class TermMatrix {
 public:
  TermMatrix(const Comparable& left, const Comparable& right);

  // For a term of one record, those of the other ...
  struct Row {
    TermSet equal;   // with its key
    TermSet same;    // SameTerm
    TermSet strict;  // or of one direction ("rise", "grow"), or of one class of predicates
    TermSet loose;   // or SimilarTerm
  };
  const std::vector<Row>& left() const { return left_; }
  const std::vector<Row>& right() const { return right_; }

 private:
  std::vector<Row> left_, right_;
};

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_ALIGNMENT_TERM_MATRIX_H_
