// Structured log lines on standard error: time, level, message, key=value pairs. Never document
// text.
#ifndef PARALLAX_SERVER_BASE_LOGGING_H_
#define PARALLAX_SERVER_BASE_LOGGING_H_

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace parallax {

enum class LogLevel { kDebug = 1, kInfo = 2, kWarning = 3, kError = 4 };

// Lines below `level` are dropped. Default kInfo. Thread-safe.
void SetLogLevel(LogLevel level);

// Writes one line; values with spaces or quotes are quoted, control characters escaped. Thread-safe.
void Log(LogLevel level, absl::string_view message,
         std::initializer_list<std::pair<absl::string_view, std::string>> fields = {});

}  // namespace parallax

#endif  // PARALLAX_SERVER_BASE_LOGGING_H_
