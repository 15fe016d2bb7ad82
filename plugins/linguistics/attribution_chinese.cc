#include "plugins/linguistics/attribution_finder.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {

// 分析人士认为: a role right before the verb that was cut off as a clause of its own.
Participant AttributionFinder::SpeakerBefore(const Clause& c) const {
  Participant who;
  if (c.subject.present() && !c.subject_inherited) return who;
  const std::string_view before = Between(SentenceSpan(c).begin, c.predicate.begin);
  size_t from = 0;
  for (const std::string_view mark : {"，", "；", "：", "“", "。", ",", "、", "但", "而"}) {
    const size_t at = before.rfind(mark);
    if (at != std::string_view::npos) from = std::max(from, at + mark.size());
  }
  std::string_view name = before.substr(from);
  if (const size_t there_are = name.rfind("有"); there_are != std::string_view::npos) {  // 此前有媒体称
    from += there_are + std::string_view("有").size();
    name = before.substr(from);
  }
  if (name.empty() || name.size() > 36 || !EndsWithAny(name, tables_.roles_zh)) return who;
  who.span = {SentenceSpan(c).begin + static_cast<uint32_t>(from), c.predicate.begin};
  who.head = who.span;
  return who;
}

// 警告政府不要干预，称施压不可接受: the parser takes 称 for a part of the subject. Who says it is the subject of the clause
// before; the end of the cue, or 0 if there is none.
uint32_t AttributionFinder::LeadingVerb(size_t i, Participant* who) const {
  const Clause& c = clauses_[i];
  const std::string_view said = document_.Text(c.span);
  constexpr std::string_view kCue = "称";
  if (!said.starts_with(kCue) || said.starts_with("称为") || said.starts_with("称赞") || said.starts_with("称作")) return 0;
  if (!Between(SentenceSpan(c).begin, c.span.begin).ends_with("，")) return 0;
  for (size_t k = i; k-- > 0 && clauses_[k].sentence == c.sentence;) {
    if (clauses_[k].link == ClauseLink::kComplement || !clauses_[k].subject.present()) continue;
    *who = clauses_[k].subject;
    return c.span.begin + static_cast<uint32_t>(kCue.size());
  }
  return 0;
}

void AttributionFinder::ChineseVerb(size_t i) {
  const Clause& c = clauses_[i];
  const auto cue = tables_.verbs_zh.find(c.lemma);
  if (cue == tables_.verbs_zh.end()) {
    Attribution a;
    Participant who;
    const uint32_t begin = LeadingVerb(i, &who);
    if (begin == 0) return;
    a.cue = {c.span.begin, begin};
    a.cue_lemma = "称";
    a.sentence = c.sentence;
    if (SetHolder(who, true, &a)) Add(std::move(a), {begin, c.span.end});
    return;
  }
  Attribution a;
  a.kind = cue->second;
  a.cue = c.predicate;
  a.cue_lemma = c.lemma;
  a.sentence = c.sentence;
  a.negated = Negated(document_.Text(c.verb_group)) && a.kind != ReportKind::kDeny;
  if (!SetHolder(c.subject, true, &a) && !SetHolder(SpeakerBefore(c), true, &a)) return;
  plx_span_t content = {c.predicate.end, c.span.end};
  if (content.end - content.begin < 4) content.begin = content.end;
  for (size_t k = i + 1; k < clauses_.size() && clauses_[k].sentence == c.sentence; ++k) {
    const bool next_speaker = !clauses_[k].subject_inherited && tables_.verbs_zh.count(clauses_[k].lemma) > 0 &&
                              clauses_[k].subject.entity != c.subject.entity;
    if (next_speaker || (k > i + 1 && clauses_[k].link == ClauseLink::kContrast && !clauses_[k].subject_inherited)) break;
    content.end = clauses_[k].span.end;
  }
  Add(std::move(a), content);
}

// “……”，印度表示。
void AttributionFinder::AfterQuote(const TokenSequence& tokens, uint32_t sentence) {
  size_t close = tokens.size();
  for (size_t i = tokens.size(); i-- > 1;) {
    if (tokens.Code(i) == U'”' || tokens.Code(i) == U'」') {
      close = i;
      break;
    }
  }
  size_t first = close + 1;
  if (first < tokens.size() && tokens.Code(first) == ',') ++first;
  size_t end = tokens.size();
  while (end > first && tokens.Kind(end - 1) == TokenKind::kPunctuation) --end;
  if (first >= end || end > first + 24) return;
  const std::string_view said = tokens.Text(tokens.Span(first, end));
  std::string_view cue;
  for (const auto& [verb, kind] : tables_.verbs_zh) {
    if (said.ends_with(verb) && verb.size() > cue.size()) cue = verb;
  }
  if (cue.empty() || cue.size() >= said.size()) return;
  const uint32_t begin = tokens[first].begin;
  const uint32_t cut = tokens[end - 1].end - static_cast<uint32_t>(cue.size());
  Attribution a;
  a.sentence = sentence;
  a.kind = tables_.verbs_zh.find(cue)->second;
  a.cue_lemma = std::string(cue);
  a.cue = {cut, tokens[end - 1].end};
  Participant who;
  who.span = who.head = {begin, cut};
  document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    if (Contains(who.span, m.base.span) && m.base.span.end == who.span.end) who.entity = View(m.entity);
  });
  if (SetHolder(who, true, &a)) Add(std::move(a), tokens.Span(0, close + 1));
}

// 据X报道，... 据X称
void AttributionFinder::ByReport(const TokenSequence& tokens, uint32_t sentence) {
  size_t comma = 1;
  while (comma < tokens.size() && tokens.Kind(comma) != TokenKind::kPunctuation && comma < 24) ++comma;
  if (comma >= tokens.size() || comma < 3) return;
  const std::string_view said = tokens.Text({tokens[1].begin, tokens[comma - 1].end});
  size_t cut = said.size();
  std::string_view cue;
  for (const std::string_view w : {"报道称", "报道", "消息称", "消息", "透露", "称", "介绍", "统计", "估计", "数据", "表示", "披露"}) {
    const size_t at = said.rfind(w);
    if (at != std::string_view::npos && at > 0 && at < cut) cut = at, cue = w;
  }
  if (cue.empty()) return;
  Attribution a;
  a.sentence = sentence;
  a.kind = cue == "估计" ? ReportKind::kEstimate : ReportKind::kSay;
  a.cue_lemma = std::string(cue);
  const uint32_t begin = tokens[1].begin;
  a.cue = {begin + static_cast<uint32_t>(cut), begin + static_cast<uint32_t>(cut + cue.size())};
  Participant who;
  who.span = {begin, begin + static_cast<uint32_t>(cut)};
  who.head = who.span;
  document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    if (Contains(who.span, m.base.span) && m.base.span.end == who.span.end) who.entity = View(m.entity);
  });
  if (!SetHolder(who, true, &a)) {
    a.holder_kind = HolderKind::kRole;
    a.holder = who.span;
    a.name = std::string(document_.Text(who.span));
  }
  Add(std::move(a), {tokens[comma].end, tokens[tokens.size() - 1].end});
}

}  // namespace plx::linguistics
