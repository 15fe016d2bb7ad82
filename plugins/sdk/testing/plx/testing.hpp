// A host for unit tests of a plugin alone: no server, no library to link, the C ABI and std only.
//
//   int main() {
//     plx::testing::Plugin plugin("hello.so");
//     const plx::testing::Answer answer = plugin.Analyze("What a day!!");
//     PLX_EXPECT(answer.findings.size() == 1);
//     PLX_EXPECT(answer.findings[0].quote == "!!");
//     return plx::testing::Failures();
//   }
//
// Works with any test framework; PLX_EXPECT is for those who use none. plx-validate is the judge of
// the contract: this host checks only what a finding needs to be kept (span, kind, size).
#ifndef PLX_TESTING_HPP_
#define PLX_TESTING_HPP_

#include <cstdio>

#include "plx/testing/document.hpp"
#include "plx/testing/plugin.hpp"

namespace plx::testing {

// How many PLX_EXPECT were false.
inline int& Failures() {
  static int failures = 0;
  return failures;
}

}  // namespace plx::testing

// Says where and what if `condition` is false, and goes on.
#define PLX_EXPECT(condition)                                                            \
  do {                                                                                   \
    if (!(condition)) {                                                                  \
      std::fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);     \
      ++::plx::testing::Failures();                                                      \
    }                                                                                    \
  } while (false)

#endif  // PLX_TESTING_HPP_
