#include "plugins/linguistics/attribution_finder.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {

void AttributionFinder::SentenceFrames(const TokenSequence& tokens, uint32_t index) {
  for (size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens.Word(i) == "according" && tokens.Word(i + 1) == "to") AccordingTo(tokens, i, index);
  }
  if (tokens.Code(0) == U'据') ByReport(tokens, index);
  OpeningRole(tokens, index);
  if (tokens.Code(0) == U'“' || tokens.Code(0) == U'「') AfterQuote(tokens, index);
  Labelled(tokens, index);
}

// "Critics say Northwind is doomed": a plural role and a cue that the parser took for a name.
void AttributionFinder::OpeningRole(const TokenSequence& tokens, uint32_t sentence) {
  for (size_t i = 1; i < 4 && i + 2 < tokens.size(); ++i) {
    const auto cue = tables_.verbs.find(tokens.Word(i));
    if (cue == tables_.verbs.end() || cue->first == "accuse") continue;
    std::string role = Lemma(tokens.Word(i - 1), WordClass::kNoun);
    if (role == tokens.Word(i - 1) && role.ends_with('s')) role.pop_back();  // "critics"
    if (role == tokens.Word(i - 1) || tables_.roles.count(role) == 0) continue;
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Attribution& a) {
      return a.sentence == sentence && a.content.end > tokens[i].end;
    });
    if (known) return;
    Attribution a;
    a.kind = cue->second;
    a.cue = tokens.Span(i, i + 1);
    a.cue_lemma = std::string(cue->first);
    a.sentence = sentence;
    Participant who;
    who.span = tokens.Span(0, i);
    who.head = tokens.Span(i - 1, i);
    if (SetHolder(who, false, &a)) Add(std::move(a), {tokens[i].end, tokens[tokens.size() - 1].end});
    return;
  }
}

// The mention that begins at a token, else null.
const plx_mention_t* AttributionFinder::MentionAt(const TokenSequence& tokens, size_t i) const {
  const plx_mention_t* best = nullptr;
  document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    if (i < tokens.size() && m.base.span.begin == tokens[i].begin &&
        (best == nullptr || m.base.span.end > best->base.span.end)) {
      best = &m;
    }
  });
  return best;
}

// Reads a holder from token `i` to the next comma or mark; its end, or `i` if it is none.
size_t AttributionFinder::ReadHolder(const TokenSequence& tokens, size_t i, bool chinese, Attribution* a) const {
  size_t end = i;
  while (end < tokens.size() && tokens.Kind(end) != TokenKind::kPunctuation &&
         tokens.Kind(end) != TokenKind::kReference && end < i + 24) {
    ++end;
  }
  if (end == i) return i;
  Participant who;
  who.span = tokens.Span(i, end);
  size_t head = end - 1;
  for (size_t k = i; k < end; ++k) {
    if (tokens.Word(k) == "of" || tokens.Word(k) == "from" || tokens.Word(k) == "in") {
      if (k > i) head = k - 1;
      break;
    }
  }
  who.head = tokens.Span(head, head + 1);
  for (size_t k = i; k < end; ++k) {
    const plx_mention_t* m = MentionAt(tokens, k);
    if (m != nullptr && m->base.span.end >= tokens[head].end && m->base.span.end <= who.span.end) {
      who.entity = View(m->entity);
    }
  }
  return SetHolder(who, chinese, a) ? end : i;
}

void AttributionFinder::AccordingTo(const TokenSequence& tokens, size_t i, uint32_t sentence) {
  Attribution a;
  a.cue = tokens.Span(i, i + 2);
  a.cue_lemma = "according to";
  a.sentence = sentence;
  const size_t end = ReadHolder(tokens, i + 2, false, &a);
  if (end == i + 2) return;
  const plx_span_t all = tokens.Span(0, tokens.size());
  if (i > 2) {
    Add(std::move(a), {all.begin, tokens[i].begin});
  } else if (end < tokens.size()) {
    Add(std::move(a), {tokens[end].begin, all.end});
  }
}

// "Minister: no plan to ban exports", 德国表态：不是针对中国
void AttributionFinder::Labelled(const TokenSequence& tokens, uint32_t sentence) {
  size_t from = 0;
  for (size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens.Code(i) == ',' || tokens.Code(i) == U'！' || tokens.Code(i) == '!' || tokens.Code(i) == '-') from = i + 1;
    if (tokens.Code(i) != ':' || i - from > 16 || i <= from) continue;
    const bool chinese = tokens.Kind(i - 1) == TokenKind::kHan;
    Attribution a;
    a.sentence = sentence;
    a.cue = tokens.Span(i, i + 1);
    a.cue_lemma = ":";
    Participant who;
    size_t end = i;
    if (chinese) {  // the verb before the colon is the cue
      for (const auto& [verb, kind] : tables_.verbs_zh) {
        const size_t length = verb.size() / 3;
        if (i < from + length + 1) continue;
        const std::string_view text = tokens.Text(tokens.Span(i - length, i));
        if (text == verb && i - length < end) end = i - length, a.kind = kind, a.cue_lemma = std::string(verb);
      }
      if (end < i) return;  // ChineseVerb has it
    }
    who.span = tokens.Span(from, end);
    who.head = tokens.Span(end - 1, end);
    const plx_mention_t* m = MentionAt(tokens, from);
    if (m == nullptr || m->base.span.end != who.span.end) return;
    who.entity = View(m->entity);
    if (TypeOf(who.entity) == "REGION" && !chinese) return;  // a dateline or a section
    if (SetHolder(who, chinese, &a)) Add(std::move(a), {tokens[i].end, tokens[tokens.size() - 1].end});
    return;
  }
}

}  // namespace plx::linguistics
