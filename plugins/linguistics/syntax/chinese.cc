#include <algorithm>
#include <set>
#include <string_view>

#include "plugins/linguistics/syntax/english.h"
#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {
namespace {

bool IsVerb(const Word& w) { return w.tag == kVerbZh || w.tag == 'w' || w.lower == "不是"; }
bool IsDe(const Word& w) { return w.lower == "的" || w.lower == "之"; }

// What may stand in a noun phrase.
bool IsNominal(const Word& w) {
  if (!w.chinese) return w.mark == 0 || w.mark == '%' || w.mark == '$' || w.mark == '-';
  return w.tag == kNoun || w.tag == kName || w.tag == kAdjective || w.tag == kNumber || w.tag == 'Q' ||
         w.tag == kPronoun || IsDe(w) || w.tag == 'w';
}

// Splits a segment in two if a verb stands on both sides.
bool IsJoiner(std::string_view w) {
  return IsAnyOf(w, {"但", "但是", "而", "而且", "并", "并且", "却", "然而", "不过", "同时", "以便", "从而", "以致", "因此",
                   "所以", "导致"});
}
bool IsAdversative(std::string_view w) {
  return IsAnyOf(w, {"但", "但是", "而", "却", "然而", "不过", "虽然", "尽管"});
}
bool IsOpening(std::string_view w) {
  return IsJoiner(w) || IsAnyOf(w, {"虽然", "尽管", "如果", "因为", "由于", "此外", "另外", "其中", "对此", "随后", "如今",
                                  "目前", "与此同时", "以及", "和", "或", "谁料", "反", "转头"});
}

std::set<std::string_view> ReadReportingVerbs() {
  std::set<std::string_view> verbs;
  ForEachRow(data::kReporting, [&](const Row& row) {
    ForEachItem(row[row.size() - 1], [&](std::string_view verb) { verbs.insert(verb); });
  });
  return verbs;
}

class Parser {
 public:
  Parser(const std::vector<Word>& words, const std::vector<NamedSpan>& named, const Clause& base,
         std::vector<Clause>* out)
      : words_(words), named_(named), base_(base), out_(out), first_clause_(out->size()) {}

  void Run() {
    size_t first = 0;
    for (size_t i = 0; i <= words_.size(); ++i) {
      if (i < words_.size() && !Ends(i)) continue;
      // "近年来，" and other openings without a verb belong to what follows.
      if (i > first && (i == words_.size() || FindVerb(first, i) < i || HardEnd(i))) {
        Segment(first, i);
        first = i + 1;
      } else if (i == first) {
        first = i + 1;
      }
    }
  }

 private:
  bool Ends(size_t i) const {
    const char32_t m = words_[i].mark;
    return m == ',' || HardEnd(i);
  }
  bool HardEnd(size_t i) const {
    const char32_t m = words_[i].mark;
    return m == ';' || m == ':' || m == U'。' || m == '.' || m == '!' || m == '?' || m == U'—' || m == U'…' || m == '|';
  }

  // 投资为42亿, 能力仅为200万, 比例达60%: what links a noun and its number. `end` if none.
  size_t NumberLink(size_t first, size_t end) const {
    for (size_t i = first + 1; i + 1 < end; ++i) {
      if (!IsAnyOf(words_[i].lower, {"为", "是", "达", "达到", "约为", "仅为", "高达", "仅", "只有", "约"})) continue;
      size_t k = i + 1;
      while (k < end && (words_[k].tag == kAdverb || IsAnyOf(words_[k].lower, {"约", "近", "为", "仅", "超过", "逾"}))) ++k;
      const bool number = k < end && (words_[k].tag == kNumber || words_[k].mark == '$');
      if (!number || IsDe(words_[i - 1]) || words_[i - 1].mark != 0) continue;
      return IsAnyOf(words_[i].lower, {"仅", "约", "只有"}) && !IsAnyOf(words_[i + 1].lower, {"为"}) ? end : i;
    }
    return end;
  }

  // True if the word at `i` is marked as a verb: 未|达到, 将|投入, 批准|了.
  bool IsMarked(size_t i, size_t first, size_t end) const {
    const bool before = i > first && (words_[i - 1].tag == kAdverb || words_[i - 1].tag == kModalZh || words_[i - 1].tag == kPassiveZh);
    return before || (i + 1 < end && IsAnyOf(words_[i + 1].lower, {"了", "过"}));
  }

