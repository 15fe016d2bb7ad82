// A table from Han characters to values that is filled once and then only read. Thread-safe once filled.
#ifndef PLUGINS_LINGUISTICS_TABLES_HAN_MAP_H_
#define PLUGINS_LINGUISTICS_TABLES_HAN_MAP_H_

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace plx::linguistics {

template <typename Value>
class HanMap {
 public:
  // The value of `c`, which is made if there is none. Its place holds until the next call.
  Value& operator[](char32_t c) {
    uint16_t* index = IndexOf(c);
    if (index == nullptr) return others_[c];
    if (*index == 0) {
      *index = static_cast<uint16_t>(values_.size());
      values_.emplace_back();
    }
    return values_[*index];
  }

  // Null if `c` is not in the map.
  const Value* Find(char32_t c) const {
    if (c - kFirst < kCount) return index_[c - kFirst] == 0 ? nullptr : &values_[index_[c - kFirst]];
    const auto it = others_.find(c);
    return it == others_.end() ? nullptr : &it->second;
  }

 private:
  static constexpr char32_t kFirst = 0x4E00, kCount = 0x5200;  // where nearly all of them are

  uint16_t* IndexOf(char32_t c) { return c - kFirst < kCount ? &index_[c - kFirst] : nullptr; }

  std::vector<uint16_t> index_ = std::vector<uint16_t>(kCount);  // into values_; 0: none
  std::vector<Value> values_ = std::vector<Value>(1);
  std::unordered_map<char32_t, Value> others_;
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TABLES_HAN_MAP_H_
