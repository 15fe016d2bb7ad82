// SIGTERM and SIGINT as something to wait for.
#ifndef PARALLAX_SERVER_OPS_SHUTDOWN_SIGNAL_H_
#define PARALLAX_SERVER_OPS_SHUTDOWN_SIGNAL_H_

namespace parallax::ops {

// Blocks SIGTERM and SIGINT in this thread and all that it starts afterwards, and ignores SIGPIPE.
// Call it before any other thread is there.
void BlockShutdownSignals();

// Waits for one of them and returns its name. The next one ends the process at once.
const char* WaitForShutdownSignal();

}  // namespace parallax::ops

#endif  // PARALLAX_SERVER_OPS_SHUTDOWN_SIGNAL_H_
