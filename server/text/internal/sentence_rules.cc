#include "server/text/internal/sentence_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "server/text/utf8.h"

namespace parallax::text::internal {
namespace {

using WordSet = absl::flat_hash_set<absl::string_view>;

// Lower case, without the last full stop.
const WordSet& NeverLast() {  // always followed by what they belong to
  static const auto* const kWords = new WordSet{
      "mr",   "mrs",  "ms",   "dr",   "prof", "gen",  "sen",   "rep",   "gov",  "sgt",
      "lt",   "col",  "capt", "cmdr", "adm",  "maj",  "brig",  "rev",   "hon",  "pres",
      "amb",  "supt", "det",  "insp", "st",   "mt",   "ft",    "messrs", "mme", "mlle",
      "sens", "reps", "gens", "vs",   "cf",   "e.g",  "i.e",   "viz",   "ca",   "approx",
      "fr",   "sr",   "vice", "asst", "assoc", "dept", "univ",  "viscount"};
  return *kWords;
}

const WordSet& BeforeNumber() {  // "No. 5", "Jan. 3", "Art. 9": not an end before a digit
  static const auto* const kWords = new WordSet{
      "no",  "nos", "art", "arts", "sec", "secs", "fig", "figs", "p",   "pp",  "vol", "vols",
      "ch",  "eq",  "para", "sch", "ver", "rev",  "jan", "feb",  "mar", "apr", "jun", "jul",
      "aug", "sep", "sept", "oct", "nov", "dec",  "ca",  "approx", "tel", "ext", "est", "max",
      "min"};
  return *kWords;
}

const WordSet& MayBeLast() {  // an end only before a word that often begins sentences
  static const auto* const kWords = new WordSet{
      "inc",  "corp", "ltd",  "co",   "llc",  "plc",  "bros", "cos",  "jr",   "esq",  "jan",
      "feb",  "aug",  "sept", "oct",  "nov",  "dec",  "apr",  "ave",  "blvd", "calif", "conn",
      "mass", "pa",   "tex",  "va",   "wash", "ariz", "colo", "fla",  "ga",   "ill",  "ind",
      "kan",  "mich", "minn", "mo",   "okla", "ore",  "tenn", "wis",  "sask", "ont",  "que",
      "natl", "intl", "govt", "min",  "max",  "est",  "ph.d", "al"};
  return *kWords;
}

const WordSet& Starters() {  // words that begin sentences, and rarely follow an abbreviation
  static const auto* const kWords = new WordSet{
      "the",     "a",       "an",       "in",     "it",      "its",     "he",       "she",
      "they",    "we",      "you",      "i",      "this",    "that",    "these",    "those",
      "there",   "here",    "but",      "however", "and",    "or",      "so",       "yet",
      "if",      "when",    "while",    "where",  "after",   "before",  "since",    "although",
      "though",  "because", "as",       "at",     "on",      "by",      "for",      "from",
      "with",    "without", "under",    "during", "meanwhile", "moreover", "furthermore",
      "therefore", "thus",  "also",     "then",   "now",     "still",   "some",     "many",
      "most",    "all",     "both",     "no",     "not",     "our",     "their",    "his",
      "her",     "my",      "what",     "why",    "how",     "who",     "which",    "one",
      "such",    "other",   "another",  "despite", "instead", "according", "last",  "even",
      "only",    "once",    "until",    "unlike", "like",    "to",      "several",  "each",
      "every",   "few",     "today",    "yesterday", "tomorrow", "later", "earlier"};
  return *kWords;
}

// After "5 p.m." or "etc." a capital letter begins a sentence unless it belongs to the time.
const WordSet& TimeWords() {
  static const auto* const kWords = new WordSet{
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon",
      "tue",    "wed",     "thu",       "fri",      "sat",    "sun",      "et",     "est",
      "edt",    "gmt",     "utc",       "bst",      "cst",    "cet",      "pt",     "pst",
      "pdt",    "eastern", "pacific",   "central",  "beijing", "tokyo",   "london", "local",
      "jan",    "january", "feb",       "february", "mar",    "march",    "apr",    "april",
      "may",    "june",    "july",      "aug",      "august", "sept",     "september", "oct",
      "october", "nov",    "november",  "dec",      "december"};
  return *kWords;
}

bool IsAsciiLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

// "u.s", "d.c", "j", "ph.d"-like: letters one by one with full stops between.
bool IsInitials(absl::string_view word) {
  for (size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !IsAsciiLetter(word[i]) : word[i] != '.') return false;
  }
  return word.size() % 2 == 1;
}

// The run of ASCII letters and full stops that ends at the end of `text`.
absl::string_view LastWord(absl::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && (IsAsciiLetter(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  while (begin < text.size() && text[begin] == '.') ++begin;
  if (begin == 0) return text;
  // "naïve." is no abbreviation "ve.", "5A." no initial; but "，U.S." is one.
  size_t before = begin;
  const char32_t c = PreviousCodePoint(text, &before);
  const bool cut = (c >= '0' && c <= '9') || (c >= 0xC0 && c <= 0x36F) ||
                   (c >= 0x1E00 && c <= 0x1EFF);  // marked Latin letters, combining marks
  return cut ? absl::string_view() : text.substr(begin);
}

absl::string_view FirstWord(absl::string_view text) {
  size_t end = 0;
  while (end < text.size() && IsAsciiLetter(text[end])) ++end;
  return text.substr(0, end);
}

bool IsAbbreviation(absl::string_view before, absl::string_view after) {
  const std::string word = absl::AsciiStrToLower(LastWord(before));
  if (word.empty()) return false;
  const bool digit = !after.empty() && absl::ascii_isdigit(static_cast<unsigned char>(after[0]));
  if (digit) return BeforeNumber().contains(word) || NeverLast().contains(word);
  if (NeverLast().contains(word)) return true;
  const std::string next = absl::AsciiStrToLower(FirstWord(after));
  if (word == "a.m" || word == "p.m" || word == "am" || word == "pm" || word == "etc") {
    return TimeWords().contains(next);
  }
  if (!IsInitials(word) && !MayBeLast().contains(word)) return false;
  return !next.empty() && !Starters().contains(next);
}

// "...the rare\nearth supply": a line break inside a hard-wrapped sentence.
bool IsWrappedLine(absl::string_view before, absl::string_view space) {
  if (std::count(space.begin(), space.end(), '\n') != 1 || before.empty()) return false;
  static constexpr absl::string_view kEnds[] = {".",  "!",  "?",  ":",  ";",  "\"", "'", ")", "]",
                                                "。", "！", "？", "：", "；", "…",  "”", "’", "」",
                                                "』", "）", "》", "】", "．", "｡"};
  return std::none_of(std::begin(kEnds), std::end(kEnds),
                      [&](absl::string_view end) { return absl::EndsWith(before, end); });
}

// Quotes and brackets that open, of English and Chinese.
bool IsOpening(char32_t c) {
  return std::u32string_view(U"([{“‘«‹「『（［｛《〈【〖〔").find(c) != std::u32string_view::npos;
}

}  // namespace

// A straight quote opens if an even number of them stands before it in the region.
bool SentenceEnds::IsOpenedAt(uint32_t quote) {
  for (counted_to_ = std::max(counted_to_, region_.begin); counted_to_ < quote; ++counted_to_) {
    if (text_[counted_to_] == '"') inside_quotes_ = !inside_quotes_;
  }
  return !inside_quotes_;
}

absl::optional<uint32_t> SentenceEnds::Correct(uint32_t boundary) {
  uint32_t end = boundary;
  while (end > region_.begin) {
    size_t begin = end;
    const char32_t c = PreviousCodePoint(text_.substr(0, end), &begin);
    if (!IsOpening(c) && !(c == '"' && IsOpenedAt(begin))) break;
    end = begin;
  }
  if (end == region_.begin) return absl::nullopt;
  const absl::string_view left = text_.substr(region_.begin, end - region_.begin);
  const absl::string_view before = absl::StripTrailingAsciiWhitespace(left);
  const absl::string_view space = left.substr(before.size());
  const absl::string_view after = text_.substr(end, region_.end - end);
  if (IsWrappedLine(before, space)) return absl::nullopt;
  if (space.empty() || !absl::EndsWith(before, ".") || absl::EndsWith(before, "..")) return end;
  const bool goes_on = IsAbbreviation(before.substr(0, before.size() - 1), after);
  return goes_on ? absl::nullopt : absl::make_optional(end);
}

}  // namespace parallax::text::internal
