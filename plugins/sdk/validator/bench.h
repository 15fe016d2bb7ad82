// How fast a plugin is, as a ratio to what the host itself needs for the same documents.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_BENCH_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_BENCH_H_

#include "plugins/sdk/validator/check.h"

namespace parallax::validator {

// Prints one row per document size (1 KB, 8 KB, 64 KB) and batch (1, 32): time per document,
// megabytes per second, and the ratio to the host's text pass (UTF-8 check, segmentation) over the
// same documents, which is the floor. `seconds`: of each row. With `json`, one object per line.
// Returns the exit code.
int Bench(const Settings& settings, double seconds, bool json);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_BENCH_H_
