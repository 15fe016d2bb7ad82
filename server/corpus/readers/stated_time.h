// Times as documents state them, in the forms that English and Chinese pages use.
#ifndef PARALLAX_SERVER_CORPUS_READERS_STATED_TIME_H_
#define PARALLAX_SERVER_CORPUS_READERS_STATED_TIME_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "server/analyzer/document.h"

namespace parallax::corpus {

struct TimeMatch {
  size_t length = 0;    // bytes of the text that make up the time, with its zone
  StatedTime time;      // empty if the day does not exist (30 February)
  std::string warning;  // what was left out because it does not exist; empty if nothing
};

// The time that begins at the start of `text`, the longest form that fits:
//   2026-01-15  2026/1/15  2026.01.15  2026年1月15日  15 Jan 2026  January 15, 2026  Thu, 15 Jan 2026
//   2026-01  2026年1月  Jan 2026
// each day followed by nothing or by a time of day: 11:48  11:48:05  T11:48:05.250  9:05 p.m.
// 下午3:20  11时48分, and that by a zone: Z  +08:00  GMT. The time is kept as it is stated: a zone is
// read over, not applied. Nothing if there is no such time, or if it runs on into a longer number
// or word.
std::optional<TimeMatch> MatchStatedTime(absl::string_view text);

// `text` as a whole, surrounding white space apart, as above or a bare year. Nothing if it is
// something else.
std::optional<TimeMatch> ParseStatedTime(absl::string_view text);

// "2026-02-28T23:59" -> its time; nothing unless it is a prefix of an ISO 8601 local time that
// exists.
std::optional<StatedTime> ParseIsoTime(absl::string_view text);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_READERS_STATED_TIME_H_
