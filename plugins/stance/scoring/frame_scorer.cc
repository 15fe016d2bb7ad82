#include "plugins/stance/scoring/frame_scorer.h"

#include <algorithm>

#include "plugins/stance/roles/fillers.h"
#include "plugins/stance/scoring/substance.h"

namespace plx::stance {
namespace {

using linguistics::CueKind;

// Thousandths. A frame that fires with sure fillers is right about nine times in ten.
constexpr int kFrameScore = 900;
constexpr int kEvaluationScore = 750;
constexpr int kNegatedFactor = 600;   // "does not support" is weaker than "opposes"
constexpr int kDeniedStrength = 250;  // "is not aimed at": no side taken
constexpr int kHedgeFactor = 500;
constexpr int kNestedFactor = 800;

int Scale(int value, int thousandths) { return value * thousandths / 1000; }

struct Polarity {
  bool negated = false;
  bool unable = false;  // "lacks the capacity to", 无法: not done, but not denied either
  bool hedged = false;
  bool pending = false;   // "has not", 尚未: it may be done yet
  bool denied = false;    // "denies that ..."
  bool expected = false;  // will, would, could
};

bool IsNegating(CueKind kind) {
  return kind == CueKind::kNegation || kind == CueKind::kNegativeVerb ||
         kind == CueKind::kWeakNegation || kind == CueKind::kDenial;
}

// "has not", 尚未, in the words of a negation: so far.
bool IsPending(const Sentence& s, plx_span_t negation) {
  const Range words = s.WordsIn(negation);
  if (words.empty()) return false;
  const auto perfect = [](std::string_view w) { return w == "has" || w == "have" || w == "had" || w == "yet"; };
  const auto contracted = [](std::string_view w) { return w == "hasn't" || w == "haven't" || w == "hadn't"; };
  const std::string_view last = s.words[words.end - 1].lower;
  if (s.chinese) return last.ends_with("未");
  return contracted(last) || (words.first > 0 && perfect(s.words[words.first - 1].lower)) ||
         (words.end < s.words.size() && s.words[words.end].lower == "yet");
}

Polarity PolarityAt(const Sentence& s, const FrameMatch& match) {
  Polarity polarity;
  for (const linguistics::Cue& cue : s.cues) {
    if (Overlaps(cue.span, match.span)) {
      // "have no confidence in": in a gap of the pattern.
      const bool gap = cue.kind == CueKind::kNegation && cue.span.begin > match.anchor.begin;
      const Range words = gap ? s.WordsIn(cue.span) : Range();
      if (!words.empty() && s.words[words.first].lower == "no") polarity.negated = !polarity.negated;
      continue;
    }
    // A cue of another clause does not reach this one.
    if (!Contains(cue.scope, match.anchor)) continue;
    if (cue.kind != CueKind::kDenial &&
        !s.Governs(s.ClauseOf(cue.span), s.ClauseOf(match.anchor))) {
      continue;
    }
    if (IsNegating(cue.kind)) {
      polarity.negated = !polarity.negated;
      polarity.pending |= IsPending(s, cue.span);
      polarity.denied |= cue.kind == CueKind::kDenial;
      polarity.unable |= cue.kind == CueKind::kNegativeVerb || cue.kind == CueKind::kWeakNegation;
    }
    polarity.expected |= cue.kind == CueKind::kFuture || cue.kind == CueKind::kForecast ||
                         cue.kind == CueKind::kHedge;
    if (cue.kind == CueKind::kHedge || cue.kind == CueKind::kHearsay ||
        cue.kind == CueKind::kCondition) {
      polarity.hedged = true;
    }
  }
  return polarity;
}

// "her party", 她的政党.
bool StartsWithPossessive(std::string_view name) {
  static constexpr std::string_view kOwn[] = {"her ", "his ", "its ", "their ", "our ", "my ", "Her ", "His ", "Its ", "Their ",
                                              "Our ", "My ",  "她的", "他的",   "其",   "我的", "我们的", "他们的"};
  return std::any_of(std::begin(kOwn), std::end(kOwn), [&](std::string_view own) { return name.starts_with(own); });
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

class FrameScorer {
 public:
  explicit FrameScorer(const DocumentReading& reading)
      : reading_(reading),
        document_(reading.document()),
        model_(reading.model()),
        parsed_(reading.parsed()),
        english_(document_, parsed_, model_.reader()),
        chinese_(document_, parsed_, model_.reader()) {}

  std::vector<Opinion> Run(const Call& call) {
    for (const Sentence& sentence : parsed_.sentences) {
      call.CheckNotCancelled();
      ScoreSentence(sentence);
    }
    return std::move(opinions_);
  }

 private:
  std::vector<FrameMatch> Match(const Sentence& s) const {
    if (!s.chinese) return model_.english().Find(s.words, s.forms, s.Verbal());
    std::vector<plx_span_t> named;
    for (const plx_mention_t* mention : s.mentions) named.push_back(mention->base.span);
    const auto fits = [&](const FrameMatch& match) { return !chinese_.InnerActs(s, match); };
    std::vector<FrameMatch> found = model_.chinese().Find(document_.text(), s.span, named, fits);
    // A match must not start inside a word of the host's dictionary (禁 in 不禁).
    std::erase_if(found, [&](const FrameMatch& match) {
      const Range words = s.WordsIn(match.anchor);
      if (words.empty()) return false;
      const Word& word = s.words[words.first];
      // Nor be inside a noun that starts with it (联合 in 联合会, 支持 in 支持者), nor be the head
      // of a compound (患者联盟).
      const bool noun =
          word.tag == linguistics::syntax::kNoun &&
          (word.span.end > match.span.end ||
           (match.frame->kind == FrameKind::kVerb && word.span.end == match.span.end &&
            words.first > 0 && s.words[words.first - 1].tag == linguistics::syntax::kNoun &&
            s.MentionAt(words.first - 1) == nullptr));
      return word.span.begin < match.anchor.begin || noun;
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
        if (outer != inner) Nest(s, &readings[outer], &readings[inner]);
      }
    }
    for (const Reading& reading : readings) Emit(s, reading);
  }

  // "opposes sanctions on Russia": the noun frame inside the target gets the outer holder, and the
  // product of both signs.
  void Nest(const Sentence& s, Reading* around, Reading* inner) const {
    if (s.chinese) {
      NestChinese(around, inner);
      return;
    }
    const Reading& outer = *around;
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
  static void NestChinese(Reading* around, Reading* inner) {
    const Reading& outer = *around;
    const bool threat = outer.match.frame->reason == "frame.threaten";
    for (const Target& target : outer.fillers.targets) {
      // 驳斥了这一指责, 欢迎禁渔令: part of what the target is called.
      const bool bare = std::all_of(inner->fillers.targets.begin(), inner->fillers.targets.end(),
                                    [](const Target& t) { return t.entity.empty(); });
      if (bare && !threat && Contains(target.span, inner->match.span)) inner->consumed = true;
    }
    if (inner->consumed) return;
    // 称赞其工作出色: what somebody is praised for is nobody else's word.
    inner->consumed =
        inner->match.frame->holder.kind == SlotKind::kSpeaker && Overlaps(outer.fillers.evidence, inner->match.span) &&
        std::any_of(outer.fillers.targets.begin(), outer.fillers.targets.end(), [&](const Target& t) {
          return t.span.begin >= outer.match.span.end && t.span.end <= inner->match.span.begin;
        });
    if (inner->consumed) return;
    if (outer.match.span.end > inner->match.span.begin || outer.fillers.holders.empty()) return;
    const std::string& reason = outer.match.frame->reason;
    const bool demand = (reason == "frame.urge_stop" || reason == "frame.urge") &&
                        !outer.fillers.targets.empty();
    // 批评政府辜负民众: the deed of who is criticised, and no side of whoever criticises.
    const bool wordless = std::all_of(inner->fillers.targets.begin(), inner->fillers.targets.end(),
                                      [](const Target& t) { return t.entity.empty(); });
    const bool pivot = (reason == "frame.criticise" || reason == "frame.condemn") && !inner->fillers.holders.empty() &&
                       (wordless || inner->fillers.holders.front().entity == outer.fillers.holders.front().entity);
    const bool alleged = reason == "frame.accuse" || reason == "frame.sue" || pivot;
    if ((demand || alleged) && Overlaps(outer.fillers.evidence, inner->match.span)) {
      inner->consumed = true;
    }
    if (outer.match.span.end != inner->match.span.begin || outer.sign == 0) return;
    if (inner->match.frame->holder.kind == SlotKind::kSpeaker || inner->nested) return;
    inner->fillers.holders = outer.fillers.holders;
    // 反对制裁 is for whom the sanctions hit; 威胁抵制 is a boycott.
    if (!threat) {
      inner->sign = inner->sign == 0 ? outer.sign : outer.sign * inner->sign;
    }
    inner->polarity = outer.polarity;
    inner->nested = true;
    std::erase_if(around->fillers.targets, [&](const Target& t) {
      return t.entity.empty() && Contains(t.span, inner->match.span);
    });
    for (Target& target : inner->fillers.targets) {
      target.factor = Scale(target.factor, kNestedFactor);
    }
  }

  void Emit(const Sentence& s, const Reading& reading) {
    const Frame& frame = *reading.match.frame;
    if (reading.consumed) return;
    std::vector<Party> holders = reading.fillers.holders;
    std::vector<Target> targets = reading.fillers.targets;
    bool evaluation = frame.holder.kind == SlotKind::kSpeaker;
    // 德国表态：不是针对中国: words without a subject are what their speaker does.
    // "The initiative is not aimed at China, Germany said": the denial is the speaker's.
    const bool denial = reading.polarity.negated && reading.sign < 0;
    if (holders.empty() && frame.holder.kind == SlotKind::kSubject && (frame.chinese || denial)) {
      Party speaker;
      if (reading_.Speaker(reading.match.span, &speaker) && speaker.kind != PLX_HOLDER_OUTLET) {
        holders.push_back(speaker);
      }
    }
    if (evaluation || HasEffect(s, reading)) {
      Party speaker;
      if (!reading_.Speaker(reading.match.span, &speaker)) return;
      if (frame.holder.strict && speaker.kind == PLX_HOLDER_OUTLET) return;
      if (!evaluation) {
        // What has happened is news, what will is a judgement.
        if (speaker.kind == PLX_HOLDER_OUTLET && !reading.polarity.expected) return;
        targets = reading.fillers.things;
        // "The flood damaged homes, officials said": nobody is for or against a flood.
        if (!reading.polarity.expected) {
          std::erase_if(targets, [&](const Target& t) {
            return !model_.reader().IsOf(s, t, s.chinese ? "policy_zh" : "policy", true);
          });
        }
        evaluation = true;
      } else if (speaker.kind == PLX_HOLDER_OUTLET && !frame.targets.front().only.empty()) {
        // "Brazil has failed": who acts is judged by others, of an outlet it is a result.
        std::erase_if(targets, [](const Target& t) { return !t.entity.empty() && t.factor == 1000; });
      }
      holders = {speaker};
    }
    for (Party& holder : holders) {
      if (!SpeakForSpeaker(reading, &holder)) continue;
      for (Target target : targets) {
        if (target.anaphor && !Resolve(s, reading, &target)) continue;
        EmitOne(s, reading, holder, target, evaluation);
      }
    }
  }

  // "Achieng said her party would oppose it": who says so holds what is hers.
  // "We have no confidence in him," she said. False: quoted, and nobody is said to have said it.
  bool SpeakForSpeaker(const Reading& reading, Party* holder) const {
    const bool own_voice = holder->kind == PLX_HOLDER_OUTLET;
    if (!own_voice && !StartsWithPossessive(holder->name)) return true;
    Party speaker;
    if (!reading_.Speaker(reading.match.span, &speaker)) return !own_voice;
    if (speaker.kind == PLX_HOLDER_ACTOR) *holder = std::move(speaker);
    return true;
  }

  // "The dam will harm villages": whoever says so is against the dam.
  bool HasEffect(const Sentence& s, const Reading& reading) const {
    const size_t behind = reading.match.words.end;  // "would harm nobody"
    const bool nobody = !s.chinese && behind < s.words.size() &&
                        (s.words[behind].lower == "nobody" || s.words[behind].lower == "no" ||
                         s.words[behind].lower == "none" || s.words[behind].lower == "nothing");
    return !nobody && reading.fillers.holders.empty() && !reading.fillers.things.empty() &&
           !reading.nested && ReasonIs("effect", *reading.match.frame, model_.classes());
  }

  // "it": what the text spoke of last, in this sentence or the one before in its paragraph.
  bool Resolve(const Sentence& s, const Reading& reading, Target* target) const {
    if (spoken_of_.text.empty() || s.index > spoken_of_in_ + 1) return false;
    const auto sentences = document_.sentences();
    if (sentences[s.index].block != sentences[spoken_of_in_].block) return false;
    if (spoken_of_.span.begin >= reading.match.span.begin) return false;
    const plx_span_t place = Empty(target->span) ? reading.match.span : target->span;
    const int certainty = target->certainty;
    *target = spoken_of_;
    target->span = place;
    target->certainty = std::min(spoken_of_.certainty, certainty);
    return true;
  }

  void EmitOne(const Sentence& s, const Reading& reading, const Party& holder,
               const Target& target, bool evaluation) {
    const Frame& frame = *reading.match.frame;
    if (!holder.entity.empty() && holder.entity == target.entity) return;
    if (holder.kind != PLX_HOLDER_OUTLET && Overlaps(holder.span, target.span)) return;
    // "The disaster killed ...": what is spoken of, and no judgement of it.
    if (evaluation && Overlaps(reading.match.span, target.span)) return;
    Opinion opinion;
    opinion.holder = holder;
    opinion.target = target;
    int sign = target.reversed ? -reading.sign : reading.sign;
    int strength = Scale(frame.strength, target.factor);
    int score = evaluation ? kEvaluationScore : kFrameScore;
    opinion.reason = frame.reason;
    // "denies that it supports X": it says that it does not, which is no side against X.
    if (reading.polarity.denied && !evaluation && sign > 0) return;
    // Who has not approved a thing has not decided, and need not be against it.
    if (reading.polarity.pending && frame.reason == "frame.approve") return;
    // Who will not rescue or pay somebody is not against him.
    if (reading.polarity.negated && ReasonIs("service", frame, model_.classes())) return;
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
    if (target.entity.empty() && (sign == 0 || !IsSubstance(s, frame, target, evaluation, model_.reader()))) return;
    opinion.sign = sign > 0 ? PLX_SIGN_FOR : sign < 0 ? PLX_SIGN_AGAINST : PLX_SIGN_NEUTRAL;
    opinion.strength = strength;
    opinion.score = Scale(Scale(score, holder.certainty), target.certainty);
    opinion.evidence = reading.fillers.evidence;
    opinion.cue = reading.match.span;
    opinion.rule = frame.id;
    if (frame.reason == "frame.reduce_dependence" && target.modified) {
      opinion.target.on_request = false;  // to need less of it is the policy
    }
    spoken_of_ = target;
    if (spoken_of_.text.empty()) spoken_of_.text = document_.Text(target.span);
    spoken_of_in_ = s.index;
    opinions_.push_back(std::move(opinion));
  }

  const DocumentReading& reading_;
  const Document& document_;
  const FrameModel& model_;
  const ParsedDocument& parsed_;
  const EnglishFillers english_;
  const ChineseFillers chinese_;
  std::vector<Opinion> opinions_;
  Target spoken_of_;            // the target of the latest opinion, for "it"
  uint32_t spoken_of_in_ = 0;   // its sentence
};

}  // namespace
std::vector<Opinion> ScoreFrames(const DocumentReading& reading, const Call& call) {
  return FrameScorer(reading).Run(call);
}

}  // namespace plx::stance
