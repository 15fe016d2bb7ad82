#include "plugins/linguistics/syntax/verb_groups.h"

#include <algorithm>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/tables/tsv.h"
#include "plugins/linguistics/tables/word_map.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::linguistics::syntax {
namespace {

// The kinds of frames that each lemma is listed under.
using FrameTable = WordMap<std::vector<std::string_view>>;

FrameTable ReadFrames() {
  FrameTable frames;
  ForEachLine(data::kVerbFrames, [&](std::string_view line) {
    const std::string_view kind = TakeCell(&line);
    ForEachItem(line, [&](std::string_view lemma) { frames[lemma].push_back(kind); });
  });
  return frames;
}

bool IsHave(std::string_view w) {
  return w == "has" || w == "have" || w == "had" || w == "having" || w == "hasn't" || w == "haven't" ||
         w == "hadn't" || w == "'ve";
}
std::string VerbLemma(const Word& word) {
  if (IsBe(word.lower)) return "be";
  if (IsHave(word.lower)) return "have";
  if (IsDo(word.lower)) return "do";
  std::string lemma = Lemma(word.lower, WordClass::kVerb);
  // A stem that is no verb of the lexicon while the stem with an e is: "requir".
  if (!Known(lemma) && Known(lemma + "e")) lemma += "e";
  return lemma;
}

// Reads one group from a start position; a small recursive descent over tags.
class GroupReader {
 public:
  explicit GroupReader(const std::vector<Word>& words) : words_(words) {}

  // The group that starts at `i`; end == first if none does.
  VerbGroup Read(size_t i) {
    VerbGroup group;
    group.first = group.end = i;
    if (!Start(i, &group)) return group;
    Chain(&group);
    return group;
  }

 private:
  char Tag(size_t i) const { return i < words_.size() ? words_[i].tag : static_cast<char>(kMark); }
  std::string_view Lower(size_t i) const {
    return i < words_.size() ? std::string_view(words_[i].lower) : std::string_view();
  }
  bool IsVerbTag(char t) const {
    return t == kVerbBase || t == kVerbPresent || t == kVerbThird || t == kVerbPast ||
           t == kVerbParticiple || t == kVerbGerund;
  }
  size_t SkipAdverbs(size_t i) const {
    while (Tag(i) == kAdverb) ++i;
    return i;
  }

  // Finds auxiliaries and the first main verb. False if no group starts here.
  bool Start(size_t i, VerbGroup* g) {
    size_t p = i;
    if (Tag(p) == kTo) {
      const size_t verb = SkipAdverbs(p + 1);
      const char t = Tag(verb);
      if (t != kVerbBase && !IsBe(Lower(verb)) && !IsHave(Lower(verb)) && !IsDo(Lower(verb))) return false;
      g->form = GroupForm::kInfinitive;
      return Auxiliaries(verb, g);
    }
    const char t = Tag(p);
    if (t == kModal || t == kAuxiliary) {
      g->form = GroupForm::kFinite;
      return Auxiliaries(p, g);
    }
    if (!IsVerbTag(t)) return false;
    g->form = t == kVerbGerund       ? GroupForm::kGerund
              : t == kVerbParticiple ? GroupForm::kParticiple
                                     : GroupForm::kFinite;
    return Auxiliaries(p, g);
  }

  // From an auxiliary or verb at `p` to the main verb.
  bool Auxiliaries(size_t p, VerbGroup* g) {
    size_t last = p;
    bool be = false;
    while (p < words_.size()) {
      const std::string_view w = Lower(p);
      const char t = Tag(p);
      if (t == kAdverb) {
        ++p;
        continue;
      }
      if (t == kModal || ((IsBe(w) || IsHave(w) || IsDo(w)) && t != kNoun)) {
        be = IsBe(w);
        last = p;
        ++p;
        if (be) {
          if (!AfterBe(p)) return Finish(last, "be", g);
        } else if (t != kModal && !AfterHaveOrDo(p)) {
          return Finish(last, VerbLemma(words_[last]), g);  // "has X", "did X"
        }
        continue;
      }
      if (!IsVerbTag(t)) break;
      g->passive = be && (t == kVerbParticiple || t == kVerbPast);
      return Finish(p, VerbLemma(words_[p]), g);
    }
    if (IsVerbTag(Tag(last)) || Tag(last) == kAuxiliary) return Finish(last, VerbLemma(words_[last]), g);
    return false;
  }

  bool AfterBe(size_t p) const {
    const size_t verb = SkipAdverbs(p);
    const char t = Tag(verb);
    return t == kVerbGerund || t == kVerbParticiple || t == kVerbPast || Lower(verb) == "being" ||
           Lower(verb) == "been";
  }
  bool AfterHaveOrDo(size_t p) const {
    const size_t verb = SkipAdverbs(p);
    const char t = Tag(verb);
    return t == kVerbParticiple || t == kVerbPast || t == kVerbBase || Lower(verb) == "been" ||
           (t == kTo && Tag(SkipAdverbs(verb + 1)) == kVerbBase);
  }

