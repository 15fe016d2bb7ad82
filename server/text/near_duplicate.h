// Which texts are copies of one another: near-copies by MinHash, excerpts by shared sentences.
//
// Near-copies: A. Z. Broder, "On the resemblance and containment of documents" (1997): the Jaccard
// similarity of two sets is the chance that their minima under a random hash are equal. Candidates
// are pairs that agree in one of 20 bands of 6 minima (0.97 of pairs at Jaccard 0.7 to 0.8, 1.00
// above); every candidate is confirmed on the shingles themselves, so that a pair below the
// threshold is never grouped. Excerpts, which Jaccard misses because lengths differ, are found by
// the hashes of whole sentences.
#ifndef PARALLAX_SERVER_TEXT_NEAR_DUPLICATE_H_
#define PARALLAX_SERVER_TEXT_NEAR_DUPLICATE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace parallax::text {

// Changes when signatures of different versions cannot be compared.
inline constexpr uint32_t kSignatureVersion = 1;

inline constexpr size_t kShingleTokens = 5;
inline constexpr size_t kMinHashes = 128;
inline constexpr size_t kBands = 20;
inline constexpr size_t kBandRows = 6;
inline constexpr double kNearCopyJaccard = 0.7;
// With fewer shingles two texts are near-copies only if all their tokens are equal.
inline constexpr size_t kMinShingles = 20;
// Sentences shorter than this are everybody's ("He declined to comment."). In tokens: words, or
// Han characters.
inline constexpr uint32_t kMinSentenceWords = 8;
inline constexpr uint32_t kMinSentenceHan = 12;
// An excerpt has at least this much of its tokens in sentences of the longer text: at least two
// sentences, or nearly all of the excerpt.
inline constexpr double kExcerptShare = 0.5;
inline constexpr double kWholeExcerptShare = 0.9;
// A sentence in more texts than this is boilerplate and proves nothing.
inline constexpr size_t kMaxTextsOfSentence = 50;

// What is kept of a text to compare it with others. Equal texts, up to folding and punctuation, have
// equal signatures on every machine.
struct TextSignature {
  struct Sentence {
    uint64_t hash = 0;
    uint32_t tokens = 0;
  };
  uint64_t tokens_hash = 0;  // of all tokens in order
  uint32_t tokens = 0;
  std::vector<uint64_t> shingles;           // sorted, unique
  std::array<uint32_t, kMinHashes> minima;  // of the shingles; all ones if there are none
  std::vector<Sentence> sentences;          // the long ones, sorted by hash, unique
};

// Signs a text given by its sentences in order (valid UTF-8). Tokens are runs of letters and digits
// of the folded text, and single Han, Hiragana and Katakana characters; punctuation does not count.
// Leave out what copies do not share: outlet, date, references. Thread-safe.
TextSignature SignText(absl::Span<const absl::string_view> sentences);

// |A and B| / |A or B| over shingles, in [0, 1]; 0 if neither has any.
double Jaccard(const TextSignature& a, const TextSignature& b);

// The keys under which near-copies meet: equal in at least one band. For indexes kept elsewhere.
std::array<uint64_t, kBands> BandKeys(const TextSignature& signature);

// Whether two texts are near-copies: equal tokens, or Jaccard >= kNearCopyJaccard. The same title
// over different text is not.
bool AreNearCopies(const TextSignature& a, const TextSignature& b);

enum class TextRelation : uint32_t {
  kNone = 0,      // stands for its group, or is alone in it
  kNearCopy = 1,  // a near-copy of another text of its group
  kExcerpt = 2,   // shorter: its sentences are found in a longer text of its group
};

struct TextGroup {
  uint32_t group = 0;  // counted from 0 in order of first appearance
  TextRelation relation = TextRelation::kNone;
  uint32_t of = 0;     // index of the text that the relation points at; its own for kNone
};

// One entry per signature. Near-copies of near-copies are one group. An excerpt joins the group of
// the one text that has most of it, so that two articles which quote the same statement stay apart.
// The longest text stands for a group. Groups and relations do not depend on the order of the input.
std::vector<TextGroup> GroupNearDuplicates(absl::Span<const TextSignature> signatures);

}  // namespace parallax::text

#endif  // PARALLAX_SERVER_TEXT_NEAR_DUPLICATE_H_
