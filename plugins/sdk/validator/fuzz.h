// Random documents for as long as one likes, until one breaks the plugin.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_FUZZ_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_FUZZ_H_

#include <string>

#include "plugins/sdk/validator/check.h"

namespace parallax::validator {

struct FuzzOptions {
  double seconds = 60;
  uint64_t count = 0;         // documents; 0: until the time is up
  std::string keep = ".";     // folder for the document that breaks it
  double timeout_seconds = 10;  // of one document
};

// Document i is drawn from seed + i, so a failure names the seed that repeats it at once. The plugin
// runs in a process of its own. Prints progress and, at the first failure, what happened, the seed and
// the file with the text. Returns 0 if nothing broke it, else 1.
int Fuzz(const Settings& settings, const FuzzOptions& options);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_FUZZ_H_
