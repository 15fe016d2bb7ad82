#include "plugins/linguistics/text/span_text.h"

#include <algorithm>

#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/chinese_words.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics {
namespace {

constexpr size_t kLongestGroup = 24;  // characters of a Chinese noun group

const WordSet& Determiners() {
  static const WordSet set = {"the",  "a",     "an",    "this",  "that",  "these", "those", "its",
                              "their", "his",  "her",   "our",   "my",    "your",  "some",  "any",
                              "no",   "every", "each",  "all",   "both",  "such",  "other", "another",
                              "many", "most",  "more",  "several", "few", "certain", "various"};
  return set;
}

const WordSet& Prepositions() {
  static const WordSet set = {
      "of",     "in",      "on",     "at",     "by",      "for",    "from",    "to",     "with",
      "within", "without", "into",   "onto",   "over",    "under",  "about",   "above",  "across",
      "after",  "against", "along",  "amid",   "among",   "around", "as",      "before", "behind",
      "below",  "beneath", "beside", "between", "beyond", "despite", "down",   "during", "except",
      "following", "including", "inside", "like", "near", "off",    "out",     "outside", "per",
      "regarding", "since", "through", "throughout", "toward", "towards", "until", "up", "upon",
      "versus", "via", "amongst", "till", "than", "given", "concerning"};
  return set;
}

const WordSet& Auxiliaries() {
  static const WordSet set = {"is",    "are",   "was",   "were",  "be",     "been",   "being",  "am",
                              "has",   "have",  "had",   "having", "do",    "does",   "did",    "will",
                              "would", "can",   "could", "may",   "might",  "shall",  "should", "must",
                              "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't",
                              "don't", "doesn't", "didn't", "won't", "wouldn't", "can't", "cannot",
                              "couldn't", "shouldn't", "mustn't", "ought"};
  return set;
}

const WordSet& OtherFunctionWords() {
  static const WordSet set = {
      "and",  "or",   "but",   "nor",  "so",    "yet",   "if",     "because", "although", "though",
      "while", "when", "where", "which", "who",  "whom",  "whose",  "what",    "why",      "how",
      "whether", "unless", "it", "they", "them", "he",   "she",    "him",     "we",       "us",
      "you",  "i",    "me",    "itself", "themselves", "himself", "herself", "there", "here", "not",
      "also", "only", "just",  "very", "too",   "even",  "still",  "already", "then",     "thus",
      "however", "therefore", "moreover", "meanwhile", "more", "less", "much", "ever", "never"};
  return set;
}

// Punctuation that Trim may remove at an end; brackets and quotation marks are handled in pairs.
char32_t Closing(char32_t open) {
  switch (open) {
    case '(': return ')';
    case '[': return ']';
    case '"': return '"';
    case 0x201C: return 0x201D;
    case 0x2018: return 0x2019;
    case 0x300A: return 0x300B;
    case 0x300C: return 0x300D;
    case 0x300E: return 0x300F;
    case 0x3010: return 0x3011;
    default: return 0;
  }
}

bool HasCode(const TokenSequence& tokens, size_t first, size_t end, char32_t code) {
  for (size_t i = first; i < end; ++i) {
    if (tokens.Code(i) == code && tokens.Kind(i) == TokenKind::kPunctuation) return true;
  }
  return false;
}

bool HasOpening(const TokenSequence& tokens, size_t first, size_t end, char32_t close) {
  for (size_t i = first; i < end; ++i) {
    if (Closing(tokens.Code(i)) == close) return true;
  }
  return false;
}

// Marks that belong to a number or an abbreviation at the end of a span.
bool IsMeaningfulMark(char32_t c) {
  return c == '%' || c == '$' || c == '+' || c == 0x2030 || c == 0xB0 || c == 0x20AC ||
         c == 0xA3 || c == 0xA5 || c == 0x2103;
}

// Words that end a Chinese noun phrase: particles, prepositions, conjunctions, adverbs, modals.
bool EndsChineseGroup(const TokenSequence& tokens, const ChineseWord& word) {
  if (IsAnyOf(word.word_class, "IYCRmbdM")) return true;
  if (word.end != word.first + 1) return false;
  static constexpr std::u32string_view kFunction =
      U"的了着过是在和与及或对从向为以把被将而但也都就还又并且则由给让使令之其这那每各很更最太已不没未";
  return kFunction.find(tokens.Code(word.first)) != std::u32string_view::npos;
}

// A verb that a particle or preposition follows is a predicate: 集中|在, 转让|给.
bool IsPredicate(const TokenSequence& tokens, const ChineseWord& word) {
  if (word.word_class != 'v') return false;
  static constexpr std::u32string_view kSaying[] = {U"表示", U"认为", U"反对", U"支持", U"赞成"};
  for (const std::u32string_view verb : kSaying) {
    if (word.end - word.first == 2 && tokens.Code(word.first) == verb[0] &&
        tokens.Code(word.first + 1) == verb[1])
      return true;
  }
  static constexpr std::u32string_view kAfter = U"在于给到着了过向为成至";
  return tokens.Code(word.end) != 0 && kAfter.find(tokens.Code(word.end)) != std::u32string_view::npos;
}

bool IsHyphenAt(const TokenSequence& tokens, size_t i) {
  return tokens.Code(i) == '-' && tokens.Glued(i) && tokens.Glued(i + 1);
}

// Verbs that end a noun group even without an auxiliary before them.
bool LooksLikeVerb(const TokenSequence& tokens, size_t i) {
  const std::string_view w = tokens.Word(i);
  static const WordSet kVerbs = {"said", "says", "say", "has", "had", "took", "takes", "made", "makes", "rose", "fell",
      "grew", "went", "came", "became", "remains", "remained", "expects", "expected", "plans", "planned",
      "according", "compared", "accounted", "accounting", "reached", "reaching", "exceeded", "exceeding", "totaled",
      "controls", "controlled", "produced", "produces", "imposed", "announced", "announces", "wants", "seeks", "sought",
      "aims", "led", "leads", "told", "tells", "added", "warned", "warns", "claims", "claimed", "argues", "argued"};
  return kVerbs.Contains(w);
}

// A plural noun closes a group: what follows is its verb ("the member states | support"), except
// after plurals that modify ("sales growth", "arms deal").
bool EndsWithPlural(const TokenSequence& tokens, size_t i) {
  static const WordSet kModifiers = {"sales",   "arms",    "sports",  "goods",    "services", "emissions",
                                     "earnings", "rights", "jobs",    "sanctions", "savings", "exports",
                                     "imports", "systems", "operations", "communications", "relations",
                                     "customs", "news",    "economics", "politics",
                                     "securities", "futures", "foods", "weapons", "electronics", "logistics",
                                     "physics", "overseas", "previous", "various", "status", "campus", "gas",
                                     "business", "process", "access", "mass", "crisis", "press", "congress"};
  const std::string_view w = tokens.Word(i);
  if (tokens.Kind(i) != TokenKind::kWord || w.size() < 4 || w.back() != 's') return false;
  const std::string_view tail = w.substr(w.size() - 2);
  return tail != "ss" && tail != "us" && tail != "is" && tail != "'s" && !kModifiers.Contains(w);
}

bool EndsEnglishGroup(const TokenSequence& tokens, size_t i) {
  if (i >= tokens.size()) return true;
  const TokenKind kind = tokens.Kind(i);
  if (kind == TokenKind::kHan || kind == TokenKind::kReference) return true;
  if (kind == TokenKind::kPunctuation) {
    const char32_t c = tokens.Code(i);
    return !(IsHyphenAt(tokens, i) || c == '&' || c == 0x201C || c == 0x201D || c == '"');
  }
  const std::string_view w = tokens.Word(i);
  return IsPreposition(w) || IsAuxiliary(w) || OtherFunctionWords().Contains(w) || LooksLikeVerb(tokens, i);
}

NounGroup EnglishGroup(const TokenSequence& tokens, size_t first) {
  NounGroup group{first, first, first};
  size_t i = first;
  while (IsDeterminer(tokens.Word(i))) ++i;
  for (; !EndsEnglishGroup(tokens, i); ++i) {
    if (i > first && tokens[i].line_start) break;
    if (i > first && IsDeterminer(tokens.Word(i)) && !IsHyphenAt(tokens, i - 1)) break;
    if (i > first && EndsWithPlural(tokens, i - 1) && !tokens[i].capitalized &&
        tokens.Kind(i) == TokenKind::kWord)
      break;
  }
  while (i > first && tokens.Kind(i - 1) == TokenKind::kPunctuation) --i;
  group.end = i;
  group.head = i > first ? i - 1 : first;
  return group;
}

NounGroup ChineseGroup(const TokenSequence& tokens, size_t first) {
  NounGroup group{first, first, first};
  for (const ChineseWord& word : CutChinese(tokens, first, first + kLongestGroup)) {
    if (EndsChineseGroup(tokens, word)) break;
    if (word.first > first && IsPredicate(tokens, word)) break;
    group.end = word.end;
    group.head = word.first;
  }
  return group;
}

NounGroup ChineseGroupBefore(const TokenSequence& tokens, size_t end) {
  NounGroup group{end, end, end};
  const size_t row = HanRowBegin(tokens, end - 1);
  const size_t first = end - row > kLongestGroup ? end - kLongestGroup : row;
  const std::vector<ChineseWord> words = CutChinese(tokens, first, end);
  for (size_t k = words.size(); k-- > 0;) {
    if (EndsChineseGroup(tokens, words[k])) break;
    group.first = words[k].first;
    if (k + 1 == words.size()) group.head = words[k].first;
  }
  return group;
}

}  // namespace

