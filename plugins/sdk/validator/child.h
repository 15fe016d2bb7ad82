// A function in a process of its own: it cannot hurt the caller, whatever it does.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_CHILD_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_CHILD_H_

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "plugins/sdk/validator/check.h"

namespace parallax::validator {

// Not thread-safe; the caller must have one thread, as it forks.
class Child {
 public:
  // Starts `body` in a process group of its own, its output kept apart.
  Child(const std::function<Outcome()>& body, absl::Duration timeout);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();  // kills what is left of it

  // Its outcome once it has ended or its time is up (it is killed then); nothing until then.
  std::optional<Outcome> Poll();
  double seconds() const;

 private:
  Outcome Ended(int status);
  std::string LastWords() const;

  pid_t pid_ = -1;
  int result_ = -1;   // read end: state, message and remedy
  int output_ = -1;   // a file of what it printed
  std::string received_;
  absl::Time start_;
  absl::Duration timeout_;
};

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_CHILD_H_
