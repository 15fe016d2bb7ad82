#include "plugins/linguistics/syntax/chinese_words.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

#include "plugins/linguistics/tables/chinese_dictionary.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics::syntax {
namespace {

// Of a word by its text and its class in the dictionary.
char ChineseTag(std::string_view word, char word_class) {
  if (word == "被" || word == "遭") return kPassiveZh;
  if (word == "把") return kDisposalZh;
  return word_class == 0 ? static_cast<char>(kNoun) : word_class;
}

// The costs of a cut of Han text into words: the word's own, or a flat one for a single character
// that is no word.
constexpr int kUnknownCharacter = 1700;

// Cuts [begin, end) into the likeliest words: the cheapest path through the dictionary's words.
void AppendCut(const Document& document, uint32_t begin, uint32_t end, std::vector<Word>* words) {
  const std::string_view text = document.Text({begin, end});
  std::vector<size_t> at;  // byte offset of each character
  for (size_t i = 0; i < text.size(); i += DecodeAt(text, i).size) at.push_back(i);
  const size_t n = at.size();
  at.push_back(text.size());
  struct Node {
    int cost = std::numeric_limits<int>::max();
    size_t back = 0;
    char word_class = 0;  // of the word that ends here; 0: not in the dictionary
  };
  std::vector<Node> nodes(n + 1);
  nodes[0].cost = 0;
  const ChineseDictionary& dictionary = ChineseDictionary::Get();
  for (size_t i = 0; i < n; ++i) {
    ChineseDictionary::Prefix prefix;
    for (size_t k = i; k < n; ++k) {
      prefix.Append(text.substr(at[k], at[k + 1] - at[k]));
      const ChineseDictionary::Entry* entry = dictionary.Find(prefix);
      const bool word = entry != nullptr && entry->cost != 0;
      const int cost = nodes[i].cost + (word ? entry->cost : kUnknownCharacter);
      if ((word || k == i) && cost < nodes[k + 1].cost) nodes[k + 1] = {cost, i, word ? entry->word_class : char{0}};
      if (entry == nullptr || !entry->longer) break;
    }
  }
  std::vector<size_t> cuts;
  for (size_t i = n; i > 0; i = nodes[i].back) cuts.push_back(i);
  size_t from = 0;
  for (auto it = cuts.rbegin(); it != cuts.rend(); ++it) {
    Word word;
    word.span = {begin + static_cast<uint32_t>(at[from]), begin + static_cast<uint32_t>(at[*it])};
    word.lower = std::string(document.Text(word.span));
    word.chinese = true;
    word.tag = ChineseTag(word.lower, nodes[*it].word_class);
    words->push_back(std::move(word));
    from = *it;
  }
}

// Endings that make a noun of the word before: 投票|率, 输电|量. A dictionary has few of these words.
bool IsNounEnding(std::string_view word) {
  return IsAnyOf(word, {"率", "额", "费", "价", "值", "者", "商", "权", "业", "厂", "法", "案", "员", "网", "罪"});
}

bool IsContentZh(const Word& w) { return w.chinese && (w.tag == kNoun || w.tag == kVerbZh || w.tag == 'w' || w.tag == kAdjective); }

// Joins what the dictionary cut though it is one noun: a word and its ending, and names or compounds of
// single characters (墨|兰|蒂) where the last is no verb with an object after it.
void JoinDerived(const Document& document, size_t from, std::vector<Word>* words) {
  const auto single = [](const Word& w) { return w.span.end - w.span.begin == 3; };
  for (size_t i = from; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    const Word& next = (*words)[i + 1];
    if (!IsContentZh(w) || !next.chinese || w.span.end != next.span.begin || w.mention >= 0 || next.mention >= 0) continue;
    const bool derived = !single(w) && IsNounEnding(next.lower);
    const bool ends = i + 2 >= words->size() || !IsContentZh((*words)[i + 2]) || (*words)[i + 2].tag == kVerbZh;
    const bool noun_behind = i > from && i + 2 < words->size() && (*words)[i + 2].tag == kNoun && (*words)[i - 1].tag != kAdverb;
    const bool compound = single(w) && single(next) && IsContentZh(next) &&
                          (w.tag == kNoun ? next.tag == kNoun || ends : noun_behind && !single((*words)[i + 2]));
    if (!derived && !compound) continue;
    w.span.end = next.span.end;
    w.lower = std::string(document.Text(w.span));
    w.tag = kNoun;
    words->erase(words->begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

// When something is done is neither who does it nor what it is done to: 此前|媒体称, 公司|去年|亏损.
bool IsTimeWord(std::string_view word) {
  return IsAnyOf(word, {"此前", "日前", "近日", "近期", "最近", "今年", "去年", "前年", "明年", "今天", "昨天", "明天", "今日", "昨日", "当天",
                        "当日", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "星期一", "星期二", "星期三", "星期四", "星期五",
                        "星期六", "星期日", "上周", "本周", "下周", "上月", "本月", "下月"});
}
void MarkTimes(size_t from, std::vector<Word>* words) {
  for (size_t i = from; i < words->size(); ++i) {
    Word& w = (*words)[i];
    const bool attribute = i + 1 < words->size() && ((*words)[i + 1].lower == "的" || (*words)[i + 1].lower == "之");
    if (w.tag == kNoun && w.mention < 0 && !attribute && IsTimeWord(w.lower)) w.tag = kAdverb;
  }
}
// 通过了检查, 未通过检查, 法案获通过: a verb, where it is else a preposition.
void MarkPassing(size_t from, std::vector<Word>* words) {
  for (size_t i = from; i < words->size(); ++i) {
    Word& w = (*words)[i];
    if (w.lower != "通过") continue;
    const std::string_view before = i > from ? std::string_view((*words)[i - 1].lower) : std::string_view();
    const bool last = i + 1 == words->size() || (*words)[i + 1].mark != 0;
    const bool done = !last && linguistics::IsAnyOf((*words)[i + 1].lower, {"了", "过"});
    if (last || done || linguistics::IsAnyOf(before, {"未", "没有", "未能", "尚未", "获", "获得", "未获"})) w.tag = kVerbZh;
  }
}

// 收治了17名伤者: nothing but a verb stands before 了 and what it was done to.
void MarkDone(size_t from, std::vector<Word>* words) {
  for (size_t i = from; i + 2 < words->size(); ++i) {
    Word& w = (*words)[i];
    const Word& object = (*words)[i + 2];
    const bool noun = w.chinese && w.tag == kNoun && w.mention < 0 && w.span.end - w.span.begin >= 6;
    if (!noun || (*words)[i + 1].lower != "了" || w.span.end != (*words)[i + 1].span.begin) continue;
    if (object.tag == kNoun || object.tag == kName || object.tag == kNumber || object.tag == kAdjective || object.tag == 'w') w.tag = kVerbZh;
  }
}

// 检查人员, 分析人士: those who do it. Not 裁减人员: done to them.
void JoinRoles(const Document& document, size_t from, std::vector<Word>* words) {
  for (size_t i = from; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    const Word& next = (*words)[i + 1];
    if (!w.chinese || (w.tag != kVerbZh && w.tag != 'w') || w.span.end != next.span.begin) continue;
    if (!linguistics::IsAnyOf(next.lower, {"人员", "人士"}) || next.mention >= 0) continue;
    const bool marked = i > from && linguistics::IsAnyOf((*words)[i - 1].tag, std::string_view("Rm"));
    if (marked || linguistics::IsAnyOf(w.lower, {"裁减", "减少", "增加", "解雇", "招聘", "招募", "雇用", "疏散", "逮捕", "派出", "派遣", "撤离"})) continue;
    w.span.end = next.span.end;
    w.lower = std::string(document.Text(w.span));
    w.tag = kNoun;
    words->erase(words->begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}
// 无视有关泄漏的警告: before a phrase with 的 it governs what stands between, as 关于 does.
void MarkConcerning(size_t from, std::vector<Word>* words) {
  for (size_t i = from; i + 2 < words->size(); ++i) {
    if ((*words)[i].lower != "有关" || (*words)[i + 1].mark != 0 || (*words)[i + 1].lower == "的") continue;
    for (size_t k = i + 2; k < words->size() && (*words)[k].mark == 0; ++k) {
      if ((*words)[k].lower == "的") (*words)[i].tag = kPreposition;
    }
  }
}

// Words of Han text. Names are words of their own and never cut.
void AppendChinese(const Document& document, uint32_t begin, uint32_t end,
                   const std::vector<NamedSpan>& named, std::vector<Word>* words) {
  uint32_t from = begin;
  for (const NamedSpan& n : named) {
    if (n.coreferent || n.span.begin < from || n.span.end > end) continue;
    AppendCut(document, from, n.span.begin, words);
    Word word;
    word.span = n.span;
    word.lower = std::string(document.Text(n.span));
    word.chinese = true;
    word.tag = kName;
    words->push_back(std::move(word));
    from = n.span.end;
  }
  if (from < end) AppendCut(document, from, end, words);
}

}  // namespace

void AppendChineseWords(const Document& document, plx_span_t run, const std::vector<NamedSpan>& named,
                        std::vector<Word>* words) {
  const size_t from = words->size();
  AppendChinese(document, run.begin, run.end, named, words);
  JoinDerived(document, from, words);
  MarkTimes(from, words);
  MarkPassing(from, words);
  MarkDone(from, words);
  JoinRoles(document, from, words);
  MarkConcerning(from, words);
}

}  // namespace plx::linguistics::syntax
