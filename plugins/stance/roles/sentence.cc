#include "plugins/stance/roles/sentence.h"

#include <algorithm>

#include "plugins/linguistics/text/tokens.h"

namespace plx::stance {
namespace {

std::vector<const plx_mention_t*> MentionsOf(const Document& document) {
  std::vector<const plx_mention_t*> mentions;
  document.ForEach<plx_mention_t>(
      [&](const plx_mention_t& mention, uint32_t) { mentions.push_back(&mention); });
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const plx_mention_t* a, const plx_mention_t* b) {
                     if (a->base.span.begin != b->base.span.begin) {
                       return a->base.span.begin < b->base.span.begin;
                     }
                     return a->base.span.end > b->base.span.end;
                   });
  return mentions;
}

Sentence MakeSentence(const Document& document, uint32_t index, linguistics::syntax::TaggedSentence tagged,
                      const std::vector<const plx_mention_t*>& mentions) {
  const plx_sentence_t& raw = document.sentences()[index];
  Sentence sentence;
  sentence.index = index;
  sentence.span = raw.span;
  const auto first = std::lower_bound(
      mentions.begin(), mentions.end(), raw.span.begin,
      [](const plx_mention_t* m, uint32_t begin) { return m->base.span.begin < begin; });
  for (auto it = first; it != mentions.end() && (*it)->base.span.begin < raw.span.end; ++it) {
    if (Contains(raw.span, (*it)->base.span)) sentence.mentions.push_back(*it);
  }
  sentence.chinese = tagged.chinese;
  sentence.words = std::move(tagged.words);
  if (!sentence.chinese) sentence.forms = FormsOf(sentence.words);
  sentence.cues = linguistics::FindCues(tagged.tokens);
  return sentence;
}

}  // namespace

Range Sentence::WordsIn(plx_span_t s) const {
  Range range;
  range.first = static_cast<size_t>(
      std::partition_point(words.begin(), words.end(),
                           [&](const Word& w) { return w.span.end <= s.begin; }) -
      words.begin());
  range.end = static_cast<size_t>(
      std::partition_point(words.begin(), words.end(),
                           [&](const Word& w) { return w.span.begin < s.end; }) -
      words.begin());
  return range;
}

plx_span_t Sentence::SpanOf(Range range) const {
  if (range.empty() || range.end > words.size()) return {0, 0};
  return {words[range.first].span.begin, words[range.end - 1].span.end};
}

std::vector<bool> Sentence::Verbal() const {
  std::vector<bool> verbal(words.size(), clauses.empty());
  for (const linguistics::Clause* clause : clauses) {
    const bool nominal = clause->link == linguistics::ClauseLink::kNominal;
    const Range range = WordsIn(nominal ? clause->span : clause->verb_group);
    for (size_t i = range.first; i < range.end; ++i) verbal[i] = true;
  }
  return verbal;
}

const linguistics::Clause* Sentence::ClauseOf(plx_span_t s) const {
  const linguistics::Clause* best = nullptr;
  for (const linguistics::Clause* clause : clauses) {
    if (!Contains(clause->span, s)) continue;
    if (best == nullptr ||
        clause->span.end - clause->span.begin < best->span.end - best->span.begin) {
      best = clause;
    }
  }
  return best;
}

bool Sentence::Governs(const linguistics::Clause* clause,
                       const linguistics::Clause* inside) const {
  if (clause == nullptr || inside == nullptr || clause == inside) return true;
  for (const linguistics::Clause* c = inside; c->parent != linguistics::kNone;) {
    // "not aimed at anyone and that Singapore wanted ...": a statement of its own.
    const bool own = c->subject.present() && !c->subject_inherited &&
                     (c->link == linguistics::ClauseLink::kComplement ||
                      c->link == linguistics::ClauseLink::kCoordinate ||
                      c->link == linguistics::ClauseLink::kContrast);
    if (own) return false;
    c = &(*all_clauses)[static_cast<size_t>(c->parent)];
    if (c == clause) return true;
  }
  // Not above it: a clause beside it, unless one span lies inside the other.
  return Contains(clause->span, inside->span) || Contains(inside->span, clause->span);
}

const plx_mention_t* Sentence::MentionAt(size_t word) const {
  const plx_mention_t* best = nullptr;
  for (const plx_mention_t* mention : mentions) {
    if (mention->base.span.begin >= words[word].span.end) break;
    if (!Overlaps(mention->base.span, words[word].span)) continue;
    if (best == nullptr || mention->base.span.end - mention->base.span.begin >
                               best->base.span.end - best->base.span.begin) {
      best = mention;
    }
  }
  return best;
}

ParsedDocument ParseDocument(const Document& document, const Call& call) {
  ParsedDocument parsed;
  linguistics::Parse parse = linguistics::ParseClauses(document);
  parsed.attributions = linguistics::FindAttributions(document, parse);
  parsed.clauses = std::move(parse.clauses);
  const auto mentions = MentionsOf(document);
  const auto sentences = document.sentences();
  const auto blocks = document.blocks();
  for (uint32_t i = 0; i < sentences.size(); ++i) {
    call.CheckNotCancelled();
    const uint32_t block = sentences[i].block;
    if (block < blocks.size() && blocks[block].kind == PLX_BLOCK_BYLINE) continue;
    parsed.sentences.push_back(MakeSentence(document, i, std::move(parse.sentences[i]), mentions));
  }
  size_t next = 0;
  for (const linguistics::Clause& clause : parsed.clauses) {
    while (next < parsed.sentences.size() && parsed.sentences[next].index < clause.sentence) ++next;
    if (next == parsed.sentences.size()) break;
    if (parsed.sentences[next].index == clause.sentence) {
      parsed.sentences[next].clauses.push_back(&clause);
    }
  }
  return parsed;
}

}  // namespace plx::stance
