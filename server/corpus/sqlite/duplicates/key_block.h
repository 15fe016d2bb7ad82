// Keys and the documents that have them, packed: a dozen bytes a pair.
#ifndef PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_KEY_BLOCK_H_
#define PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_KEY_BLOCK_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace parallax::corpus {

struct KeyPair {
  int64_t key = 0;  // a hash; ordered as a signed number, as SQLite orders it
  int64_t document = 0;

  auto operator<=>(const KeyPair&) const = default;
};

// Packs pairs that come in order, each once.
class KeyBlockWriter {
 public:
  void Add(const KeyPair& pair);

  // Whether a block should end before `next`: it fills a page, and `next` has another key.
  bool EndsBefore(const KeyPair& next) const;

  bool empty() const { return bytes_.empty(); }
  int64_t first_key() const { return first_key_; }
  // The block so far; begins a new one.
  std::string Take();

 private:
  std::string bytes_;
  int64_t first_key_ = 0;
  KeyPair last_;
};

// The pairs of a block whose first key is `first_key`; of damaged bytes those that can be read.
std::vector<KeyPair> ReadKeyBlock(int64_t first_key, absl::string_view bytes);

}  // namespace parallax::corpus

#endif  // PARALLAX_SERVER_CORPUS_SQLITE_DUPLICATES_KEY_BLOCK_H_
