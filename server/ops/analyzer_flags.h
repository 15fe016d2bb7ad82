// What the flags say about analyzers, as the lifecycle wants it.
#ifndef PARALLAX_SERVER_OPS_ANALYZER_FLAGS_H_
#define PARALLAX_SERVER_OPS_ANALYZER_FLAGS_H_

#include "absl/status/statusor.h"
#include "server/lifecycle/lifecycle_options.h"
#include "server/ops/server_options.h"

namespace parallax::ops {

// Reads the configuration files. A folder is in_process if it is the bundled one, else worker, unless
// --tier says otherwise. INVALID_ARGUMENT: a file that cannot be read, a tier that is none; the
// message names the flag.
absl::StatusOr<lifecycle::LifecycleOptions> ReadAnalyzerFlags(const ServerOptions& options);

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_ANALYZER_FLAGS_H_
