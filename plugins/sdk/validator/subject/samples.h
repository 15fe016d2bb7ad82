// The texts that plugins are tried on: ordinary news, characters that break programs, and random
// mixtures of both. All written for this tool.
#ifndef PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SAMPLES_H_
#define PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SAMPLES_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace parallax::validator {

// The same numbers on every machine and standard library: only the engine's raw output is used.
class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  // 0 to limit - 1; limit > 0.
  size_t Below(size_t limit) { return static_cast<size_t>(engine_() % limit); }
  uint64_t Bits() { return engine_(); }
  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

struct Sample {
  const char* language;  // BCP-47
  const char* text;
};

// Short articles in English and Chinese with names, numbers, quotations and references.
const std::vector<Sample>& OrdinarySamples();

// One text per kind of trouble: combining marks, right-to-left, emoji sequences, NUL, and so on.
std::vector<std::string> CharacterSamples();

// A text of 1 to about 2,000 bytes, drawn from words, numbers, marks and single code points.
std::string RandomText(Random& random);

// Bytes of the largest text that is tried: 128 KiB a level, up to the 1 MiB that a server takes by
// default.
size_t LargeBytes(int level);

// Ordinary sentences until it has at least `bytes`, one paragraph a line.
std::string LargeText(size_t bytes);
// No sentence end, no space, no line end: one word, as far as anybody can tell.
std::string LongSentence(size_t bytes);

}  // namespace parallax::validator

#endif  // PARALLAX_PLUGINS_SDK_VALIDATOR_SUBJECT_SAMPLES_H_
