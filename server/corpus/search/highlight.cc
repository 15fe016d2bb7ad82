#include "server/corpus/search/highlight.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/corpus/search/tokenizer.h"
#include "server/text/utf8.h"

namespace parallax::corpus {
namespace {

using text::Span;

// Matches of one block that are looked at to choose its snippet.
constexpr size_t kMaxMatches = 256;

// A match and the number of the term it is of.
struct Match {
  Span span;
  size_t term = 0;
};

// The tokens of a text by position; a position may have two.
struct Position {
  std::vector<std::pair<std::string, Span>> tokens;
};

std::vector<Position> PositionsOf(absl::string_view text) {
  std::vector<Position> positions;
  Tokenize(text, TokenizeMode::kDocument, [&](const SearchToken& token) {
    if (!token.beside || positions.empty()) positions.emplace_back();
    positions.back().tokens.emplace_back(std::string(token.text), token.span);
    return true;
  });
  return positions;
}

const Span* FindToken(const Position& position, const std::string& token, bool prefix) {
  for (const auto& [text, span] : position.tokens) {
    if (prefix ? absl::StartsWith(text, token) : text == token) return &span;
  }
  return nullptr;
}

// The length of the first code point of `text`.
uint32_t FirstCodePoint(absl::string_view text) {
  size_t end = 0;
  text::NextCodePoint(text, &end);
  return static_cast<uint32_t>(end);
}

// The span of `term` if it matches at positions[first...].
bool MatchTerm(absl::string_view text, const std::vector<Position>& positions, size_t first,
               const QueryTerm& term, Span* span) {
  if (first + term.tokens.size() > positions.size()) return false;
  for (size_t i = 0; i < term.tokens.size(); ++i) {
    const bool prefix = term.prefix && i + 1 == term.tokens.size();
    const Span* found = FindToken(positions[first + i], term.tokens[i], prefix);
    if (found == nullptr) return false;
    if (i == 0) *span = *found;
    span->begin = std::min(span->begin, found->begin);
    span->end = std::max(span->end, found->end);
    // A prefix is one character of the pair it begins.
    if (prefix) span->end = found->begin + FirstCodePoint(found->In(text));
  }
  return true;
}

std::vector<Match> FindMatches(absl::string_view text, const Query& query, QueryField field) {
  const std::vector<Position> positions = PositionsOf(text);
  std::vector<Match> matches;
  size_t number = 0;
  for (const QueryClause& clause : query.clauses) {
    if (clause.negated) continue;
    for (const QueryTerm& term : clause.any_of) {
      ++number;
      if (term.field != QueryField::kText && term.field != field) continue;
      for (size_t i = 0; i < positions.size(); ++i) {
        Span span;
        if (MatchTerm(text, positions, i, term, &span)) matches.push_back({span, number});
      }
    }
  }
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.span != b.span ? a.span < b.span : a.term < b.term;
  });
  return matches;
}

std::vector<Span> Joined(const std::vector<Match>& matches) {
  std::vector<Span> spans;
  for (const Match& match : matches) {
    if (!spans.empty() && match.span.begin <= spans.back().end) {
      spans.back().end = std::max(spans.back().end, match.span.end);
    } else {
      spans.push_back(match.span);
    }
  }
  return spans;
}

size_t DistinctTerms(const std::vector<Match>& matches, Span window) {
  std::vector<size_t> terms;
  for (const Match& match : matches) {
    if (window.Contains(match.span)) terms.push_back(match.term);
  }
  std::sort(terms.begin(), terms.end());
  return std::unique(terms.begin(), terms.end()) - terms.begin();
}

bool IsWordBreak(absl::string_view text, size_t at) {
  return at == 0 || at >= text.size() || text[at - 1] == ' ' || text[at - 1] == '\n' ||
         static_cast<unsigned char>(text[at]) >= 0xE3;
}

