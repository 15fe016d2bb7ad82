#include <algorithm>
#include <array>

#include "plugins/linguistics/text/characters.h"
#include "plugins/stance/roles/fillers.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;

constexpr int kInheritedCertainty = 850;
constexpr int kOwnerCertainty = 900;
constexpr int kOwnerFactor = 850;

template <size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Coverbs: the noun behind one is neither the subject nor the object of the next verb.
constexpr std::array<std::string_view, 25> kCoverbs = {
    "对",   "对于", "向",   "与",   "同", "和",   "跟",   "把",   "将",   "被",     "从",   "在", "由",
    "为",   "给",   "因",   "就",   "以", "关于", "随着", "作为", "针对", "围绕",   "凭借", "遭"};
// Of these the ones that join two subjects as well.
constexpr std::array<std::string_view, 8> kJoining = {"与", "和", "同", "跟", "及", "以及", "、", "暨"};
// Verbs whose object is the subject of the verb after it.
constexpr std::array<std::string_view, 44> kPivots = {
    "指责", "批评", "要求", "敦促", "呼吁", "迫使", "让",   "使",   "令",   "逼",   "请",
    "允许", "禁止", "反对", "阻止", "谴责", "认为", "称",   "说",   "表示", "警告", "希望",
    "促",   "导致", "防止", "怀疑", "担心", "担忧", "指控", "宣称", "声称", "强调", "指出",
    "承认", "否认", "相信", "发现", "看到", "期待", "支持", "鼓励", "欢迎", "避免", "斥"};
// Governments and their people: the state speaks through them.
constexpr std::array<std::string_view, 34> kGovernment = {
    "政府", "总统", "总理", "首相", "外长",   "外交部", "外交部长", "财长", "财政部长", "财政部",
    "防长", "国防部", "商务部", "国会", "议会", "当局",   "官员",   "官方", "发言人", "军方",
    "军队", "部队",   "主席",   "领导人", "政府官员", "部长", "方面", "方",  "国务卿",  "白宫",
    "央行", "大使",   "高层",   "议院"};
// Unnamed holders.
constexpr std::array<std::string_view, 40> kRoles = {
    "专家",   "分析人士", "学者",   "网友",   "民众",   "媒体",   "外媒",   "企业",   "公司",   "农民",
    "工人",   "学生",     "家长",   "医生",   "选民",   "投资者", "消费者", "球迷",   "议员",   "人士",
    "国家",   "多国",     "各国",   "盟友",   "盟国",   "业界",   "厂商",   "车企",   "居民",   "示威者",
    "抗议者", "反对派",   "在野党", "评论员", "舆论",   "市民",   "经济学家", "科学家", "教师", "组织"};

// What a headline puts between a name and its words.
constexpr std::array<std::string_view, 10> kSpeech = {"方",   "政府", "方面", "表态", "回应",
                                                     "发声", "喊话", "声明", "宣布", "称"};

bool IsDe(const Word& w) { return w.lower == "的" || w.lower == "之"; }
bool IsParticle(const Word& w) {
  return w.lower == "了" || w.lower == "着" || w.lower == "过" || w.mark == U'“' ||
         w.mark == U'”' || w.mark == '"';
}
bool IsVerb(const Word& w) { return w.tag == syntax::kVerbZh; }
bool IsLight(const Word& w) {
  return w.tag == syntax::kAdverb || w.tag == syntax::kModalZh || w.lower == "又" ||
         w.lower == "再" || w.lower == "也" || w.mark == U'“' || w.mark == '"';
}

}  // namespace

// The stretch between marks that holds the match, in words.
struct ChineseFillers::Segment {
  const Document& document;
  const Sentence& s;
  const PartyReader& reader;
  Range range;

  bool IsBorder(size_t i) const {
    const char32_t m = s.words[i].mark;
    return m != 0 && m != U'、' && m != U'“' && m != U'”' && m != U'《' && m != U'》' && m != '"' &&
           m != '-' && m != '%' && m != '$' && m != '\'';
  }
  static Segment Around(const Document& document, const Sentence& s, const PartyReader& reader,
                        Range words) {
    Segment segment{document, s, reader, words};
    while (segment.range.first > 0 && !segment.IsBorder(segment.range.first - 1)) {
      --segment.range.first;
    }
    while (segment.range.end < s.words.size() && !segment.IsBorder(segment.range.end)) {
      ++segment.range.end;
    }
    return segment;
  }

