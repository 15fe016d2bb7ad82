#include "plugins/linguistics/syntax/phrases.h"

#include <algorithm>

#include "plugins/linguistics/text/any_of.h"

namespace plx::linguistics::syntax {
namespace {

bool IsNounTag(char t) { return t == kNoun || t == kNounPlural || t == kName; }

// What may stand in a noun phrase before its head.
bool IsInside(const std::vector<Word>& words, size_t i) {
  const char t = words[i].tag;
  if (IsNounTag(t) || t == kDeterminer || t == kPossessive || t == kAdjective || t == kNumber) return true;
  if (t == kVerbGerund || t == kVerbParticiple) {
    return i + 1 < words.size() && (IsNounTag(words[i + 1].tag) || words[i + 1].tag == kAdjective);
  }
  if (t == kAdverb) {  // "its highly advanced technology", "more than 30 countries"
    return i + 1 < words.size() && (words[i + 1].tag == kAdjective || words[i + 1].tag == kNumber ||
                                    words[i + 1].tag == kVerbParticiple);
  }
  // Quotation marks inside: the "Rare Earth Alliance".
  return words[i].mark == '"' || words[i].mark == U'“' || words[i].mark == U'”' || words[i].mark == '\'' ||
         words[i].mark == U'‘' || words[i].mark == U'’';
}

// "Microsoft today released", "a list Wednesday with": a day behind a noun is no part of what the noun names.
bool IsDayBehindNoun(const std::vector<Word>& words, size_t k) {
  if (!IsNounTag(words[k - 1].tag) || IsDay(words[k - 1].lower) || !IsDay(words[k].lower) || words[k].possessive) return false;
  return k + 1 >= words.size() || !IsNounTag(words[k + 1].tag) || IsPeriod(words[k + 1].lower);
}

// One phrase without "of" and without coordination, from `i`.
Phrase ReadPlain(const std::vector<Word>& words, size_t i, size_t end) {
  Phrase p;
  p.first = p.end = p.head = i;
  if (words[i].tag == kPronoun) {
    p.end = i + 1;
    p.pronoun = true;
    return p;
  }
  size_t last_noun = end;
  size_t k = i;
  // "rebuilding a supply chain": what happens, as a noun.
  if (words[i].tag == kVerbGerund && i + 1 < end && IsInside(words, i + 1)) ++k;
  for (; k < end && IsInside(words, k); ++k) {
    // A determiner or possessive pronoun starts another phrase.
    if (k > i && words[k].tag == kDeterminer && last_noun != end) break;
    if (k > i && words[k].tag == kPossessive && !words[k].possessive && last_noun != end) break;
    if (k > i && IsDayBehindNoun(words, k)) break;
    if (IsNounTag(words[k].tag)) last_noun = k;
  }
  if (last_noun == end) {
    // "85%", "the rich", "$300 billion": no noun, but a number or adjective stands for one.
    if (k > i && (words[k - 1].tag == kNumber || words[k - 1].tag == kPossessive)) {
      p.end = k;
      p.head = k - 1;
    }
    return p;
  }
  p.end = last_noun + 1;
  if (p.end < end && (words[p.end].mark == '"' || words[p.end].mark == U'”')) ++p.end;
  p.head = last_noun;
  if (p.head > i && IsAnyOf(words[p.head].lower, {"jr", "sr"})) --p.head;  // the name decides
  return p;
}

// "actress and former reporter Tara Reid": what she is, and her name. Names and plurals make a list, and so does
// what has an article of its own.
bool IsDescription(const std::vector<Word>& words, const Phrase& p) {
  for (size_t k = p.first; k < p.end; ++k) {
    if (words[k].tag != kNoun && words[k].tag != kAdjective && !(k == p.first && words[k].tag == kName && words[k].mention < 0)) return false;
  }
  return true;
}

bool Empty(const Phrase& p) { return p.end <= p.first; }

// Adds "of ..." and list members.
Phrase ReadPhrase(const std::vector<Word>& words, size_t i, size_t end) {
  Phrase p = ReadPlain(words, i, end);
  if (Empty(p) || p.pronoun) return p;
  while (p.end < end) {
    const Word& next = words[p.end];
    if (next.lower == "of" && p.end + 1 < end) {
      const Phrase more = ReadPlain(words, p.end + 1, end);
      if (Empty(more)) break;
      p.end = more.end;
      continue;
    }
    // A list: ", X" or "and X", where X is no new clause (the caller cut those).
    size_t join = p.end;
    if (words[join].mark == ',' ) ++join;
    if (join < end && words[join].tag == kCoordinator && words[join].lower != "but") ++join;
    if (join == p.end || join >= end) break;
    const Phrase more = ReadPlain(words, join, end);
    if (Empty(more) || more.pronoun) break;
    const bool named = words[more.head].tag == kName && words[more.head].mention >= 0 && words[more.first].tag != kName &&
                       words[more.first].tag != kDeterminer;
    if (named && p.end == p.head + 1 && words[p.end].tag == kCoordinator && IsDescription(words, p)) p.head = more.head;
    // ", X" alone is a member only if an "and" follows later.
    if (join == p.end + 1 && words[p.end].mark == ',') {
      bool joined = false;
      for (size_t k = more.end; k < end && k < more.end + 12; ++k) {
        if (words[k].tag == kCoordinator) joined = true;
        if (words[k].mark != 0 && words[k].mark != ',') break;
      }
      if (!joined) break;
    }
    p.end = more.end;
  }
  return p;
}

// A preposition, not a subordinating conjunction of the same tag.
bool Governs(const Word& w) {
  if (w.tag == kTo) return true;
  if (w.tag != kPreposition) return false;
  for (const std::string_view c : {"that", "while", "because", "if", "although", "though", "whether", "unless", "whereas"}) {
    if (w.lower == c) return false;
  }
  return true;
}

// Index into `named` of the mention that covers words[k], else -1.
int MentionAt(const std::vector<Word>& words, size_t k) { return words[k].mention; }

}  // namespace

bool IsDay(std::string_view word) {
  return IsAnyOf(word, {"yesterday", "today", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
}

bool IsPeriod(std::string_view word) {
  return IsAnyOf(word, {"morning", "afternoon", "evening", "night", "week", "weekend", "month", "year", "quarter", "spring", "summer",
                        "autumn", "fall", "winter", "season", "decade", "century"});
}

namespace {

// ", 49," behind a name says how old somebody is, and is nobody by itself.
bool IsAge(const std::vector<Word>& words, const Phrase& p) {
  if (p.end != p.first + 1 || words[p.first].tag != kNumber || p.first < 2 || p.end >= words.size()) return false;
  return words[p.first - 1].mark == ',' && words[p.end].mark == ',' && IsNounTag(words[p.first - 2].tag);
}

}  // namespace

std::vector<Phrase> FindPhrases(const std::vector<Word>& words, size_t first, size_t end) {
  std::vector<Phrase> phrases;
  for (size_t i = first; i < end;) {
    Phrase p = ReadPhrase(words, i, end);
    if (Empty(p)) {
      ++i;
      continue;
    }
    size_t before = i;
    while (before > first && (words[before - 1].tag == kAdverb || words[before - 1].mark == '"')) --before;
    if (before > first && Governs(words[before - 1])) {
      p.governed = true;
      p.preposition = before - 1;
    }
    i = p.end;
    if (!IsAge(words, p)) phrases.push_back(p);
  }
  return phrases;
}

Participant MakeParticipant(const std::vector<Word>& words, const Phrase& phrase,
                            const std::vector<NamedSpan>& named) {
  Participant out;
  if (Empty(phrase)) return out;
  out.span = {words[phrase.first].span.begin, words[phrase.end - 1].span.end};
  out.head = words[phrase.head].span;
  if (phrase.governed) out.preposition = words[phrase.preposition].lower;
  const int head = MentionAt(words, phrase.head);
  if (head >= 0) {
    out.entity = std::string(named[static_cast<size_t>(head)].entity);
  } else {
    // A reference ("the four countries", "the alliance") that ends at the head.
    for (const NamedSpan& n : named) {
      if (n.span.begin >= out.span.begin && n.span.end == out.head.end) out.entity = std::string(n.entity);
    }
  }
  for (size_t k = phrase.first; k < phrase.head && out.owner.empty(); ++k) {
    if (words[k].mention >= 0 && words[k].mention != head) {
      out.owner = std::string(named[static_cast<size_t>(words[k].mention)].entity);
    }
  }
  for (size_t k = phrase.head + 1; k < phrase.end && out.owner.empty(); ++k) {
    if (words[k].lower == "of" && k + 1 < phrase.end) {
      for (size_t m = k + 1; m < phrase.end && m < k + 4; ++m) {
        if (words[m].mention >= 0) {
          out.owner = std::string(named[static_cast<size_t>(words[m].mention)].entity);
          break;
        }
      }
      break;
    }
  }
  return out;
}

}  // namespace plx::linguistics::syntax
