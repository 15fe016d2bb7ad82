// Filters as SQL conditions.
#ifndef PARALLAX_SERVER_CORPUS_FILTER_FILTER_SQL_H_
#define PARALLAX_SERVER_CORPUS_FILTER_FILTER_SQL_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "server/corpus/filter/filter.h"

namespace parallax::corpus {

using SqlValue = std::variant<int64_t, std::string>;

// A condition with a `?` for each of `values`, in order.
struct SqlCondition {
  std::string sql;
  std::vector<SqlValue> values;
};

// Over a row `d` with the columns source, source_name, feed, language, title, published, url
// (text, empty if unknown), ingest_time (microseconds) and labels (a JSON object), and the function
// plx_fold(text) = text::Fold(text). Values are bound, never written into the SQL. A time that is
// unknown is neither before nor after nor equal to any.
SqlCondition FilterToSql(const Filter& filter);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_FILTER_FILTER_SQL_H_
