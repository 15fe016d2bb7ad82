#include "plugins/linguistics/syntax/english/clause_words.h"

#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {

bool IsContrast(std::string_view w) {
  return IsAnyOf(w, {"but", "yet", "while", "whereas", "although", "though", "however"});
}
bool IsSubordinator(std::string_view w) {
  return IsAnyOf(w, {"while", "whereas", "although", "though", "because", "if", "unless", "when", "where",
                   "whether", "how", "why", "what", "once", "lest", "whenever"});
}
bool IsWeakSubordinator(std::string_view w) {
  return IsAnyOf(w, {"as", "since", "after", "before", "until", "so"});
}
bool ClosesQuote(const std::vector<Word>& words, size_t i) {
  return IsQuote(words[i]) && i > 0 && (words[i - 1].mark == ',' || words[i - 1].mark == '?' || words[i - 1].mark == '!');
}

bool IsRelative(const Word& w) { return IsAnyOf(w.lower, {"which", "who", "whom", "that", "whose"}); }

bool IsHardMark(const Word& w) {
  // Hyphens inside words are part of the word: a mark of its own is a dash.
  return w.mark != 0 && (w.mark == '-' || w.mark == ';' || w.mark == ':' || w.mark == U'—' || w.mark == U'–' || w.mark == '(' ||
                         w.mark == ')' || w.mark == '.' || w.mark == '?' || w.mark == '!');
}
bool IsQuote(const Word& w) {
  return w.mark == '"' || w.mark == U'“' || w.mark == U'”' || w.mark == '\'' || w.mark == U'‘' || w.mark == U'’';
}
bool IsNounTag(char tag) { return tag == kNoun || tag == kNounPlural || tag == kName; }

size_t SkipLight(const std::vector<Word>& words, size_t i) {
  while (i < words.size() && (words[i].mark == ',' || IsQuote(words[i]) || words[i].tag == kAdverb)) ++i;
  return i;
}

size_t CommaBefore(const std::vector<Word>& words, size_t k) { return k > 0 && words[k - 1].mark == ',' ? k - 1 : k; }

bool HasPhrase(const std::vector<Word>& words, size_t first, size_t end) {
  for (const Phrase& p : FindPhrases(words, first, end)) {
    if (!p.governed) return true;
  }
  return false;
}

bool Closes(const std::vector<Word>& words, size_t start, size_t k) {
  const char32_t m = words[k].mark;
  if (m == '%') return true;
  if (m != '"' && m != U'”' && m != ')' && m != U'’' && m != U'》') return false;
  const char32_t open = m == ')' ? U'(' : m == U'”' ? U'“' : m == U'’' ? U'‘' : m == U'》' ? U'《' : m;
  for (size_t i = start; i < k; ++i) {
    if (words[i].mark == open) return true;
  }
  return false;
}

}  // namespace plx::linguistics::syntax
