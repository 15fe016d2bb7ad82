#include "plugins/claims/extraction/share_measures.h"

#include <algorithm>

#include "plugins/claims/extraction/measure_roles.h"
#include "plugins/claims/extraction/predicates.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::claims {

using linguistics::Participant;
using linguistics::Quantity;

namespace {

void ToPercent(QuantityDraft* fraction) {
  for (double* value : {&fraction->value, &fraction->low, &fraction->high}) *value *= 100;
  fraction->unit = "percent";
}

}  // namespace

// The noun phrase after "of" behind the quantity, or around 的.
plx_span_t ShareMeasures::WholeOf(const Quantity& q) const {
  const auto& tokens = facts_.tokens;
  size_t i = q.end;
  if (tokens.Word(i) == "of") {
    const auto phrase = linguistics::NounGroupAt(tokens, i + 1);
    if (phrase.empty()) return {0, 0};
    size_t end = phrase.end;
    while (tokens.Word(end) == "of") {
      const auto more = linguistics::NounGroupAt(tokens, end + 1);
      if (more.empty()) break;
      end = more.end;
    }
    return in_.Clip(tokens.Span(phrase.first, end));
  }
  if (!clause_.chinese) return {0, 0};
  if (tokens.Code(i) == U'的' && i + 1 < tokens.size()) {
    size_t end = i + 1;
    while (end < tokens.size() && tokens.Kind(end) == linguistics::TokenKind::kHan) ++end;
    if (end > i + 1) return in_.Clip(tokens.Span(i + 1, end));
  }
  // 供应约六成海缆: the whole stands behind.
  const Participant* phrase = in_.PhraseOf(q);
  if (phrase != nullptr && phrase->span.end > q.span.end && tokens.Kind(i) == linguistics::TokenKind::kHan) {
    return in_.Clip({q.span.end, phrase->span.end});
  }
  // 占全球稀土开采的60%, 占全球稀土精炼近90%: what stands between the verb and the number.
  if (q.first > 0 && clause_.predicate.end > clause_.predicate.begin && clause_.predicate.end < q.span.begin) {
    return {clause_.predicate.end, q.span.begin};
  }
  return {0, 0};
}

// "60% of global rare earth mining": a share of a whole.
bool ShareMeasures::Measure(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
  const plx_span_t whole = WholeOf(q);
  if (Empty(whole)) return false;
  Keys keys = facts_.Keys(whole);
  if (keys.empty()) return false;
  // 加薪8%: a change, of which an offer and a deal name two.
  const std::string_view last = keys.back();
  if (linguistics::IsAnyOf(last, {"加薪", "涨薪", "提薪", "减薪", "降薪", "涨价", "降价", "加息", "降息", "增产", "减产"})) return false;
  // "60% of rare earth mining and nearly 90% of refining": the second shares the topic.
  if (keys.size() == 1 && !before.empty() && before.back().measure.rfind("share/", 0) == 0) {
    std::vector<std::string> shared;
    for (const linguistics::Term& t : facts_.terms) {
      if (Contains(last_whole_, t.span) && t.term_class == linguistics::TermClass::kTopic) shared.push_back(t.key);
    }
    if (!shared.empty()) shared.pop_back();  // the head of the first whole
    keys.insert(keys.end(), shared.begin(), shared.end());
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }
  last_whole_ = whole;
  // "60% of voters support the bill": a share of those who do it.
  if (clause_.subject.present() && Overlaps(clause_.subject.span, q.span) && !clause_.copula) {
    keys.push_back(PredicateKey(clause_.lemma));
    std::sort(keys.begin(), keys.end());
  }
  // "of the country's output", 全国产量: of which one, the document says.
  if (keys.size() > 1) std::erase_if(keys, [](const std::string& k) { return linguistics::IsAnyOf(k, {"country", "nation", "national", "nationwide", "全国", "国内"}); });
  AddDeed(q, &keys);
  out->measure = MeasureKey("share", WithOwner(whole, keys));
  out->measure_name = "share of " + linguistics::DisplayText(facts_.tokens, whole);
  return true;
}

