// The filter language of list and search requests: a subset of AIP-160 (google.aip.dev/160).
//
//   source = "sou-hu-cai-jing" AND published >= "2025-07"
//   language = en OR (feed = "Reportify" AND NOT labels.topic : "quota")
//
// Comparisons are `field op value` with = != < <= > >= and `:` (has), joined by AND and OR. OR binds
// tighter than AND, as AIP-160 has it. NOT and `-` negate one term. Values are words or "quoted" (or
// 'quoted') strings with \" and \\ escapes. `field:*` holds where the field has a
// value. Left out of AIP-160: bare values, terms side by side without AND, functions, wildcards.
#ifndef PARALLAX_SERVER_CORPUS_FILTER_FILTER_H_
#define PARALLAX_SERVER_CORPUS_FILTER_FILTER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::corpus {

enum class FilterField {
  kSource,     // outlet: its id or its name; `:` finds a part of either
  kFeed,
  kLanguage,   // BCP-47; `zh` equals zh-Hant too
  kTitle,
  kPublished,  // as stated by the document: "2025", "2025-07", "2025-07-04", "2025-07-04T04:50"
  kIngested,   // RFC 3339, or a date (00:00 UTC)
  kUrl,
  kLabel,      // labels.KEY
};

enum class FilterOp { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kHas };

// An expression: a comparison, or a connective over `children`.
struct Filter {
  enum class Kind { kAll, kComparison, kAnd, kOr, kNot };
  Kind kind = Kind::kAll;
  std::vector<Filter> children;  // kAnd, kOr: two or more; kNot: one
  FilterField field = FilterField::kSource;
  FilterOp op = FilterOp::kEqual;
  std::string label;  // key of kLabel
  std::string value;  // unquoted
  bool any_value = false;  // `field:*`: it has a value
  // Of kIngested: the time or day that `value` names, [begin, end) in microseconds since 1970 UTC.
  int64_t begin_us = 0;
  int64_t end_us = 0;
};

// INVALID_ARGUMENT, FILTER_INVALID: the message has the column (1-based, in code points), what was
// found, and what may stand there; metadata "column" and "fields". Empty or blank: kAll. At most
// 2,000 code points and 32 levels of parentheses.
absl::StatusOr<Filter> ParseFilter(absl::string_view text);

// Back to text, with all parentheses: equal filters give equal texts.
std::string FilterToString(const Filter& filter);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_FILTER_FILTER_H_
