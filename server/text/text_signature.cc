#include <algorithm>
#include <limits>
#include <string>

#include "server/text/fold.h"
#include "server/text/language.h"
#include "server/text/near_duplicate.h"
#include "server/text/utf8.h"

namespace parallax::text {
namespace {

// The finalizer of MurmurHash3 (A. Appleby, public domain): a bijection that spreads every bit.
uint64_t Mix(uint64_t x) {
  x = (x ^ x >> 33) * 0xFF51AFD7ED558CCDu;
  x = (x ^ x >> 33) * 0xC4CEB9FE1A85EC53u;
  return x ^ x >> 33;
}

uint64_t Combine(uint64_t seed, uint64_t x) { return Mix(seed * 0x9E3779B97F4A7C15u + x); }

// FNV-1a, then mixed: published, and the same on every machine.
uint64_t HashToken(absl::string_view token) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : token) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001B3u;
  return Mix(hash);
}

// x -> high half of (a * x + b), a odd: multiply-shift hashing (Dietzfelbinger et al., 1997).
struct HashFunctions {
  std::array<uint64_t, kMinHashes> a;
  std::array<uint64_t, kMinHashes> b;

  HashFunctions() {
    uint64_t state = 0x70617261;  // SplitMix64 (Steele et al., 2014) from a fixed seed
    const auto next = [&state] {
      state += 0x9E3779B97F4A7C15u;
      return Mix(state);
    };
    for (size_t i = 0; i < kMinHashes; ++i) {
      a[i] = next() | 1;
      b[i] = next();
    }
  }
};

bool IsIdeographic(char32_t c) {
  return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007;
}

bool IsWordCharacter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  if (c >= 0x2000 && c < 0x3041) return c == 0x3005;  // punctuation, symbols; not the Han repeat
  if (c < 0x00C0 || c == 0xD7 || c == 0xF7) return c == 0xAA || c == 0xB5 || c == 0xBA;
  return !(c >= 0x30FB && c <= 0x30FB) && !(c >= 0xFE10 && c <= 0xFE6F) &&
         !(c >= 0xE000 && c <= 0xF8FF) && c < 0x1F000;
}

struct Tokens {
  std::vector<uint64_t> hashes;
  uint32_t han = 0;
};

void AppendTokens(absl::string_view sentence, Tokens* tokens) {
  const std::string folded = Fold(sentence);
  const absl::string_view text = folded;
  size_t begin = 0;  // of the open run
  const auto close = [&](size_t end) {
    if (end > begin) tokens->hashes.push_back(HashToken(text.substr(begin, end - begin)));
  };
  for (size_t at = 0; at < text.size();) {
    const size_t here = at;
    const char32_t c = NextCodePoint(text, &at);
    if (IsIdeographic(c)) {
      close(here);
      tokens->hashes.push_back(HashToken(text.substr(here, at - here)));
      ++tokens->han;
      begin = at;
    } else if (!IsWordCharacter(c)) {
      close(here);
      begin = at;
    }
  }
  close(text.size());
}

void SortUnique(std::vector<uint64_t>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

void FindShingles(const std::vector<uint64_t>& tokens, TextSignature* signature) {
  for (size_t i = 0; i + kShingleTokens <= tokens.size(); ++i) {
    uint64_t shingle = kShingleTokens;
    for (size_t j = 0; j < kShingleTokens; ++j) shingle = Combine(shingle, tokens[i + j]);
    signature->shingles.push_back(shingle);
  }
  SortUnique(&signature->shingles);
}

// Compiled a second time for processors that multiply four numbers at once, and chosen when the program
// starts: half the time. (Such a choice is made before the thread sanitizer is ready.)
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
__attribute__((target_clones("avx2", "default")))
#endif
void LowerMinima(const HashFunctions& functions, const uint64_t* shingles, size_t count,
                 uint32_t* minima) {
  for (size_t s = 0; s < count; ++s) {
    const uint64_t shingle = shingles[s];
    for (size_t i = 0; i < kMinHashes; ++i) {
      const auto hash = static_cast<uint32_t>((functions.a[i] * shingle + functions.b[i]) >> 32);
      minima[i] = minima[i] < hash ? minima[i] : hash;
    }
  }
}

void FindMinima(TextSignature* signature) {
  static const auto* const functions = new HashFunctions;
  signature->minima.fill(std::numeric_limits<uint32_t>::max());
  LowerMinima(*functions, signature->shingles.data(), signature->shingles.size(),
              signature->minima.data());
}

}  // namespace

TextSignature SignText(absl::Span<const absl::string_view> sentences) {
  TextSignature signature;
  std::vector<uint64_t> all;
  Tokens tokens;
  for (const absl::string_view sentence : sentences) {
    tokens.hashes.clear();
    tokens.han = 0;
    AppendTokens(sentence, &tokens);
    const auto count = static_cast<uint32_t>(tokens.hashes.size());
    const uint32_t least = tokens.han * 2 > count ? kMinSentenceHan : kMinSentenceWords;
    if (count >= least) {
      uint64_t hash = count;
      for (const uint64_t token : tokens.hashes) hash = Combine(hash, token);
      signature.sentences.push_back({hash, count});
    }
    all.insert(all.end(), tokens.hashes.begin(), tokens.hashes.end());
  }
  signature.tokens = static_cast<uint32_t>(all.size());
  signature.tokens_hash = all.size();
  for (const uint64_t token : all) signature.tokens_hash = Combine(signature.tokens_hash, token);
  FindShingles(all, &signature);
  FindMinima(&signature);
  const auto by_hash = [](const auto& a, const auto& b) { return a.hash < b.hash; };
  const auto same = [](const auto& a, const auto& b) { return a.hash == b.hash; };
  auto& marks = signature.sentences;
  std::sort(marks.begin(), marks.end(), by_hash);
  marks.erase(std::unique(marks.begin(), marks.end(), same), marks.end());
  return signature;
}

double Jaccard(const TextSignature& a, const TextSignature& b) {
  size_t both = 0;
  auto left = a.shingles.begin();
  auto right = b.shingles.begin();
  while (left != a.shingles.end() && right != b.shingles.end()) {
    if (*left == *right) {
      ++both, ++left, ++right;
    } else {
      *left < *right ? ++left : ++right;
    }
  }
  const size_t either = a.shingles.size() + b.shingles.size() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

std::array<uint64_t, kBands> BandKeys(const TextSignature& signature) {
  std::array<uint64_t, kBands> keys;
  for (size_t band = 0; band < kBands; ++band) {
    keys[band] = Mix(band + 1);
    for (size_t row = 0; row < kBandRows; ++row) {
      keys[band] = Combine(keys[band], signature.minima[band * kBandRows + row]);
    }
  }
  return keys;
}

bool AreNearCopies(const TextSignature& a, const TextSignature& b) {
  if (a.tokens == b.tokens && a.tokens_hash == b.tokens_hash) return true;
  if (std::min(a.shingles.size(), b.shingles.size()) < kMinShingles) return false;
  return Jaccard(a, b) >= kNearCopyJaccard;
}

}  // namespace parallax::text
