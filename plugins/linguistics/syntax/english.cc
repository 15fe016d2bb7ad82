#include "plugins/linguistics/syntax/english.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/syntax/verb_groups.h"

namespace plx::linguistics::syntax {
namespace {

bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsContrast(std::string_view w) {
  return OneOf(w, {"but", "yet", "while", "whereas", "although", "though", "however"});
}
bool IsSubordinator(std::string_view w) {
  return OneOf(w, {"while", "whereas", "although", "though", "because", "if", "unless", "when", "where",
                   "whether", "how", "why", "what", "once", "lest", "whenever"});
}
// Also prepositions: they open a clause only after another verb.
bool IsWeakSubordinator(std::string_view w) {
  return OneOf(w, {"as", "since", "after", "before", "until", "so"});
}
bool IsRelative(const Word& w) {
  return OneOf(w.lower, {"which", "who", "whom", "that", "whose"});
}
bool IsHardMark(const Word& w) {
  // Hyphens inside words are part of the word: a mark of its own is a dash.
  return w.mark != 0 && (w.mark == '-' || w.mark == ';' || w.mark == ':' || w.mark == U'—' || w.mark == U'–' || w.mark == '(' ||
                         w.mark == ')' || w.mark == '.' || w.mark == '?' || w.mark == '!');
}
bool IsQuote(const Word& w) {
  return w.mark == '"' || w.mark == U'“' || w.mark == U'”' || w.mark == '\'' || w.mark == U'‘' || w.mark == U'’';
}

struct Draft {
  size_t start = 0;      // first word, without the connective
  size_t cut = 0;        // where the connective begins: the clause before ends here
  size_t end = 0;
  VerbGroup group;
  ClauseLink link = ClauseLink::kMain;
  std::string connective;
  int parent = kNone;
  size_t subject_begin = 0;  // the subject is looked for in words[subject_begin, subject_end)
  size_t subject_end = 0;
  bool headline = false;        // an infinitive that stands for a finite verb
  bool shares_subject = false;  // "and is leading": no subject of its own
  size_t host_begin = 0;  // a clause inside a subject: the noun it hangs on
  size_t host_end = 0;
  size_t antecedent_begin = 0;  // relative clauses: the noun lies here
  size_t antecedent_end = 0;  // relative clauses: the noun ends before this word
};

class Parser {
 public:
  Parser(const std::vector<Word>& words, const std::vector<NamedSpan>& named, const Clause& base,
         std::vector<Clause>* out)
      : words_(words), named_(named), base_(base), out_(out) {}

  void Run() {
    std::vector<VerbGroup> groups = FindVerbGroups(words_);
    for (VerbGroup& group : groups) MendHeadline(&group);
    for (const VerbGroup& group : groups) has_finite_ |= group.form == GroupForm::kFinite;
    for (VerbGroup& group : groups) Place(std::move(group));
    if (drafts_.empty()) {
      Nominal();
      return;
    }
    const size_t offset = out_->size();
    std::vector<size_t> order(drafts_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return std::make_pair(drafts_[a].start, words_.size() - drafts_[a].end) <
             std::make_pair(drafts_[b].start, words_.size() - drafts_[b].end);
    });
    std::vector<int> position(drafts_.size());
    for (size_t i = 0; i < order.size(); ++i) position[order[i]] = static_cast<int>(offset + i);
    std::vector<Clause> made(drafts_.size());
    for (size_t i = 0; i < drafts_.size(); ++i) made[i] = Make(i, made);  // parents come first
    for (size_t i : order) {
      Clause& clause = made[i];
      const int parent = drafts_[i].parent;
      clause.parent = parent != kNone && position[parent] < position[i] ? position[parent] : kNone;
      if (clause.span.begin < clause.span.end) {
        out_->push_back(std::move(clause));
      } else {  // keeps the indices right
        clause.span = words_[drafts_[i].group.head].span;
        out_->push_back(std::move(clause));
      }
    }
  }

 private:
  bool HasPhrase(size_t first, size_t end) const {
    for (const Phrase& p : FindPhrases(words_, first, end)) {
      if (!p.governed) return true;
    }
    return false;
  }
  // The first word from `i` that is no mark, adverb or quotation mark.
  size_t SkipLight(size_t i) const {
    while (i < words_.size() && (words_[i].mark == ',' || IsQuote(words_[i]) || words_[i].tag == kAdverb)) ++i;
    return i;
  }

