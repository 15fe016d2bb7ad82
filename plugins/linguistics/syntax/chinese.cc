#include <algorithm>
#include <set>
#include <string_view>

#include "plugins/linguistics/syntax/chinese_verbs.h"
#include "plugins/linguistics/syntax/english.h"
#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {
namespace {

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
      : words_(words), verbs_(words), named_(named), base_(base), out_(out), first_clause_(out->size()) {}

  void Run() {
    size_t first = 0;
    for (size_t i = 0; i <= words_.size(); ++i) {
      if (i < words_.size() && !Ends(i)) continue;
      // "近年来，" and other openings without a verb belong to what follows.
      if (i > first && (i == words_.size() || verbs_.FindVerb(first, i) < i || HardEnd(i))) {
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
    return (m == ',' && !GivesLevel(i + 1)) || HardEnd(i);
  }
  // 营收下降14%，|至92亿元: what it came to belongs to the fall.
  bool GivesLevel(size_t i) const {
    if (i + 1 >= words_.size() || !IsAnyOf(words_[i].lower, {"至", "到", "达", "为"})) return false;
    const size_t number = IsAnyOf(words_[i + 1].lower, {"约", "近"}) ? i + 2 : i + 1;
    return number < words_.size() && (words_[number].tag == kNumber || words_[number].mark == '$');
  }
  bool HardEnd(size_t i) const {
    const char32_t m = words_[i].mark;
    return m == ';' || m == ':' || m == U'。' || m == '.' || m == '!' || m == '?' || m == U'—' || m == U'…' || m == '|';
  }

  void Segment(size_t first, size_t end) {
    std::string connective;
    while (first < end && (words_[first].mark != 0 || IsOpening(words_[first].lower)) && words_[first].mark != '"' &&
           words_[first].mark != U'“' && !verbs_.OpensReason(first, end)) {
      if (IsOpening(words_[first].lower)) connective = words_[first].lower;
      ++first;
    }
    if (first >= end) return;
    for (size_t i = first + 1; i < end; ++i) {
      const bool joins = IsJoiner(words_[i].lower);
      if (!joins || verbs_.FindVerb(first, i) == i || verbs_.FindVerb(i + 1, end) == end) continue;
      One(first, i, connective, ClauseLink::kMain);
      Segment(i, end);
      return;
    }
    static const std::set<std::string_view> reporting = ReadReportingVerbs();
    const size_t verb = verbs_.FindVerb(first, end);
    if (verb < end && reporting.count(words_[verb].lower) > 0) {
      const size_t rest = verb + 1;
      if (verbs_.FindVerb(rest, end) < end) {
        const int parent = static_cast<int>(out_->size());
        One(first, rest, connective, ClauseLink::kMain);
        const size_t count = out_->size();
        SaidBehind(rest, end);
        if (out_->size() > count) {
          (*out_)[count].link = ClauseLink::kComplement;
          (*out_)[count].parent = parent;
        }
        return;
      }
    }
    const size_t second = verb < end && TakesClause(words_[verb].lower) ? end : verbs_.SecondVerb(verb, end);
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

  // What is said behind a verb of saying: 否认|有关|关闭工厂|的报道 denies that it closes the factory.
  void SaidBehind(size_t first, size_t end) {
    static constexpr std::string_view kReports[] = {"报道", "说法", "指控", "指责", "消息", "传闻", "传言", "猜测", "言论", "谣言", "报告"};
    const bool report = end > first + 2 && std::find(std::begin(kReports), std::end(kReports), words_[end - 1].lower) != std::end(kReports);
    if (report && IsDe(words_[end - 2])) {
      const size_t said = IsAnyOf(words_[first].lower, {"有关", "关于", "所谓", "外界", "媒体"}) ? first + 1 : first;
      if (verbs_.FindVerb(said, end - 2) < end - 2) return Segment(said, end - 2);
    }
    Segment(first, end);
  }

  // What somebody is for or against may be a whole clause: 反对|欧盟加征关税.
  static bool TakesClause(std::string_view w) {
    return IsAnyOf(w, {"反对", "支持", "欢迎", "批评", "谴责", "抗议", "赞成", "抵制"});
  }
  static bool IsPivot(std::string_view w) {
    return IsAnyOf(w, {"要求", "让", "使", "令", "迫使", "允许", "呼吁", "敦促", "邀请", "帮助", "禁止", "阻止", "请", "派", "命令", "促使",
                     "导致", "指责", "鼓励"});
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
    const size_t verb = verbs_.FindVerb(first, end);
    if (verb == end) {
      c.link = ClauseLink::kNominal;
      AddPhrases(first, end, "", &c.objects);
      const size_t amount = Amount(first, end);
      if (amount < end) {
        c.subject = Make(first, amount);
        c.predicate = c.verb_group = c.subject.head;
        c.lemma = Lower(c.predicate);
      } else if (!c.objects.empty()) {
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

  // 公司2024年净利润|3亿元: where the amount begins that a noun has; `end` if none.
  size_t Amount(size_t first, size_t end) const {
    for (size_t i = end; i-- > first + 1;) {
      if (words_[i].mark != 0 && words_[i].mark != '%' && words_[i].mark != '$') return end;
      if (words_[i].tag == kNumber && words_[i].mark == 0 && words_[i - 1].tag == kNoun) return i;
    }
    return end;
  }

  std::string Lower(plx_span_t span) const {
    for (const Word& w : words_) {
      if (w.span.begin == span.begin) return w.lower;
    }
    return {};
  }

  // 警方|以涉嫌欺诈|逮捕了: on what charge is neither who did it nor whose it is.
  size_t BeforeCharge(size_t first, size_t verb) const {
    for (size_t i = first + 1; i + 1 < verb; ++i) {
      if (words_[i].lower == "以" && IsVerb(words_[i + 1])) return i;
    }
    return verb;
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
    AddPhrases(first, BeforeCharge(first, verb), "", &before);
    size_t passive = verb;
    for (size_t i = first; i < verb; ++i) {
      if (words_[i].tag == kPassiveZh) passive = i;
    }
    const size_t agent = verbs_.AgentMark(first, verb);
    if (agent < verb) passive = agent;
    c->passive = passive < verb;
    for (Participant& p : before) {
      const bool after_passive = c->passive && p.span.begin >= words_[passive].span.end;
      if (after_passive && (p.preposition == "被" || p.preposition == "由" || (agent < verb && p.preposition.empty()))) {
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
    // 脱轨是由维护不善造成的: verbs to the dictionary, both.
    if (agent < verb && !c->subject.present() && agent + 1 < verb) c->subject = Make(agent + 1, verb);
    size_t patient = agent;
    while (patient > first && IsAnyOf(words_[patient - 1].lower, {"是", "不是", "并非", "并不是", "主要", "正是"})) --patient;
    if (agent < verb && patient > first) {
      std::erase_if(c->objects, [](const Participant& p) { return p.preposition.empty(); });
      const size_t from = words_[first].lower == "称" && patient > first + 1 ? first + 1 : first;
      c->objects.insert(c->objects.begin(), Make(from, patient));
    }
    if (!c->subject.present() && !c->passive && c->parent != kNone) {
      // 总统宣布|全国哀悼，|并吊销了许可证: who announced it did it.
      const Clause* parent = &(*out_)[static_cast<size_t>(c->parent)];
      const bool done = verb + 1 < end && words_[verb + 1].lower == "了" && IsAnyOf(c->connective, {"并", "并且"});
      if (done && parent->link == ClauseLink::kComplement && parent->parent != kNone) parent = &(*out_)[static_cast<size_t>(parent->parent)];
      c->subject = parent->subject;
      c->subject_inherited = c->subject.present();
    }
    std::vector<Participant> after;
    // 数据|泄露, 这次|攻击: what is done to it ends the phrase.
    const bool deed = end > verb + 2 && words_[end - 1].tag == kVerbZh && IsNominal(words_[end - 2]) && !IsDe(words_[end - 2]) &&
                      words_[end - 2].tag != kNumber && words_[end - 2].tag != 'Q';
    AddPhrases(verb + 1, deed ? end - 1 : end, "", &after);
    if (deed && !after.empty() && after.back().span.end == words_[end - 2].span.end) {
      after.back().span.end = words_[end - 1].span.end;
    }
    c->objects.insert(c->objects.end(), after.begin(), after.end());
    std::stable_partition(c->objects.begin(), c->objects.end(),
                          [](const Participant& p) { return p.preposition.empty(); });
    if (IsAnyOf(c->lemma, {"是", "不是", "并非", "并不是"}) && !TurnCause(first, verb, end, c)) TurnReason(first, verb, c);
  }

  // 闪电是起火的原因: it caused the fire. 导致亏损的不是竞争: nor did competition.
  bool TurnCause(size_t first, size_t verb, size_t end, Clause* c) const {
    if (end > verb + 2 && IsAnyOf(words_[end - 1].lower, {"原因", "起因", "主因", "成因"}) && c->subject.present()) {
      const size_t of = IsDe(words_[end - 2]) ? end - 2 : end - 1;
      if (of <= verb + 1) return false;
      c->objects = {Make(verb + 1, of)};
      c->predicate = words_[end - 1].span;
    } else if (verb > first + 2 && IsDe(words_[verb - 1]) && IsAnyOf(words_[first].lower, {"导致", "造成", "引发", "引起"}) && verb + 1 < end) {
      c->subject = Make(verb + 1, end);
      c->objects = {Make(first + 1, verb - 1)};
      c->predicate = words_[first].span;
    } else {
      return false;
    }
    c->subject_inherited = false;
    c->lemma = Lower(c->predicate);
    c->copula = false;
    c->verb_group = {std::min(c->predicate.begin, words_[verb].span.begin), std::max(c->predicate.end, words_[verb].span.end)};
    return true;
  }

  // 溃坝的原因是降雨: the rain caused it. The verb group goes on to 不是, which denies it.
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
        if (w.mark == 0 && w.tag != kAdverb && w.lower != "来自") governor.clear();
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
  const ChineseVerbs verbs_;
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