  // The noun phrase that starts at `i`: nominal words, 的, and joins between names.
  Range PhraseFrom(size_t i, size_t end) const {
    Range phrase = {i, i};
    while (phrase.end < end) {
      const Word& w = s.words[phrase.end];
      const bool named = s.MentionAt(phrase.end) != nullptr;
      const bool join = OneOf(w.lower, kJoining) || w.mark == U'、';
      if (join && (phrase.end == i || phrase.end + 1 >= end)) break;
      const bool nominal = named || join || IsDe(w) || w.mark == U'“' || w.mark == U'”' ||
                           w.tag == syntax::kNoun || w.tag == syntax::kName ||
                           w.tag == syntax::kAdjective || w.tag == syntax::kNumber ||
                           w.tag == 'Q' || w.tag == 'w' || w.tag == syntax::kPronoun ||
                           (!w.chinese && w.mark == 0);
      if (!nominal) break;
      ++phrase.end;
    }
    while (phrase.end > phrase.first &&
           (IsDe(s.words[phrase.end - 1]) || s.words[phrase.end - 1].mark != 0)) {
      --phrase.end;
    }
    return phrase;
  }

  // The phrase that ends before `end`, not past `begin`.
  Range PhraseBefore(size_t begin, size_t end) const {
    Range phrase = {end, end};
    while (phrase.first > begin) {
      const Range longer = PhraseFrom(phrase.first - 1, end);
      if (longer.end != end && longer.end + 1 < end) break;
      if (longer.empty()) break;
      --phrase.first;
    }
    return phrase;
  }

  // The mentions of a phrase that stand for its head: those after its last 的, or all of a list.
  void Holders(Range phrase, std::vector<Party>* out) const {
    std::vector<Range> members;
    size_t begin = phrase.first;
    for (size_t i = phrase.first; i <= phrase.end; ++i) {
      if (i < phrase.end && !OneOf(s.words[i].lower, kJoining) && s.words[i].mark != U'、') continue;
      if (i > begin) members.push_back({begin, i});
      begin = i + 1;
    }
    for (Range member : members) AddHolder(member, out);
  }

  void AddHolder(Range member, std::vector<Party>* out) const {
    const plx_span_t span = s.SpanOf(member);
    std::vector<const plx_mention_t*> run;  // mentions that end the member, side by side
    const plx_mention_t* last = nullptr;
    for (const plx_mention_t* m : s.mentions) {
      if (!Contains(span, m->base.span) || !CanHold(*m)) continue;
      if (!run.empty() && Contains(run.back()->base.span, m->base.span)) continue;
      run.push_back(m);
      last = m;
    }
    const std::string_view text = document.Text(span);
    if (last == nullptr) {
      AddRole(span, text, out);
      return;
    }
    const std::string_view rest =
        document.text().substr(last->base.span.end, span.end - last->base.span.end);
    if (rest.empty() || OneOf(rest, kSpeech)) {
      // 美日澳韩: one-character names side by side are a list; 美国总统特朗普 is one holder.
      for (size_t i = 0; i < run.size(); ++i) {
        const bool short_name = run[i]->base.span.end - run[i]->base.span.begin <= 3;
        const bool glued = i + 1 < run.size() &&
                           run[i + 1]->base.span.begin == run[i]->base.span.end;
        if (i + 1 < run.size() && !(short_name && glued)) continue;
        for (Party& p : PartyReader::FromMention(document, *run[i])) out->push_back(std::move(p));
      }
      return;
    }
    for (std::string_view word : kGovernment) {
      if (!rest.ends_with(word)) continue;
      for (Party& p : PartyReader::FromMention(document, *last)) {
        p.certainty = p.certainty * kOwnerCertainty / 1000;
        p.name = std::string(text);
        p.span = span;
        out->push_back(std::move(p));
      }
      return;
    }
    AddRole(span, text, out);
  }

  void AddRole(plx_span_t span, std::string_view text, std::vector<Party>* out) const {
    for (std::string_view word : kRoles) {
      if (text.ends_with(word)) {
        out->push_back({PLX_HOLDER_ROLE, span, "", std::string(text), 900});
        return;
      }
    }
  }