  // "12 killed in fire", "two men arrested after robbery": a participle without its auxiliary.
  void MendHeadline(VerbGroup* g) const {
    if (g->end != g->first + 1 || g->first == 0) return;
    const bool participle = g->form == GroupForm::kParticiple;
    const bool past = words_[g->head].tag == kVerbPast;
    const bool object = g->end < words_.size() && words_[g->end].tag != kPreposition && words_[g->end].mark == 0 &&
                        words_[g->end].tag != kTo && words_[g->end].tag != kAdverb && words_[g->end].tag != kCoordinator;
    if (object || (!participle && !past)) return;
    const char before = words_[g->first - 1].tag;
    if (HasFrame("takes_object", g->lemma) && (participle ? before == kNumber || before == kNounPlural || before == kName : true)) {
      g->form = GroupForm::kFinite;
      g->passive = true;
    }
  }

  void Place(VerbGroup group) {
    Draft draft;
    draft.group = std::move(group);
    draft.end = words_.size();
    const size_t q = draft.group.first;
    const size_t p = drafts_.empty() ? 0 : drafts_.back().group.end;
    bool keep = true;
    switch (draft.group.form) {
      case GroupForm::kFinite: keep = PlaceFinite(p, q, &draft); break;
      case GroupForm::kInfinitive: PlaceInfinitive(p, q, &draft); break;
      case GroupForm::kGerund: keep = PlaceGerund(p, q, &draft); break;
      case GroupForm::kParticiple: keep = PlaceParticiple(p, q, &draft); break;
    }
    if (!keep) return;
    for (Draft& d : drafts_) {
      if (d.end > draft.cut && d.group.end <= draft.cut) d.end = draft.cut;
      // A clause that resumes after a nested one ends the nested one.
      if (d.start >= draft.start && d.end > q) d.end = q;
    }
    drafts_.push_back(std::move(draft));
  }

  int Last() const { return drafts_.empty() ? kNone : static_cast<int>(drafts_.size()) - 1; }
  // The nearest clause that may share its subject: not a nested one.
  int Governor() const {
    for (int i = Last(); i >= 0; --i) {
      const ClauseLink link = drafts_[static_cast<size_t>(i)].link;
      if (link != ClauseLink::kRelative && link != ClauseLink::kPurpose && link != ClauseLink::kParticiple) return i;
    }
    return Last();
  }

  int LastFinite() const {
    for (int i = Last(); i >= 0; --i) {
      if (drafts_[static_cast<size_t>(i)].group.form == GroupForm::kFinite) return i;
    }
    return Last();
  }

  void SetStart(size_t start, size_t cut, ClauseLink link, Draft* d) const {
    d->start = SkipLight(start);
    if (d->start > d->group.first) d->start = d->group.first;
    d->cut = cut;
    d->link = link;
    d->subject_begin = d->start;
    d->subject_end = d->group.first;
  }

  // False: no verb after all.
  bool PlaceFinite(size_t p, size_t q, Draft* d) {
    for (size_t k = q; k-- > p;) {
      if (BoundaryAt(k, p, q, d)) {
        d->parent = d->shares_subject ? LastFinite() : Parent(d->link);
        return true;
      }
    }
    if (drafts_.empty()) {
      SetStart(0, 0, ClauseLink::kMain, d);
      DropOpening(d);
      return true;
    }
    const Draft& last = drafts_.back();
    if (CommaBoundary(p, q, d)) {
      d->parent = Parent(d->link);
      return true;
    }
    const bool nested = last.group.form != GroupForm::kFinite || last.link == ClauseLink::kRelative ||
                        (pending_ != kNoPending && pending_clause_ + 1 == drafts_.size());
    if (nested && Resume(q, d)) return true;
    const std::vector<Phrase> between = FindPhrases(words_, p, q);
    const char tag = words_[q].tag;
    if (!between.empty() && between.back().governed && between.back().end == q && d->group.end == q + 1 &&
        (tag == kVerbThird || tag == kVerbPresent) && MayBe(words_[q].lower, tag == kVerbThird ? 'L' : 'N')) {
      return false;  // "towards U.S. calls": a noun after all
    }
    if (HasPhrase(p, q)) {
      SetStart(p, p, ClauseLink::kComplement, d);
      d->parent = Last();
    } else {
      SetStart(q, q, ClauseLink::kCoordinate, d);
      d->parent = Governor();
    }
    return true;
  }

