#include "plugins/linguistics/attribution_finder.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/text/lemma.h"
#include "plx/analyzer.hpp"

namespace plx::linguistics {
namespace {

// Mentions of these types can speak.
bool CanSpeak(std::string_view type) {
  return type != "CURRENCY" && type != "LANGUAGE" && type != "PRODUCT" && type != "EVENT" && type != "LAW" &&
         type != "DATE" && type != "WORK" && type != "TREATY" && type != "MATERIAL";
}

}  // namespace

AttributionFinder::AttributionFinder(const Document& document, const Parse& parse)
    : document_(document), sentences_(parse.sentences), clauses_(parse.clauses), tables_(AttributionTables::Get()) {
  document.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    types_[View(m.entity)] = View(m.type);
  });
}

std::vector<Attribution> AttributionFinder::Run() {
  for (size_t i = 0; i < clauses_.size(); ++i) {
    CheckNotCancelled();
    const Clause& c = clauses_[i];
    if (c.chinese) {
      ChineseVerb(i);
    } else {
      EnglishVerb(i);
      NounCue(i);
    }
  }
  std::vector<bool> has_clause(sentences_.size());
  for (const Clause& c : clauses_) has_clause[c.sentence] = true;
  for (uint32_t s = 0; s < sentences_.size(); ++s) {
    CheckNotCancelled();
    if (has_clause[s]) SentenceFrames(sentences_[s].tokens, s);
  }
  std::stable_sort(found_.begin(), found_.end(), [](const Attribution& a, const Attribution& b) {
    return a.content.begin != b.content.begin ? a.content.begin < b.content.begin
                                              : a.content.end > b.content.end;
  });
  return std::move(found_);
}

plx_span_t AttributionFinder::SentenceSpan(const Clause& c) const { return document_.sentences()[c.sentence].span; }

// Fills the holder from a noun phrase. False: it is nothing that speaks.
bool AttributionFinder::SetHolder(const Participant& who, bool chinese, Attribution* a) const {
  if (!who.present()) return false;
  a->holder = who.span;
  a->name = std::string(document_.Text(who.span));
  const std::string_view head = document_.Text(who.head);
  const std::string lemma = chinese ? std::string(head) : Lemma(head, WordClass::kNoun);
  const auto& outlets = chinese ? tables_.outlets_zh : tables_.outlets;
  const auto& roles = chinese ? tables_.roles_zh : tables_.roles;
  const auto& sources = chinese ? tables_.sources_zh : tables_.sources;
  const auto listed = [&](const std::set<std::string_view>& set) {
    return chinese ? EndsWithAny(a->name, set) : set.count(lemma) > 0;
  };
  if (!who.entity.empty() && CanSpeak(TypeOf(who.entity))) {
    a->holder_kind = HolderKind::kActor;
    a->entity = who.entity;
    return true;
  }
  if (listed(outlets)) {
    a->holder_kind = HolderKind::kOutlet;
    return true;
  }
  if (listed(roles) || listed(sources)) {
    a->holder_kind = HolderKind::kRole;
    return true;
  }
  // A name that no analyzer linked: somebody in particular, but nobody known.
  const bool name = !chinese && !head.empty() && head[0] >= 'A' && head[0] <= 'Z' && !AtSentenceStart(who);
  // Whatever says or denies something is somebody: "the federation said". Other cues may have
  // things as subjects: "the delay shows that".
  if (!name && (!IsSpeech(a->cue_lemma) || IsExpletive(lemma))) return false;
  a->holder_kind = HolderKind::kRole;
  return true;
}

std::string_view AttributionFinder::TypeOf(std::string_view entity) const {
  const std::string_view* type = types_.Find(entity);
  return type == nullptr ? std::string_view() : *type;
}

bool AttributionFinder::IsSpeech(std::string_view cue) {
  static constexpr std::string_view kSpeech[] = {
      "say",  "deny", "claim", "state", "announce", "tell", "insist", "argue", "admit", "declare", "allege",
      "vow",  "believe", "think", "fear", "worry", "hope", "feel", "warn", "caution", "contend", "maintain",
      "doubt", "complain", "accuse", "指责", "指控", "称",   "说",    "表示",  "否认",     "宣布", "声称",   "坚称",  "宣称",  "透露",    "承认",
      "坚持认为"};
  return std::find(std::begin(kSpeech), std::end(kSpeech), cue) != std::end(kSpeech);
}

bool AttributionFinder::IsExpletive(std::string_view word) {
  static constexpr std::string_view kExpletives[] = {"it", "there", "this", "that", "which", "who", "what"};
  return std::find(std::begin(kExpletives), std::end(kExpletives), word) != std::end(kExpletives);
}

bool AttributionFinder::AtSentenceStart(const Participant& who) const {
  const auto sentences = document_.sentences();
  for (const plx_sentence_t& s : sentences) {
    if (s.span.begin == who.head.begin) return true;
  }
  return false;
}

bool AttributionFinder::Negated(std::string_view group) {
  return group.find("not") != std::string_view::npos || group.find("n't") != std::string_view::npos ||
         group.find("never") != std::string_view::npos || group.find("未") != std::string_view::npos ||
         group.find("没有") != std::string_view::npos;
}

void AttributionFinder::Add(Attribution a, plx_span_t content) {
  content = TrimContent(content, &a.quoted);
  if (content.begin >= content.end) return;
  a.content = content;
  found_.push_back(std::move(a));
}

// Without marks and space at its ends; notes quotation marks.
plx_span_t AttributionFinder::TrimContent(plx_span_t content, bool* quoted) const {
  if (content.begin >= content.end) return content;
  const TokenSequence tokens(document_, content);
  size_t first = 0, end = tokens.size();
  const auto quote = [](char32_t c) { return c == '"' || c == U'“' || c == U'”' || c == U'「' || c == U'」'; };
  while (first < end && tokens.Kind(first) == TokenKind::kPunctuation && tokens.Code(first) != '$') {
    *quoted |= quote(tokens.Code(first));
    ++first;
  }
  while (end > first && (tokens.Kind(end - 1) == TokenKind::kReference ||
                         (tokens.Kind(end - 1) == TokenKind::kPunctuation && tokens.Code(end - 1) != '%'))) {
    --end;
  }
  if (first >= end) return {0, 0};
  return tokens.Span(first, end);
}

std::string_view AttributionFinder::Between(uint32_t from, uint32_t to) const {
  return from < to ? document_.Text({from, to}) : std::string_view();
}

std::vector<Attribution> FindAttributions(const Document& document, const Parse& parse) {
  return AttributionFinder(document, parse).Run();
}

const Attribution* HolderOf(const std::vector<Attribution>& attributions, plx_span_t span) {
  const Attribution* best = nullptr;
  for (const Attribution& a : attributions) {
    // A clause belongs to a content if most of it lies inside.
    const uint32_t begin = std::max(a.content.begin, span.begin);
    const uint32_t end = std::min(a.content.end, span.end);
    if (begin >= end || (end - begin) * 10 < (span.end - span.begin) * 8) continue;
    if (best == nullptr || a.content.end - a.content.begin <= best->content.end - best->content.begin) best = &a;
  }
  return best;
}

}  // namespace plx::linguistics
