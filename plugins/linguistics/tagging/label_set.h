// The labels of a sequence tagger and which may follow which.
//
// Labels are "O" (no name) or a position and a type, "B-PER": B begins a name, I goes on, E ends
// it, S is a name of one token. A set with E and S labels is IOBES, one without is BIO (L. Ramshaw
// and M. Marcus, "Text Chunking using Transformation-Based Learning", 1995).
#ifndef PLUGINS_LINGUISTICS_TAGGING_LABEL_SET_H_
#define PLUGINS_LINGUISTICS_TAGGING_LABEL_SET_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plx::linguistics::tagging {

// A name found: tokens [first, end) of the sequence.
struct LabelledSpan {
  uint32_t first = 0;
  uint32_t end = 0;
  uint32_t type = 0;  // index into LabelSet::types()
  bool operator==(const LabelledSpan&) const = default;
};

class LabelSet {
 public:
  static constexpr size_t kMaxLabels = 64;

  // `labels`: "O" first, each once, at most kMaxLabels. Throws std::invalid_argument for others.
  explicit LabelSet(std::vector<std::string> labels);
  // The labels of these types: O, then B and I of each, and E and S if `iobes`.
  static LabelSet OfTypes(const std::vector<std::string>& types, bool iobes);

  size_t size() const { return labels_.size(); }
  const std::string& label(size_t i) const { return labels_[i]; }
  const std::vector<std::string>& types() const { return types_; }

  // May label `next` come right after `previous`? O stands before and after each sequence.
  bool MayFollow(size_t previous, size_t next) const {
    return may_follow_[previous * labels_.size() + next];
  }
  // Labels that may come before `next`, in order.
  const std::vector<uint8_t>& Before(size_t next) const { return before_[next]; }

  // The labels of `size` tokens that hold these spans, which do not overlap.
  std::vector<uint8_t> Encode(const std::vector<LabelledSpan>& spans, size_t size) const;
  // The spans of a sequence in which each label may follow the one before.
  std::vector<LabelledSpan> Decode(const std::vector<uint8_t>& labels) const;

 private:
  bool Follows(size_t previous, size_t next) const;

  std::vector<std::string> labels_;
  std::vector<std::string> types_;
  std::vector<char> position_;     // by label: O B I E S
  std::vector<uint32_t> type_of_;  // by label; of O: none
  std::vector<bool> may_follow_;
  std::vector<std::vector<uint8_t>> before_;
  bool iobes_ = false;
};

}  // namespace plx::linguistics::tagging

#endif  // PLUGINS_LINGUISTICS_TAGGING_LABEL_SET_H_
