#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/chinese_segment.h"
#include "plugins/stance/roles/fillers.h"
#include "plugins/stance/roles/referents.h"

namespace plx::stance {
namespace {

void Discount(std::vector<Party>* parties) {
  for (Party& p : *parties) p.certainty = p.certainty * kChineseInheritedCertainty / 1000;
}

}  // namespace

std::vector<Party> ChineseFillers::HoldersOf(const Sentence& s, const FrameMatch& match,
                                             const ChineseSegment& segment, size_t verb) const {
  std::vector<Party> holders = segment.Subject(verb);
  if (!holders.empty() || !segment.Subjects(verb).empty()) return holders;
  const linguistics::Clause* clause = s.ClauseOf(match.span);
  if (clause != nullptr && clause->subject_inherited && Contains(s.span, clause->subject.span)) {
    segment.Holders(s.WordsIn(clause->subject.span), &holders);
    // The parser may stop at the 肯尼亚 of 肯尼亚体育部长韦伯.
    const ChineseSegment own(document_, s, reader_, s.WordsIn(clause->subject.span));
    const Range whole = own.PhraseFrom(s.WordsIn(clause->subject.span).first, own.range().end);
    std::vector<Party> titled;
    own.Holders(whole, &titled);
    if (titled.size() == 1 && titled[0].span.begin > clause->subject.span.end) {
      const plx_span_t title = {clause->subject.span.end, titled[0].span.begin};
      if (DescribedByChinese(document_.Text(title), reader_.classes()) == Described::kPerson) holders = std::move(titled);
    }
  }
  // An earlier segment's subject: 稀土王牌对决！ / 美国……，围堵中国.
  for (size_t i = segment.range().first; i-- > 0 && holders.empty();) {
    if (segment.IsBorder(i)) continue;
    const ChineseSegment before(document_, s, reader_, {i, i + 1});
    holders = before.Subject(before.range().end);
    i = before.range().first;
  }
  Discount(&holders);
  return holders;
}

std::vector<Target> ChineseFillers::TargetsIn(const Sentence& s, const FrameMatch& match,
                                              const ChineseSegment& segment, const Slot& slot,
                                              const std::vector<Party>& holders) const {
  std::vector<Target> targets;
  const Range words = s.WordsIn(match.span);
  switch (slot.kind) {
    case SlotKind::kMutual:
      // 联手围堵: what they do together is the verb that follows.
      return segment.HasVerb(words.end) ? targets : Mutual(holders);
    case SlotKind::kObject: {
      size_t first = words.end;
      while (first < segment.range().end && IsChineseParticle(s.words[first])) ++first;
      if (first >= segment.range().end) break;
      Range object = segment.PhraseFrom(first, segment.range().end);
      if (object.empty()) object = segment.VerbPhraseFrom(first);
      if (object.empty()) object = segment.DisposalFrom(first);
      if (object.empty()) break;
      segment.Targets(object, &targets);
      if (targets.size() == 1 && (targets.front().entity.empty() || targets.front().factor < 1000)) {
        const Range whole = segment.WholeObject(object);
        const bool more = whole.first != object.first || whole.end != object.end;
        if (more || segment.IsDisposal(first)) {
          targets = {segment.Words(whole)};
        } else if (match.frame->reason == "frame.block" && targets.front().entity.empty() && segment.HasVerb(object.end)) {
          targets.clear();  // 阻止儿童接触暴力: nothing is done to the children
        }
      }
      break;
    }
    case SlotKind::kInner:
      segment.Targets(Inner(s, match), &targets);
      break;
    case SlotKind::kPreposition: {
      const Range governed = segment.Governed(slot.prepositions, words.first);
      if (!governed.empty()) segment.Targets(governed, &targets);
      break;
    }
    case SlotKind::kSubject:
    case SlotKind::kOwner: {
      const Range agent = segment.Governed({"由", "因"}, words.first);  // 事故由引航员失误造成
      const std::vector<Range> subjects = segment.Subjects(words.first);
      if (!agent.empty() && agent.end == words.first) {
        segment.Targets(agent, &targets);
        break;
      }
      if (const Range deed = segment.PolicyBefore(words.first); !deed.empty()) {  // 称裁决不公平
        targets = {segment.Words(deed)};
        break;
      }
      if (!subjects.empty()) {
        segment.Targets(subjects.front(), &targets);
        break;
      }
      const auto* clause = s.ClauseOf(match.span);
      if (clause == nullptr || !clause->subject.present() ||
          !Contains(s.span, clause->subject.span)) {
        break;
      }
      segment.Targets(s.WordsIn(clause->subject.span), &targets);
      for (Target& t : targets) t.certainty = t.certainty * kChineseInheritedCertainty / 1000;
      break;
    }
    default:
      break;
  }
  return targets;
}

bool ChineseFillers::InnerActs(const Sentence& s, const FrameMatch& match) const {
  const Range inner = Inner(s, match);
  if (inner.empty() || match.frame->reason != "frame.advocate") return false;
  const ChineseSegment segment(document_, s, reader_, s.WordsIn(match.span));
  const size_t behind = segment.PhraseFrom(inner.first, inner.end).end;
  for (size_t i = behind; behind > inner.first && i < inner.end; ++i) {
    if (s.words[i].tag == linguistics::syntax::kVerbZh && s.MentionAt(i) == nullptr) return true;
  }
  return false;
}

Range ChineseFillers::Inner(const Sentence& s, const FrameMatch& match) {
  if (match.inner_span.begin >= match.inner_span.end) return {};
  Range phrase = s.WordsIn(match.inner_span);
  while (!phrase.empty() && (IsDe(s.words[phrase.end - 1]) || s.words[phrase.end - 1].mark != 0)) {
    --phrase.end;
  }
  return phrase;
}

Fillers ChineseFillers::Find(const Sentence& s, const FrameMatch& match) const {
  Fillers fillers;
  const Frame& frame = *match.frame;
  const Range words = s.WordsIn(match.span);
  const ChineseSegment segment(document_, s, reader_, words);
  fillers.evidence = s.SpanOf(segment.range());
  if (frame.holder.kind == SlotKind::kInner) {
    segment.Holders(Inner(s, match), &fillers.holders);
  } else if (frame.holder.kind == SlotKind::kSubject || frame.holder.kind == SlotKind::kPossessor) {
    fillers.holders = HoldersOf(s, match, segment, words.first);
  }
  for (const Slot& slot : frame.targets) {
    fillers.targets = TargetsIn(s, match, segment, slot, fillers.holders);
    if (slot.strict) {
      std::erase_if(fillers.targets, [](const Target& t) { return t.entity.empty(); });
    }
    if (!slot.only.empty()) {
      std::erase_if(fillers.targets, [&](const Target& t) {
        return !reader_.IsOf(s, t, slot.only, frame.holder.kind == SlotKind::kSpeaker);
      });
    }
    if (!fillers.targets.empty()) break;
  }
  if (fillers.targets.empty() && frame.targets.front().kind == SlotKind::kObject &&
      words.end >= segment.range().end) {
    Target before;  // 彼得罗夫则反对: what the text spoke of before
    before.anaphor = true;
    before.certainty = kChineseInheritedCertainty;
    fillers.targets.push_back(std::move(before));
  }
  // 部长认为对公司的批评不公平: a noun, which only who stands in its own phrase holds.
  if (frame.kind == FrameKind::kVerb && words.first > 0 && IsDe(s.words[words.first - 1])) {
    std::erase_if(fillers.holders, [&](const Party& holder) {
      const Range named = s.WordsIn(holder.span);
      for (size_t i = named.end; i < words.first; ++i) {
        if (s.words[i].tag == linguistics::syntax::kVerbZh && s.MentionAt(i) == nullptr) return true;
      }
      return false;
    });
    if (fillers.holders.empty()) {
      fillers.targets.clear();
      return fillers;
    }
  }
  if (fillers.holders.empty()) {
    const std::vector<Range> subjects = segment.Subjects(words.first);
    if (!subjects.empty()) segment.Targets(subjects.front(), &fillers.things);
  }
  return fillers;
}

}  // namespace plx::stance
