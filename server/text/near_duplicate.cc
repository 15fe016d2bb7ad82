#include "server/text/near_duplicate.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace parallax::text {
namespace {

using Index = uint32_t;

// In a band with more different texts than this, each is compared with its neighbours only, in an
// order that does not depend on the input's.
constexpr size_t kNeighbours = 256;

class Grouper {
 public:
  explicit Grouper(absl::Span<const TextSignature> signatures)
      : signatures_(signatures), parent_(signatures.size()) {
    std::iota(parent_.begin(), parent_.end(), Index{0});
  }

  std::vector<TextGroup> Group() {
    std::vector<Index> distinct = JoinEqualTexts();
    JoinNearCopies(distinct);
    FindExcerpts(distinct);
    return Answer();
  }

 private:
  struct Container {
    Index text = 0;
    uint32_t shared_tokens = 0;
  };

  // A total order of different texts: the longer first. Equal texts are equal in it.
  auto Rank(Index i) const {
    const TextSignature& signature = signatures_[i];
    return std::make_tuple(-static_cast<int64_t>(signature.tokens), signature.tokens_hash);
  }
  bool Before(Index a, Index b) const {
    if (Rank(a) != Rank(b)) return Rank(a) < Rank(b);
    // Equal texts may be cut into sentences differently: which of them stands for the others must
    // not depend on the order of the input.
    const auto& left = signatures_[a].sentences;
    const auto& right = signatures_[b].sentences;
    if (left.size() != right.size()) return left.size() > right.size();
    const auto by_hash = [](const auto& x, const auto& y) { return x.hash < y.hash; };
    if (std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                     by_hash)) {
      return true;
    }
    if (std::lexicographical_compare(right.begin(), right.end(), left.begin(), left.end(),
                                     by_hash)) {
      return false;
    }
    return a < b;
  }

  Index Root(Index i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  // The root of a tree is the text that stands for it.
  void Join(Index a, Index b) {
    a = Root(a);
    b = Root(b);
    if (a == b) return;
    if (Before(b, a)) std::swap(a, b);
    parent_[b] = a;
  }

  // One of each set of equal texts, in rank order.
  std::vector<Index> JoinEqualTexts() {
    std::vector<Index> order(signatures_.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(), [this](Index a, Index b) { return Before(a, b); });
    std::vector<Index> distinct;
    for (const Index i : order) {
      if (!distinct.empty() && Rank(distinct.back()) == Rank(i)) {
        Join(distinct.back(), i);
      } else {
        distinct.push_back(i);
      }
    }
    return distinct;
  }

  void JoinNearCopies(const std::vector<Index>& distinct) {
    absl::flat_hash_map<uint64_t, std::vector<Index>> bands;
    for (const Index i : distinct) {
      if (signatures_[i].shingles.size() < kMinShingles) continue;
      for (const uint64_t key : BandKeys(signatures_[i])) bands[key].push_back(i);
    }
    for (const auto& [key, texts] : bands) {
      for (size_t a = 0; a < texts.size(); ++a) {
        for (size_t b = a + 1; b < std::min(texts.size(), a + kNeighbours); ++b) {
          // Already known, directly or through others: the group would not change.
          if (Root(texts[a]) == Root(texts[b])) continue;
          if (AreNearCopies(signatures_[texts[a]], signatures_[texts[b]])) {
            Join(texts[a], texts[b]);
          }
        }
      }
    }
  }

  // For each text the longer one, of another group, that has most of it.
  void FindExcerpts(const std::vector<Index>& distinct) {
    absl::flat_hash_map<uint64_t, std::vector<Index>> texts_of;
    for (const Index i : distinct) {
      for (const auto& sentence : signatures_[i].sentences) texts_of[sentence.hash].push_back(i);
    }
    for (const Index i : distinct) {
      if (Root(i) != i) continue;  // the text that stands for a group speaks for it
      absl::flat_hash_map<Index, std::pair<uint32_t, uint32_t>> shared;  // sentences, tokens
      for (const auto& sentence : signatures_[i].sentences) {
        const std::vector<Index>& texts = texts_of[sentence.hash];
        if (texts.size() > kMaxTextsOfSentence) continue;
        for (const Index other : texts) {
          if (other == i || !Before(other, i)) continue;
          shared[other].first += 1;
          shared[other].second += sentence.tokens;
        }
      }
      for (const auto& [other, counts] : shared) {
        if (Root(other) != i) Offer(i, {other, counts.second}, counts.first);
      }
    }
  }

  void Offer(Index excerpt, Container container, uint32_t sentences) {
    const double share =
        static_cast<double>(container.shared_tokens) / signatures_[excerpt].tokens;
    if (share < (sentences >= 2 ? kExcerptShare : kWholeExcerptShare)) return;
    const auto [it, added] = containers_.emplace(excerpt, container);
    if (added) return;
    const bool better = container.shared_tokens != it->second.shared_tokens
                            ? container.shared_tokens > it->second.shared_tokens
                            : Before(container.text, it->second.text);
    if (better) it->second = container;
  }

  // Containers rank before their excerpts, so that following them ends.
  Index GroupRoot(Index i) {
    i = Root(i);
    for (auto it = containers_.find(i); it != containers_.end(); it = containers_.find(i)) {
      i = Root(it->second.text);
    }
    return i;
  }

  std::vector<TextGroup> Answer() {
    std::vector<TextGroup> groups(signatures_.size());
    absl::flat_hash_map<Index, uint32_t> numbers;
    for (Index i = 0; i < groups.size(); ++i) {
      const Index root = Root(i);
      const auto next = static_cast<uint32_t>(numbers.size());
      groups[i].group = numbers.emplace(GroupRoot(i), next).first->second;
      groups[i].of = root;
      if (root != i) {
        groups[i].relation = TextRelation::kNearCopy;
      } else if (const auto it = containers_.find(i); it != containers_.end()) {
        groups[i].relation = TextRelation::kExcerpt;
        groups[i].of = it->second.text;
      }
    }
    return groups;
  }

  absl::Span<const TextSignature> signatures_;
  std::vector<Index> parent_;
  absl::flat_hash_map<Index, Container> containers_;  // by the text that stands for a group
};

}  // namespace

std::vector<TextGroup> GroupNearDuplicates(absl::Span<const TextSignature> signatures) {
  return Grouper(signatures).Group();
}

}  // namespace parallax::text
