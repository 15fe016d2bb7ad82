#include "plugins/linguistics/meaning/terms.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "plugins/linguistics/data/tables.h"
#include "plugins/linguistics/meaning/dictionary.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/chinese_words.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/lexicon.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {
namespace {

struct Concept {
  std::string_view id;
  TermClass term_class;
};

struct ConceptTable {
  std::vector<Concept> rows;
  Lexicon phrases{Lexicon::kInflected};
};

TermClass ClassOf(std::string_view name) {
  if (name == "topic") return TermClass::kTopic;
  if (name == "measure") return TermClass::kMeasure;
  if (name == "action") return TermClass::kAction;
  if (name == "quality") return TermClass::kQuality;
  return TermClass::kOther;
}

const ConceptTable& Concepts() {
  static const ConceptTable table = [] {
    ConceptTable t;
    ForEachLine(data::kConcepts, [&](std::string_view line) {
      Concept row{TakeCell(&line), TermClass::kOther};
      row.term_class = ClassOf(TakeCell(&line));
      t.rows.push_back(row);
    });
    t.phrases.AddTsv(data::kConcepts, 2);
    t.phrases.AddTsv(data::kConcepts, 3);
    return t;
  }();
  return table;
}

// The key under which predicates are compared: concept id, else lemma.
std::string PredicateKey(std::string_view word) {
  std::string id = ConceptOf(word);
  return id.empty() ? Lemma(word, WordClass::kVerb) : id;
}

using Oppositions = std::unordered_map<std::string, std::unordered_set<std::string>>;

const Oppositions& Antonyms() {
  static const Oppositions table = [] {
    Oppositions t;
    ForEachLine(data::kAntonyms, [&](std::string_view line) {
      const std::string a(TakeCell(&line));
      ForEachItem(TakeCell(&line), [&](std::string_view b) {
        // The table has words and concepts; predicates are compared by concepts where they have one.
        for (const std::string& left : {a, PredicateKey(a)}) {
          for (const std::string& right : {std::string(b), PredicateKey(b)}) {
            t[left].insert(right);
            t[right].insert(left);
          }
        }
      });
    });
    return t;
  }();
  return table;
}

const std::unordered_map<std::string, int>& Directions() {
  static const std::unordered_map<std::string, int> table = [] {
    std::unordered_map<std::string, int> t;
    ForEachLine(data::kDirections, [&](std::string_view line) {
      const int sign = TakeCell(&line) == "-1" ? -1 : 1;
      ForEachItem(TakeCell(&line), [&](std::string_view word) { t.emplace(word, sign); });
    });
    return t;
  }();
  return table;
}

const WordSet& StopWords() {
  static const WordSet set = {
      "also", "article", "according", "say", "said", "says", "well", "make", "made", "many", "much",
      "such", "other", "new", "now", "include", "including", "due", "one", "two", "first", "second",
      "thing", "way", "use", "used", "using", "yes", "no", "etc", "e.g.", "i.e.", "mr", "mrs", "ms",
      "dr", "group", "core", "viewpoint", "even", "ever", "own", "same", "s", "t",
      "以及", "进行", "我们", "他们", "它们", "自己", "这个", "那个", "一个", "这些", "那些", "其中",
      "可以", "已经", "因为", "所以", "但是", "如果", "通过", "对于", "关于", "根据", "由于", "目前",
      "表示", "认为", "指出", "方面", "问题", "情况", "没有", "不是", "就是", "以来", "之后", "之前",
      "同时", "此外", "其他", "相关", "有关", "主要", "重要", "这样", "还有", "这种", "什么", "怎么"};
  return set;
}

void Append(const TokenSequence& tokens, size_t first, size_t end, std::string key, bool known,
            TermClass term_class, std::vector<Term>* out) {
  Term term;
  term.span = tokens.Span(first, end);
  term.first = first;
  term.end = end;
  term.key = std::move(key);
  term.concept_known = known;
  term.term_class = term_class;
  out->push_back(std::move(term));
}

bool MeansSomethingElse(const TokenSequence& tokens, const ChineseWord& word, std::string_view id) {
  std::string text;
  for (size_t k = word.first; k < word.end; ++k) text += tokens.Word(k);
  const std::vector<std::string> names = TranslationKeys(text);
  return !names.empty() && std::find(names.begin(), names.end(), id) == names.end();
}

// Nouns, verbs and adjectives, and what the dictionary lacks.
bool IsContentClass(char word_class) { return std::string_view("IYCRmbdOUQ").find(word_class) == std::string_view::npos; }

// A row of single characters that are no words of grammar is often a word that the dictionary lacks: a
// name (墨兰蒂), a compound (海试). Its end, at most four characters; `word` + 1 if there is no row.
size_t NewWordEnd(const TokenSequence& tokens, const std::vector<ChineseWord>& words, size_t word) {
  constexpr size_t kLongest = 4;
  const size_t first = words[word].first;
  size_t end = words[word].end;
  if (words[word].word_class == 'J') return end;  // 新|课表
  for (size_t w = word + 1; w < words.size() && end - first < kLongest; ++w) {
    const ChineseWord& next = words[w];
    if (next.end - next.first != 1 || next.word_class == 'F' || !IsContentClass(next.word_class)) break;
    if (Concepts().phrases.MatchAt(tokens, next.first, nullptr) > next.first) break;
    end = next.end;
  }
  return end;
}

}  // namespace

