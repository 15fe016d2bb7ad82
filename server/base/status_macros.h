// Early return on errors, under the names upstream Abseil later took.
#ifndef PARALLAX_SERVER_BASE_STATUS_MACROS_H_
#define PARALLAX_SERVER_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns the status of `expr` from the enclosing function unless it is OK.
#define RETURN_IF_ERROR(expr)                                  \
  do {                                                         \
    if (absl::Status status_ = (expr); !status_.ok()) {        \
      return status_;                                          \
    }                                                          \
  } while (false)

// Evaluates `expr` (a StatusOr), returns its status unless OK, else assigns its value to `lhs`,
// which may declare a variable.
#define ASSIGN_OR_RETURN(lhs, expr) \
  PARALLAX_ASSIGN_OR_RETURN_(PARALLAX_CONCAT_(status_or_, __LINE__), lhs, expr)
#define PARALLAX_ASSIGN_OR_RETURN_(result, lhs, expr) \
  auto result = (expr);                               \
  if (!result.ok()) return std::move(result).status(); \
  lhs = *std::move(result)
#define PARALLAX_CONCAT_(a, b) PARALLAX_CONCAT_INNER_(a, b)
#define PARALLAX_CONCAT_INNER_(a, b) a##b

#endif  // PARALLAX_SERVER_BASE_STATUS_MACROS_H_
