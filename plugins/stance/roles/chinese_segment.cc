#include "plugins/stance/roles/chinese_segment.h"

#include <algorithm>
#include <array>

#include "plugins/linguistics/text/characters.h"
#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/referents.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;

template <size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Coverbs: the noun behind one is neither the subject nor the object of the next verb.
constexpr std::array<std::string_view, 26> kCoverbs = {
    "对",   "对于", "向",   "与",   "同", "和",   "跟",   "把",   "将",   "被",     "从",   "在", "由",
    "为",   "给",   "因",   "就",   "以", "关于", "随着", "作为", "针对", "围绕",   "凭借", "遭", "于"};
// Of these the ones that join two subjects as well.
constexpr std::array<std::string_view, 8> kJoining = {"与", "和", "同", "跟", "及", "以及", "、", "暨"};
// Verbs whose object is the subject of the verb after it.
constexpr std::array<std::string_view, 44> kPivots = {
    "指责", "批评", "要求", "敦促", "呼吁", "迫使", "让",   "使",   "令",   "逼",   "请",
    "允许", "禁止", "反对", "阻止", "谴责", "认为", "称",   "说",   "表示", "警告", "希望",
    "促",   "导致", "防止", "怀疑", "担心", "担忧", "指控", "宣称", "声称", "强调", "指出",
    "承认", "否认", "相信", "发现", "看到", "期待", "支持", "鼓励", "欢迎", "避免", "斥"};
// Verbs that stand inside names: 药品监管部门.
constexpr std::array<std::string_view, 62> kNominalVerbs = {
    "监管", "管理", "保护", "服务", "研究", "生产", "设计", "经营", "销售", "开发", "投资",
    "贸易", "运输", "教育", "卫生", "调查", "发展", "合作", "出版", "建筑", "维权", "运营",
    "检察", "环保", "监督", "审查", "选举", "福利", "培训", "咨询", "救援", "采购", "养殖",
    "旅行", "旅游", "航运", "制造", "评估", "仲裁", "协调", "治理", "审计", "收费", "补贴",
    "停车", "罢工", "改革", "建设", "规划", "试点", "捐赠", "拆迁", "供暖", "供水", "捕鱼",
    "禁渔", "限行", "征税", "进口", "出口", "停火", "指责"};

bool IsVerb(const Word& w) { return w.tag == syntax::kVerbZh; }
bool IsLight(const Word& w) {
  return w.tag == syntax::kAdverb || w.tag == syntax::kModalZh || w.lower == "又" ||
         w.lower == "再" || w.lower == "也" || w.mark == U'“' || w.mark == '"';
}

bool EndsWithMember(std::string_view text, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& e) { return text.ends_with(e); });
}

}  // namespace

bool IsChineseJoin(const Word& w) { return OneOf(w.lower, kJoining) || w.mark == U'、'; }

std::string_view WithoutDemonstrative(std::string_view text, const WordClasses& classes) {
  std::string_view longest;
  for (const std::string& d : classes.Members("demonstrative_zh")) {
    if (d.size() > longest.size() && text.starts_with(d) && text.size() > d.size()) longest = d;
  }
  return text.substr(longest.size());
}

bool IsDe(const Word& w) { return w.lower == "的" || w.lower == "之"; }
bool IsChineseParticle(const Word& w) {
  return w.lower == "了" || w.lower == "着" || w.lower == "过" || w.mark == U'“' ||
         w.mark == U'”' || w.mark == '"';
}

ChineseSegment::ChineseSegment(const Document& document, const Sentence& sentence,
                               const PartyReader& reader, Range words)
    : document_(document), s_(sentence), reader_(reader), range_(words) {
  while (range_.first > 0 && !IsBorder(range_.first - 1)) --range_.first;
  while (range_.end < s_.words.size() && !IsBorder(range_.end)) ++range_.end;
}

// 法院暂停合并 工会要求辞职: a space between Chinese words parts the halves of a headline.
bool ChineseSegment::IsGap(size_t i) const {
  if (i == 0 || i + 1 >= s_.words.size()) return false;
  const bool blank = s_.words[i].lower.find_first_not_of(' ') == std::string::npos;
  return blank && s_.words[i - 1].chinese && s_.words[i + 1].chinese;
}

bool ChineseSegment::IsBorder(size_t i) const {
  const char32_t m = s_.words[i].mark;
  if (m == 0) return IsGap(i);
  return m != U'、' && m != U'“' && m != U'”' && m != U'《' && m != U'》' && m != '"' &&
         m != '-' && m != '%' && m != '$' && m != '\'';
}

