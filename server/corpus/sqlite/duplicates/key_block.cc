#include "server/corpus/sqlite/duplicates/key_block.h"

#include <utility>

namespace parallax::corpus {
namespace {

// A row of so many bytes fills a page of the database.
constexpr size_t kBlockBytes = 7900;
constexpr size_t kLongestPair = 20;

// Seven bits a byte, the lowest first; the last has no upper bit.
void AppendNumber(uint64_t number, std::string* bytes) {
  for (; number >= 0x80; number >>= 7) bytes->push_back(static_cast<char>(number | 0x80));
  bytes->push_back(static_cast<char>(number));
}

bool ReadNumber(absl::string_view* bytes, uint64_t* number) {
  *number = 0;
  for (size_t i = 0; i < bytes->size() && i < 10; ++i) {
    const auto byte = static_cast<uint8_t>((*bytes)[i]);
    *number |= uint64_t{byte & 0x7Fu} << (7 * i);
    if (byte >= 0x80) continue;
    bytes->remove_prefix(i + 1);
    return true;
  }
  return false;
}

}  // namespace

// A pair is the distance to the key before and, if that is 0, the distance to the document before; else
// the document.
void KeyBlockWriter::Add(const KeyPair& pair) {
  const bool first = bytes_.empty();
  if (first) first_key_ = last_.key = pair.key;
  const uint64_t distance = static_cast<uint64_t>(pair.key) - static_cast<uint64_t>(last_.key);
  AppendNumber(distance, &bytes_);
  AppendNumber(static_cast<uint64_t>(distance == 0 && !first ? pair.document - last_.document
                                                             : pair.document),
               &bytes_);
  last_ = pair;
}

bool KeyBlockWriter::EndsBefore(const KeyPair& next) const {
  return bytes_.size() + kLongestPair > kBlockBytes && next.key != last_.key;
}

std::string KeyBlockWriter::Take() {
  last_ = {};
  return std::exchange(bytes_, {});
}

std::vector<KeyPair> ReadKeyBlock(int64_t first_key, absl::string_view bytes) {
  std::vector<KeyPair> pairs;
  pairs.reserve(bytes.size() / 8);
  uint64_t key = static_cast<uint64_t>(first_key);
  uint64_t distance = 0, number = 0, document = 0;
  while (ReadNumber(&bytes, &distance) && ReadNumber(&bytes, &number)) {
    document = distance == 0 && !pairs.empty() ? document + number : number;
    key += distance;
    pairs.push_back({static_cast<int64_t>(key), static_cast<int64_t>(document)});
  }
  return pairs;
}

}  // namespace parallax::corpus
