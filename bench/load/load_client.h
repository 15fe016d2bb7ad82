// Keeps a number of calls in flight and counts documents.
#ifndef PARALLAX_BENCH_LOAD_LOAD_CLIENT_H_
#define PARALLAX_BENCH_LOAD_LOAD_CLIENT_H_

#include <string>
#include <vector>

namespace parallax::bench {

enum class CallShape { kUnary, kBatch, kStream };

struct Load {
  CallShape shape = CallShape::kUnary;
  std::vector<std::string> texts;      // sent in turn
  std::vector<std::string> analyzers;  // empty: all of the server
  int in_flight = 16;
  int batch = 32;  // documents a message, for kBatch and kStream
  double seconds = 3;
};

struct LoadResult {
  double documents_per_second = 0;
  double megabytes_per_second = 0;
  long errors = 0;
  std::string first_error;
};

// Runs `load` against 127.0.0.1:port after a fifth of its time as a warm-up.
LoadResult RunLoad(const std::string& port, const Load& load);

}  // namespace parallax::bench

#endif  // PARALLAX_BENCH_LOAD_LOAD_CLIENT_H_
