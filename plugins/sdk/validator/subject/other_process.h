// The same questions put to the plugin in a process started anew: other addresses, other hash seeds,
// and, if asked for, the confinement of a worker.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_OTHER_PROCESS_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_OTHER_PROCESS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plugins/sdk/validator/check.h"
#include "plugins/sdk/validator/subject/answer.h"

namespace parallax::validator {

enum class Question { kFindings, kRecords };

enum class Confinement {
  kNone,
  // Working folder /, empty environment, standard input closed to everything, no new privileges, 64
  // file descriptors, no core files.
  kWorker,
};

// What a new model answers to the ordinary documents in this process. FAILED_PRECONDITION: it
// cannot be loaded here.
absl::StatusOr<std::vector<Answer>> AnswersHere(const Settings& settings, Question question);

// The same of a program started for it (this one, with kOtherProcessCommand). INTERNAL: it died, or
// said nothing that can be read; the message has its last words.
absl::StatusOr<std::vector<Answer>> AnswersOfOtherProcess(const Settings& settings,
                                                          Question question,
                                                          Confinement confinement);

// The hidden subcommand of that program and what it does: confines itself, answers, writes the
// answers to standard output. Returns its exit code.
inline constexpr char kOtherProcessCommand[] = "answer-in-other-process";
int AnswerForOtherProcess(const Settings& settings, const std::string& question,
                          const std::string& confinement);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_OTHER_PROCESS_H_