  // True if a verb that is marked as one follows, with nothing but nouns between: 临床|试验 in
  // 三期临床试验未达到, 公投 in 公投结果尚未.
  bool IsNounBefore(size_t i, size_t end) const {
    if (IsMarked(i, 0, end)) return false;
    bool adverb = false;
    for (size_t k = i + 1; k < end; ++k) {
      const Word& w = words_[k];
      if (w.mark != 0 || w.tag == kPreposition || w.tag == kDisposalZh) return false;
      if (w.tag == kAdverb || w.tag == kModalZh) {
        adverb = k > i + 1;
        continue;
      }
      if (adverb) return IsVerb(w);
      if (w.tag == kVerbZh && k > i + 1) return false;
      if (!IsVerb(w) && w.tag != kNoun) return false;
    }
    return false;
  }

  // 溃坝是由降雨造成的: the verb of which 由 names the doer. `end` if none.
  size_t ByAgent(size_t first, size_t end) const {
    for (size_t i = first + 2; i + 1 < end; ++i) {
      if (!IsAgentMark(i, first)) continue;
      const size_t last = IsDe(words_[end - 1]) ? end - 2 : end - 1;
      return last > i + 1 && IsVerb(words_[last]) ? last : end;
    }
    return end;
  }
  bool IsAgentMark(size_t i, size_t first) const {
    return i > first && words_[i].lower == "由" && IsAnyOf(words_[i - 1].lower, {"是", "并非", "不是", "正是", "主要"});
  }

  // The head verb of [first, end), `end` if none.
  size_t FindVerb(size_t first, size_t end) const {
    if (const size_t done = ByAgent(first, end); done < end) return done;
    const size_t link = NumberLink(first, end);
    if (link < end) {
      // A clause before may have a verb of its own with an object: 销量增长, 占比为60%.
      bool plain = true;
      for (size_t i = first; i < link; ++i) {
        const bool date = i + 1 < link && IsAnyOf(words_[i + 1].lower, {"年", "月", "日", "季度", "期", "号"});
        const bool marked = IsVerb(words_[i]) && IsMarked(i, first, link);
        plain &= words_[i].mark == 0 && !marked && (words_[i].tag != kNumber || date);
      }
      if (plain) return link;
    }
    size_t best = end;
    for (size_t i = first; i < end; ++i) {
      if (!IsVerb(words_[i]) || (words_[i].lower == "不是" && i + 1 < end && words_[i + 1].lower == "针对")) continue;
      const bool after_de = i > first && IsDe(words_[i - 1]);
      const bool before_de = i + 1 < end && IsDe(words_[i + 1]);
      if ((after_de && words_[i].tag == 'w') || before_de) continue;
      if (words_[i].tag == 'w' && !TakesObject(i, end) && (best != end || (i + 1 < end && LaterVerb(i + 1, end)))) continue;
      if (best == end && IsNounBefore(i, end)) continue;
      if (best == end && i + 1 < end && IsVerb(words_[i + 1]) && IsUsuallyNoun(words_[i].lower)) continue;
      if (i + 2 == end && IsOutcome(words_[i + 1].lower)) continue;  // 发射|成功
      if (best != end) {
        // A chained verb, or the main verb after a relative clause.
        if (best + 1 == i && ChainsOn(best)) {
          best = i;
          continue;
        }
        bool de = false;
        for (size_t k = best + 1; k < i; ++k) de |= IsDe(words_[k]);
        if (de && words_[i].tag == kVerbZh) {
          best = i;
          continue;
        }
        break;
      }
      best = i;
    }
    return best == end ? Aimed(first, end) : best;
  }
  // 不针对任何国家: the preposition is the verb if nothing else is. `end` if there is none.
  size_t Aimed(size_t first, size_t end) const {
    for (size_t i = first; i < end; ++i) {
      if (words_[i].lower == "针对" && i + 1 < end && IsNominal(words_[i + 1])) return i;
    }
    return end;
  }
  // Nouns of events that a verb follows: 出口|下降, 组织|指控.
  static bool IsUsuallyNoun(std::string_view w) {
    return IsAnyOf(w, {"组织", "出口", "进口", "管制", "生产", "销售", "投资", "贸易", "消费", "需求", "供应", "就业", "发射", "试验",
                     "谈判", "选举", "竞争", "合作", "研究", "报告", "声明", "协议", "活动", "服务", "教育", "建设", "公投", "计票",
                     "施工", "罢工", "展览", "运动", "开采", "精炼", "加工", "运输", "输电"});
  }
  static bool IsOutcome(std::string_view w) {
    return IsAnyOf(w, {"成功", "失败", "结束", "中断", "失利", "告终", "受阻", "下降", "上升", "增长", "减少", "增加", "下滑", "放缓",
                     "上涨", "下跌"});
  }
  // 试验|在瑞典进行: a verb after a preposition or an adverb.
  bool LaterVerb(size_t from, size_t end) const {
    if (words_[from].tag != kPreposition && words_[from].tag != kAdverb && words_[from].tag != kModalZh) return false;
    for (size_t i = from; i < end; ++i) {
      if (IsVerb(words_[i])) return true;
    }
    return false;
  }
  bool TakesObject(size_t i, size_t end) const {
    return i + 1 < end && (IsNominal(words_[i + 1]) || words_[i + 1].mark == '"') && !IsDe(words_[i + 1]);
  }
  bool ChainsOn(size_t i) const {
    return words_[i].tag == kModalZh ||
           IsAnyOf(words_[i].lower, {"计划", "宣布", "决定", "开始", "继续", "可能", "能够", "可以", "需要", "希望", "要求", "考虑",
                                   "承诺", "准备", "同意", "坚持", "拒绝", "停止", "加快", "致力", "来", "去", "正在", "是", "不是", "有", "旨在"});
  }

