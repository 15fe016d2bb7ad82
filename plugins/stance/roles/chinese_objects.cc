// What somebody is for or against in Chinese: deeds, and nouns that a clause describes.
#include <algorithm>
#include <array>

#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/chinese_segment.h"

namespace plx::stance {
namespace {

bool IsPlainVerb(const Word& w) { return w.tag == linguistics::syntax::kVerbZh; }

bool EndsWithPolicy(std::string_view text, const WordClasses& classes) {
  const auto& policies = classes.Members("policy_zh");
  return std::any_of(policies.begin(), policies.end(), [&](const std::string& p) { return text.ends_with(p); });
}

}  // namespace

Range ChineseSegment::VerbPhraseFrom(size_t i) const {
  if (i >= range_.end || !IsPlainVerb(s_.words[i]) || s_.MentionAt(i) != nullptr) return {};
  size_t object = i + 1;
  while (object < range_.end && IsChineseParticle(s_.words[object])) ++object;
  const Range phrase = PhraseFrom(object, range_.end);
  size_t end = phrase.empty() ? i + 1 : phrase.end;
  // 支持停火: alone at the end a verb is what it is about.
  if (phrase.empty() && (end < range_.end || s_.words[i].lower.size() < 6)) return {};
  static constexpr std::array<std::string_view, 8> kSuffixes = {"令", "案", "费", "税",
                                                               "法", "制", "权", "费用"};
  if (end < range_.end && std::find(kSuffixes.begin(), kSuffixes.end(), s_.words[end].lower) != kSuffixes.end()) ++end;  // 禁渔令
  return {i, end};
}

Range ChineseSegment::WholeObject(Range phrase) const {
  const size_t verb = phrase.end;
  if (verb >= range_.end || !IsPlainVerb(s_.words[verb]) || s_.MentionAt(verb) != nullptr) return phrase;
  // 任何恢复许可证的法案
  for (size_t i = verb + 1; i + 1 < range_.end && s_.words[phrase.first].lower == "任何"; ++i) {
    if (!IsDe(s_.words[i])) continue;
    const Range noun = PhraseFrom(i + 1, range_.end);
    if (!noun.empty()) return {phrase.first, noun.end};
  }
  if (!EndsWithPolicy(s_.words[verb].lower, reader_.classes())) return phrase;
  if (verb + 1 == range_.end) return {phrase.first, verb + 1};  // 医院合并
  const Range deed = VerbPhraseFrom(verb);
  return deed.empty() ? phrase : deed;
}

bool ChineseSegment::IsDisposal(size_t i) const {
  return i < range_.end && (s_.words[i].lower == "将" || s_.words[i].lower == "把");
}

Range ChineseSegment::DisposalFrom(size_t i) const {
  if (!IsDisposal(i)) return {};
  const auto& policies = reader_.classes().Members("policy_zh");
  for (size_t k = i + 1; k < range_.end; ++k) {
    if (std::find(policies.begin(), policies.end(), s_.words[k].lower) != policies.end()) return {i, range_.end};
  }
  return {};
}

Range ChineseSegment::PolicyBefore(size_t end) const {
  if (end <= range_.first || !IsPlainVerb(s_.words[end - 1])) return {};
  return EndsWithPolicy(s_.words[end - 1].lower, reader_.classes()) ? Range{end - 1, end} : Range{};
}

Target ChineseSegment::Words(Range phrase) const {
  const plx_span_t span = s_.SpanOf(phrase);
  return {span, "", std::string(document_.Text(span)), kChineseWordsCertainty, 1000, false, false, phrase};
}

}  // namespace plx::stance