  int Parent(ClauseLink link) const {
    return link == ClauseLink::kRelative || link == ClauseLink::kComplement ? Last() : Governor();
  }

  // "Although X ..., Y": the first clause starts after its connective.
  void DropOpening(Draft* d) const {
    const size_t k = SkipLight(0);
    if (k < d->group.first && (IsSubordinator(words_[k].lower) || words_[k].tag == kCoordinator)) {
      d->connective = words_[k].lower;
      SetStart(k + 1, 0, IsContrast(words_[k].lower) ? ClauseLink::kContrast : ClauseLink::kMain, d);
    } else {
      d->connective = k > 0 ? words_[k - 1].lower : "";
      for (size_t i = 0; i < k; ++i) {
        if (IsContrast(words_[i].lower)) d->connective = words_[i].lower, d->link = ClauseLink::kContrast;
      }
    }
    // "Core Viewpoint - The US ...", "Beijing: ...": what stands before a hard mark is a label.
    for (size_t i = d->start; i < d->group.first; ++i) {
      if (IsHardMark(words_[i]) && HasPhrase(i + 1, d->group.first)) SetStart(i + 1, 0, d->link, d);
    }
  }

  bool BoundaryAt(size_t k, size_t p, size_t q, Draft* d) {
    const Word& w = words_[k];
    const bool after_verb = !drafts_.empty();
    if (IsHardMark(w)) {
      if (!HasPhrase(k + 1, q)) return false;
      SetStart(k + 1, k, ClauseLink::kCoordinate, d);
      return true;
    }
    if (w.tag == kCoordinator && IsContrast(w.lower)) {
      SetStart(k + 1, Comma(k), ClauseLink::kContrast, d);
      d->connective = w.lower;
      return true;
    }
    if (IsRelative(w) && w.tag != kDeterminer) return RelativeAt(k, q, d);
    if (IsSubordinator(w.lower) && w.tag != kName) {
      if (k == 0 && !after_verb) return false;
      SetStart(k + 1, Comma(k), IsContrast(w.lower) ? ClauseLink::kContrast : ClauseLink::kCoordinate, d);
      d->connective = w.lower;
      return true;
    }
    if (after_verb && IsWeakSubordinator(w.lower) && HasPhrase(k + 1, q) && !Comparison(k)) {
      SetStart(k + 1, Comma(k), ClauseLink::kCoordinate, d);
      d->connective = w.lower;
      return true;
    }
    // "lower than the polls had promised".
    if (after_verb && w.lower == "than" && HasPhrase(k + 1, q)) {
      SetStart(k + 1, k, ClauseLink::kCoordinate, d);
      d->connective = w.lower;
      return true;
    }
    if (w.tag == kCoordinator && after_verb) return AndAt(k, p, q, d);
    return false;
  }

  // "such as", "as well as", "more than": a list or comparison, not a clause.
  bool Comparison(size_t k) const {
    return words_[k].lower == "as" && k > 0 && OneOf(words_[k - 1].lower, {"such", "well", "far", "much"});
  }

  size_t Comma(size_t k) const { return k > 0 && words_[k - 1].mark == ',' ? k - 1 : k; }

  bool RelativeAt(size_t k, size_t q, Draft* d) {
    const bool subject_follows = HasPhrase(k + 1, q);
    const bool noun_before = k > 0 && (words_[k - 1].mark == ',' || words_[k - 1].tag == kNoun ||
                                       words_[k - 1].tag == kNounPlural || words_[k - 1].tag == kName ||
                                       words_[k - 1].mark == U'”' || words_[k - 1].mark == '"');
    if (words_[k].lower == "that" && (subject_follows || !noun_before)) {
      if (drafts_.empty() && k == 0) return false;
      // "the report that X did Y has not been verified": the noun still waits for its verb.
      if (noun_before) NotePending(drafts_.empty() ? 0 : drafts_.back().group.end, k);
      SetStart(k + 1, k, ClauseLink::kComplement, d);
      d->connective = "that";
      return true;
    }
    if (!noun_before && drafts_.empty()) return false;
    NotePending(drafts_.empty() ? 0 : drafts_.back().group.end, Comma(k));
    SetStart(k + 1, Comma(k), ClauseLink::kRelative, d);
    d->connective = words_[k].lower;
    d->antecedent_begin = drafts_.empty() ? 0 : drafts_.back().group.end;
    d->antecedent_end = Comma(k);
    return true;
  }

