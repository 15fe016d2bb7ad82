#include "plugins/linguistics/syntax/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics::syntax {
namespace {

constexpr std::string_view kTags = "NLPJRBEZDKGMITSOCWXUFYA,.^";
constexpr int kTagCount = 26;
constexpr size_t kLongestWord = 4;  // characters, of words_zh.tsv
constexpr char kBorder = '^';

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

int IndexOf(char tag) { return static_cast<int>(kTags.find(tag)); }

// One possible tag with 1000 * ln(weight).
struct Candidate {
  char tag;
  int cost;
};

// The weights of a word's tags by rank, as make_tagger.py assumed them.
constexpr std::array<double, 4> kRankWeights = {0.80, 0.15, 0.04, 0.01};

int Milli(double weight) { return static_cast<int>(std::lround(1000 * std::log(weight))); }

void AppendRanked(std::string_view tags, double share, std::vector<Candidate>* out) {
  double total = 0;
  for (size_t i = 0; i < tags.size() && i < kRankWeights.size(); ++i) total += kRankWeights[i];
  for (size_t i = 0; i < tags.size() && i < kRankWeights.size(); ++i) {
    out->push_back({tags[i], Milli(share * kRankWeights[i] / total)});
  }
}

class WordTable {
 public:
  WordTable() {
    Read(data::kWords, &english_);
    Read(data::kWordsZh, &chinese_);
    transitions_.fill(-12000);
    ForEachLine(data::kTagTransitions, [&](std::string_view line) {
      if (line.size() < 5) return;
      int value = 0;
      std::from_chars(line.data() + 4, line.data() + line.size(), value);
      transitions_[IndexOf(line[0]) * kTagCount + IndexOf(line[2])] = value;
    });
  }
  // Empty if the word is not in the lexicon.
  std::string_view English(std::string_view word) const { return Get(english_, word); }
  std::string_view Chinese(std::string_view word) const { return Get(chinese_, word); }
  // -100 ln p; negative if the word is not in the dictionary.
  int ChineseCost(std::string_view word) const {
    const std::string_view row = Get(chinese_, word);
    int cost = -1;
    if (row.size() > 2) std::from_chars(row.data() + 2, row.data() + row.size(), cost);
    return cost;
  }
  int Transition(char a, char b) const {
    return transitions_[IndexOf(a) * kTagCount + IndexOf(b)];
  }

  static const WordTable& Instance() {
    static const WordTable lexicon;
    return lexicon;
  }

 private:
  using Table = std::unordered_map<std::string_view, std::string_view>;

  template <typename Body>
  static void ForEachLine(std::string_view tsv, Body&& body) {
    while (!tsv.empty()) {
      const size_t end = std::min(tsv.find('\n'), tsv.size());
      if (end > 0 && tsv[0] != '#') body(tsv.substr(0, end));
      tsv.remove_prefix(std::min(end + 1, tsv.size()));
    }
  }
  static void Read(std::string_view tsv, Table* table) {
    table->reserve(static_cast<size_t>(std::count(tsv.begin(), tsv.end(), '\n')));
    ForEachLine(tsv, [&](std::string_view line) {
      const size_t tab = line.find('\t');
      if (tab != std::string_view::npos) (*table)[line.substr(0, tab)] = line.substr(tab + 1);
    });
  }
  static std::string_view Get(const Table& table, std::string_view word) {
    const auto it = table.find(word);
    return it == table.end() ? std::string_view() : it->second;
  }