  void Targets(Range phrase, std::vector<Target>* out) const {
    const plx_span_t span = s.SpanOf(phrase);
    if (span.begin >= span.end) return;
    const size_t before = out->size();
    // A list of names; else the owner that opens the phrase.
    size_t at = span.begin;
    for (const plx_mention_t* m : s.mentions) {
      if (!Contains(span, m->base.span) || m->base.span.begin < at) continue;
      if (out->size() > before && IsThing(*m)) continue;  // 中国稀土: China's
      const std::string_view gap = document.text().substr(at, m->base.span.begin - at);
      const bool listed = at == span.begin ? gap.empty() : gap.empty() || OneOf(gap, kJoining);
      if (!listed) break;
      at = m->base.span.end;
      const bool whole = at >= span.end || IsListBreak(at);
      Add(*m, whole ? 1000 : kOwnerCertainty, whole ? 1000 : kOwnerFactor, phrase, out);
    }
    if (out->size() > before && at >= span.end) return;
    const std::string topic = TopicOf(document, span, reader.classes());
    std::string text(document.Text(span));
    for (std::string_view pointer : {"该", "这项", "这一", "此", "本"}) {
      if (text.starts_with(pointer)) text.erase(0, pointer.size());
    }
    const auto& policies = reader.classes().Members("policy_zh");
    const bool policy = std::any_of(policies.begin(), policies.end(),
                                    [&](const std::string& w) { return text.ends_with(w); });
    if (!topic.empty() && (out->size() == before || policy)) {
      out->push_back({span, topic, text, 850, 1000, false, false, phrase});
    } else if (out->size() == before) {
      out->push_back({span, "", text, 650, 1000, false, false, phrase});
    }
  }

  bool IsListBreak(size_t at) const {
    const std::string_view rest = document.text().substr(at);
    return std::any_of(kJoining.begin(), kJoining.end(),
                       [&](std::string_view w) { return rest.starts_with(w); });
  }

  void Add(const plx_mention_t& m, int certainty, int factor, Range words,
           std::vector<Target>* out) const {
    const std::string text(document.Text(m.base.span));
    if (m.coreferent != 0 && m.member_count > 0) {
      for (uint32_t i = 0; i < m.member_count; ++i) {
        out->push_back({m.base.span, std::string(View(m.members[i])), text, certainty * 850 / 1000,
                        factor, false, IsThing(m), words});
      }
      return;
    }
    out->push_back({m.base.span, std::string(View(m.entity)), text, certainty, factor, false, IsThing(m), words});
  }

  // The phrase behind the last coverb of `coverbs` between the segment's start and `end`.
  Range Governed(const std::vector<std::string>& coverbs, size_t begin, size_t end) const {
    for (size_t i = end; i-- > begin;) {
      if (s.MentionAt(i) != nullptr) continue;
      const std::string& w = s.words[i].lower;
      if (std::find(coverbs.begin(), coverbs.end(), w) == coverbs.end()) continue;
      const Range phrase = PhraseFrom(i + 1, end);
      if (!phrase.empty()) return phrase;
    }
    return {};
  }

  // Subject candidates of the words before `end`: phrases not behind a coverb, left to right.
  std::vector<Range> Free(size_t begin, size_t end) const {
    std::vector<Range> free;
    bool governed = false;
    for (size_t i = begin; i < end;) {
      const Word& w = s.words[i];
      const bool named = s.MentionAt(i) != nullptr;
      if (!named && OneOf(w.lower, kCoverbs) && !(OneOf(w.lower, kJoining) && JoinsNames(i, begin))) {
        governed = true;
        ++i;
        continue;
      }
      const Range phrase = PhraseFrom(i, end);
      if (phrase.empty()) {
        ++i;
        if (!IsLight(w)) governed = false;
        continue;
      }
      Range trimmed = phrase;  // 法国强烈: the adverb belongs to the verb
      while (trimmed.end > trimmed.first + 1 && s.MentionAt(trimmed.end - 1) == nullptr &&
             s.words[trimmed.end - 1].tag == syntax::kAdjective) {
        --trimmed.end;
      }
      if (!governed) free.push_back(trimmed);
      governed = false;
      i = phrase.end;
    }
    return free;
  }
  bool HasVerb(size_t from) const {
    for (size_t i = from; i < range.end; ++i) {
      if (IsVerb(s.words[i]) && s.MentionAt(i) == nullptr) return true;
    }
    return false;
  }
  bool JoinsNames(size_t i, size_t begin) const {
    return i > begin && i + 1 < s.words.size() && s.MentionAt(i - 1) != nullptr &&
           s.MentionAt(i + 1) != nullptr;
  }

