#include "plugins/claims/records/label_reader.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/claims/records/other_names.h"
#include "plugins/claims/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {
namespace {

using linguistics::TermClass;

// Heads of groupings in both languages: "alliance" and 联盟 are one kind.
const std::unordered_map<std::string_view, std::string_view>& LabelHeads() {
  static const auto heads = [] {
    std::unordered_map<std::string_view, std::string_view> map;
    linguistics::ForEachRow(data::kLabels, [&](const linguistics::Row& row) {
      if (row.size() != 3) return;
      linguistics::ForEachItem(row[1], [&](std::string_view w) { map.emplace(w, row[0]); });
      linguistics::ForEachItem(row[2], [&](std::string_view w) { map.emplace(w, row[0]); });
    });
    return map;
  }();
  return heads;
}

struct LabelAt {
  plx_span_t span = {0, 0};
  std::string_view kind;
};

// The first word of `where` that heads a grouping.
LabelAt FindLabel(const SentenceFacts& facts, plx_span_t where) {
  const auto& tokens = facts.tokens;
  for (size_t i = tokens.IndexAt(where.begin); i < tokens.size() && tokens[i].end <= where.end; ++i) {
    if (tokens.Kind(i) == linguistics::TokenKind::kWord) {
      const auto it = LabelHeads().find(linguistics::Lemma(tokens.Word(i), linguistics::WordClass::kNoun));
      if (it != LabelHeads().end()) return {tokens.Span(i, i + 1), it->second};
    } else if (tokens.Kind(i) == linguistics::TokenKind::kHan) {
      for (size_t length = 2; length <= 4 && i + length <= tokens.size(); ++length) {
        const plx_span_t span = tokens.Span(i, i + length);
        if (span.end > where.end) break;
        const auto it = LabelHeads().find(tokens.Text(span));
        if (it != LabelHeads().end()) return {span, it->second};
      }
    }
  }
  return {};
}

// The "Union" of the European Union is no label that others could give to another group. The "alliance" of
// "the QUAD alliance" is: it is not written as a part of the name.
bool IsPartOfName(plx_span_t label, const SentenceFacts& facts) {
  constexpr int32_t kInTables = 900;
  const std::string_view word = facts.tokens.Text(label);
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') return false;
  return std::any_of(facts.mentions.begin(), facts.mentions.end(), [&](const plx_mention_t* m) {
    return m->link_score >= kInTables && m->base.span.begin < label.begin && Overlaps(m->base.span, label);
  });
}

bool IsMember(const plx_mention_t& m) { return View(m.entity).rfind("region:", 0) == 0 && m.coreferent == 0; }

// "cooperation agreement", "new alliance": a group of any kind.
bool IsFormOfGroup(std::string_view key) {
  static constexpr std::string_view kWords[] = {"cooperation", "partnership", "alliance", "ally", "agreement", "negotiation", "meeting",
                                                "summit", "form", "build", "establish", "plan", "initiative", "relationship", "leader"};
  return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

// What kind of group it is: the word before "group" (走廊|集团), else the first topic of the clause, else
// that of the document.
RecordTerm LabelTopic(plx_span_t where, plx_span_t label, const SentenceFacts& facts, const std::string& main_topic) {
  const linguistics::Term* before = nullptr;
  const linguistics::Term* first = nullptr;
  for (const auto& term : facts.terms) {
    if (!Contains(where, term.span)) continue;
    const uint32_t gap = label.begin >= term.span.end ? label.begin - term.span.end : UINT32_MAX;
    if (IsGenericKey(term.key) || IsFormOfGroup(term.key) || Overlaps(term.span, label)) continue;
    if (gap <= 1 && term.term_class != TermClass::kQuality) before = &term;
    if (first == nullptr && term.term_class == TermClass::kTopic) first = &term;
  }
  RecordTerm topic;
  const linguistics::Term* chosen = before != nullptr ? before : first;
  topic.key = chosen != nullptr ? chosen->key : main_topic;
  if (chosen != nullptr && !chosen->concept_known) AddOtherNames(&topic);
  return topic;
}

// "consists of three hospitals", 由四个成员组成: how many the claim counts.
uint32_t CountedMembers(const plx_claim_t& claim) {
  for (uint32_t i = 0; i < claim.quantity_count; ++i) {
    const plx_quantity_t& q = claim.quantities[i];
    const std::string_view measure = View(q.measure);
    const bool counts = measure.rfind("size", 0) == 0 || measure.rfind("member", 0) == 0;
    if (counts && q.value >= 2 && q.value <= 200 && std::floor(q.value) == q.value) return static_cast<uint32_t>(q.value);
  }
  return 0;
}

// "the group | occupying parts of | A and B", "from A and B | on the | group": the names are where or what, not who.
bool StandsApart(plx_span_t between, const SentenceFacts& facts) {
  static constexpr std::string_view kApart[] = {"in", "on", "against", "about", "over", "from", "to", "at", "by", "for"};
  static constexpr std::string_view kLists[] = {"comprising", "including", "consisting", "involving", "uniting", "linking", "joining"};
  const auto& tokens = facts.tokens;
  for (size_t i = tokens.IndexAt(between.begin); i < tokens.size() && tokens[i].end <= between.end; ++i) {
    const std::string_view word = tokens.Word(i);
    if (std::find(std::begin(kApart), std::end(kApart), word) != std::end(kApart)) return true;
    if (word.size() > 5 && word.ends_with("ing") && std::find(std::begin(kLists), std::end(kLists), word) == std::end(kLists)) return true;
  }
  return false;
}

// Who belongs to the group: a mention that says so, "34 countries", or a list of names beside it.
void FillMembers(const Document& document, plx_span_t where, plx_span_t at, const SentenceFacts& facts, RecordLabel* out) {
  for (const plx_mention_t* m : facts.mentions) {
    if (!Contains(where, m->base.span)) continue;
    if (m->member_count > 1) {
      out->members.clear();
      for (uint32_t i = 0; i < m->member_count; ++i) out->members.emplace_back(View(m->members[i]));
      std::sort(out->members.begin(), out->members.end());
      out->members.erase(std::unique(out->members.begin(), out->members.end()), out->members.end());
    }
    const uint32_t size = m->stated_size > 0 ? m->stated_size : m->member_count;
    if (size > 1 && out->size == 0) out->size = size;
  }
  if (out->size > 0) return;
  for (const auto& q : facts.quantities) {
    // "detained eight members of the group": not all of them.
    if (q.unit == "member" && facts.tokens.Word(q.end) == "of") continue;
    if (Contains(where, q.span) && (q.unit == "country" || q.unit == "member") && q.value >= 2 && q.value <= 200 && std::floor(q.value) == q.value) {
      out->size = static_cast<uint32_t>(q.value);
      return;
    }
  }
  // A list of names: each begins a few bytes after the one before.
  std::vector<std::string> run;
  uint32_t end = 0;
  std::vector<std::string> best;
  plx_span_t best_span = {0, 0}, run_span = {0, 0};
  for (const plx_mention_t* m : facts.mentions) {
    if (!Contains(where, m->base.span) || !IsMember(*m)) continue;
    const bool joined = !run.empty() && m->base.span.begin >= end && m->base.span.begin - end <= 10 &&
                        document.Text({end, m->base.span.begin}).find_first_of(".;") == std::string_view::npos;
    if (!joined) run.clear(), run_span = m->base.span;
    run.emplace_back(View(m->entity));
    end = m->base.span.end;
    run_span.end = end;
    if (run.size() > best.size()) best = run, best_span = run_span;
  }
  if (best.size() < 2) return;
  // "the alliance of A, B and C", "A, B and C form an alliance": the list stands at the label.
  const uint32_t gap = best_span.begin > at.end ? best_span.begin - at.end : at.begin > best_span.end ? at.begin - best_span.end : 0;
  if (gap > 40) return;
  const plx_span_t between = best_span.begin > at.end ? plx_span_t{at.end, best_span.begin} : plx_span_t{best_span.end, at.begin};
  if (StandsApart(between, facts)) return;
  std::sort(best.begin(), best.end());
  best.erase(std::unique(best.begin(), best.end()), best.end());
  out->size = static_cast<uint32_t>(best.size());
  out->members = std::move(best);
}

}  // namespace

std::optional<RecordLabel> ReadLabel(const Document& document, const plx_claim_t& claim, const SentenceFacts& facts,
                                     const std::string& main_topic) {
  LabelAt at = FindLabel(facts, claim.base.span);
  // "the consortium, which counts six hospitals": the label is the subject of what counts.
  plx_span_t where = claim.base.span;
  if (at.kind.empty() && !Empty(claim.subject.span) && Contains(facts.span, claim.subject.span)) {
    at = FindLabel(facts, claim.subject.span);
    where = claim.subject.span;
  }
  if (at.kind.empty() || IsPartOfName(at.span, facts)) return std::nullopt;
  RecordLabel label;
  label.kind = std::string(at.kind);
  label.topic = LabelTopic(where, at.span, facts, main_topic);
  if (label.topic.key.empty()) return std::nullopt;
  label.span = at.span;
  FillMembers(document, where, at.span, facts, &label);
  if (label.size == 0) label.size = CountedMembers(claim);
  if (label.size <= 1) return std::nullopt;
  return label;
}

}  // namespace plx::claims
