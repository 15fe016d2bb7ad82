// What of a process a plugin must leave as it found it.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_PROCESS_STATE_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_PROCESS_STATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace parallax::validator {

// Numbers of the threads of this process.
std::vector<int> Threads();
// "5 -> /dev/null" for every open file descriptor.
std::vector<std::string> OpenFiles();
// "SIGSEGV: handler 0x..." for every signal whose action is not the default.
std::vector<std::string> SignalActions();
// Locale of each category.
std::string Locale();
// Environment, working folder, umask; one a line.
std::vector<std::string> Surroundings();

// What of `after` was not in `before`, joined; empty if nothing.
std::string Added(const std::vector<std::string>& before, const std::vector<std::string>& after);

// Bytes that malloc has lent and not got back, over all threads. 0 where it cannot say (under a
// sanitizer).
size_t HeapInUse();

// CPU time of the calling thread.
int64_t ThreadCpuNanoseconds();

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_PROCESS_STATE_H_