  bool Finish(size_t head, std::string lemma, VerbGroup* g) {
    g->head = head;
    g->end = head + 1;
    g->first_lemma = lemma;
    g->lemma = std::move(lemma);
    g->copula = g->lemma == "be";
    if (!g->passive && HasFrame("linking", g->lemma)) {
      size_t p = SkipAdverbs(head + 1);
      if (Tag(p) == kAdjective && !StartsNoun(p)) Predicate(p, g);
    } else if (g->passive && HasFrame("judging", g->lemma)) {
      size_t p = SkipAdverbs(head + 1);
      if (Lower(p) == "as") p = SkipAdverbs(p + 1);
      if (Tag(p) == kAdjective && !StartsNoun(p)) Predicate(p, g);
    }
    return true;
  }

  // True if the adjective at `p` stands before a noun ("is rich country").
  bool StartsNoun(size_t p) const {
    size_t q = p + 1;
    // "it was clear Trump would win": the name begins a clause.
    if (Tag(q) == kName && HasFrame("clause_adjective", Lower(p))) return false;
    while (Tag(q) == kAdjective || Tag(q) == kVerbParticiple) ++q;
    const char t = Tag(q);
    return t == kNoun || t == kNounPlural || t == kName;
  }

  void Predicate(size_t adjective, VerbGroup* g) {
    g->head = adjective;
    g->end = adjective + 1;
    g->lemma = words_[adjective].lower;
    g->copula = true;
    g->adjective = true;
    g->passive = false;
  }

  // "aims to reduce", "is likely to fall", "is expected to cost", "continues buying": moves the head to the last verb.
  void Chain(VerbGroup* g) {
    for (int depth = 0; depth < 4; ++depth) {
      const size_t next = SkipAdverbs(g->end);
      const bool adjective = g->adjective && HasFrame("chain_adjective", g->lemma);
      const bool verb = !g->adjective && (HasFrame("chain", g->lemma) || (g->passive && HasFrame("raising", g->lemma)));
      const bool to = Tag(next) == kTo && (adjective || verb);
      const bool gerund =
          Tag(next) == kVerbGerund && !g->adjective && HasFrame("chain_gerund", g->lemma);
      if (!to && !gerund) return;
      VerbGroup inner;
      inner.first = next;
      if (to ? !Start(next, &inner) : !Auxiliaries(next, &inner)) return;
      const std::string opener = g->first_lemma == "be" && g->adjective ? g->lemma : g->first_lemma;
      g->head = inner.head;
      g->end = inner.end;
      g->lemma = inner.lemma;
      g->copula = inner.copula;
      g->adjective = inner.adjective;
      g->passive = inner.passive;
      g->first_lemma = opener;
    }
  }

  const std::vector<Word>& words_;
};

// "growing tensions", "controlled minerals": a verb form that stands before a noun as an adjective.
bool IsPremodifier(const std::vector<Word>& words, size_t i) {
  const char t = words[i].tag;
  if ((t != kVerbGerund && t != kVerbParticiple) || i + 1 >= words.size()) return false;
  const char next = words[i + 1].tag;
  if (next != kNoun && next != kNounPlural && next != kAdjective && next != kName) return false;
  const char before = i > 0 ? words[i - 1].tag : static_cast<char>(kMark);
  if (before == kDeterminer || before == kPossessive || before == kAdjective || before == kNumber) return true;
  return MayBe(words[i].lower, kAdjective) && before != kComma && before != kMark && before != kPreposition;
}

}  // namespace

bool IsBe(std::string_view w) {
  static constexpr std::string_view kForms[] = {"is",   "are",  "was",   "were",   "be",     "been", "being",
                                                "am",   "isn't", "aren't", "wasn't", "weren't", "'s", "'re"};
  return std::find(std::begin(kForms), std::end(kForms), w) != std::end(kForms);
}

bool IsDo(std::string_view w) {
  return w == "do" || w == "does" || w == "did" || w == "don't" || w == "doesn't" || w == "didn't";
}

bool HasFrame(std::string_view kind, std::string_view lemma) {
  static const FrameTable frames = ReadFrames();
  const std::vector<std::string_view>* kinds = frames.Find(lemma);
  return kinds != nullptr && std::find(kinds->begin(), kinds->end(), kind) != kinds->end();
}

std::vector<VerbGroup> FindVerbGroups(const std::vector<Word>& words) {
  std::vector<VerbGroup> groups;
  GroupReader reader(words);
  for (size_t i = 0; i < words.size();) {
    if (words[i].chinese || words[i].mark != 0 || IsPremodifier(words, i)) {
      ++i;
      continue;
    }
    VerbGroup group = reader.Read(i);
    if (group.end <= i) {
      ++i;
      continue;
    }
    i = group.end;
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace plx::linguistics::syntax
