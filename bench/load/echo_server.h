// The floor: a gRPC server with the same API and payload, and nothing behind it.
#ifndef PARALLAX_BENCH_LOAD_ECHO_SERVER_H_
#define PARALLAX_BENCH_LOAD_ECHO_SERVER_H_

#include <string>

namespace parallax::bench {

// Serves AnalyzeText, BatchAnalyze and StreamAnalyze with answers of the shape that an analyzer
// which finds nothing gets, writes its port to `port_file`, and runs until SIGTERM ends the process.
void RunEchoServer(const std::string& port_file);

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_LOAD_ECHO_SERVER_H_