  void Segment(size_t first, size_t end) {
    std::string connective;
    while (first < end && (words_[first].mark != 0 || IsOpening(words_[first].lower)) && words_[first].mark != '"' &&
           words_[first].mark != U'“') {
      if (IsOpening(words_[first].lower)) connective = words_[first].lower;
      ++first;
    }
    if (first >= end) return;
    for (size_t i = first + 1; i < end; ++i) {
      const bool joins = IsJoiner(words_[i].lower);
      if (!joins || FindVerb(first, i) == i || FindVerb(i + 1, end) == end) continue;
      One(first, i, connective, ClauseLink::kMain);
      Segment(i, end);
      return;
    }
    static const std::set<std::string_view> reporting = ReadReportingVerbs();
    const size_t verb = FindVerb(first, end);
    if (verb < end && reporting.count(words_[verb].lower) > 0) {
      const size_t rest = verb + 1;
      if (FindVerb(rest, end) < end) {
        const int parent = static_cast<int>(out_->size());
        One(first, rest, connective, ClauseLink::kMain);
        const size_t count = out_->size();
        Segment(rest, end);
        if (out_->size() > count) {
          (*out_)[count].link = ClauseLink::kComplement;
          (*out_)[count].parent = parent;
        }
        return;
      }
    }
    const size_t second = verb < end && TakesClause(words_[verb].lower) ? end : SecondVerb(verb, end);
    if (second < end) {
      const size_t at = out_->size();
      One(first, second, connective, ClauseLink::kMain);
      const size_t count = out_->size();
      Segment(second, end);
      if (out_->size() == count) return;
      Clause& next = (*out_)[count];
      next.link = ClauseLink::kCoordinate;
      next.parent = static_cast<int>(at);
      const Clause& before = (*out_)[at];
      next.subject = before.subject;
      // 要求中国停止出口: who is asked is who acts.
      if (IsPivot(words_[verb].lower) && !before.objects.empty()) next.subject = before.objects.front();
      next.subject_inherited = next.subject.present();
      return;
    }
    One(first, end, connective, ClauseLink::kMain);
  }

  // What somebody is for or against may be a whole clause: 反对|欧盟加征关税.
  static bool TakesClause(std::string_view w) {
    return IsAnyOf(w, {"反对", "支持", "欢迎", "批评", "谴责", "抗议", "赞成", "抵制"});
  }
  static bool IsPivot(std::string_view w) {
    return IsAnyOf(w, {"要求", "让", "使", "令", "迫使", "允许", "呼吁", "敦促", "邀请", "帮助", "禁止", "阻止", "请", "派", "命令", "促使",
                     "导致", "指责", "鼓励"});
  }