std::vector<Term> ExtractTerms(const TokenSequence& tokens, const Document*) {
  std::vector<Term> out;
  std::vector<uint32_t> payloads;
  std::vector<ChineseWord> words;
  size_t word = 0;  // index into words, which cover the Han row around i
  for (size_t i = 0; i < tokens.size();) {
    payloads.clear();
    size_t end = Concepts().phrases.MatchAt(tokens, i, &payloads);
    if (tokens.Kind(i) == TokenKind::kHan) {
      if (words.empty() || i >= words.back().end) {
        words = CutChinese(tokens, i, tokens.size());
        word = 0;
      }
      while (words[word].end <= i) ++word;
      // A one-character concept counts only where the cut makes it a word: 锂, not 锂 in a name.
      if (end == i + 1 && words[word].end - words[word].first > 1) end = i;
      // 铜价, 房价: one word, of what and that it is a price.
      const size_t last = words[word].end - 1;
      if (words[word].first == i && last > i && tokens.Code(last) == U'价') {
        payloads.clear();
        end = Concepts().phrases.MatchAt(tokens, i, &payloads);
        if (end == last) {
          const Concept& of = Concepts().rows[payloads.front()];
          Append(tokens, i, last, std::string(of.id), true, of.term_class, &out);
          Append(tokens, last, last + 1, "price", true, TermClass::kMeasure, &out);
          i = last + 1;
          continue;
        }
      }
      // 体育场 is no kind of 体育: a longer word that means something else.
      if (end > i && words[word].first == i && words[word].end > end &&
          MeansSomethingElse(tokens, words[word], Concepts().rows[payloads.front()].id)) {
        end = i;
      }
    }
    if (end > i) {
      const Concept& row = Concepts().rows[payloads.front()];
      Append(tokens, i, end, std::string(row.id), true, row.term_class, &out);
      i = end;
    } else if (tokens.Kind(i) == TokenKind::kWord) {
      const std::string_view w = tokens.Word(i);
      if (w.size() > 1 && !IsStopWord(w)) {
        Append(tokens, i, i + 1, Lemma(w), false, TermClass::kOther, &out);
      }
      ++i;
    } else if (tokens.Kind(i) == TokenKind::kHan) {
      end = words[word].end;
      const bool content = IsContentClass(words[word].word_class);
      if (content && end == i + 1) end = NewWordEnd(tokens, words, word);
      // A concept that begins inside the word wins over the rest of it.
      for (size_t k = i + 1; k < end; ++k) {
        if (Concepts().phrases.MatchAt(tokens, k, nullptr) > end) end = k;
      }
      std::string key;
      for (size_t k = i; k < end; ++k) key += tokens.Word(k);
      if (content && end > i + 1 && !IsStopWord(key)) {
        Append(tokens, i, end, std::move(key), false, TermClass::kOther, &out);
      }
      i = end;
    } else {
      ++i;
    }
  }
  return out;
}

std::string ConceptOf(std::string_view phrase) {
  const TokenSequence tokens(phrase);
  std::vector<uint32_t> payloads;
  if (tokens.empty() || Concepts().phrases.MatchAt(tokens, 0, &payloads) != tokens.size()) return {};
  return std::string(Concepts().rows[payloads.front()].id);
}

std::string ConceptKey(const std::vector<Term>& terms, bool all) {
  std::vector<std::string_view> keys;
  for (const Term& term : terms) {
    const bool content = term.term_class == TermClass::kTopic || term.term_class == TermClass::kMeasure;
    if (all || (term.concept_known && content)) keys.push_back(term.key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::string out;
  for (const std::string_view key : keys) {
    if (!out.empty()) out.push_back('/');
    out += key;
  }
  return out;
}

bool IsStopWord(std::string_view word) {
  return IsFunctionWord(word) || StopWords().Contains(word);
}

PredicateSense SenseOf(std::string_view predicate) {
  PredicateSense sense;
  sense.key = PredicateKey(predicate);
  sense.direction = Direction(sense.key);
  return sense;
}

int Opposition(const PredicateSense& a, const PredicateSense& b) {
  if (a.key == b.key) return 1;
  const auto it = Antonyms().find(a.key);
  if (it != Antonyms().end() && it->second.count(b.key) != 0) return -1;
  return a.direction * b.direction;
}

int Direction(std::string_view predicate) {
  const auto it = Directions().find(std::string(predicate));
  if (it != Directions().end()) return it->second;
  const auto by_key = Directions().find(PredicateKey(predicate));
  return by_key == Directions().end() ? 0 : by_key->second;
}

}  // namespace plx::linguistics
