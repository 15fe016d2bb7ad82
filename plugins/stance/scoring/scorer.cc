#include "plugins/stance/scoring/scorer.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "plugins/stance/data/tables.h"
#include "plugins/stance/scoring/requested_targets.h"

namespace plx::stance {
namespace {

using linguistics::Attribution;
using linguistics::CueKind;

// Thousandths. A frame that fires with sure fillers is right about nine times in ten.
constexpr int kFrameScore = 900;
constexpr int kEvaluationScore = 750;
constexpr int kWordsOnlyTargetStrength = 500;  // weaker frames need a target with an identity
constexpr int kNegatedFactor = 600;   // "does not support" is weaker than "opposes"
constexpr int kDeniedStrength = 250;  // "is not aimed at": no side taken
constexpr int kHedgeFactor = 500;
constexpr int kNestedFactor = 800;

int Scale(int value, int thousandths) { return value * thousandths / 1000; }

struct Polarity {
  bool negated = false;
  bool unable = false;  // "lacks the capacity to", 无法: not done, but not denied either
  bool hedged = false;
};

bool IsNegating(CueKind kind) {
  return kind == CueKind::kNegation || kind == CueKind::kNegativeVerb ||
         kind == CueKind::kWeakNegation || kind == CueKind::kDenial;
}

Polarity PolarityAt(const Sentence& s, const FrameMatch& match) {
  Polarity polarity;
  for (const linguistics::Cue& cue : s.cues) {
    if (Overlaps(cue.span, match.span)) continue;
    // A cue of another clause does not reach this one.
    if (!Contains(cue.scope, match.anchor)) continue;
    if (IsNegating(cue.kind)) {
      polarity.negated = !polarity.negated;
      polarity.unable |= cue.kind == CueKind::kNegativeVerb || cue.kind == CueKind::kWeakNegation;
    }
    if (cue.kind == CueKind::kHedge || cue.kind == CueKind::kHearsay ||
        cue.kind == CueKind::kCondition) {
      polarity.hedged = true;
    }
  }
  return polarity;
}

// A frame with its fillers and polarity.
struct Reading {
  FrameMatch match;
  Fillers fillers;
  Polarity polarity;
  int sign = 0;
  bool nested = false;    // took holder and sign from a frame round it
  bool consumed = false;  // demanded or alleged, not done: says nothing
};

class DocumentScorer {
 public:
  DocumentScorer(const Document& document, const Call& call, const FrameModel& model,
                 const Options& options)
      : document_(document),
        model_(model),
        options_(options),
        parsed_(ParseDocument(document, call)),
        english_(document, parsed_, model.reader()),
        chinese_(document, parsed_, model.reader()) {}

  std::vector<Opinion> Run(const Call& call) {
    const RequestedTargets requested(document_, options_.targets);
    for (const Sentence& sentence : parsed_.sentences) {
      call.CheckNotCancelled();
      ScoreSentence(sentence);
    }
    Merge();
    if (!options_.targets.empty()) {
      requested.Restrict(&opinions_);
      requested.AddNeutral(parsed_, &opinions_);
    }
    std::erase_if(opinions_, [&](const Opinion& o) {
      return o.strength < options_.min_strength || o.score < options_.abstain_below ||
             (o.target.on_request && options_.targets.empty());
    });
    std::stable_sort(opinions_.begin(), opinions_.end(), [](const Opinion& a, const Opinion& b) {
      return std::tie(a.evidence.begin, a.evidence.end) < std::tie(b.evidence.begin, b.evidence.end);
    });
    return std::move(opinions_);
  }

 private:
  std::vector<FrameMatch> Match(const Sentence& s) const {
    if (!s.chinese) return model_.english().Find(s.words, s.forms, s.Verbal());
    std::vector<plx_span_t> named;
    for (const plx_mention_t* mention : s.mentions) named.push_back(mention->base.span);
    std::vector<FrameMatch> found = model_.chinese().Find(document_.text(), s.span, named);
    // A match must not start inside a word of the host's dictionary (禁 in 不禁).
    std::erase_if(found, [&](const FrameMatch& match) {
      const Range words = s.WordsIn(match.anchor);
      return !words.empty() && s.words[words.first].span.begin < match.anchor.begin;
    });
    return found;
  }

  void ScoreSentence(const Sentence& s) {
    std::vector<Reading> readings;
    for (FrameMatch& match : Match(s)) {
      Reading reading;
      reading.fillers = s.chinese ? chinese_.Find(s, match) : english_.Find(s, match);
      reading.polarity = PolarityAt(s, match);
      reading.sign = match.frame->sign;
      reading.match = std::move(match);
      readings.push_back(std::move(reading));
    }
    for (size_t outer = 0; outer < readings.size(); ++outer) {
      for (size_t inner = 0; inner < readings.size(); ++inner) {
        if (outer != inner) Nest(s, readings[outer], &readings[inner]);
      }
    }
    for (const Reading& reading : readings) Emit(reading);
  }