  bool AndAt(size_t k, size_t p, size_t q, Draft* d) {
    const size_t next = SkipLight(k + 1);
    if (next >= q) {  // "and is leading": shares the subject
      SetStart(k + 1, Comma(k), ClauseLink::kCoordinate, d);
      d->connective = words_[k].lower;
      d->shares_subject = true;
      return true;
    }
    if (!HasPhrase(k + 1, q)) return false;
    const Draft& last = drafts_.back();
    const bool comma = k > 0 && words_[k - 1].mark == ',';
    const bool nested = last.group.form != GroupForm::kFinite || last.link == ClauseLink::kRelative;
    if (!comma && nested && Pending(p) && k == p) return false;
    if (!comma && JoinsNouns(p, k, q)) return false;
    SetStart(k + 1, Comma(k), ClauseLink::kCoordinate, d);
    d->connective = words_[k].lower;
    return true;
  }

  bool InsidePhrase(size_t p, size_t k, size_t q) const {
    for (const Phrase& phrase : FindPhrases(words_, p, q)) {
      if (phrase.first < k && k < phrase.end) return true;
    }
    return false;
  }

  // True if the "and" at `k` joins two nouns of one subject, not two clauses.
  bool JoinsNouns(size_t p, size_t k, size_t q) const {
    for (const Phrase& phrase : FindPhrases(words_, p, q)) {
      if (phrase.first > k || phrase.end <= k) continue;
      if (phrase.first == p) return false;  // the object of the verb before
      return !phrase.governed || IsWeakSubordinator(words_[phrase.preposition].lower) ||
             IsSubordinator(words_[phrase.preposition].lower);
    }
    return false;
  }

  bool CommaBoundary(size_t p, size_t q, Draft* d) {
    for (size_t k = q; k-- > p;) {
      if (words_[k].mark != ',' || !HasPhrase(k + 1, q)) continue;
      SetStart(k + 1, k, ClauseLink::kCoordinate, d);
      return true;
    }
    return false;
  }

  bool Pending(size_t) const { return pending_ != kNoPending; }

  // The main verb after a clause nested in its subject.
  bool Resume(size_t q, Draft* d) {
    if (pending_ == kNoPending) return false;
    const size_t nested = pending_clause_;
    d->start = pending_;
    SetStart(pending_, pending_, pending_link_, d);
    d->cut = q;
    d->subject_end = drafts_[nested].cut > d->subject_begin ? drafts_[nested].cut : drafts_[nested].start;
    d->parent = pending_parent_;
    DropOpeningOf(d);
    pending_ = kNoPending;
    return true;
  }
  void DropOpeningOf(Draft* d) const {
    if (d->start == SkipLight(0)) {
      const size_t end = d->subject_end;
      Draft probe = *d;
      DropOpening(&probe);
      d->start = probe.start;
      d->subject_begin = probe.start;
      d->connective = probe.connective;
      d->link = probe.link;
      d->subject_end = end;
    }
  }

  // Notes that a nested clause that begins at `cut` hangs on a noun that has no verb yet.
  bool NotePending(size_t p, size_t cut) {
    if (!HasPhrase(p, cut)) return false;
    pending_ = p;
    pending_clause_ = drafts_.size();
    pending_parent_ = Last();
    pending_link_ = drafts_.empty() ? ClauseLink::kMain : ClauseLink::kComplement;
    for (size_t k = cut; k-- > p;) {
      const Word& w = words_[k];
      const bool joins = w.tag == kCoordinator && (drafts_.empty() || InsidePhrase(p, k, cut));
      if ((w.tag == kCoordinator && !joins) || IsSubordinator(w.lower) || IsHardMark(w) || w.lower == "that") {
        pending_ = k + 1;
        if (IsContrast(w.lower)) pending_link_ = ClauseLink::kContrast;
        break;
      }
    }
    return true;
  }

