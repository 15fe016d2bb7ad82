#include "plugins/linguistics/syntax/chinese_verbs.h"

#include <string_view>

#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {
namespace {

// Nouns of events that a verb follows: 出口|下降, 组织|指控.
bool IsUsuallyNoun(std::string_view w) {
  return IsAnyOf(w, {"组织", "出口", "进口", "管制", "生产", "销售", "投资", "贸易", "消费", "需求", "供应", "就业", "发射", "试验",
                   "谈判", "选举", "竞争", "合作", "研究", "报告", "声明", "协议", "活动", "服务", "教育", "建设", "公投", "计票",
                   "施工", "罢工", "展览", "运动", "开采", "精炼", "加工", "运输", "输电"});
}
// What they govern is a clause or a deed, whatever stands between: 要求|永久|关闭, 否认|有关|关闭的报道.
bool GovernsClause(std::string_view w) {
  return IsAnyOf(w, {"要求", "否认", "指责", "指控", "承诺", "呼吁", "宣布", "驳斥", "警告"});
}
bool IsDateUnit(std::string_view w) { return IsAnyOf(w, {"年", "月", "日", "季度", "期", "号"}); }
bool IsOutcome(std::string_view w) {
  return IsAnyOf(w, {"成功", "失败", "结束", "中断", "失利", "告终", "受阻", "下降", "上升", "增长", "减少", "增加", "下滑", "放缓",
                   "上涨", "下跌"});
}

}  // namespace

bool IsVerb(const Word& w) { return w.tag == kVerbZh || w.tag == 'w' || w.lower == "不是"; }
bool IsDe(const Word& w) { return w.lower == "的" || w.lower == "之"; }

ChineseVerbs::ChineseVerbs(const std::vector<Word>& words) : words_(words) {
  for (const Word& w : words) {
    says_is_ |= IsAnyOf(w.lower, {"是", "不是", "并非", "并不是", "正是", "主要"});
    gives_reason_ |= IsAnyOf(w.lower, {"因", "因为", "由于"});
  }
}

// What may stand in a noun phrase.
bool IsNominal(const Word& w) {
  if (!w.chinese) return w.mark == 0 || w.mark == '%' || w.mark == '$' || w.mark == '-';
  return w.tag == kNoun || w.tag == kName || w.tag == kAdjective || w.tag == kNumber || w.tag == 'Q' ||
         w.tag == kPronoun || IsDe(w) || w.tag == 'w';
}