// "its workforce", 员工总数, "all employees".
bool ShareMeasures::IsStaff(plx_span_t whole) const {
  bool staff = false;
  for (const std::string& key : facts_.Keys(whole)) {
    staff |= RoleOf(key) == "workforce";
    if (RoleOf(key) != "workforce" && RoleOf(key) != "layoff" && !IsCountWord(key)) return false;
  }
  const std::string_view text = document_.Text(whole);
  return staff || (clause_.chinese && (text.starts_with("员工") || text.starts_with("职工") || text.starts_with("雇员")));
}

// "cut a tenth of its workforce", 裁员2600人，约占员工总数的10%: whoever has these employees, a share of them who go.
bool ShareMeasures::MeasureOfStaff(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
  using linguistics::UnitClass;
  const bool fraction = q.unit_class == UnitClass::kRatio && q.unit == "fraction" && q.value <= 1;
  if (!fraction && q.unit_class != UnitClass::kPercent) return false;
  const plx_span_t whole = WholeOf(q);
  if (Empty(whole) || !IsStaff(whole)) return false;
  const auto& tokens = facts_.tokens;
  bool go = linguistics::IsAnyOf(clause_.lemma, {"cut", "shed", "dismiss", "lay", "axe", "slash", "裁", "裁减", "裁员", "解雇"}) ||
            std::any_of(before.begin(), before.end(), [](const QuantityDraft& d) { return d.measure == "layoff"; });
  for (size_t i = 0; i < q.first && !go; ++i) {
    go = RoleOf(clause_.chinese ? tokens.Words(i, i + 2) : tokens.Word(i)) == "layoff" || (tokens.Word(i) == "lay" && tokens.Word(i + 1) == "off");
  }
  if (fraction) ToPercent(out);
  out->measure = MeasureKey("share", go ? Keys{"employee", "layoff"} : Keys{"employee"});
  out->measure_name = "share of " + linguistics::DisplayText(tokens, whole);
  return true;
}

// "refines 90% of rare earths" is 90% of the refining that "controls 90% of rare earth refining" names; who
// mines 60% of them has another share.
void ShareMeasures::AddDeed(const Quantity& q, Keys* keys) const {
  if (clause_.copula || clause_.predicate.end > q.span.begin) return;
  for (const linguistics::Term& t : facts_.terms) {
    if (!Contains(clause_.predicate, t.span)) continue;
    const std::string_view role = RoleOf(clause_.lemma);
    const bool named = t.term_class == linguistics::TermClass::kTopic || t.term_class == linguistics::TermClass::kMeasure;
    if (role == "production") keys->push_back("output");
    else if (role != "share" && (named || role == "trade")) keys->push_back(t.key);
  }
  std::sort(keys->begin(), keys->end());
  keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
}

// "three-fifths of the cable": 60% of it. "One-fourth of those in the U.S." compares two things.
bool ShareMeasures::MeasureFraction(const Quantity& q, const std::vector<QuantityDraft>& before, QuantityDraft* out) {
  const std::string_view of = facts_.tokens.Word(q.end + 1);
  if (of == "that" || of == "those" || q.value > 1) return false;
  if (!Measure(q, before, out)) return false;
  ToPercent(out);
  return true;
}

// "60% of China's exports": the owner of the whole is part of what is counted.
ShareMeasures::Keys ShareMeasures::WithOwner(plx_span_t whole, Keys keys) const {
  const plx_mention_t* m = facts_.MentionIn(whole);
  if (m != nullptr && View(m->entity) != in_.SubjectEntity()) {
    keys.push_back(std::string(View(m->entity)));
    std::sort(keys.begin(), keys.end());
  }
  return keys;
}

}  // namespace plx::claims