  Table english_;
  Table chinese_;
  std::array<int, kTagCount * kTagCount> transitions_;
};

// What an unknown word's ending suggests; the list of make_tagger.py.
std::string_view GuessEnglish(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> kSuffixes[] = {
      {"ing", "GNJ"}, {"ed", "KDJ"},  {"ly", "RJ"},  {"ness", "N"}, {"ment", "N"}, {"tion", "N"},
      {"sion", "N"},  {"ity", "N"},   {"ism", "N"},  {"ship", "N"}, {"ous", "J"},  {"ful", "J"},
      {"less", "J"},  {"ible", "J"},  {"able", "J"}, {"ive", "JN"}, {"ical", "J"}, {"ary", "JN"},
      {"ize", "BE"},  {"ise", "BEN"}, {"ss", "N"},   {"us", "N"},   {"is", "N"},   {"s", "LZ"}};
  for (const auto& [suffix, tags] : kSuffixes) {
    if (word.size() > suffix.size() + 2 && word.ends_with(suffix)) return tags;
  }
  return "NJB";
}

std::string_view TagsOf(std::string_view word) {
  std::string_view tags = WordTable::Instance().English(word);
  if (!tags.empty()) return tags;
  // "rule-maker" is what its last part is; "US-led" an adjective.
  const size_t hyphen = word.rfind('-');
  if (hyphen != std::string_view::npos && hyphen + 1 < word.size()) {
    const std::string_view last = TagsOf(word.substr(hyphen + 1));
    if (last.find_first_of("KDG") != std::string_view::npos) return "J";
    if (last[0] == 'L') return "L";
    return "NJ";
  }
  return GuessEnglish(word);
}

std::vector<Candidate> CandidatesOf(const Word& word, bool first, bool title_case) {
  std::vector<Candidate> out;
  if (word.mark != 0) {
    const bool symbol = word.mark == '$' || word.mark == U'€' || word.mark == U'£' || word.mark == U'¥';
    out.push_back({word.mark == ',' ? kComma : symbol ? kNumber : word.mark == '%' ? kNoun : kMark, 0});
    return out;
  }
  if (word.tag != 0) {  // decided before
    out.push_back({word.tag, 0});
    return out;
  }
  if (word.possessive) return {{kPossessive, 0}};
  if (std::any_of(word.lower.begin(), word.lower.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    const bool letters = std::any_of(word.lower.begin(), word.lower.end(),
                                     [](char c) { return c >= 'a' && c <= 'z'; });
    return {{letters ? kName : kNumber, 0}};
  }
  static constexpr std::string_view kClosed = "TSICFMAWO";
  const std::string_view known = WordTable::Instance().English(word.lower);
  const std::string_view tags = TagsOf(word.lower);
  if (!word.capitalized || (title_case && !known.empty())) {
    AppendRanked(tags, 1, &out);
    if (word.capitalized && kClosed.find(tags[0]) == std::string_view::npos) {
      out.push_back({kName, Milli(0.3)});
    }
    return out;
  }
  if (first) {
    if (known.empty()) {
      out.push_back({kName, Milli(0.8)});
      AppendRanked(tags, 0.2, &out);
    } else {
      if (kClosed.find(tags[0]) == std::string_view::npos) out.push_back({kName, Milli(0.3)});
      AppendRanked(tags, 1, &out);
    }
  } else if (!known.empty() && kClosed.find(known[0]) != std::string_view::npos) {
    out = {{kName, Milli(0.3)}, {known[0], Milli(0.7)}};
  } else {
    out.push_back({kName, Milli(0.9)});
    if (!known.empty()) AppendRanked(known, 0.1, &out);
  }
  return out;
}

bool IsSubjectPronoun(std::string_view w) {
  return w == "i" || w == "you" || w == "he" || w == "she" || w == "it" || w == "we" || w == "they";
}
bool IsNounLike(char tag) { return tag == kNoun || tag == kNounPlural; }

// Viterbi over the words; ties go to the tag that was listed first.
void Decode(std::vector<Word>* words, bool title_case) {
  struct Cell {
    Candidate candidate;
    int score;
    int back;
  };
  const WordTable& lexicon = WordTable::Instance();
  std::vector<std::vector<Cell>> lattice;
  bool first = true;
  for (const Word& word : *words) {
    std::vector<Cell> column;
    const bool after_subject = !lattice.empty() && IsSubjectPronoun((*words)[lattice.size() - 1].lower);
    for (const Candidate& c : CandidatesOf(word, first, title_case)) {
      Cell cell{c, std::numeric_limits<int>::min(), 0};
      if (lattice.empty()) {
        cell.score = lexicon.Transition(kBorder, c.tag) + c.cost;
      } else {
        for (size_t k = 0; k < lattice.back().size(); ++k) {
          const Cell& before = lattice.back()[k];
          int score = before.score + lexicon.Transition(before.candidate.tag, c.tag) + c.cost;
          if (before.candidate.tag == kTo && c.tag == kVerbPresent) score -= 6000;  // "to form"
          if (before.candidate.tag == kPronoun && after_subject && IsNounLike(c.tag)) score -= 4000;
          if (score > cell.score) cell.score = score, cell.back = static_cast<int>(k);
        }
      }
      column.push_back(cell);
    }
    if (word.mark == 0 || word.mark == ':') first = word.mark == ':';
    lattice.push_back(std::move(column));
  }
  if (lattice.empty()) return;
  int best = 0;
  for (size_t k = 1; k < lattice.back().size(); ++k) {
    const auto total = [&](size_t i) {
      const Cell& c = lattice.back()[i];
      return c.score + lexicon.Transition(c.candidate.tag, kBorder);
    };
    if (total(k) > total(static_cast<size_t>(best))) best = static_cast<int>(k);
  }
  for (size_t i = lattice.size(); i-- > 0;) {
    (*words)[i].tag = lattice[i][static_cast<size_t>(best)].candidate.tag;
    best = lattice[i][static_cast<size_t>(best)].back;
  }
}

bool HasFinite(const std::vector<Word>& words) {
  return std::any_of(words.begin(), words.end(), [](const Word& w) {
    return w.tag == kModal || w.tag == kAuxiliary || w.tag == kVerbThird || w.tag == kVerbPresent || w.tag == kVerbPast;
  });
}

bool IsDo(std::string_view w) {
  return w == "do" || w == "does" || w == "did" || w == "don't" || w == "doesn't" || w == "didn't";
}

bool StartsPhrase(char tag) {
  return tag == kDeterminer || tag == kPossessive || tag == kName || tag == kPronoun || tag == kAdjective;
}

// "does not cause", "will fall": a base form must follow. "complete decoupling": none can.
void MendBaseForms(std::vector<Word>* words) {
  for (size_t i = 1; i < words->size(); ++i) {
    Word& w = (*words)[i];
    size_t k = i;
    while (k > 0 && (*words)[k - 1].tag == kAdverb) --k;
    if (k == 0 || w.mark != 0) continue;
    const Word& before = (*words)[k - 1];
    const bool wants = before.tag == kModal || (before.tag == kAuxiliary && IsDo(before.lower));
    const bool infinitive = before.tag == kTo && i + 1 < words->size() && StartsPhrase((*words)[i + 1].tag);
    const bool other = w.tag == kNoun || w.tag == kAdjective || w.tag == kAdverb || w.tag == kPreposition;
    if ((wants || infinitive) && other && w.mention < 0 && MayBe(w.lower, kVerbBase)) w.tag = kVerbBase;
    const bool may = wants || before.tag == kTo || before.tag == kCoordinator || before.tag == kComma ||
                     before.tag == kNoun || before.tag == kNounPlural || before.tag == kName || before.tag == kPronoun;
    if (w.tag == kVerbPast && before.tag == kTo && MayBe(w.lower, kVerbBase)) w.tag = kVerbBase;  // "to fell"
    if (w.tag == kVerbBase && !may && MayBe(w.lower, kAdjective)) w.tag = kAdjective;
  }
}

// "complete decoupling", "the easing of restrictions": a gerund that nothing but a noun can be.
void MendGerunds(std::vector<Word>* words) {
  const auto tag = [&](size_t i) { return i < words->size() ? (*words)[i].tag : static_cast<char>(kMark); };
  const auto noun = [](char t) { return t == kNoun || t == kNounPlural || t == kName; };
  for (size_t i = 1; i < words->size(); ++i) {
    if (tag(i) != kVerbGerund) continue;
    // "Complete decoupling from China is": at the head of a sentence the adjective looks like a name.
    if (i == 1 && tag(2) == kPreposition && (*words)[0].mention < 0 && MayBe((*words)[0].lower, kAdjective)) {
      (*words)[0].tag = kAdjective;
    }
    const char before = tag(i - 1);
    if (before != kDeterminer && before != kPossessive && before != kAdjective) continue;
    const bool modifies = noun(tag(i + 1)) || (tag(i + 1) == kAdjective && noun(tag(i + 2)));
    if (!modifies) (*words)[i].tag = kNoun;
  }
}

bool IsFiniteTag(char t) {
  return t == kModal || t == kAuxiliary || t == kVerbThird || t == kVerbPresent || t == kVerbPast;
}

// Where a stretch that has one finite verb of its own ends.
bool EndsStretch(const Word& w) {
  return w.mark != 0 || w.tag == kCoordinator ||
         IsOneOf(w.lower, {"that", "which", "who", "because", "if", "while", "although", "when", "whether", "as", "after", "before"});
}

// "denies that troops captured the town": the one verb of its stretch is a past form, whatever it looks
// like. "The whale found near Bergen is dead": a past form with a finite verb behind and no noun between
// is a participle.
void MendPastForms(std::vector<Word>* words) {
  for (size_t i = 1; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    const char before = (*words)[i - 1].tag;
    const bool noun = before == kNoun || before == kNounPlural || before == kName;
    if (!noun || (w.tag != kVerbParticiple && w.tag != kVerbPast)) continue;
    size_t first = i;
    while (first > 0 && !EndsStretch((*words)[first - 1])) --first;
    bool finite_before = false, finite_behind = false, free_noun = false;
    for (size_t k = first; k < i; ++k) finite_before |= IsFiniteTag((*words)[k].tag);
    size_t k = i + 1;
    bool governed = false;
    for (; k < words->size() && !EndsStretch((*words)[k]) && !finite_behind; ++k) {
      const char t = (*words)[k].tag;
      finite_behind = t == kAuxiliary || t == kModal || t == kVerbThird;
      if (t == kPreposition || t == kTo) governed = true;
      const bool nominal = t == kNoun || t == kNounPlural || t == kName || t == kPronoun;
      if (nominal && !governed) free_noun = true;
    }
    const bool alone = !finite_before && !finite_behind && MayBe(w.lower, kVerbPast);
    const bool content = first > 0 && (*words)[first - 1].lower == "that";
    // "The first trial succeeded": what takes no object cannot be a passive without its auxiliary.
    const bool intransitive = first == 0 && IsOneOf(Lemma(w.lower, WordClass::kVerb), {"succeed", "fail", "rise", "fall", "occur",
        "happen", "collapse", "emerge", "arrive", "die", "resign", "expire", "begin", "end", "start", "continue", "remain", "appear",
        "disappear", "explode", "crash", "sink", "return", "vanish", "grow", "shrink", "surge", "decline", "drop", "increase", "decrease"});
    if (w.tag == kVerbParticiple && alone && (content || intransitive)) {
      w.tag = kVerbPast;
    } else if (w.tag == kVerbPast && finite_behind && !finite_before && !free_noun && governed && MayBe(w.lower, kVerbParticiple)) {
      w.tag = kVerbParticiple;
    }
  }
}

// A sentence without a finite verb is often a headline whose verb looks like something else: "Fed
// raised rates", "Police arrest two men".
void FindMissingVerb(std::vector<Word>* words) {
  if (HasFinite(*words)) return;
  for (size_t i = 1; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    const char before = (*words)[i - 1].tag;
    const char after = (*words)[i + 1].tag;
    if (w.mark != 0 || w.mention >= 0 || (before != kName && before != kNoun && before != kNounPlural)) continue;
    const bool object = after == kDeterminer || after == kPossessive || after == kNumber || after == kNoun ||
                        after == kNounPlural || after == kName || after == kAdjective;
    if (w.tag == kVerbParticiple && object && MayBe(w.lower, kVerbPast)) {
      w.tag = kVerbPast;
      return;
    }
    if (w.tag == kNoun && object && (before != kNoun || after == kNumber) && MayBe(w.lower, kVerbPresent)) {
      w.tag = kVerbPresent;
      return;
    }
    if (w.tag == kNounPlural && object && MayBe(w.lower, kVerbThird)) {
      w.tag = kVerbThird;
      return;
    }
  }
}

// Headlines put verbs where a bigram expects nouns: "China controls 85% of ...", "allies plan to ...".
// A noun that may be a verb of the right number is one between a subject and what only an object or
// infinitive begins with.
void PreferVerbs(std::vector<Word>* words) {
  for (size_t i = 1; i + 1 < words->size(); ++i) {
    Word& w = (*words)[i];
    const char before = (*words)[i - 1].tag;
    size_t next = i + 1;  // "supplies about 60%"
    while (next + 1 < words->size() && IsOneOf((*words)[next].lower, {"about", "around", "nearly", "almost", "roughly", "some",
                                                                      "over", "only", "approximately"})) {
      ++next;
    }
    const char after = next > i + 1 && (*words)[next].tag != kNumber ? (*words)[i + 1].tag : (*words)[next].tag;
    const bool object = after == kDeterminer || after == kPossessive || after == kNumber ||
                        (after == kTo && i + 2 < words->size() && (*words)[i + 2].tag == kVerbBase);
    if (w.mention >= 0 || w.mark != 0) continue;
    const bool says = (*words)[i + 1].lower == "that" && (before == kName || before == kNoun) && i + 3 < words->size();
    if (says && w.tag == kNounPlural && w.mention < 0 && w.mark == 0 && MayBe(w.lower, kVerbThird)) w.tag = kVerbThird;
    if (!object) continue;
    const bool singular = before == kName || before == kNoun;
    const bool joined = before == kCoordinator && after == kTo;
    if (w.tag == kNounPlural && (before == kName || joined) && MayBe(w.lower, kVerbThird)) w.tag = kVerbThird;
    if (w.tag == kNoun && before == kNounPlural && MayBe(w.lower, kVerbPresent)) w.tag = kVerbPresent;
    if (w.tag == kNounPlural && singular && after == kTo && MayBe(w.lower, kVerbThird) && !HasFinite(*words)) {
      w.tag = kVerbThird;
    }
  }
}

bool IsContraction(std::string_view word) {
  static constexpr std::string_view kWords[] = {"it's", "he's", "she's", "that's", "there's", "who's",
                                                "what's", "here's", "let's", "where's"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

Word MakeWord(const TokenSequence& tokens, size_t i) {
  Word word;
  word.span = tokens.Span(i, i + 1);
  word.lower = std::string(tokens.Word(i));
  word.tag = 0;
  word.capitalized = tokens[i].capitalized;
  if (tokens.Kind(i) == TokenKind::kPunctuation) word.mark = tokens.Code(i);
  return word;
}

void MarkPossessive(Word* word) {
  std::string& w = word->lower;
  if (w.size() > 2 && w.ends_with("'s") && !IsContraction(w)) {
    w.resize(w.size() - 2);
    word->possessive = true;
  }
}

// Joins "rule-maker", "U.S.-led", "F-35": parts glued by hyphens.
size_t JoinHyphens(const TokenSequence& tokens, size_t i, Word* word) {
  size_t end = i + 1;
  while (end + 1 < tokens.size() && tokens.Glued(end) && tokens.Glued(end + 1) &&
         (tokens.Code(end) == '-' || tokens.Code(end) == U'‑') &&
         (tokens.Kind(end + 1) == TokenKind::kWord || tokens.Kind(end + 1) == TokenKind::kNumber)) {
    word->lower += "-" + std::string(tokens.Word(end + 1));
    word->span.end = tokens.Span(end + 1, end + 2).end;
    end += 2;
  }
  return end;
}

// Words of a stretch without Han characters.
void AppendEnglish(const TokenSequence& tokens, size_t first, size_t end, std::vector<Word>* words) {
  for (size_t i = first; i < end;) {
    if (tokens.Kind(i) == TokenKind::kReference) {
      ++i;
      continue;
    }
    Word word = MakeWord(tokens, i);
    if (word.mark == '&' && !tokens.Glued(i)) word.lower = "and", word.mark = 0;  // but not in "R&D"
    if (word.mark == '\'' && !words->empty() && tokens.Glued(i) && words->back().lower.ends_with("s")) {
      words->back().possessive = true;  // "companies' profits"
      ++i;
      continue;
    }
    const size_t next = tokens.Kind(i) == TokenKind::kWord || tokens.Kind(i) == TokenKind::kNumber
                            ? JoinHyphens(tokens, i, &word)
                            : i + 1;
    MarkPossessive(&word);
    words->push_back(std::move(word));
    i = next;
  }
}

char ChineseTag(std::string_view word) {
  const std::string_view tag = WordTable::Instance().Chinese(word);
  if (word == "被" || word == "遭") return kPassiveZh;
  if (word == "把") return kDisposalZh;
  return tag.empty() ? static_cast<char>(kNoun) : tag[0];
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
  std::vector<int> cost(n + 1, std::numeric_limits<int>::max());
  std::vector<size_t> back(n + 1, 0);
  cost[0] = 0;
  for (size_t i = 0; i < n; ++i) {
    for (size_t length = 1; length <= kLongestWord && i + length <= n; ++length) {
      const std::string_view word = text.substr(at[i], at[i + length] - at[i]);
      int price = WordTable::Instance().ChineseCost(word);
      if (price < 0) {
        if (length > 1) continue;
        price = kUnknownCharacter;
      }
      if (cost[i] + price < cost[i + length]) cost[i + length] = cost[i] + price, back[i + length] = i;
    }
  }
  std::vector<size_t> cuts;
  for (size_t i = n; i > 0; i = back[i]) cuts.push_back(i);
  size_t from = 0;
  for (auto it = cuts.rbegin(); it != cuts.rend(); ++it) {
    Word word;
    word.span = {begin + static_cast<uint32_t>(at[from]), begin + static_cast<uint32_t>(at[*it])};
    word.lower = std::string(document.Text(word.span));
    word.chinese = true;
    word.tag = ChineseTag(word.lower);
    words->push_back(std::move(word));
    from = *it;
  }
}

// Endings that make a noun of the word before: 投票|率, 输电|量. A dictionary has few of these words.
bool IsNounEnding(std::string_view word) {
  return IsOneOf(word, {"率", "额", "费", "价", "值", "者", "商", "权", "业", "厂", "法", "案", "员", "网"});
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

void MarkMentions(const std::vector<NamedSpan>& named, std::vector<Word>* words) {
  size_t from = 0;
  for (Word& word : *words) {
    while (from < named.size() && named[from].span.end <= word.span.begin) ++from;
    for (size_t m = from; m < named.size() && named[m].span.begin < word.span.end; ++m) {
      if (!Overlaps(named[m].span, word.span) || named[m].coreferent) continue;
      if (word.mention >= 0) {
        const plx_span_t old = named[static_cast<size_t>(word.mention)].span;
        if (named[m].span.end - named[m].span.begin <= old.end - old.begin) continue;
      }
      word.mention = static_cast<int>(m);
    }
    if (word.mention < 0 || word.mark != 0) continue;
    if (word.chinese) {
      word.tag = kName;
    } else if (word.possessive) {
      word.tag = kPossessive;
    } else if (word.capitalized && word.lower.find('-') == std::string::npos) {
      word.tag = kName;
    }
  }
}

bool IsTitleCase(const std::vector<Word>& words) {
  int upper = 0, all = 0;
  for (const Word& word : words) {
    if (word.mark != 0 || word.chinese || word.lower.size() < 4) continue;
    ++all;
    upper += word.capitalized ? 1 : 0;
  }
  return all >= 3 && upper * 10 >= all * 7;
}

}  // namespace

bool IsMostlyChinese(std::string_view text) {
  size_t han = 0, letters = 0;
  for (size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeAt(text, i);
    if (IsHan(c.code)) ++han;
    if (IsAlphabetic(c.code)) ++letters;
    i += c.size;
  }
  return han * 3 > letters;
}

bool Known(std::string_view word) { return !WordTable::Instance().English(word).empty(); }

bool MayBe(std::string_view word, char tag) {
  return TagsOf(word).find(tag) != std::string_view::npos;
}

std::vector<Word> TagSentence(const Document& document, const plx_sentence_t& sentence,
                              const std::vector<NamedSpan>& named) {
  std::vector<Word> words;
  const TokenSequence tokens(document, sentence.span);
  for (size_t i = 0; i < tokens.size();) {
    const bool han = tokens.Kind(i) == TokenKind::kHan;
    size_t end = i + 1;
    while (end < tokens.size() && (tokens.Kind(end) == TokenKind::kHan) == han) ++end;
    if (han) {
      const plx_span_t span = tokens.Span(i, end);
      const size_t from = words.size();
      AppendChinese(document, span.begin, span.end, named, &words);
      JoinDerived(document, from, &words);
    } else {
      AppendEnglish(tokens, i, end, &words);
    }
    i = end;
  }
  MarkMentions(named, &words);
  if (!IsMostlyChinese(document.Text(sentence.span))) {
    Decode(&words, IsTitleCase(words));
    MendBaseForms(&words);
    MendGerunds(&words);
    PreferVerbs(&words);
    MendPastForms(&words);
    FindMissingVerb(&words);
  } else {
    for (Word& word : words) {
      if (word.mark != 0) word.tag = word.mark == ',' ? kComma : kMark;
      if (word.tag == 0) word.tag = CandidatesOf(word, false, false)[0].tag;
    }
  }
  return words;
}

}  // namespace plx::linguistics::syntax
