#include "plugins/sdk/validator/subject/other_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/subject/phased.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "server/base/status_macros.h"

namespace parallax::validator {
namespace {

namespace fs = std::filesystem;

constexpr rlim_t kFiles = 64;

void Confine() {
  if (chdir("/") != 0) _exit(3);
  clearenv();
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, STDIN_FILENO);
  close(null);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const rlimit files = {kFiles, kFiles};
  setrlimit(RLIMIT_NOFILE, &files);
  const rlimit cores = {0, 0};
  setrlimit(RLIMIT_CORE, &cores);
}

// Runs this program again; what it wrote to standard output. Standard error stays that of the check.
absl::StatusOr<std::string> RunSelf(const std::vector<std::string>& arguments) {
  int out[2];
  if (pipe(out) != 0) return absl::InternalError("no pipe can be made");
  const pid_t child = fork();
  if (child < 0) return absl::InternalError("no process can be started");
  if (child == 0) {
    dup2(out[1], STDOUT_FILENO);
    close(out[0]);
    close(out[1]);
    std::vector<char*> argv = {const_cast<char*>("plx-validate")};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv("/proc/self/exe", argv.data());
    _exit(127);
  }
  close(out[1]);
  std::string written;
  char buffer[65536];
  for (ssize_t n; (n = read(out[0], buffer, sizeof(buffer))) > 0;) {
    written.append(buffer, static_cast<size_t>(n));
  }
  close(out[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) {
    return absl::InternalError(
        absl::StrCat("in another process it dies of SIG", sigabbrev_np(WTERMSIG(status))));
  }
  if (WEXITSTATUS(status) != 0) {
    return absl::InternalError(absl::StrCat("in another process it cannot answer (exit code ",
                                            WEXITSTATUS(status), "): ", written));
  }
  return written;
}

}  // namespace

absl::StatusOr<std::vector<Answer>> AnswersHere(const Settings& settings, Question question) {
  ASSIGN_OR_RETURN(const auto subject, Subject::Open(settings));
  if (question == Question::kRecords) {
    ASSIGN_OR_RETURN(const auto phased, Phased::Make(*subject));
    return phased->RecordAnswers();
  }
  ASSIGN_OR_RETURN(const auto analyzer, subject->NewAnalyzer());
  return Run(*analyzer, subject->OrdinaryCases());
}

int AnswerForOtherProcess(const Settings& settings, const std::string& question,
                          const std::string& confinement) {
  if (confinement == "worker") Confine();
  const auto answers =
      AnswersHere(settings, question == "records" ? Question::kRecords : Question::kFindings);
  if (!answers.ok()) {
    std::cout << answers.status().message();
    return 1;
  }
  nlohmann::json all = nlohmann::json::array();
  for (const Answer& answer : *answers) {
    all.push_back({{"document", answer.document},
                   {"bytes", absl::BytesToHexString(answer.bytes)},
                   {"lines", answer.lines}});
  }
  std::cout << all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::cout.flush();
  return 0;
}

absl::StatusOr<std::vector<Answer>> AnswersOfOtherProcess(const Settings& settings,
                                                          Question question,
                                                          Confinement confinement) {
  std::vector<std::string> arguments = {
      kOtherProcessCommand,
      question == Question::kRecords ? "records" : "findings",
      confinement == Confinement::kWorker ? "worker" : "none",
      fs::absolute(settings.plugin).string(),
      absl::StrCat("--seed=", settings.seed),
      absl::StrCat("--level=", settings.level),
  };
  if (!settings.config.empty()) arguments.push_back(absl::StrCat("--config=", settings.config));
  for (const std::string& file : settings.with) {
    arguments.push_back(absl::StrCat("--with=", fs::absolute(file).string()));
  }
  for (const std::string& file : settings.text_files) {
    arguments.push_back(absl::StrCat("--text=", fs::absolute(file).string()));
  }
  ASSIGN_OR_RETURN(const std::string written, RunSelf(arguments));
  const nlohmann::json all = nlohmann::json::parse(written, nullptr, /*allow_exceptions=*/false);
  if (!all.is_array()) return absl::InternalError("another process wrote more than its answers");
  std::vector<Answer> answers;
  for (const nlohmann::json& one : all) {
    Answer answer;
    answer.document = one.value("document", "");
    answer.bytes = absl::HexStringToBytes(one.value("bytes", ""));
    answer.lines = one.value("lines", std::vector<std::string>());
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace parallax::validator