  void PlaceInfinitive(size_t p, size_t q, Draft* d) {
    // "Boeing to cut jobs": a headline's future.
    if (!has_finite_ && drafts_.empty() && q > 0 && HasPhrase(0, q)) {
      SetStart(0, 0, ClauseLink::kMain, d);
      DropOpening(d);
      d->headline = true;
      has_finite_ = true;
      return;
    }
    const bool pending = NotePending(p, q);
    size_t cut = q;
    for (size_t k = q; k-- > p;) {
      if (words_[k].tag == kCoordinator && k + 1 == q) cut = Comma(k), d->connective = words_[k].lower;
      if (k + 2 >= q && words_[k].lower == "in" && words_[k + 1].lower == "order") cut = k;
      break;
    }
    SetStart(q, cut, ClauseLink::kPurpose, d);
    d->parent = Last();
    if (pending && drafts_.empty()) d->host_begin = pending_, d->host_end = cut;
  }

  bool IsNounAt(size_t k) const {
    const char t = words_[k].tag;
    return t == kNoun || t == kNounPlural || t == kName;
  }

  bool PlaceGerund(size_t p, size_t q, Draft* d) {
    size_t before = q;
    while (before > p && words_[before - 1].tag == kAdverb) --before;
    if (before == 0) return false;
    // "denies having sold": what the verb before says.
    if (before == p && !drafts_.empty() &&
        OneOf(drafts_.back().group.lemma, {"deny", "admit", "acknowledge", "recall", "report", "confirm"})) {
      SetStart(q, q, ClauseLink::kComplement, d);
      d->parent = Last();
      return true;
    }
    const Word& w = words_[before - 1];
    const bool comma = w.mark == ',';
    const bool linked = OneOf(w.lower, {"by", "while", "after", "before", "when", "without", "despite", "amid"});
    const bool aimed = w.lower == "at" && before > 1 && OneOf(words_[before - 2].lower, {"aimed", "aims", "aim", "aiming", "targeted"});
    const bool same = w.tag == kCoordinator && !drafts_.empty() && drafts_.back().group.form == GroupForm::kGerund;
    if (before - 1 < p && !aimed) return false;
    if (!comma && !linked && !aimed && !same) return ReducedRelative(p, q, d);
    if (drafts_.empty() && !aimed && !(linked && HasPhrase(0, before - 1))) return false;
    size_t cut = before - 1;
    if (aimed) cut = before - 2;
    const bool pending = (aimed || drafts_.empty()) && NotePending(p, cut);
    if (pending && (drafts_.empty() || words_[cut].lower == "aimed")) d->host_begin = pending_, d->host_end = cut;
    SetStart(q, cut, aimed ? ClauseLink::kPurpose : ClauseLink::kParticiple, d);
    d->connective = comma ? "" : w.lower;
    if (aimed) d->group.first_lemma = "aim";
    d->parent = Last();
    return true;
  }

  // "a process requiring investment", "countries responding": the noun before is the subject.
  bool ReducedRelative(size_t p, size_t q, Draft* d) {
    if (q == 0 || q <= p || !IsNounAt(q - 1) || q + 1 >= words_.size()) return false;
    const char next = words_[q + 1].tag;
    const bool object = next == kDeterminer || next == kPossessive || next == kAdjective || next == kNoun ||
                        next == kNounPlural || next == kName || next == kNumber;
    if (!object || OneOf(words_[q].lower, {"including", "regarding", "concerning", "according", "following", "involving"})) return false;
    if (WithAbsolute(p, q, d)) return true;
    NotePending(p, q);
    const bool complement = !drafts_.empty() && drafts_.back().group.copula;
    SetStart(q, q, ClauseLink::kParticiple, d);
    d->parent = Last();
    if (!complement) d->host_begin = p, d->host_end = q;
    return true;
  }

  // ", with countries responding", ", with the mine set to open": the whole stands apart.
  bool WithAbsolute(size_t p, size_t q, Draft* d) const {
    for (size_t k = q; k-- > p;) {
      if (words_[k].lower == "with" && k > 0 && words_[k - 1].mark == ',') {
        SetStart(k + 1, k - 1, ClauseLink::kParticiple, d);
        d->connective = "with";
        d->host_begin = k + 1;
        d->host_end = q;
        d->parent = Last();
        return true;
      }
      if (words_[k].mark != 0) break;
    }
    return false;
  }