plx_span_t Cover(plx_span_t a, plx_span_t b) {
  if (Empty(a)) return b;
  if (Empty(b)) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

plx_span_t Trim(const TokenSequence& tokens, plx_span_t span) {
  size_t first = tokens.IndexAt(span.begin);
  size_t end = tokens.IndexAt(span.end);
  const auto drop_front = [&](size_t i) {
    if (tokens.Kind(i) == TokenKind::kReference) return true;
    if (tokens.Kind(i) != TokenKind::kPunctuation) return false;
    const char32_t close = Closing(tokens.Code(i));
    if (close != 0) return !HasCode(tokens, i + 1, end, close);
    return !IsMeaningfulMark(tokens.Code(i));
  };
  const auto drop_back = [&](size_t i) {
    if (tokens.Kind(i) == TokenKind::kReference) return true;
    if (tokens.Kind(i) != TokenKind::kPunctuation) return false;
    if (HasOpening(tokens, first, i, tokens.Code(i))) return false;
    return !IsMeaningfulMark(tokens.Code(i));
  };
  while (first < end && drop_front(first)) ++first;
  while (first < end && drop_back(end - 1)) --end;
  if (first >= end) return {span.begin, span.begin};
  return {std::max(span.begin, tokens[first].begin), std::min(span.end, tokens[end - 1].end)};
}

NounGroup NounGroupAt(const TokenSequence& tokens, size_t first) {
  if (first >= tokens.size()) return {first, first, first};
  return tokens.Kind(first) == TokenKind::kHan ? ChineseGroup(tokens, first)
                                               : EnglishGroup(tokens, first);
}

NounGroup NounGroupBefore(const TokenSequence& tokens, size_t end) {
  if (end == 0 || end > tokens.size()) return {end, end, end};
  if (tokens.Kind(end - 1) == TokenKind::kHan) return ChineseGroupBefore(tokens, end);
  size_t first = end;
  while (first > 0 && !EndsEnglishGroup(tokens, first - 1)) {
    if (first < end && tokens[first].line_start) break;
    --first;
    if (IsDeterminer(tokens.Word(first))) break;
  }
  return {first, end, end > first ? end - 1 : first};
}

std::string HeadLemma(const TokenSequence& tokens, const NounGroup& phrase) {
  if (phrase.empty()) return {};
  if (tokens.Kind(phrase.head) == TokenKind::kHan) {
    std::string head;
    for (size_t i = phrase.head; i < phrase.end; ++i) head += tokens.Word(i);
    return head;
  }
  return Lemma(tokens.Word(phrase.head), WordClass::kNoun);
}

std::string DisplayText(const TokenSequence& tokens, plx_span_t span) {
  std::string out;
  const size_t end = tokens.IndexAt(span.end);
  for (size_t i = tokens.IndexAt(span.begin); i < end; ++i) {
    if (tokens.Kind(i) == TokenKind::kReference) continue;
    if (tokens[i].space_before && !out.empty()) out.push_back(' ');
    out += tokens.Text(i);
  }
  return out;
}

bool IsPreposition(std::string_view word) { return Prepositions().Contains(word); }
bool IsDeterminer(std::string_view word) { return Determiners().Contains(word); }
bool IsAuxiliary(std::string_view word) { return Auxiliaries().Contains(word); }
bool IsFunctionWord(std::string_view word) {
  return IsPreposition(word) || IsDeterminer(word) || IsAuxiliary(word) ||
         OtherFunctionWords().Contains(word);
}

}  // namespace plx::linguistics
