#include "plugins/stance/scoring/substance.h"

#include <algorithm>

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;

constexpr int kAttitudeStrength = 300;  // thousandths
constexpr size_t kLongestTarget = 72;   // bytes: a longer phrase was cut wrongly
constexpr size_t kShortestChinese = 6;  // bytes: two characters
constexpr int kWordsOnlyStrength = 500;  // weaker frames need a target with an identity

bool IsEnglishSubstance(const Sentence& s, const Frame& frame, const Target& target, bool evaluation,
                        bool attitude, const PartyReader& reader) {
  const WordClasses& classes = reader.classes();
  const bool alone = target.words.end <= target.words.first + 1;
  if (!target.words.empty()) {  // "defends its record": the holder's own
    const Word& first = s.words[target.words.first];
    if (first.tag == syntax::kPossessive && !first.possessive) return false;
  }
  const std::vector<Member> members = reader.Members(s, s.WordsIn(target.span));
  if (members.empty()) return attitude && !alone;
  const Member& member = members.front();
  const std::string& lemma = s.forms[member.head].noun;
  const bool policy = classes.Contains("policy", lemma);
  if (policy && frame.strength >= kWordsOnlyStrength) return true;
  if (!attitude || target.text.size() > kLongestTarget) return false;
  if (classes.Contains("vague", lemma) && target.words.end < target.words.first + 3) return false;
  // "rejected the accusation" is a denial; "rejected criticism of the plan" defends the plan.
  if (ReasonIs("rejection", frame, classes) && classes.Contains("saying", lemma) && member.of.empty()) return false;
  const bool people = classes.Contains("role", lemma);
  const bool body = classes.Contains("organisation", lemma);
  if (ReasonIs("cause", frame, classes) && !people && !body) return false;  // "blamed weak demand"
  // "a man", "workers": somebody, but nobody in particular, as "the judges" are.
  if (people && !body) {
    const bool these = s.words[target.words.first].lower == "the" && s.words[member.head].lower != lemma;
    return these && !evaluation && frame.strength >= kWordsOnlyStrength;
  }
  return policy || target.anaphor || !alone || s.words[member.head].tag == syntax::kNounPlural;
}

bool IsChineseSubstance(const Sentence& s, const Frame& frame, const Target& target, bool attitude,
                        const WordClasses& classes) {
  const auto any_of = [&](std::string_view name, const auto& test) {
    const auto& words = classes.Members(name);
    return std::any_of(words.begin(), words.end(), test);
  };
  const auto ends_with = [&](std::string_view name) {
    return any_of(name, [&](const std::string& w) { return target.text.ends_with(w); });
  };
  const bool own = any_of("pronoun_zh", [&](const std::string& w) { return target.text.starts_with(w); });  // 其工作
  if (own) return false;
  if (ReasonIs("rejection", frame, classes)) {
    // 拒绝辞职: one's own deed; 驳斥指责: a denial.
    const bool deed = !target.words.empty() && s.words[target.words.first].tag == syntax::kVerbZh;
    if (ends_with("saying_zh") || (deed && !ends_with("policy_zh"))) return false;
  }
  if (frame.strength >= kWordsOnlyStrength && ends_with("policy_zh")) return true;
  if (!attitude || target.text.size() > kLongestTarget || target.text.size() < kShortestChinese) return false;
  const bool body = ends_with("organisation_zh") || ends_with("person_zh");
  if (ReasonIs("cause", frame, classes) && !body) return false;
  return (body || !ends_with("group_zh")) && !any_of("vague_zh", [&](const std::string& w) { return target.text == w; });
}

}  // namespace

bool ReasonIs(std::string_view name, const Frame& frame, const WordClasses& classes) {
  std::string_view reason = frame.reason;
  if (reason.starts_with("frame.")) reason.remove_prefix(6);
  return classes.Contains(name, reason);
}

bool IsSubstance(const Sentence& s, const Frame& frame, const Target& target, bool evaluation,
                 const PartyReader& reader) {
  const WordClasses& classes = reader.classes();
  if (ReasonIs("force", frame, classes)) return false;  // "destroyed the independence of the game"
  const bool attitude =
      frame.strength >= kAttitudeStrength && (evaluation || ReasonIs("attitude", frame, classes));
  // "technology that is hard to replicate" praises whose it is, and that is not said here.
  if (frame.reason == "eval.unmatched" || frame.reason == "eval.advantage") return false;
  return s.chinese ? IsChineseSubstance(s, frame, target, attitude, classes)
                   : IsEnglishSubstance(s, frame, target, evaluation, attitude, reader);
}

}  // namespace plx::stance