  // Free phrases that may be the subject of a verb at word `verb`, best first: the one nearest to
  // it that is no object of an earlier verb, unless that verb's object acts (指责中国违反).
  std::vector<Range> Subjects(size_t begin, size_t verb) const {
    std::vector<Range> free = Free(begin, verb);
    std::vector<Range> subjects;
    for (size_t k = free.size(); k-- > 0;) {
      bool object = false;
      bool pivot = false;
      for (size_t i = begin; i < free[k].first; ++i) {
        if (s.MentionAt(i) != nullptr) continue;
        const Word& w = s.words[i];
        // A word that may be a noun is a verb between two phrases.
        const bool verbal = IsVerb(w) || (w.tag == 'w' && i > begin && i + 1 == free[k].first);
        if (verbal) object = true, pivot = OneOf(w.lower, kPivots);
      }
      if (!object || pivot) subjects.push_back(free[k]);
    }
    return subjects;
  }
  std::vector<Party> Subject(size_t begin, size_t verb) const {
    for (Range phrase : Subjects(begin, verb)) {
      std::vector<Party> parties;
      Holders(phrase, &parties);
      if (!parties.empty()) return parties;
    }
    return {};
  }
};

Fillers ChineseFillers::Find(const Sentence& s, const FrameMatch& match) const {
  Fillers fillers;
  const Frame& frame = *match.frame;
  const Range words = s.WordsIn(match.span);
  const Segment segment = Segment::Around(document_, s, reader_, words);
  fillers.evidence = s.SpanOf(segment.range);
  const Range inner = s.WordsIn(match.inner_span);
  const auto inner_phrase = [&] {
    Range phrase = inner;
    while (!phrase.empty() && (IsDe(s.words[phrase.end - 1]) || s.words[phrase.end - 1].mark != 0)) {
      --phrase.end;
    }
    return phrase;
  };
  if (frame.holder.kind == SlotKind::kInner) {
    segment.Holders(inner_phrase(), &fillers.holders);
  } else if (frame.holder.kind == SlotKind::kSubject || frame.holder.kind == SlotKind::kPossessor) {
    fillers.holders = segment.Subject(segment.range.first, words.first);
    const linguistics::Clause* clause = s.ClauseOf(match.span);
    if (fillers.holders.empty() && clause != nullptr && clause->subject_inherited &&
        Contains(s.span, clause->subject.span)) {
      segment.Holders(s.WordsIn(clause->subject.span), &fillers.holders);
      for (Party& p : fillers.holders) p.certainty = p.certainty * kInheritedCertainty / 1000;
    }
    if (fillers.holders.empty()) {
      // An earlier segment's subject: 稀土王牌对决！ / 美国……，围堵中国.
      for (size_t i = segment.range.first; i-- > 0 && fillers.holders.empty();) {
        if (segment.IsBorder(i)) continue;
        const Segment before = Segment::Around(document_, s, reader_, {i, i + 1});
        fillers.holders = before.Subject(before.range.first, before.range.end);
        i = before.range.first;
      }
      for (Party& p : fillers.holders) p.certainty = p.certainty * kInheritedCertainty / 1000;
    }
  }
  for (const Slot& slot : frame.targets) {
    if (slot.kind == SlotKind::kMutual) {
      // 联手围堵: what they do together is the verb that follows.
      if (!segment.HasVerb(words.end)) fillers.targets = Mutual(fillers.holders);
    } else if (slot.kind == SlotKind::kObject && words.end < segment.range.end) {
      size_t first = words.end;
      while (first < segment.range.end && IsParticle(s.words[first])) ++first;
      const Range object = segment.PhraseFrom(first, segment.range.end);
      if (!object.empty()) segment.Targets(object, &fillers.targets);
    } else if (slot.kind == SlotKind::kInner && match.inner_span.begin < match.inner_span.end) {
      segment.Targets(inner_phrase(), &fillers.targets);
    } else if (slot.kind == SlotKind::kPreposition) {
      const Range governed = segment.Governed(slot.prepositions, segment.range.first, words.first);
      if (!governed.empty()) segment.Targets(governed, &fillers.targets);
    } else if (slot.kind == SlotKind::kSubject || slot.kind == SlotKind::kOwner) {
      const std::vector<Range> subjects = segment.Subjects(segment.range.first, words.first);
      if (!subjects.empty()) {
        segment.Targets(subjects.front(), &fillers.targets);
      } else if (const auto* clause = s.ClauseOf(match.span);
                 clause != nullptr && clause->subject.present() &&
                 Contains(s.span, clause->subject.span)) {
        segment.Targets(s.WordsIn(clause->subject.span), &fillers.targets);
        for (Target& t : fillers.targets) t.certainty = t.certainty * kInheritedCertainty / 1000;
      }
    }
    if (!fillers.targets.empty()) break;
  }
  return fillers;
}

}  // namespace plx::stance