  bool PlaceParticiple(size_t p, size_t q, Draft* d) {
    if (q == 0 || q <= p || drafts_.empty()) return false;
    if (WithAbsolute(p, q, d)) return true;
    if (words_[q - 1].mark != ',') return false;
    SetStart(q, q - 1, ClauseLink::kParticiple, d);
    d->group.passive = true;
    d->parent = Last();
    return true;
  }

  Clause Make(size_t index, const std::vector<Clause>& made) {
    const Draft& d = drafts_[index];
    Clause c = base_;
    size_t end = std::max(d.end, d.group.end);
    size_t start = d.start;
    while (end > start + 1 && (words_[end - 1].mark != 0 && !Closes(start, end - 1))) --end;
    while (end > d.group.end && end > start + 1 &&
           (words_[end - 1].tag == kCoordinator || IsSubordinator(words_[end - 1].lower))) {
      --end;
    }
    while (end > start + 1 && words_[end - 1].mark == ',') --end;
    c.span = {words_[start].span.begin, words_[end - 1].span.end};
    c.link = d.link;
    c.connective = d.connective;
    const Word& head = words_[d.group.head];
    c.predicate = head.span;
    c.lemma = d.group.lemma;
    c.verb_group = {words_[d.group.first].span.begin, words_[d.group.end - 1].span.end};
    c.passive = d.group.passive;
    c.copula = d.group.copula;
    Participants(d, end, made, &c);
    return c;
  }

  // The nearest noun that agrees with the verb in number.
  const Phrase& Antecedent(const std::vector<Phrase>& nouns, const VerbGroup& group) const {
    const Word& verb = words_[group.first];
    const bool singular = verb.tag == kVerbThird || OneOf(verb.lower, {"is", "was", "has", "does"});
    const bool plural = verb.tag == kVerbPresent || OneOf(verb.lower, {"are", "were", "have", "do"});
    for (size_t i = nouns.size(); i-- > 0;) {
      const bool many = words_[nouns[i].head].tag == kNounPlural;
      if ((singular && !many) || (plural && many) || (!singular && !plural)) return nouns[i];
    }
    return nouns.back();
  }

  // The noun that a clause hangs on: the nearest, or the nearest that no preposition governs.
  static const Phrase& Host(const std::vector<Phrase>& hosts, bool free) {
    for (size_t i = hosts.size(); free && i-- > 0;) {
      if (!hosts[i].governed) return hosts[i];
    }
    return hosts.back();
  }

  // A closing quotation mark whose opening one lies inside, %, ).
  bool Closes(size_t start, size_t k) const {
    const char32_t m = words_[k].mark;
    if (m == '%') return true;
    if (m != '"' && m != U'”' && m != ')' && m != U'’' && m != U'》') return false;
    const char32_t open = m == ')' ? U'(' : m == U'”' ? U'“' : m == U'’' ? U'‘' : m == U'》' ? U'《' : m;
    for (size_t i = start; i < k; ++i) {
      if (words_[i].mark == open) return true;
    }
    return false;
  }

  void Participants(const Draft& d, size_t end, const std::vector<Clause>& made, Clause* c) {
    const Phrase* chosen = nullptr;
    const std::vector<Phrase> before = FindPhrases(words_, d.subject_begin, d.subject_end);
    const bool finite = d.group.form == GroupForm::kFinite || d.headline;
    for (const Phrase& p : before) {
      if (!p.governed && finite) chosen = &p;
    }
    if (chosen != nullptr) {
      c->subject = MakeParticipant(words_, *chosen, named_);
    } else if (d.link == ClauseLink::kRelative && d.antecedent_end > 0) {
      std::vector<Phrase> nouns = FindPhrases(words_, d.antecedent_begin, d.antecedent_end);
      if (nouns.empty()) nouns = FindPhrases(words_, 0, d.antecedent_end);
      if (!nouns.empty()) c->subject = MakeParticipant(words_, Antecedent(nouns, d.group), named_);
      c->subject.preposition.clear();
      c->subject_inherited = true;
    } else if (d.host_end > d.host_begin) {
      const std::vector<Phrase> hosts = FindPhrases(words_, d.host_begin, d.host_end);
      if (!hosts.empty()) c->subject = MakeParticipant(words_, Host(hosts, d.link == ClauseLink::kPurpose), named_);
      c->subject.preposition.clear();
      c->subject_inherited = true;
    } else if (d.parent != kNone) {
      c->subject = made[static_cast<size_t>(d.parent)].subject;
      c->subject_inherited = true;
    }
    std::vector<Participant> governed;
    for (const Phrase& p : FindPhrases(words_, d.group.end, end)) {
      Participant part = MakeParticipant(words_, p, named_);
      if (p.governed) {
        governed.push_back(std::move(part));
      } else {
        c->objects.push_back(std::move(part));
      }
    }
    c->objects.insert(c->objects.end(), governed.begin(), governed.end());
    const bool there = d.group.first > 0 && words_[d.group.first - 1].tag == kThere;
    if (there && !c->objects.empty()) {
      c->subject = c->objects.front();
      c->subject_inherited = false;
    }
    if (d.group.passive) Activate(c);
    SmallClause(d, end, c);
  }