// `window` grown to about `bytes` inside `block`, on code points, and on words where one is near.
Span Grow(absl::string_view text, Span block, Span window, uint32_t bytes) {
  constexpr uint32_t kNear = 16;
  if (block.size() <= bytes + kNear) return block;
  const uint32_t spare = window.size() < bytes ? bytes - window.size() : 0;
  const uint32_t left = std::min(spare / 3, window.begin - block.begin);
  uint32_t begin = window.begin - left;
  const uint32_t aim = static_cast<uint32_t>(
      text::FloorBoundary(text, std::min(block.end, window.end + spare - left)));
  uint32_t end = std::max(aim, window.end);
  while (begin < window.begin && !text::IsBoundary(text, begin)) ++begin;
  for (uint32_t i = begin; i < std::min(window.begin, begin + kNear); ++i) {
    if (begin > block.begin && text::IsBoundary(text, i) && IsWordBreak(text, i)) {
      begin = i;
      break;
    }
  }
  for (uint32_t i = end; end < block.end && i > std::max(window.end, end - kNear); --i) {
    if (text::IsBoundary(text, i) && IsWordBreak(text, i)) {
      end = i;
      break;
    }
  }
  while (end > window.end && text[end - 1] == ' ') --end;
  return {begin, end};
}

struct Candidate {
  Snippet snippet;
  size_t terms = 0;
  size_t matches = 0;
};

// The window of one block with most terms; its matches count from the block's begin.
Candidate BestOfBlock(absl::string_view text, Span block, const std::vector<Match>& matches,
                      uint32_t bytes) {
  Candidate best;
  Span best_window;
  for (size_t first = 0; first < matches.size(); ++first) {
    Span window = matches[first].span;
    size_t count = 0;
    for (size_t i = first; i < matches.size(); ++i) {
      if (matches[i].span.end - window.begin > std::max(bytes, window.size())) break;
      window.end = std::max(window.end, matches[i].span.end);
      ++count;
    }
    const size_t terms = DistinctTerms(matches, window);
    if (terms < best.terms || (terms == best.terms && count <= best.matches)) continue;
    best.terms = terms;
    best.matches = count;
    best_window = window;
  }
  const Span window = Grow(text, block, best_window, bytes);
  best.snippet.span = window;
  best.snippet.text = std::string(window.In(text));
  for (const Span highlight : Joined(matches)) {
    if (window.Contains(highlight)) best.snippet.highlights.push_back(highlight);
  }
  return best;
}

}  // namespace

std::vector<Span> SearchedBlocks(const DocumentContent& content) {
  std::vector<Span> spans;
  for (const Block& block : content.blocks) {
    const bool title = block.kind == BlockKind::kTitle && block.span.In(content.text) == content.title;
    if (block.kind != BlockKind::kByline && !title) spans.push_back(block.span);
  }
  return spans;
}

std::string SearchedBody(const DocumentContent& content) {
  std::string body;
  for (const Span span : SearchedBlocks(content)) {
    absl::StrAppend(&body, body.empty() ? "" : kBlockSeparator, span.In(content.text));
  }
  return body;
}

std::vector<Span> HighlightText(absl::string_view text, const Query& query, QueryField field) {
  return Joined(FindMatches(text, query, field));
}

std::vector<Snippet> MakeSnippets(const DocumentContent& content, const Query& query, uint32_t bytes,
                                  int count) {
  std::vector<Candidate> candidates;
  for (const Span block : SearchedBlocks(content)) {
    std::vector<Match> matches = FindMatches(block.In(content.text), query, QueryField::kText);
    if (matches.empty() || bytes == 0) continue;
    if (matches.size() > kMaxMatches) matches.resize(kMaxMatches);
    for (Match& match : matches) {
      match.span = {match.span.begin + block.begin, match.span.end + block.begin};
    }
    candidates.push_back(BestOfBlock(content.text, block, matches, bytes));
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.terms != b.terms ? a.terms > b.terms : a.matches > b.matches;
  });
  std::vector<Snippet> snippets;
  for (Candidate& candidate : candidates) {
    if (static_cast<int>(snippets.size()) == count) break;
    snippets.push_back(std::move(candidate.snippet));
  }
  return snippets;
}

}  // namespace parallax::corpus