  // "opposes sanctions on Russia": the noun frame inside the target gets the outer holder, and the
  // product of both signs.
  void Nest(const Sentence& s, const Reading& outer, Reading* inner) const {
    if (s.chinese) {
      NestChinese(outer, inner);
      return;
    }
    const FrameKind kind = inner->match.frame->kind;
    if (kind != FrameKind::kNoun || outer.match.frame->kind == FrameKind::kNoun) return;
    if (outer.match.frame->holder.kind == SlotKind::kSpeaker || outer.match.frame->sign == 0) return;
    const size_t anchor = inner->match.words.first;
    const bool inside = std::any_of(
        outer.fillers.targets.begin(), outer.fillers.targets.end(),
        [&](const Target& t) { return t.words.Contains(anchor) && anchor >= outer.match.words.end; });
    if (!inside || outer.fillers.holders.empty()) return;
    const bool own_holder = !inner->fillers.holders.empty() &&
                            inner->fillers.holders.front().entity !=
                                outer.fillers.holders.front().entity;
    if (own_holder) return;  // "opposes U.S. sanctions on Russia" is two stances already
    inner->fillers.holders = outer.fillers.holders;
    inner->polarity = outer.polarity;
    inner->sign = inner->match.frame->sign == 0 ? outer.match.frame->sign
                                                : outer.match.frame->sign * inner->match.frame->sign;
    for (Target& target : inner->fillers.targets) {
      target.factor = Scale(target.factor, kNestedFactor);
    }
  }

  // 反对制裁俄罗斯: a verb right behind another has its holder, and both signs. What follows a
  // demand (敦促……停止袭击) or an accusation nobody is shown to have done.
  static void NestChinese(const Reading& outer, Reading* inner) {
    if (outer.match.span.end > inner->match.span.begin || outer.fillers.holders.empty()) return;
    const bool demand = outer.match.frame->reason == "frame.urge_stop" ||
                        outer.match.frame->reason == "frame.urge";
    const bool alleged = outer.match.frame->reason == "frame.accuse" ||
                         outer.match.frame->reason == "frame.sue";
    if ((demand || alleged) && Overlaps(outer.fillers.evidence, inner->match.span)) {
      inner->consumed = true;
    }
    if (outer.match.span.end != inner->match.span.begin || outer.sign == 0) return;
    if (inner->match.frame->holder.kind == SlotKind::kSpeaker || inner->nested) return;
    inner->fillers.holders = outer.fillers.holders;
    inner->sign = inner->sign == 0 ? outer.sign : outer.sign * inner->sign;
    inner->polarity = outer.polarity;
    inner->nested = true;
    for (Target& target : inner->fillers.targets) {
      target.factor = Scale(target.factor, kNestedFactor);
    }
  }

  // The speaker of the words at `span`: an attribution's holder, or the outlet.
  bool Speaker(plx_span_t span, Party* party) const {
    const Attribution* said = linguistics::HolderOf(parsed_.attributions, span);
    if (said == nullptr || said->holder_kind == linguistics::HolderKind::kOutlet) {
      party->kind = PLX_HOLDER_OUTLET;
      party->entity = std::string(document_.source());
      party->name = std::string(document_.source_name());
      return said == nullptr || !said->negated;
    }
    party->kind = static_cast<uint32_t>(said->holder_kind);
    party->span = said->holder;
    party->entity = said->entity;
    party->name = said->name;
    party->certainty = 900;
    return !said->negated;
  }

  void Emit(const Reading& reading) {
    const Frame& frame = *reading.match.frame;
    if (reading.consumed) return;
    std::vector<Party> holders = reading.fillers.holders;
    // 德国表态：不是针对中国: words without a subject are what their speaker does.
    // "The initiative is not aimed at China, Germany said": the denial is the speaker's.
    const bool denial = reading.polarity.negated && reading.sign < 0;
    if (holders.empty() && frame.holder.kind == SlotKind::kSubject && (frame.chinese || denial)) {
      Party speaker;
      if (Speaker(reading.match.span, &speaker) && speaker.kind != PLX_HOLDER_OUTLET) {
        holders.push_back(speaker);
      }
    }
    if (frame.holder.kind == SlotKind::kSpeaker) {
      Party speaker;
      if (!Speaker(reading.match.span, &speaker)) return;
      holders = {speaker};
    }
    for (const Party& holder : holders) {
      for (const Target& target : reading.fillers.targets) EmitOne(reading, holder, target);
    }
  }

