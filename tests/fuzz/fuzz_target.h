// The entry point of a fuzz target, under libFuzzer's name, and the check it makes.
#ifndef PARALLAX_TESTS_FUZZ_FUZZ_TARGET_H_
#define PARALLAX_TESTS_FUZZ_FUZZ_TARGET_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

// Ends the process, in every build type: a fuzzer and a test both see that.
#define FUZZ_CHECK(condition)                                                            \
  do {                                                                                   \
    if (!(condition)) {                                                                  \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                      \
    }                                                                                    \
  } while (false)

#endif  // PARALLAX_TESTS_FUZZ_FUZZ_TARGET_H_