  // A second verb with its own object after the first one's: 组建联盟 | 减少依赖. `end` if none.
  size_t SecondVerb(size_t verb, size_t end) const {
    if (verb + 2 >= end) return end;
    for (size_t i = verb + 2; i < end; ++i) {
      if (IsDe(words_[i])) return end;  // what came before was a modifier
      const bool noun_before = words_[i - 1].tag == kNoun || words_[i - 1].tag == kName || words_[i - 1].mark == U'”';
      if (words_[i].tag != kVerbZh || !noun_before) continue;
      const bool object = i + 1 < end && (IsNominal(words_[i + 1]) || words_[i + 1].tag == kPreposition ||
                                          words_[i + 1].mark == U'“');
      if (!object && i + 1 < end) continue;
      // 共有1240名患者|参加: who there is, and what they do, is one statement.
      if (i + 1 == end && IsAnyOf(words_[verb].lower, {"有", "共有", "约有", "已有", "仅有"})) continue;
      for (size_t k = i + 1; k < end; ++k) {
        if (IsDe(words_[k]) && k + 1 < end && FindVerb(k + 1, end) < end) return end;
      }
      return i;
    }
    return end;
  }

  void One(size_t first, size_t end, const std::string& connective, ClauseLink link) {
    while (end > first && words_[end - 1].mark != 0 && words_[end - 1].mark != '%' &&
           words_[end - 1].mark != U'”' && words_[end - 1].mark != ')' && words_[end - 1].mark != U'》') {
      --end;
    }
    if (first >= end) return;
    Clause c = base_;
    c.chinese = true;
    c.span = {words_[first].span.begin, words_[end - 1].span.end};
    c.link = IsAdversative(connective) ? ClauseLink::kContrast
             : out_->size() > first_clause_ ? ClauseLink::kCoordinate
                                            : link;
    c.connective = connective;
    if (out_->size() > first_clause_) c.parent = static_cast<int>(out_->size()) - 1;
    const size_t verb = FindVerb(first, end);
    if (verb == end) {
      c.link = ClauseLink::kNominal;
      AddPhrases(first, end, "", &c.objects);
      if (!c.objects.empty()) {
        c.subject = c.objects.front();
        c.predicate = c.subject.head;
        c.verb_group = c.predicate;
        c.lemma = Lower(c.predicate);
      }
    } else {
      Fill(first, verb, end, &c);
    }
    out_->push_back(std::move(c));
  }

  std::string Lower(plx_span_t span) const {
    for (const Word& w : words_) {
      if (w.span.begin == span.begin) return w.lower;
    }
    return {};
  }

  void Fill(size_t first, size_t verb, size_t end, Clause* c) {
    c->predicate = words_[verb].span;
    c->lemma = words_[verb].lower;
    c->copula = IsAnyOf(c->lemma, {"是", "不是", "为", "约为", "仅为"});
    size_t group = verb;
    while (group > first && (words_[group - 1].tag == kAdverb || words_[group - 1].tag == kModalZh ||
                             IsVerb(words_[group - 1]))) {
      --group;
    }
    c->verb_group = {words_[group].span.begin, words_[verb].span.end};
    std::vector<Participant> before;
    AddPhrases(first, verb, "", &before);
    size_t passive = verb;
    for (size_t i = first; i < verb; ++i) {
      if (words_[i].tag == kPassiveZh || IsAgentMark(i, first)) passive = i;
    }
    c->passive = passive < verb;
    for (Participant& p : before) {
      const bool after_passive = c->passive && p.span.begin >= words_[passive].span.end;
      if (after_passive && (p.preposition == "被" || p.preposition == "由")) {
        p.preposition.clear();
        c->subject = std::move(p);
      } else if (p.preposition == "把") {
        p.preposition.clear();
        c->objects.push_back(std::move(p));
      } else if (!p.preposition.empty()) {
        c->objects.push_back(std::move(p));
      } else if (c->passive) {
        c->objects.insert(c->objects.begin(), std::move(p));
      } else if (!c->subject.present()) {
        c->subject = std::move(p);
      } else {
        AddTopic(std::move(p), &c->subject);
      }
    }
    if (!c->subject.present() && !c->passive && c->parent != kNone) {
      c->subject = (*out_)[static_cast<size_t>(c->parent)].subject;
      c->subject_inherited = c->subject.present();
    }
    std::vector<Participant> after;
    AddPhrases(verb + 1, end, "", &after);
    c->objects.insert(c->objects.end(), after.begin(), after.end());
    std::stable_partition(c->objects.begin(), c->objects.end(),
                          [](const Participant& p) { return p.preposition.empty(); });
    if (c->lemma == "是") TurnReason(first, verb, c);
  }

