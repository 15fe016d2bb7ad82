#include "plugins/claims/records/document_context.h"

#include <algorithm>
#include <array>
#include <map>

#include "plugins/linguistics/numbers/numerals.h"

namespace plx::claims {
namespace {

using linguistics::NumeralKind;
using linguistics::TermClass;
using linguistics::TokenKind;

constexpr size_t kMostContext = 10;
constexpr int kTopicMentions = 3;

template <size_t N>
bool In(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// "phase 3", "stage two", "line 2".
bool IsNumbered(std::string_view word) {
  static constexpr std::array<std::string_view, 16> kNouns = {
      "phase", "stage", "line", "unit", "reactor", "block", "section", "article", "chapter", "round", "terminal",
      "runway", "tunnel", "tower", "station", "module"};
  return In(word, kNouns);
}

// "second quarter", "first time": when and how often, not which.
bool IsTimeWord(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kWords = {"quarter", "half", "time", "day", "week", "month", "year",
                                                              "century", "place", "largest", "biggest", "highest", "hour", "anniversary"};
  return In(word, kWords);
}

std::string Whole(double value) { return std::to_string(static_cast<long long>(value)); }

}  // namespace

bool IsTitle(const Document& document, uint32_t sentence) {
  const auto blocks = document.blocks();
  const uint32_t block = document.sentences()[sentence].block;
  return block < blocks.size() && blocks[block].kind == PLX_BLOCK_TITLE;
}

std::vector<std::string> Foremost(const std::map<std::string, int>& counts, int least, size_t most) {
  std::vector<std::pair<int, std::string>> ranked;
  for (const auto& [key, count] : counts) {
    if (count >= least) ranked.push_back({-count, key});
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > most) ranked.resize(most);
  std::vector<std::string> keys;
  for (auto& [count, key] : ranked) keys.push_back(std::move(key));
  std::sort(keys.begin(), keys.end());
  return keys;
}

DocumentContext ReadContext(const Document& document, const std::vector<const SentenceFacts*>& facts) {
  DocumentContext out;
  std::map<std::string, int> topics, terms, entities;
  for (uint32_t s = 0; s < facts.size(); ++s) {
    const int weight = IsTitle(document, s) ? 2 : 1;
    for (const auto& term : facts[s]->terms) {
      if (IsGenericKey(term.key) || term.term_class == TermClass::kQuality) continue;
      if (term.term_class == TermClass::kTopic) ++topics[term.key];
      terms[term.key] += weight;
    }
    for (const plx_mention_t* m : facts[s]->mentions) {
      if (View(m->entity).rfind("region:", 0) != 0) entities[std::string(View(m->entity))] += weight;
    }
  }
  int best = kTopicMentions - 1;
  for (const auto& [key, count] : topics) {
    if (count > best) best = count, out.main_topic = key;
  }
  best = 1;
  for (const auto& [key, count] : entities) {
    if (count > best) best = count, out.about = key;
  }
  out.context = Foremost(terms, 2, kMostContext);
  return out;
}

std::vector<Ordinal> OrdinalsIn(const SentenceFacts& facts, plx_span_t where) {
  std::vector<Ordinal> found;
  const auto& tokens = facts.tokens;
  for (const auto& n : linguistics::FindNumerals(tokens)) {
    if (!Contains(where, n.span) || facts.InDate(n.span) || n.vague || n.value < 0 || n.value > 99) continue;
    const bool ordinal = n.kind == NumeralKind::kOrdinal;
    if (tokens.Kind(n.first) == TokenKind::kHan || tokens.Code(n.end) == U'期') {
      const char32_t next = tokens.Code(n.end);
      const bool phase = next == U'期' && n.kind == NumeralKind::kCardinal;
      const bool time = next == U'季' || next == U'年' || next == U'天' || next == U'大' || next == U'位' || (next == U'次' && tokens.Kind(n.end + 1) != TokenKind::kHan);
      if (phase || (ordinal && !time)) found.push_back({Whole(n.value), tokens.Span(n.first, phase ? n.end + 1 : n.end)});
    } else if (ordinal && n.end < tokens.size() && tokens.Kind(n.end) == TokenKind::kWord && !IsTimeWord(tokens.Word(n.end))) {
      found.push_back({Whole(n.value), n.span});
    } else if (n.kind == NumeralKind::kCardinal && n.first > 0 && IsNumbered(tokens.Word(n.first - 1))) {
      found.push_back({Whole(n.value), tokens.Span(n.first - 1, n.end)});
    }
  }
  // KX-217三期: the digits before belong to the name, and the numeral with them would be 2173.
  for (size_t i = 1; i + 1 < tokens.size(); ++i) {
    constexpr std::u32string_view kDigits = U"一二三四五六七八九";
    const size_t value = kDigits.find(tokens.Code(i));
    if (value == kDigits.npos || tokens.Code(i + 1) != U'期' || tokens.Kind(i - 1) != TokenKind::kNumber) continue;
    const plx_span_t span = tokens.Span(i, i + 2);
    if (Contains(where, span)) found.push_back({std::to_string(value + 1), span});
  }
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens.Code(i) != U'首' || !Contains(where, tokens.Span(i, i + 2))) continue;
    const char32_t next = tokens.Code(i + 1);
    if (next == U'次' || next == U'个' || next == U'座' || next == U'条' || next == U'批' || next == U'轮') found.push_back({"1", tokens.Span(i, i + 2)});
  }
  return found;
}

}  // namespace plx::claims
