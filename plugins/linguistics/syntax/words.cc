#include "plugins/linguistics/syntax/words.h"

#include <algorithm>

#include "plugins/linguistics/syntax/chinese_words.h"
#include "plugins/linguistics/syntax/english_tags.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/characters.h"

namespace plx::linguistics::syntax {
namespace {

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

// "Jr.", "Gov.", "W.": a full stop inside a sentence belongs to the word before it.
bool IsOfAbbreviation(const TokenSequence& tokens, size_t i, size_t end) {
  if (tokens.Code(i) != '.' || i == 0 || i + 1 >= end || !tokens.Glued(i) || tokens.Kind(i - 1) != TokenKind::kWord) return false;
  const std::string_view before = tokens.Word(i - 1);
  const std::string_view next = tokens.Text(tokens.Span(i + 1, i + 2));
  const bool goes_on = !next.empty() && ((next[0] >= 'a' && next[0] <= 'z') || next[0] == ',');
  return goes_on || before.size() == 1 ||
         IsAnyOf(before, {"jr", "sr", "mr", "mrs", "ms", "dr", "gov", "sen", "rep", "gen", "col", "lt", "sgt", "capt", "prof", "rev", "hon",
                          "st", "mt", "no", "vs", "inc", "corp", "co", "ltd"});
}

// Words of a stretch without Han characters.
void AppendEnglish(const TokenSequence& tokens, size_t first, size_t end, std::vector<Word>* words) {
  for (size_t i = first; i < end;) {
    if (tokens.Kind(i) == TokenKind::kReference) {
      ++i;
      continue;
    }
    if (IsOfAbbreviation(tokens, i, end)) {
      if (!words->empty() && words->back().lower.size() == 1 && words->back().capitalized) words->back().tag = kName;  // "W. Mark Felt"
      ++i;
      continue;
    }
    // "Mark Felt, Sr., died"
    if (tokens.Code(i) == ',' && i + 1 < end && IsAnyOf(tokens.Word(i + 1), {"jr", "sr"})) {
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

TaggedSentence TagSentence(const Document& document, const plx_sentence_t& sentence,
                           const std::vector<NamedSpan>& named) {
  TaggedSentence tagged;
  tagged.tokens = TokenSequence(document, sentence.span);
  tagged.chinese = IsMostlyChinese(document.Text(sentence.span));
  const TokenSequence& tokens = tagged.tokens;
  std::vector<Word>& words = tagged.words;
  words.reserve(tokens.size());
  for (size_t i = 0; i < tokens.size();) {
    const bool han = tokens.Kind(i) == TokenKind::kHan;
    size_t end = i + 1;
    while (end < tokens.size() && (tokens.Kind(end) == TokenKind::kHan) == han) ++end;
    if (han) {
      const plx_span_t span = tokens.Span(i, end);
      AppendChineseWords(document, span, named, &words);
    } else {
      AppendEnglish(tokens, i, end, &words);
    }
    i = end;
  }
  MarkMentions(named, &words);
  if (!tagged.chinese) {
    TagEnglish(&words);
  } else {
    for (Word& word : words) {
      if (word.mark != 0) word.tag = word.mark == ',' ? kComma : kMark;
      if (word.tag == 0) word.tag = LikeliestTag(word);
    }
  }
  return tagged;
}

}  // namespace plx::linguistics::syntax
