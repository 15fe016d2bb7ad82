#include "plugins/sdk/validator/report.h"

#include <cstring>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/text/utf8.h"

namespace parallax::validator {
namespace {

constexpr const char* kGreen = "32";
constexpr const char* kRed = "31";
constexpr const char* kYellow = "33";
constexpr const char* kDim = "2";

const char* NameOf(State state) {
  switch (state) {
    case State::kPassed:
      return "passed";
    case State::kFailed:
      return "FAILED";
    case State::kSkipped:
      return "skipped";
    case State::kWaived:
      return "waived";
  }
  return "?";
}

const char* ColourOf(State state) {
  switch (state) {
    case State::kPassed:
      return kGreen;
    case State::kFailed:
      return kRed;
    case State::kSkipped:
      return kDim;
    case State::kWaived:
      return kYellow;
  }
  return kDim;
}

// On one line, without what a terminal would obey.
std::string OneLine(const std::string& text) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return line;
}

// For XML 1.0, which has no control characters.
std::string Xml(const std::string& text) {
  std::string out;
  for (const char c : OneLine(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  if (text::CheckUtf8(out).ok()) return out;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  return out;
}

}  // namespace

Counts CountsOf(const std::vector<CheckResult>& results) {
  Counts counts;
  for (const CheckResult& result : results) {
    switch (result.outcome.state) {
      case State::kPassed:
        ++counts.passed;
        break;
      case State::kFailed:
        ++counts.failed;
        break;
      case State::kSkipped:
        ++counts.skipped;
        break;
      case State::kWaived:
        ++counts.waived;
        break;
    }
  }
  return counts;
}

std::string Table::Paint(const std::string& text, const char* code) const {
  return colour_ ? absl::StrCat("\x1B[", code, "m", text, "\x1B[0m") : text;
}

void Table::Row(const CheckResult& result) {
  const Outcome& outcome = result.outcome;
  out_ << Paint(absl::StrFormat("%-7s", NameOf(outcome.state)), ColourOf(outcome.state)) << "  "
       << absl::StrFormat("%-27s", result.check->id);
  const bool plain = outcome.state == State::kFailed || outcome.message.empty();
  out_ << (plain ? result.check->rule
                 : absl::StrCat(result.check->rule, ": ", OneLine(outcome.message)))
       << Paint(absl::StrFormat("  %.1f s", result.seconds), kDim) << "\n";
  if (outcome.state == State::kFailed) {
    out_ << "         " << Paint("wrong: ", kRed) << OneLine(outcome.message) << "\n         "
         << Paint("do:    ", kYellow) << OneLine(outcome.remedy) << "\n";
  }
  out_.flush();
}

void Table::Sum(const std::vector<CheckResult>& results, const Settings& settings) {
  const Counts counts = CountsOf(results);
  double seconds = 0;
  for (const CheckResult& result : results) seconds += result.seconds;
  out_ << "\n"
       << Paint(absl::StrCat(counts.failed == 0 ? "valid: " : "not valid: ", counts.passed,
                             " passed, ", counts.failed, " failed"),
                counts.failed == 0 ? kGreen : kRed)
       << absl::StrFormat(", %d waived, %d skipped (seed %d, level %d, %.1f s of work)\n",
                          counts.waived, counts.skipped, settings.seed, settings.level, seconds);
}

std::string Json(const std::vector<CheckResult>& results, const Settings& settings) {
  const Counts counts = CountsOf(results);
  nlohmann::ordered_json all = {{"plugin", settings.plugin}, {"seed", settings.seed},
                                {"level", settings.level},   {"passed", counts.passed},
                                {"failed", counts.failed},   {"waived", counts.waived},
                                {"skipped", counts.skipped}};
  all["checks"] = nlohmann::ordered_json::array();
  for (const CheckResult& result : results) {
    const Outcome& outcome = result.outcome;
    std::string state = NameOf(outcome.state);
    if (outcome.state == State::kFailed) state = "failed";
    all["checks"].push_back({{"id", result.check->id},
                             {"rule", result.check->rule},
                             {"state", state},
                             {"message", outcome.message},
                             {"remedy", outcome.remedy},
                             {"seconds", result.seconds}});
  }
  return all.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string JUnit(const std::vector<CheckResult>& results, const Settings& settings) {
  const Counts counts = CountsOf(results);
  std::string xml = absl::StrFormat(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuite name=\"plx-validate %s\" tests=\"%d\" failures=\"%d\" skipped=\"%d\">\n",
      Xml(settings.plugin), results.size(), counts.failed, counts.skipped + counts.waived);
  for (const CheckResult& result : results) {
    const Outcome& outcome = result.outcome;
    const std::string id = result.check->id;
    const std::string group = id.substr(0, id.find('.'));
    absl::StrAppendFormat(&xml, "  <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\"", group, id,
                          result.seconds);
    if (outcome.state == State::kPassed) {
      xml += "/>\n";
    } else if (outcome.state == State::kFailed) {
      absl::StrAppend(&xml, ">\n    <failure message=\"", Xml(outcome.message), "\">",
                      Xml(outcome.remedy), "</failure>\n  </testcase>\n");
    } else {
      absl::StrAppend(&xml, ">\n    <skipped message=\"", Xml(outcome.message),
                      "\"/>\n  </testcase>\n");
    }
  }
  return xml + "</testsuite>\n";
}

}  // namespace parallax::validator
