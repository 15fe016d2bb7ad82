#include "plugins/linguistics/text/lexicon.h"

#include <algorithm>

#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/hash64.h"

namespace plx::linguistics {
namespace {

constexpr uint32_t kNoLink = UINT32_MAX;
constexpr size_t kMaxPhraseTokens = 32;
constexpr uint64_t kStart = 0;  // of the phrase without tokens, and of an empty slot

// The hash of a phrase with one token more; never 0.
uint64_t Extend(uint64_t phrase, uint64_t token) {
  const uint64_t hash = phrase == kStart ? token : CombineHash64(phrase, token);
  return hash == 0 ? 1 : hash;
}

}  // namespace

uint64_t Lexicon::TokenHash(const TokenSequence& tokens, size_t i, bool fold) const {
  if (folding_ == kExact) return Hash64(tokens.Kind(i) == TokenKind::kHan ? tokens.Word(i)
                                                                           : tokens.Text(i));
  return fold ? tokens.LemmaHash(i) : tokens.WordHash(i);
}

Lexicon::Entry* Lexicon::FindOrInsert(uint64_t hash) {
  if ((used_ + 1) * 2 > slots_.size()) Grow();
  const size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    if (slots_[i].hash == hash) return &slots_[i];
    if (slots_[i].hash == 0) {
      slots_[i] = {hash, kNoLink, 0};
      filter_.Add(hash);
      ++used_;
      return &slots_[i];
    }
  }
}

const Lexicon::Entry* Lexicon::FindEntry(uint64_t hash) const {
  if (!filter_.MayHold(hash)) return nullptr;
  const size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    if (slots_[i].hash == hash) return &slots_[i];
    if (slots_[i].hash == 0) return nullptr;
  }
}

void Lexicon::Grow() {
  std::vector<Entry> old(slots_.empty() ? 64 : slots_.size() * 2, Entry{0, kNoLink, 0});
  old.swap(slots_);
  filter_ = BitFilter(slots_.size() / 2);
  const size_t mask = slots_.size() - 1;
  for (const Entry& entry : old) {
    if (entry.hash == 0) continue;
    filter_.Add(entry.hash);
    size_t i = entry.hash & mask;
    while (slots_[i].hash != 0) i = (i + 1) & mask;
    slots_[i] = entry;
  }
}

bool Lexicon::Add(std::string_view phrase, uint32_t payload) {
  const TokenSequence tokens(phrase);
  if (tokens.empty() || tokens.size() > kMaxPhraseTokens) return false;
  const bool inflected = folding_ == kInflected;
  uint64_t hash = kStart;
  for (size_t i = 0; i < tokens.size(); ++i) {
    hash = Extend(hash, TokenHash(tokens, i, inflected));
    Entry* entry = FindOrInsert(hash);
    if (i + 1 < tokens.size()) {
      entry->longer = 1;
    } else {
      Attach(entry, payload);
    }
  }
  // The lemma of "warning" is the verb, that of "warnings" is "warning": a noun that looks like a gerund has both.
  if (inflected && tokens.size() == 1 && tokens.Word(0).ends_with("ing")) {
    const uint64_t noun = Extend(kStart, TokenHash(tokens, 0, false));
    if (noun != hash) Attach(FindOrInsert(noun), payload);
  }
  ++phrase_count_;
  return true;
}

void Lexicon::Attach(Entry* entry, uint32_t payload) {
  links_.push_back({payload, kNoLink});
  const uint32_t link = static_cast<uint32_t>(links_.size() - 1);
  if (entry->payload_begin == kNoLink) {
    entry->payload_begin = link;
    return;
  }
  uint32_t last = entry->payload_begin;
  while (links_[last].next != kNoLink) last = links_[last].next;
  links_[last].next = link;
}

uint32_t Lexicon::AddTsv(std::string_view tsv, uint32_t column) {
  uint32_t row = 0;
  ForEachLine(tsv, [&](std::string_view line) {
    for (uint32_t c = 0; c < column; ++c) TakeCell(&line);
    ForEachItem(TakeCell(&line), [&](std::string_view phrase) { Add(phrase, row); });
    ++row;
  });
  return row;
}

// Follows the phrases that start at `first`; `each` sees every complete one with its end. Returns
// the longest complete entry.
const Lexicon::Entry* Lexicon::Walk(const TokenSequence& tokens, size_t first, size_t* end,
                                    const std::function<void(const Entry&, size_t)>* each) const {
  const Entry* longest = nullptr;
  uint64_t hash = kStart;
  for (size_t i = first; i < tokens.size() && i - first < kMaxPhraseTokens; ++i) {
    if (i > first && tokens[i].line_start && tokens.Kind(i) != TokenKind::kHan) break;
    const Entry* entry = FindEntry(Extend(hash, TokenHash(tokens, i, false)));
    if (entry == nullptr && folding_ == kInflected) {
      entry = FindEntry(Extend(hash, TokenHash(tokens, i, true)));
    }
    if (entry == nullptr) break;
    hash = entry->hash;
    if (entry->payload_begin != kNoLink) {
      longest = entry;
      *end = i + 1;
      if (each != nullptr) (*each)(*entry, i + 1);
    }
    if (entry->longer == 0) break;
  }
  return longest;
}

std::vector<LexiconMatch> Lexicon::Find(const TokenSequence& tokens) const {
  std::vector<LexiconMatch> out;
  for (size_t i = 0; i < tokens.size();) {
    size_t end = i;
    const Entry* entry = Walk(tokens, i, &end, nullptr);
    if (entry == nullptr) {
      ++i;
      continue;
    }
    for (uint32_t link = entry->payload_begin; link != kNoLink; link = links_[link].next) {
      out.push_back({i, end, tokens.Span(i, end), links_[link].payload});
    }
    i = end;
  }
  return out;
}

std::vector<LexiconMatch> Lexicon::FindAll(const TokenSequence& tokens) const {
  std::vector<LexiconMatch> out;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::function<void(const Entry&, size_t)> each = [&](const Entry& entry, size_t end) {
      for (uint32_t link = entry.payload_begin; link != kNoLink; link = links_[link].next) {
        out.push_back({i, end, tokens.Span(i, end), links_[link].payload});
      }
    };
    size_t end = i;
    Walk(tokens, i, &end, &each);
  }
  return out;
}

size_t Lexicon::MatchAt(const TokenSequence& tokens, size_t first,
                        std::vector<uint32_t>* payloads) const {
  if (first >= tokens.size()) return first;
  size_t end = first;
  const Entry* entry = Walk(tokens, first, &end, nullptr);
  if (entry == nullptr) return first;
  if (payloads != nullptr) {
    for (uint32_t link = entry->payload_begin; link != kNoLink; link = links_[link].next) {
      payloads->push_back(links_[link].payload);
    }
  }
  return end;
}

}  // namespace plx::linguistics