  // Turns a passive round.
  static void Activate(Clause* c) {
    Participant patient = c->subject;
    c->subject = Participant();
    for (size_t i = 0; i < c->objects.size(); ++i) {
      if (c->objects[i].preposition != "by") continue;
      c->subject = c->objects[i];
      c->subject.preposition.clear();
      c->objects.erase(c->objects.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
    if (patient.present()) c->objects.insert(c->objects.begin(), patient);
  }

  // "making decoupling unrealistic": says of the decoupling that it is unrealistic.
  void SmallClause(const Draft& d, size_t end, Clause* c) const {
    if (!OneOf(c->lemma, {"make", "render", "deem", "consider", "call", "find", "leave", "keep"}) || d.group.passive) return;
    if (c->objects.empty() || !c->objects.front().preposition.empty()) return;
    for (size_t k = d.group.end; k < end; ++k) {
      if (words_[k].span.begin < c->objects.front().span.end) continue;
      const bool last = k + 1 >= end || words_[k + 1].mark != 0 || words_[k + 1].tag == kPreposition ||
                        words_[k + 1].tag == kTo || words_[k + 1].tag == kCoordinator;
      if (words_[k].tag == kAdjective && last) {
        c->subject = c->objects.front();
        c->subject_inherited = false;
        c->objects.erase(c->objects.begin());
        c->predicate = words_[k].span;
        c->lemma = words_[k].lower;
        c->copula = true;
      }
      return;
    }
  }

  // A sentence without a verb: a headline or label.
  void Nominal() {
    size_t first = 0, end = words_.size();
    while (first < end && words_[first].mark != 0 && !IsQuote(words_[first])) ++first;
    while (end > first && words_[end - 1].mark != 0 && !Closes(first, end - 1)) --end;
    if (first >= end) return;
    Clause c = base_;
    c.span = {words_[first].span.begin, words_[end - 1].span.end};
    c.link = ClauseLink::kNominal;
    const std::vector<Phrase> phrases = FindPhrases(words_, first, end);
    for (const Phrase& p : phrases) {
      Participant part = MakeParticipant(words_, p, named_);
      if (c.predicate.end == 0) {
        c.predicate = part.head;
        c.lemma = words_[p.head].lower;
        c.verb_group = part.head;
      }
      if (part.preposition == "by" && !c.subject.present()) {
        c.subject = part;
        c.subject.preposition.clear();
      } else {
        c.objects.push_back(std::move(part));
      }
    }
    if (!c.subject.present() && !c.objects.empty()) c.subject = c.objects.front();
    out_->push_back(std::move(c));
  }

  static constexpr size_t kNoPending = static_cast<size_t>(-1);
  const std::vector<Word>& words_;
  const std::vector<NamedSpan>& named_;
  const Clause& base_;
  std::vector<Clause>* out_;
  std::vector<Draft> drafts_;
  bool has_finite_ = false;
  size_t pending_ = kNoPending;
  size_t pending_clause_ = 0;
  int pending_parent_ = kNone;
  ClauseLink pending_link_ = ClauseLink::kMain;
};

}  // namespace

void ParseEnglish(const std::vector<Word>& words, const std::vector<NamedSpan>& named,
                  const Clause& base, std::vector<Clause>* out) {
  if (!words.empty()) Parser(words, named, base, out).Run();
}

}  // namespace plx::linguistics::syntax
