// Runs a fuzz target without a fuzzer: every file named, every file of every folder named, and a
// fixed number of seeded mutations of each.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"

namespace {

constexpr int kMutations = 100;

void Run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

// Deletes, doubles, overwrites or splices bytes.
std::string Mutate(std::string input, const std::vector<std::string>& corpus,
                   std::mt19937* random) {
  const int changes = 1 + static_cast<int>((*random)() % 4);
  for (int i = 0; i < changes && !input.empty(); ++i) {
    const size_t at = (*random)() % input.size();
    const size_t size = 1 + (*random)() % std::min<size_t>(16, input.size() - at);
    const std::string& other = corpus[(*random)() % corpus.size()];
    switch ((*random)() % 4) {
      case 0: input.erase(at, size); break;
      case 1: input.insert(at, input.substr(at, size)); break;
      case 2: input[at] = static_cast<char>((*random)()); break;
      default:
        if (!other.empty()) input.insert(at, other.substr((*random)() % other.size(), size));
    }
  }
  return input;
}

std::string Read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      files.emplace_back(argv[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const auto& file : files) corpus.push_back(Read(file));
  if (corpus.empty()) {
    std::fprintf(stderr, "no input; name files or folders\n");
    return 2;
  }
  Run("");
  std::mt19937 random(1);
  for (size_t i = 0; i < corpus.size(); ++i) {
    std::printf("%s\n", files[i].c_str());
    std::fflush(stdout);
    Run(corpus[i]);
    for (int mutation = 0; mutation < kMutations; ++mutation) {
      Run(Mutate(corpus[i], corpus, &random));
    }
  }
  return 0;
}