// 投资为42亿, 能力仅为200万, 比例达60%: what links a noun and its number. `end` if none.
size_t ChineseVerbs::NumberLink(size_t first, size_t end) const {
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
bool ChineseVerbs::IsMarked(size_t i, size_t first, size_t end) const {
  const bool before = i > first && (words_[i - 1].tag == kAdverb || words_[i - 1].tag == kModalZh || words_[i - 1].tag == kPassiveZh);
  return before || (i + 1 < end && IsAnyOf(words_[i + 1].lower, {"了", "过"}));
}

// True if a verb that is marked as one follows, with nothing but nouns between: 临床|试验 in
// 三期临床试验未达到, 公投 in 公投结果尚未.
bool ChineseVerbs::IsNounBefore(size_t i, size_t end) const {
  if (IsMarked(i, 0, end) || GovernsClause(words_[i].lower)) return false;
  // 停产|每天|造成|损失: what happens every day is a thing.
  if (i + 2 < end && IsAnyOf(words_[i + 1].lower, {"每年", "每月", "每天", "每日", "每周"})) {
    for (size_t k = i + 2; k < end; ++k) {
      if (words_[k].tag == kVerbZh && TakesObject(k, end)) return true;
    }
  }
  bool adverb = false;
  for (size_t k = i + 1; k < end; ++k) {
    const Word& w = words_[k];
    if (w.mark != 0) return false;
    if (adverb && (w.tag == kPreposition || IsNominal(w)) && !IsVerb(w)) continue;  // 裁员每年|可|为公司节省
    if (w.tag == kPreposition || w.tag == kDisposalZh) return false;
    if (w.tag == kAdverb || w.tag == kModalZh) {
      adverb = k > i + 1;
      continue;
    }
    if (adverb) return IsVerb(w);
    if (w.tag == kVerbZh && k > i + 1) return false;
    if (!IsVerb(w) && w.tag != kNoun && !IsAnyOf(w.lower, {"每年", "每月", "每天"})) return false;
  }
  return false;
}

// 溃坝是由降雨造成的, 溃坝不是降雨造成的: the verb of which 由, or 是 itself, names the doer. `end` if none.
size_t ChineseVerbs::ByAgent(size_t first, size_t end) const {
  if (!says_is_) return end;
  for (size_t i = first + 2; i + 1 < end; ++i) {
    if (!IsAgentMark(i, first) && !IsCopula(i)) continue;
    const bool de = IsDe(words_[end - 1]);
    const size_t last = de ? end - 2 : end - 1;
    if (last <= i + 1 || !IsVerb(words_[last])) continue;
    if (IsAgentMark(i, first)) return last;
    const bool causes = de && IsAnyOf(words_[last].lower, {"造成", "引起", "导致", "引发", "所致"}) && words_[i + 1].lower != "由";
    if (causes && IsNominal(words_[i + 1]) && IsNominal(words_[last - 1])) return last;
  }
  return end;
}
bool ChineseVerbs::IsCopula(size_t i) const { return IsAnyOf(words_[i].lower, {"是", "不是", "并非", "并不是"}); }
size_t ChineseVerbs::AgentMark(size_t first, size_t verb) const {
  if (ByAgent(first, std::min(verb + 2, words_.size())) != verb) return verb;
  size_t copula = verb;
  for (size_t i = first + 1; i < verb; ++i) {
    if (IsAgentMark(i, first)) return i;
    if (copula == verb && IsCopula(i)) copula = i;
  }
  return copula;
}
bool ChineseVerbs::IsAgentMark(size_t i, size_t first) const {
  return i > first && words_[i].lower == "由" && IsAnyOf(words_[i - 1].lower, {"是", "并非", "不是", "正是", "主要"});
}

// 否认这一说法, 上述指责: a noun, whatever the dictionary says.
bool ChineseVerbs::IsPointedAt(size_t i, size_t first) const {
  if (i > first && IsAnyOf(words_[i - 1].lower, {"这一", "这项", "这种", "这些", "那一", "那种", "上述"})) return true;
  return i > first + 1 && IsAnyOf(words_[i - 1].lower, {"一", "种", "项"}) && IsAnyOf(words_[i - 2].lower, {"这", "那"});
}

// 亏损的原因|并非|进口. `end` if none.
size_t ChineseVerbs::ReasonLink(size_t first, size_t end) const {
  if (!says_is_) return end;
  // 闪电|是|火灾的原因
  if (end > first + 3 && IsAnyOf(words_[end - 1].lower, {"原因", "起因", "主因", "成因"})) {
    for (size_t i = first + 1; i + 1 < end; ++i) {
      if (IsCopula(i)) return i;
    }
  }
  for (size_t i = first + 1; i + 1 < end; ++i) {
    if (IsAnyOf(words_[i].lower, {"不是", "并非", "并不是"}) && IsAnyOf(words_[i - 1].lower, {"原因", "起因", "主因", "成因"})) return i;
    // 导致亏损的|不是|竞争
    const bool causes = IsAnyOf(words_[first].lower, {"导致", "造成", "引发", "引起"}) && IsDe(words_[i - 1]);
    if (causes && (IsCopula(i) || words_[i].lower == "是")) return i;
  }
  return end;
}

bool ChineseVerbs::OpensReason(size_t first, size_t end) const {
  return words_[first].lower == "导致" && ReasonLink(first, end) < end;
}

// The head verb of [first, end), `end` if none.
size_t ChineseVerbs::FindVerb(size_t first, size_t end) const {
  if (const size_t link = ReasonLink(first, end); link < end) return link;
  if (const size_t done = ByAgent(first, end); done < end) return done;
  const size_t link = NumberLink(first, end);
  if (link < end) {
    // A clause before may have a verb of its own with an object: 销量增长, 占比为60%.
    bool plain = true;
    for (size_t i = first; i < link; ++i) {
      const bool date = IsDateUnit(words_[i].lower) || (i + 1 < link && IsDateUnit(words_[i + 1].lower));
      const bool marked = IsVerb(words_[i]) && IsMarked(i, first, link);
      plain &= (words_[i].mark == 0 || words_[i].mark == ',') && !marked && (words_[i].tag != kNumber || date);
    }
    if (plain) return link;
  }
  size_t best = end;
  for (size_t i = first; i < end; ++i) {
    if (!IsVerb(words_[i]) || (words_[i].lower == "不是" && i + 1 < end && words_[i + 1].lower == "针对")) continue;
    const bool after_de = i > first && IsDe(words_[i - 1]);
    const bool before_de = i + 1 < end && IsDe(words_[i + 1]);
    if (IsPointedAt(i, first)) continue;
    if ((after_de && words_[i].tag == 'w') || before_de) continue;
    // 举行的|罢工|已|取消
    const bool marked_behind = i + 2 < end && (words_[i + 1].tag == kAdverb || words_[i + 1].tag == kModalZh) && IsVerb(words_[i + 2]);
    if (after_de && marked_behind) continue;
    const bool governs = best == end && i > first && GovernsClause(words_[i].lower) &&
                         (IsNominal(words_[i - 1]) || IsUsuallyNoun(words_[i - 1].lower));
    if (words_[i].tag == 'w' && !governs && !TakesObject(i, end) && (best != end || (i + 1 < end && LaterVerb(i + 1, end)))) continue;
    if (best == end && IsNounBefore(i, end)) continue;
    if (best == end && i + 1 < end && IsVerb(words_[i + 1]) && IsUsuallyNoun(words_[i].lower)) continue;
    if (i + 2 == end && IsOutcome(words_[i + 1].lower)) continue;  // 发射|成功
    if (best != end) {
      // A chained verb, or the main verb after a relative clause.
      if (best + 1 == i && ChainsOn(best)) {
        best = i;
        continue;
      }
      // 康复|中心|接收|了: the one that is done, if the first has no mark of a verb.
      const bool done = i + 1 < end && words_[i + 1].lower == "了" && words_[best].tag == kVerbZh && !IsMarked(best, first, end) &&
                        !GovernsClause(words_[best].lower);
      if (done && OnlyNouns(best + 1, i)) {
        best = i;
        continue;
      }
      bool de = false;
      for (size_t k = best + 1; k < i; ++k) de |= IsDe(words_[k]);
      // 驳回了|公司的|上诉|请求: of a verb that is done, what follows with 的 is the object.
      const bool object = best > first && IsNominal(words_[best - 1]) && best + 1 < end && words_[best + 1].lower == "了" && !IsMarked(i, first, end);
      if (object) continue;
      if (de && words_[i].tag == kVerbZh) {
        best = i;
        continue;
      }
      break;
    }
    best = i;
  }
  if (best == end) return Aimed(first, end);
  return BehindReason(first, best, end);
}
// 因电池过热|召回手机: what was done for the reason that 因 gives, if the first verb is in the reason.
size_t ChineseVerbs::BehindReason(size_t first, size_t verb, size_t end) const {
  if (!gives_reason_) return verb;
  bool reason = false;
  bool charge = false;  // 以涉嫌欺诈|逮捕了: on a charge
  for (size_t i = first; i < verb; ++i) {
    reason |= IsAnyOf(words_[i].lower, {"因", "因为", "由于"});
    charge |= words_[i].lower == "以";
  }
  for (size_t i = verb + 1; (reason || charge) && i < end; ++i) {
    if (words_[i].mark != 0) break;
    const bool done = i + 1 < end && words_[i + 1].lower == "了";
    if (words_[i].tag == kVerbZh && (done || (reason && TakesObject(i, end)))) return i;
  }
  return verb;
}
// 不针对任何国家, 烟雾没有毒性: what is the verb if nothing else is. `end` if there is none.
size_t ChineseVerbs::Aimed(size_t first, size_t end) const {
  for (size_t i = first; i < end; ++i) {
    const bool has = words_[i].lower == "没有" && i > first;
    if ((has || words_[i].lower == "针对") && i + 1 < end && IsNominal(words_[i + 1])) return i;
  }
  return end;
}
// 试验|在瑞典进行: a verb after a preposition or an adverb.
bool ChineseVerbs::LaterVerb(size_t from, size_t end) const {
  if (words_[from].tag != kPreposition && words_[from].tag != kAdverb && words_[from].tag != kModalZh) return false;
  for (size_t i = from; i < end; ++i) {
    if (IsVerb(words_[i])) return true;
  }
  return false;
}
bool ChineseVerbs::OnlyNouns(size_t first, size_t end) const {
  for (size_t i = first; i < end; ++i) {
    if (words_[i].mark != 0 || IsDe(words_[i]) || !IsNominal(words_[i])) return false;
  }
  return first < end;
}
bool ChineseVerbs::TakesObject(size_t i, size_t end) const {
  return i + 1 < end && (IsNominal(words_[i + 1]) || words_[i + 1].mark == '"') && !IsDe(words_[i + 1]);
}
bool ChineseVerbs::ChainsOn(size_t i) const {
  return words_[i].tag == kModalZh ||
         IsAnyOf(words_[i].lower, {"计划", "宣布", "决定", "开始", "继续", "可能", "能够", "可以", "需要", "希望", "考虑",
                                 "承诺", "准备", "同意", "坚持", "拒绝", "停止", "加快", "致力", "洽谈", "来", "去", "正在", "是", "不是", "有", "旨在"});
}

// A second verb with its own object after the first one's: 组建联盟 | 减少依赖. `end` if none.
size_t ChineseVerbs::SecondVerb(size_t verb, size_t end) const {
  if (verb + 2 >= end) return end;
  for (size_t i = verb + 2; i < end; ++i) {
    if (IsDe(words_[i])) return end;  // what came before was a modifier
    const bool noun_before = words_[i - 1].tag == kNoun || words_[i - 1].tag == kName || words_[i - 1].mark == U'”';
    if (words_[i].tag != kVerbZh || !noun_before) continue;
    const bool object = i + 1 < end && (IsNominal(words_[i + 1]) || words_[i + 1].tag == kPreposition ||
                                        words_[i + 1].mark == U'“');
    if (!object && i + 1 < end) continue;
    // 造成了|数据泄露: what it causes is an event.
    if (i + 1 == end && IsAnyOf(words_[verb].lower, {"造成", "导致", "引发", "引起", "发现", "防止", "避免", "遭遇", "应对", "调查"})) continue;
    // 共有1240名患者|参加: who there is, and what they do, is one statement.
    if (i + 1 == end && IsAnyOf(words_[verb].lower, {"有", "共有", "约有", "已有", "仅有"})) continue;
    for (size_t k = i + 1; k < end; ++k) {
      if (IsDe(words_[k]) && k + 1 < end && FindVerb(k + 1, end) < end) return end;
    }
    return i;
  }
  return end;
}

}  // namespace plx::linguistics::syntax