  void EmitOne(const Reading& reading, const Party& holder, const Target& target) {
    const Frame& frame = *reading.match.frame;
    if (!holder.entity.empty() && holder.entity == target.entity) return;
    if (holder.kind != PLX_HOLDER_OUTLET && Overlaps(holder.span, target.span)) return;
    Opinion opinion;
    opinion.holder = holder;
    opinion.target = target;
    int sign = target.reversed ? -reading.sign : reading.sign;
    int strength = Scale(frame.strength, target.factor);
    const bool evaluation = frame.holder.kind == SlotKind::kSpeaker;
    int score = evaluation ? kEvaluationScore : kFrameScore;
    opinion.reason = frame.reason;
    if (reading.polarity.negated) {
      opinion.reason += ".negated";
      if (sign > 0 || evaluation) {
        sign = -sign;
        strength = Scale(strength, kNegatedFactor);
      } else if (sign < 0) {
        if (reading.polarity.unable || target.entity.empty() ||
            target.entity.starts_with("topic:")) {
          return;
        }
        sign = 0;
        strength = kDeniedStrength;
      }
    }
    if (reading.polarity.hedged) {
      strength = Scale(strength, kHedgeFactor);
      score -= 50;
    }
    if (target.entity.empty() &&
        (frame.strength < kWordsOnlyTargetStrength || frame.sign == 0 || !IsPolicy(target))) {
      return;
    }
    opinion.sign = sign > 0 ? PLX_SIGN_FOR : sign < 0 ? PLX_SIGN_AGAINST : PLX_SIGN_NEUTRAL;
    opinion.strength = strength;
    opinion.score = Scale(Scale(score, holder.certainty), target.certainty);
    opinion.evidence = reading.fillers.evidence;
    opinion.cue = reading.match.span;
    opinion.rule = frame.id;
    opinions_.push_back(std::move(opinion));
  }

  // Words alone are a target only if they name something one can be for or against.
  bool IsPolicy(const Target& target) const {
    for (const Sentence& s : parsed_.sentences) {
      if (!Contains(s.span, target.span)) continue;
      if (s.chinese) {
        const auto& words = model_.classes().Members("policy_zh");
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& w) { return target.text.ends_with(w); });
      }
      const Range words = s.WordsIn(target.span);
      const std::vector<Member> members = model_.reader().Members(s, words);
      return !members.empty() &&
             model_.classes().Contains("policy", s.forms[members.front().head].noun);
    }
    return false;
  }

  // One stance for a holder and target in a clause: the strongest; both signs make it mixed.
  void Merge() {
    using Key = std::tuple<uint32_t, uint32_t, uint32_t, std::string, std::string, std::string>;
    std::map<Key, size_t> first;
    std::vector<Opinion> merged;
    for (Opinion& opinion : opinions_) {
      const std::string holder =
          opinion.holder.entity.empty() ? opinion.holder.name : opinion.holder.entity;
      const Key key = {opinion.evidence.begin, opinion.evidence.end, opinion.holder.kind, holder,
                       opinion.target.entity,
                       opinion.target.entity.empty() ? opinion.target.text : std::string()};
      const auto [it, inserted] = first.emplace(key, merged.size());
      if (inserted) {
        merged.push_back(std::move(opinion));
        continue;
      }
      Combine(std::move(opinion), &merged[it->second]);
    }
    opinions_ = std::move(merged);
  }

  static void Combine(Opinion other, Opinion* kept) {
    const bool opposed =
        (kept->sign == PLX_SIGN_FOR && other.sign == PLX_SIGN_AGAINST) ||
        (kept->sign == PLX_SIGN_AGAINST && other.sign == PLX_SIGN_FOR);
    if (kept->sign == PLX_SIGN_MIXED || opposed) {
      kept->sign = PLX_SIGN_MIXED;
      kept->strength = std::max(kept->strength, other.strength);
      kept->score = std::min(kept->score, other.score);
      return;
    }
    const bool sided = kept->sign != PLX_SIGN_NEUTRAL;
    const bool other_sided = other.sign != PLX_SIGN_NEUTRAL;
    if (other_sided > sided || (other_sided == sided && other.strength > kept->strength)) {
      *kept = std::move(other);
    }
  }

  const Document& document_;
  const FrameModel& model_;
  const Options& options_;
  const ParsedDocument parsed_;
  const EnglishFillers english_;
  const ChineseFillers chinese_;
  std::vector<Opinion> opinions_;
};

}  // namespace

FrameModel::FrameModel() : classes_(data::kClasses), reader_(classes_) {
  const auto add = [&](std::string_view name, std::string_view tsv, bool chinese) {
    for (Frame& frame : ParseFrames(name, tsv, chinese, classes_)) {
      frames_.push_back(std::move(frame));
    }
  };
  add("frames_en.tsv", data::kFramesEn, false);
  add("evaluations_en.tsv", data::kEvaluationsEn, false);
  add("frames_zh.tsv", data::kFramesZh, true);
  add("evaluations_zh.tsv", data::kEvaluationsZh, true);
  english_ = std::make_unique<EnglishMatcher>(frames_);
  chinese_ = std::make_unique<ChineseMatcher>(frames_);
}

std::vector<Opinion> ScoreStances(const Document& document, const Call& call,
                                  const FrameModel& model, const Options& options) {
  return DocumentScorer(document, call, model, options).Run(call);
}

}  // namespace plx::stance
