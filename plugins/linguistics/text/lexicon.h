// A multi-pattern phrase matcher: phrases of one or several words, with a payload each, found in
// one pass over a token sequence, longest match first.
//
// Method: a hash table over token sequences with, for each first token, the longest phrase that
// starts with it; matches can only start and end at token boundaries, so "tent" never matches
// "ten". Han text is matched by characters. Cost is near one hash per token.
#ifndef PLUGINS_LINGUISTICS_TEXT_LEXICON_H_
#define PLUGINS_LINGUISTICS_TEXT_LEXICON_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/linguistics/tables/bit_filter.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {

struct LexiconMatch {
  size_t first = 0;  // token indices [first, end)
  size_t end = 0;
  plx_span_t span = {0, 0};
  uint32_t payload = 0;  // as added; for a TSV the row's index
};

class Lexicon {
 public:
  enum Folding : uint32_t {
    kExact = 0,        // upper and lower case differ ("IT" is not "it")
    kIgnoreCase = 1,
    kInflected = 2,    // ignores case; each word also matches in any inflection: "export control"
                       // matches "Exporting controls". Words of the pattern are base forms.
  };

  explicit Lexicon(Folding folding = kIgnoreCase) : folding_(folding) {}

  // Adds a phrase (UTF-8, at most 32 tokens; longer or empty ones are ignored and give false).
  // A phrase that was added before gets a further payload: both are reported.
  bool Add(std::string_view phrase, uint32_t payload);
  // Adds one row per line of a TSV: column `column` holds phrases separated by '|'; the payload is
  // the zero-based index of the row among the rows that are neither empty nor start with '#'.
  // Returns the number of such rows.
  uint32_t AddTsv(std::string_view tsv, uint32_t column);

  // All matches, longest first at each place, none overlapping another, in text order; phrases
  // that share a span are reported one after the other.
  std::vector<LexiconMatch> Find(const TokenSequence& tokens) const;
  // As Find, but every phrase that matches anywhere, also inside longer ones.
  std::vector<LexiconMatch> FindAll(const TokenSequence& tokens) const;
  // The longest match that starts at token `first`: its end, or `first` if none. Appends its
  // payloads to `payloads` unless that is null.
  size_t MatchAt(const TokenSequence& tokens, size_t first, std::vector<uint32_t>* payloads) const;

  size_t size() const { return phrase_count_; }

 private:
  struct Entry {
    uint64_t hash;          // of the token hashes of the phrase
    uint32_t payload_begin; // index into links_, kNoLink if only a prefix
    uint32_t longer;        // 1 if a longer phrase continues this one
  };
  struct Link {
    uint32_t payload;
    uint32_t next;
  };

  uint64_t TokenHash(const TokenSequence& tokens, size_t i, bool fold) const;
  void Attach(Entry* entry, uint32_t payload);
  Entry* FindOrInsert(uint64_t hash);
  const Entry* FindEntry(uint64_t hash) const;
  void Grow();
  const Entry* Walk(const TokenSequence& tokens, size_t first, size_t* end,
                    const std::function<void(const Entry&, size_t)>* each) const;

  Folding folding_;
  std::vector<Entry> slots_;
  BitFilter filter_;  // of the hashes in slots_
  std::vector<Link> links_;
  size_t used_ = 0;
  size_t phrase_count_ = 0;
};

}  // namespace plx::linguistics

#endif  // PLUGINS_LINGUISTICS_TEXT_LEXICON_H_