bool ChineseSegment::IsNominalAt(size_t i, size_t first, size_t end) const {
  const Word& w = s_.words[i];
  if (s_.MentionAt(i) != nullptr || IsDe(w) || w.mark == U'“' || w.mark == U'”') return true;
  if (w.tag == syntax::kNoun || w.tag == syntax::kName || w.tag == syntax::kAdjective ||
      w.tag == syntax::kNumber || w.tag == 'Q' || w.tag == syntax::kPronoun ||
      (!w.chinese && w.mark == 0)) {
    return true;
  }
  if (w.tag == 'F') return i + 1 < end && s_.words[i + 1].tag == syntax::kNoun;  // 沿江环保协会
  if (w.tag == 'w') {
    // Noun or verb: behind a holder it is its verb (协会批评……).
    return i == first || s_.MentionAt(i - 1) != nullptr ||
           DescribedByChinese(s_.words[i - 1].lower, reader_.classes()) == Described::kNothing;
  }
  // 这一指责, 该决定: behind a demonstrative a verb is a noun.
  if (IsVerb(w) && i > first) {
    size_t d = i - 1;
    if (d > first && (s_.words[d].tag == syntax::kNumber || s_.words[d].tag == 'Q')) --d;
    const auto& demonstratives = reader_.classes().Members("demonstrative_zh");
    if (s_.words[d].lower == "这" || s_.words[d].lower == "那" ||
        std::find(demonstratives.begin(), demonstratives.end(), s_.words[d].lower) !=
            demonstratives.end()) {
      return true;
    }
  }
  const auto& endings = reader_.classes().Members("organisation_zh");
  const auto ends_holder = [&](size_t k) {
    return k < end && s_.words[k].tag != syntax::kVerbZh && EndsWithMember(s_.words[k].lower, endings);
  };
  if (IsVerb(w) && OneOf(w.lower, kNominalVerbs)) {
    // 药品监管部门; 停车收费方案; but not 专家 指责 协会.
    const bool follows = i + 1 < end && !IsVerb(s_.words[i + 1]) && s_.words[i + 1].mark == 0 &&
                         !OneOf(s_.words[i + 1].lower, kCoverbs);
    const bool next_nominal_verb = i + 1 < end && OneOf(s_.words[i + 1].lower, kNominalVerbs);
    return w.lower != "指责" && (follows || next_nominal_verb);
  }
  // A word the lexicon lacks inside a name: 棋类联合会.
  return i > first && ends_holder(i);
}

Range ChineseSegment::PhraseFrom(size_t i, size_t end) const {
  while (i < end && s_.words[i].mark == U'“') ++i;
  Range phrase = {i, i};
  while (phrase.end < end) {
    const Word& w = s_.words[phrase.end];
    const bool join = OneOf(w.lower, kJoining) || w.mark == U'、';
    if (join && (phrase.end == i || phrase.end + 1 >= end)) break;
    if (!join && !IsNominalAt(phrase.end, i, end)) break;
    ++phrase.end;
  }
  while (phrase.end > phrase.first &&
         (IsDe(s_.words[phrase.end - 1]) || s_.words[phrase.end - 1].mark != 0)) {
    --phrase.end;
  }
  return phrase;
}

void ChineseSegment::Targets(Range phrase, std::vector<Target>* out) const {
  const plx_span_t span = s_.SpanOf(phrase);
  if (span.begin >= span.end) return;
  const size_t before = out->size();
  // A list of names; else the owner that opens the phrase.
  size_t at = span.begin;
  for (const plx_mention_t* m : s_.mentions) {
    if (!Contains(span, m->base.span) || m->base.span.begin < at) continue;
    if (out->size() > before && IsThing(*m)) continue;  // 中国稀土: China's
    const std::string_view gap = document_.text().substr(at, m->base.span.begin - at);
    // 内政部长韦伯: an office before its holder's name.
    const bool titled = out->size() == before && !gap.empty() && View(m->type) != "REGION" &&
                        DescribedByChinese(gap, reader_.classes()) == Described::kPerson;
    const bool listed = gap.empty() || titled || (at > span.begin && OneOf(gap, kJoining));
    if (!listed) break;
    at = m->base.span.end;
    const bool whole = at >= span.end || IsListBreak(at);
    AddTarget(*m, whole ? 1000 : kOwnerCertainty, whole ? 1000 : kOwnerFactor, phrase, out);
  }
  if (out->size() > before && at >= span.end) return;
  const std::string topic = TopicOf(document_, span, reader_.classes());
  const std::string text(WithoutDemonstrative(document_.Text(span), reader_.classes()));
  const bool policy = EndsWithMember(text, reader_.classes().Members("policy_zh"));
  if (!topic.empty() && (out->size() == before || policy)) {
    out->push_back({span, topic, text, 850, 1000, false, false, phrase});
  } else if (out->size() == before) {
    // 加入走廊集团: what is named inside stands for the whole.
    if (IsVerb(s_.words[phrase.first])) {
      for (const plx_mention_t* m : s_.mentions) {
        if (!Contains(span, m->base.span) || m->base.span.end != span.end || IsThing(*m)) continue;
        AddTarget(*m, kOwnerCertainty, kOwnerFactor, phrase, out);
        return;
      }
    }
    out->push_back({span, "", text, kChineseWordsCertainty, 1000, false, false, phrase});
  }
}

