#include "server/base/logging.h"

#include <unistd.h>

#include <atomic>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace parallax {
namespace {

constexpr absl::string_view kNames[] = {"", "debug", "info", "warning", "error"};

std::atomic<LogLevel> g_level{LogLevel::kInfo};

std::string Value(const std::string& value) {
  const bool plain = !value.empty() && value.find_first_of(" \t\r\n\"=") == std::string::npos;
  return plain ? value : absl::StrCat("\"", absl::Utf8SafeCEscape(value), "\"");
}

}  // namespace

LogLevel SetLogLevel(LogLevel level) {
  return g_level.exchange(level, std::memory_order_relaxed);
}

absl::string_view LogLevelName(LogLevel level) { return kNames[static_cast<int>(level)]; }

std::optional<LogLevel> LogLevelNamed(absl::string_view name) {
  for (LogLevel level :
       {LogLevel::kDebug, LogLevel::kInfo, LogLevel::kWarning, LogLevel::kError}) {
    if (LogLevelName(level) == name) return level;
  }
  return std::nullopt;
}

void Log(LogLevel level, absl::string_view message,
         std::initializer_list<std::pair<absl::string_view, std::string>> fields) {
  if (level < g_level.load(std::memory_order_relaxed)) return;
  static constexpr char kLetters[] = {'?', 'D', 'I', 'W', 'E'};
  std::string line = absl::StrCat(
      absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()), " ",
      absl::string_view(&kLetters[static_cast<int>(level)], 1), " ", message);
  for (const auto& [key, value] : fields) absl::StrAppend(&line, " ", key, "=", Value(value));
  line.push_back('\n');
  // One write per line keeps lines of different threads whole.
  const ssize_t ignored = write(STDERR_FILENO, line.data(), line.size());
  static_cast<void>(ignored);
}

}  // namespace parallax
