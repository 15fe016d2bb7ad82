// Structured log lines on standard error: time, level, message, key=value pairs. Never document
// text.
#ifndef PARALLAX_SERVER_BASE_LOGGING_H_
#define PARALLAX_SERVER_BASE_LOGGING_H_

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace parallax {

enum class LogLevel { kDebug = 1, kInfo = 2, kWarning = 3, kError = 4 };

// Lines below `level` are dropped from now on; gives back the level before. Default kInfo. Thread-safe.
LogLevel SetLogLevel(LogLevel level);

// "debug", "info", "warning", "error".
absl::string_view LogLevelName(LogLevel level);
// Not set: no level has this name.
std::optional<LogLevel> LogLevelNamed(absl::string_view name);

// Writes one line; values with spaces or quotes are quoted, control characters escaped. Thread-safe.
void Log(LogLevel level, absl::string_view message,
         std::initializer_list<std::pair<absl::string_view, std::string>> fields = {});

}  // namespace parallax

#endif  // PARALLAX_SERVER_BASE_LOGGING_H_