bool ChineseSegment::IsListBreak(size_t at) const {
  const std::string_view rest = document_.text().substr(at);
  return std::any_of(kJoining.begin(), kJoining.end(),
                     [&](std::string_view w) { return rest.starts_with(w); });
}

void ChineseSegment::AddTarget(const plx_mention_t& m, int certainty, int factor, Range words,
                               std::vector<Target>* out) const {
  const std::string text(document_.Text(m.base.span));
  if (m.coreferent != 0 && m.member_count > 0) {
    for (uint32_t i = 0; i < m.member_count; ++i) {
      out->push_back({m.base.span, std::string(View(m.members[i])), text, certainty * 850 / 1000,
                      factor, false, IsThing(m), words});
    }
    return;
  }
  out->push_back({m.base.span, std::string(View(m.entity)), text, certainty, factor, false,
                  IsThing(m), words});
}

Range ChineseSegment::Governed(const std::vector<std::string>& coverbs, size_t end) const {
  for (size_t i = end; i-- > range_.first;) {
    if (s_.MentionAt(i) != nullptr) continue;
    const std::string& w = s_.words[i].lower;
    if (std::find(coverbs.begin(), coverbs.end(), w) == coverbs.end()) continue;
    const Range phrase = PhraseFrom(i + 1, end);
    if (!phrase.empty() && s_.words[phrase.end - 1].lower != "其") return phrase;
    const Range action = VerbPhraseFrom(i + 1);
    if (!action.empty() && action.end <= end) return action;
    // 对裁决表示欢迎: a verb right between the coverb and the predicate is a noun.
    const size_t noun = s_.words[i + 1].lower == "其" ? i + 2 : i + 1;
    if (noun + 1 == end && IsVerb(s_.words[noun])) return {noun, end};
  }
  return {};
}

std::vector<Range> ChineseSegment::Free(size_t end) const {
  std::vector<Range> free;
  bool governed = false;
  for (size_t i = range_.first; i < end;) {
    const Word& w = s_.words[i];
    const bool named = s_.MentionAt(i) != nullptr;
    if (!named && OneOf(w.lower, kCoverbs) && !(OneOf(w.lower, kJoining) && JoinsNames(i))) {
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
    while (trimmed.end > trimmed.first + 1 && s_.MentionAt(trimmed.end - 1) == nullptr &&
           s_.words[trimmed.end - 1].tag == syntax::kAdjective) {
      --trimmed.end;
    }
    if (!governed) free.push_back(trimmed);
    governed = false;
    i = phrase.end;
  }
  return free;
}

bool ChineseSegment::HasVerb(size_t from) const {
  for (size_t i = from; i < range_.end; ++i) {
    if (IsVerb(s_.words[i]) && s_.MentionAt(i) == nullptr) return true;
  }
  return false;
}

// Between two names, or two described holders (渔业协会和旅游业协会), a coverb joins.
bool ChineseSegment::JoinsNames(size_t i) const {
  if (i <= range_.first || i + 1 >= s_.words.size()) return false;
  if (s_.MentionAt(i - 1) != nullptr && s_.MentionAt(i + 1) != nullptr) return true;
  const WordClasses& classes = reader_.classes();
  if (DescribedByChinese(s_.words[i - 1].lower, classes) == Described::kNothing) return false;
  const Range next = PhraseFrom(i + 1, range_.end);
  return !next.empty() && DescribedByChinese(s_.words[next.end - 1].lower, classes) != Described::kNothing;
}

std::vector<Range> ChineseSegment::Subjects(size_t verb) const {
  std::vector<Range> free = Free(verb);
  std::vector<Range> subjects;
  for (size_t k = free.size(); k-- > 0;) {
    bool object = false;
    bool pivot = false;
    for (size_t i = range_.first; i < free[k].first; ++i) {
      if (s_.MentionAt(i) != nullptr) continue;
      const Word& w = s_.words[i];
      // A word that may be a noun is a verb between two phrases.
      const bool verbal = IsVerb(w) || (w.tag == 'w' && i > range_.first && i + 1 == free[k].first);
      if (verbal) object = true, pivot = OneOf(w.lower, kPivots);
    }
    if (!object || pivot) subjects.push_back(free[k]);
  }
  return subjects;
}

std::vector<Party> ChineseSegment::Subject(size_t verb) const {
  for (Range phrase : Subjects(verb)) {
    std::vector<Party> parties;
    Holders(phrase, &parties);
    if (!parties.empty()) return parties;
    // 协会称新规将损害: what acts is the thing that was spoken of, not the speaker.
    for (size_t i = range_.first; i < phrase.first; ++i) {
      if (IsVerb(s_.words[i]) && s_.MentionAt(i) == nullptr) return {};
    }
  }
  return {};
}

}  // namespace plx::stance
