// What a check is: one rule of the contract, a function that tries to break it, and an outcome that
// says what is wrong and what to do.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_CHECK_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_CHECK_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace parallax::validator {

// What is validated, and how hard. The same settings give the same verdicts.
struct Settings {
  std::string plugin;             // the file
  std::vector<std::string> with;  // plugin files that find the layers it consumes, in order
  std::string config;             // of create_model, a JSON object; empty: none
  std::vector<std::string> text_files;  // texts of the author's own, beside the built-in ones
  std::vector<std::string> texts;       // what is in them
  uint64_t seed = 1;              // of everything that is drawn at random
  int level = 5;                  // 1 to 10: how many documents, calls and rounds
};

enum class State { kPassed, kFailed, kSkipped, kWaived };

struct Outcome {
  State state = State::kPassed;
  std::string message;  // a sentence: what is wrong, or why it was skipped; may be empty if passed
  std::string remedy;   // what to do; only of failures
};

inline Outcome Pass(std::string message = "") { return {State::kPassed, std::move(message), ""}; }
inline Outcome Fail(std::string message, std::string remedy) {
  return {State::kFailed, std::move(message), std::move(remedy)};
}
inline Outcome Skip(std::string message) { return {State::kSkipped, std::move(message), ""}; }

// One check. It runs in a process of its own, so it may do there what it wants.
struct Check {
  const char* id;    // "group.name", stable: waivers and JUnit name it
  const char* rule;  // what a good plugin does
  Outcome (*run)(const Settings& settings);
  // If it fails, those after it cannot say anything and are skipped.
  bool gate = false;
};

// All checks in the order in which they run, gates first in their groups.
const std::vector<Check>& AllChecks();

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_CHECK_H_