  // 溃坝的原因是降雨: the rain caused it.
  void TurnReason(size_t first, size_t verb, Clause* c) const {
    size_t reason = verb;
    while (reason > first && !IsAnyOf(words_[reason - 1].lower, {"原因", "起因", "主因", "成因"})) --reason;
    if (reason-- == first || c->objects.empty() || !c->objects.front().preposition.empty()) return;
    size_t of = reason;
    while (of > first && !IsDe(words_[of - 1])) --of;
    if (of < first + 2) return;
    const Participant cause = c->objects.front();
    c->subject = cause;
    c->subject_inherited = false;
    c->objects = {Make(first, of - 1)};
    c->predicate = words_[reason].span;
    c->lemma = words_[reason].lower;
    c->copula = false;
  }

  // 该公司|去年|营业收入: what stands before the subject is whose it is.
  static void AddTopic(Participant head, Participant* subject) {
    const std::string owner = subject->entity.empty() ? subject->owner : subject->entity;
    subject->span.end = head.span.end;
    subject->head = head.head;
    subject->entity = head.entity;
    subject->owner = head.owner.empty() ? owner : head.owner;
  }

  // 选举|委员会: a verb before its noun, inside a phrase.
  bool Modifies(size_t i, size_t end) const {
    return words_[i].tag == kVerbZh && i + 1 < end && words_[i + 1].tag == kNoun &&
           (i == 0 || (words_[i - 1].tag != kAdverb && words_[i - 1].tag != kModalZh));
  }

  // The noun phrases of [first, end): runs of nominal words, each governed by a preposition before it.
  void AddPhrases(size_t first, size_t end, std::string governor, std::vector<Participant>* out) const {
    for (size_t i = first; i < end;) {
      const Word& w = words_[i];
      if (w.tag == kPreposition || w.tag == kPassiveZh || w.tag == kDisposalZh) {
        governor = w.lower;
        ++i;
        continue;
      }
      if ((!IsNominal(w) && !Modifies(i, end)) || IsDe(w)) {
        if (w.mark == 0 && w.tag != kAdverb) governor.clear();
        ++i;
        continue;
      }
      size_t k = i;
      while (k < end && (IsNominal(words_[k]) || Modifies(k, end) || words_[k].mark == U'、' || words_[k].mark == U'“' ||
                         words_[k].mark == U'”' || words_[k].mark == U'《' || words_[k].mark == U'》' ||
                         IsAnyOf(words_[k].lower, {"和", "与", "及", "以及"}))) {
        if (IsAnyOf(words_[k].lower, {"和", "与"}) && (k + 1 >= end || !IsNominal(words_[k + 1]))) break;
        ++k;
      }
      size_t stop = k;
      // 基斯佩10日拒绝: when is no part of who.
      while (stop > i + 2 && words_[stop - 2].tag == kNumber && IsAnyOf(words_[stop - 1].lower, {"日", "月", "年", "号"})) stop -= 2;
      while (stop > i && (IsDe(words_[stop - 1]) || words_[stop - 1].mark == U'、' || words_[stop - 1].mark == U'“')) --stop;
      if (stop > i) {
        Participant p = Make(i, stop);
        p.preposition = governor;
        out->push_back(std::move(p));
      }
      governor.clear();
      i = std::max(k, i + 1);
    }
  }

  Participant Make(size_t first, size_t end) const {
    Participant p;
    p.span = {words_[first].span.begin, words_[end - 1].span.end};
    size_t head = end - 1;
    while (head > first && words_[head].mark != 0) --head;
    p.head = words_[head].span;
    if (words_[head].mention >= 0) p.entity = std::string(named_[static_cast<size_t>(words_[head].mention)].entity);
    if (p.entity.empty()) {
      for (const NamedSpan& n : named_) {
        if (n.span.begin >= p.span.begin && n.span.end == p.head.end) p.entity = std::string(n.entity);
      }
    }
    for (size_t i = first; i < head; ++i) {
      if (words_[i].mention >= 0 && words_[i].mention != words_[head].mention) {
        p.owner = std::string(named_[static_cast<size_t>(words_[i].mention)].entity);
        break;
      }
    }
    return p;
  }

  const std::vector<Word>& words_;
  const std::vector<NamedSpan>& named_;
  const Clause& base_;
  std::vector<Clause>* out_;
  size_t first_clause_;
};

}  // namespace

void ParseChinese(const std::vector<Word>& words, const std::vector<NamedSpan>& named,
                  const Clause& base, std::vector<Clause>* out) {
  if (!words.empty()) Parser(words, named, base, out).Run();
}

}  // namespace plx::linguistics::syntax
