#include "plugins/linguistics/attribution.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "plugins/linguistics/syntax/tables.h"
#include "plugins/linguistics/syntax/words.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/tokens.h"

namespace plx::linguistics {
namespace {

using Cues = std::map<std::string_view, ReportKind>;

// Calls body(fields) for each row of a TSV; lists in a field are separated by '|'.
template <typename Body>
void ForEachRow(std::string_view tsv, Body&& body) {
  while (!tsv.empty()) {
    const size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string_view> fields;
    for (size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
      fields.push_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    fields.push_back(line);
    body(fields);
  }
}

template <typename Body>
void ForEachItem(std::string_view list, Body&& body) {
  while (!list.empty()) {
    const size_t bar = std::min(list.find('|'), list.size());
    if (bar > 0) body(list.substr(0, bar));
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
}

struct Tables {
  Cues verbs, nouns, verbs_zh;
  std::set<std::string_view> outlets, roles, sources, outlets_zh, roles_zh, sources_zh;

  Tables() {
    static constexpr std::pair<std::string_view, ReportKind> kKinds[] = {
        {"say", ReportKind::kSay},           {"claim", ReportKind::kClaim},
        {"estimate", ReportKind::kEstimate}, {"opinion", ReportKind::kOpinion},
        {"deny", ReportKind::kDeny},         {"warn", ReportKind::kWarn},
        {"plan", ReportKind::kPlan},         {"forecast", ReportKind::kForecast},
        {"confirm", ReportKind::kConfirm}};
    ForEachRow(syntax::data::kReporting, [&](const std::vector<std::string_view>& row) {
      for (const auto& [name, kind] : kKinds) {
        if (row.size() != 4 || row[0] != name) continue;
        ForEachItem(row[1], [&](std::string_view w) { verbs[w] = kind; });
        ForEachItem(row[2], [&](std::string_view w) { nouns[w] = kind; });
        ForEachItem(row[3], [&](std::string_view w) { verbs_zh[w] = kind; });
      }
    });
    ForEachRow(syntax::data::kRoles, [&](const std::vector<std::string_view>& row) {
      if (row.size() != 3) return;
      auto* en = row[0] == "outlet" ? &outlets : row[0] == "role" ? &roles : &sources;
      auto* zh = row[0] == "outlet" ? &outlets_zh : row[0] == "role" ? &roles_zh : &sources_zh;
      ForEachItem(row[1], [&](std::string_view w) { en->insert(w); });
      ForEachItem(row[2], [&](std::string_view w) { zh->insert(w); });
    });
  }
  static const Tables& Get() {
    static const Tables tables;
    return tables;
  }
};

bool EndsWithAny(std::string_view text, const std::set<std::string_view>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return text.ends_with(e); });
}

// Mentions of these types can speak.
bool CanSpeak(std::string_view type) {
  return type != "CURRENCY" && type != "LANGUAGE" && type != "PRODUCT" && type != "EVENT" && type != "LAW" &&
         type != "DATE" && type != "WORK" && type != "TREATY" && type != "MATERIAL";
}

class Finder {
 public:
  Finder(const Document& document, const std::vector<Clause>& clauses)
      : document_(document), clauses_(clauses), tables_(Tables::Get()) {
    document.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
      types_[std::string(View(m.entity))] = View(m.type);
    });
  }

  std::vector<Attribution> Run() {
    for (size_t i = 0; i < clauses_.size(); ++i) {
      const Clause& c = clauses_[i];
      if (c.chinese) {
        ChineseVerb(i);
      } else {
        EnglishVerb(i);
        NounCue(i);
      }
    }
    const auto sentences = document_.sentences();
    for (uint32_t s = 0; s < sentences.size(); ++s) {
      if (HasClause(s)) SentenceFrames(sentences[s], s);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Attribution& a, const Attribution& b) {
      return a.content.begin != b.content.begin ? a.content.begin < b.content.begin
                                                : a.content.end > b.content.end;
    });
    return std::move(found_);
  }

 private:
  bool HasClause(uint32_t sentence) const {
    return std::any_of(clauses_.begin(), clauses_.end(),
                       [&](const Clause& c) { return c.sentence == sentence; });
  }
  plx_span_t SentenceSpan(const Clause& c) const { return document_.sentences()[c.sentence].span; }

  // --- who speaks ---

  // Fills the holder from a noun phrase. False: it is nothing that speaks.
  bool SetHolder(const Participant& who, bool chinese, Attribution* a) const {
    if (!who.present()) return false;
    a->holder = who.span;
    a->name = std::string(document_.Text(who.span));
    const std::string_view head = document_.Text(who.head);
    const std::string lemma = chinese ? std::string(head) : Lemma(head, WordClass::kNoun);
    const auto& outlets = chinese ? tables_.outlets_zh : tables_.outlets;
    const auto& roles = chinese ? tables_.roles_zh : tables_.roles;
    const auto& sources = chinese ? tables_.sources_zh : tables_.sources;
    const auto listed = [&](const std::set<std::string_view>& set) {
      return chinese ? EndsWithAny(a->name, set) : set.count(lemma) > 0;
    };
    const auto type = types_.find(who.entity);
    if (!who.entity.empty() && (type == types_.end() || CanSpeak(type->second))) {
      a->holder_kind = HolderKind::kActor;
      a->entity = who.entity;
      return true;
    }
    if (listed(outlets)) {
      a->holder_kind = HolderKind::kOutlet;
      return true;
    }
    if (listed(roles) || listed(sources)) {
      a->holder_kind = HolderKind::kRole;
      return true;
    }
    // A name that no analyzer linked: somebody in particular, but nobody known.
    const bool name = !chinese && !head.empty() && head[0] >= 'A' && head[0] <= 'Z' && !AtSentenceStart(who);
    // Whatever says or denies something is somebody: "the federation said". Other cues may have
    // things as subjects: "the delay shows that".
    if (!name && (!IsSpeech(a->cue_lemma) || IsExpletive(lemma))) return false;
    a->holder_kind = HolderKind::kRole;
    return true;
  }
  static bool IsSpeech(std::string_view cue) {
    static constexpr std::string_view kSpeech[] = {
        "say",  "deny", "claim", "state", "announce", "tell", "insist", "argue", "admit", "declare", "allege",
        "vow",  "believe", "think", "fear", "worry", "hope", "feel", "warn", "caution", "contend", "maintain",
        "doubt", "complain", "称",   "说",    "表示",  "否认",     "宣布", "声称",   "坚称",  "宣称",  "透露",    "承认",
        "坚持认为"};
    return std::find(std::begin(kSpeech), std::end(kSpeech), cue) != std::end(kSpeech);
  }
  static bool IsExpletive(std::string_view word) {
    static constexpr std::string_view kExpletives[] = {"it", "there", "this", "that", "which", "who", "what"};
    return std::find(std::begin(kExpletives), std::end(kExpletives), word) != std::end(kExpletives);
  }
  bool AtSentenceStart(const Participant& who) const {
    const auto sentences = document_.sentences();
    for (const plx_sentence_t& s : sentences) {
      if (s.span.begin == who.head.begin) return true;
    }
    return false;
  }

  static bool Negated(std::string_view group) {
    return group.find("not") != std::string_view::npos || group.find("n't") != std::string_view::npos ||
           group.find("never") != std::string_view::npos || group.find("未") != std::string_view::npos ||
           group.find("没有") != std::string_view::npos;
  }

  void Add(Attribution a, plx_span_t content) {
    content = TrimContent(content, &a.quoted);
    if (content.begin >= content.end) return;
    a.content = content;
    found_.push_back(std::move(a));
  }

  // Without marks and space at its ends; notes quotation marks.
  plx_span_t TrimContent(plx_span_t content, bool* quoted) const {
    if (content.begin >= content.end) return content;
    const TokenSequence tokens(document_, content);
    size_t first = 0, end = tokens.size();
    const auto quote = [](char32_t c) { return c == '"' || c == U'“' || c == U'”' || c == U'「' || c == U'」'; };
    while (first < end && tokens.Kind(first) == TokenKind::kPunctuation && tokens.Code(first) != '$') {
      *quoted |= quote(tokens.Code(first));
      ++first;
    }
    while (end > first && (tokens.Kind(end - 1) == TokenKind::kReference ||
                           (tokens.Kind(end - 1) == TokenKind::kPunctuation && tokens.Code(end - 1) != '%'))) {
      --end;
    }
    if (first >= end) return {0, 0};
    return tokens.Span(first, end);
  }

  // --- English verbs ---

  void EnglishVerb(size_t i) {
    const Clause& c = clauses_[i];
    const auto cue = tables_.verbs.find(c.lemma);
    if (cue == tables_.verbs.end() || c.link == ClauseLink::kNominal) return;
    Attribution a;
    a.kind = cue->second;
    a.cue = c.verb_group;
    a.cue_lemma = c.lemma;
    a.sentence = c.sentence;
    a.negated = Negated(document_.Text(c.verb_group));
    if (c.passive && !c.subject.present()) return;  // "is said to": nobody says so
    if (!SetHolder(c.subject, false, &a)) return;
    const int complement = Complement(i);
    if (complement != kNone) {
      Add(std::move(a), ContentFrom(static_cast<size_t>(complement)));
      return;
    }
    if (Inverted(i, &a)) return;
    const bool takes_noun = a.kind == ReportKind::kClaim || a.kind == ReportKind::kEstimate ||
                            a.kind == ReportKind::kDeny || a.kind == ReportKind::kPlan ||
                            a.kind == ReportKind::kForecast || a.kind == ReportKind::kConfirm ||
                            a.kind == ReportKind::kWarn || c.lemma == "express";
    if (takes_noun && c.verb_group.end < c.span.end) {
      Add(std::move(a), {c.verb_group.end, Extended(i)});
    }
  }

  int Complement(size_t i) const {
    for (size_t k = i + 1; k < clauses_.size() && clauses_[k].sentence == clauses_[i].sentence; ++k) {
      if (clauses_[k].parent == static_cast<int>(i) && clauses_[k].link == ClauseLink::kComplement) {
        return static_cast<int>(k);
      }
    }
    return kNone;
  }

  // True if clause `k` belongs to what was said in clause `of`: its parts and what shares its subject.
  bool BelongsTo(size_t k, size_t of) const {
    const Clause& c = clauses_[k];
    if (c.parent == kNone) return false;
    const size_t parent = static_cast<size_t>(c.parent);
    if (parent < of) return false;
    if (parent != of && !BelongsTo(parent, of)) return false;
    if (c.link == ClauseLink::kContrast) return false;
    if (c.link != ClauseLink::kCoordinate) return true;
    const std::string_view gap = Between(clauses_[k - 1].span.end, c.span.begin);
    return c.subject_inherited || gap.find(',') == std::string_view::npos || gap.find("that") != std::string_view::npos;
  }
  std::string_view Between(uint32_t from, uint32_t to) const {
    return from < to ? document_.Text({from, to}) : std::string_view();
  }

  plx_span_t ContentFrom(size_t complement) const {
    plx_span_t content = clauses_[complement].span;
    for (size_t k = complement + 1; k < clauses_.size() && clauses_[k].sentence == clauses_[complement].sentence; ++k) {
      if (!BelongsTo(k, complement)) break;
      content.end = std::max(content.end, clauses_[k].span.end);
    }
    return content;
  }
  // The end of clause `i` with its parts.
  uint32_t Extended(size_t i) const {
    uint32_t end = clauses_[i].span.end;
    for (size_t k = i + 1; k < clauses_.size() && clauses_[k].sentence == clauses_[i].sentence; ++k) {
      const ClauseLink link = clauses_[k].link;
      if (link != ClauseLink::kPurpose && link != ClauseLink::kRelative) break;
      if (!BelongsTo(k, i)) break;
      end = std::max(end, clauses_[k].span.end);
    }
    return end;
  }

  // "..., the ministry said" and "...," said the minister.
  bool Inverted(size_t i, Attribution* a) {
    const Clause& c = clauses_[i];
    const plx_span_t sentence = SentenceSpan(c);
    const std::string_view before = Between(sentence.begin, c.span.begin);
    if (before.size() < 12 || c.objects.size() > 1 || c.link == ClauseLink::kRelative ||
        c.link == ClauseLink::kParticiple || c.link == ClauseLink::kPurpose) {
      return false;
    }
    const size_t last = before.find_last_not_of(" ");
    const std::string_view tail = before.substr(0, last + 1);
    const bool comma = tail.ends_with(",") || tail.ends_with(",\"") || tail.ends_with(",”") || tail.ends_with(",’") ||
                       tail.ends_with("\"") || tail.ends_with("”");
    if (!comma || (!c.objects.empty() && c.objects.front().preposition.empty() && !c.subject_inherited)) return false;
    Add(*a, {sentence.begin, c.span.begin});
    return true;
  }

  // "Fishermen fear that ...": a plural and a cue that the tagger took for a compound.
  bool VerbTakenForNoun(const Clause& c, const TokenSequence& tokens, size_t noun, size_t i) {
    const auto cue = tables_.verbs.find(tokens.Word(noun));
    if (cue == tables_.verbs.end() || noun == 0 || noun > 4 || tokens.Word(noun - 1).ends_with("'s")) return false;
    const std::string_view word = tokens.Word(noun - 1);
    if (Lemma(word, WordClass::kNoun) == word) return false;  // not a plural
    Attribution a;
    a.kind = cue->second;
    a.cue = tokens.Span(noun, noun + 1);
    a.cue_lemma = std::string(cue->first);
    a.sentence = c.sentence;
    Participant who;
    who.span = tokens.Span(0, noun);
    who.head = tokens.Span(noun - 1, noun);
    if (!SetHolder(who, false, &a)) return false;
    Add(std::move(a), ContentFrom(i));
    return true;
  }

  // "Germany's statement that ...", "claims by analysts that ..."
  void NounCue(size_t i) {
    const Clause& c = clauses_[i];
    if (c.link != ClauseLink::kComplement || c.connective != "that") return;
    const plx_span_t before = {SentenceSpan(c).begin, c.span.begin};
    const TokenSequence tokens(document_, before);
    if (tokens.size() < 3 || tokens.Word(tokens.size() - 1) != "that") return;
    const size_t noun = tokens.size() - 2;
    if (VerbTakenForNoun(c, tokens, noun, i)) return;
    const auto cue = tables_.nouns.find(Lemma(tokens.Word(noun), WordClass::kNoun));
    if (cue == tables_.nouns.end() || noun == 0 || !tokens.Word(noun - 1).ends_with("'s")) return;
    Attribution a;
    a.kind = cue->second;
    a.cue = tokens.Span(noun, noun + 2);
    a.cue_lemma = cue->first;
    a.sentence = c.sentence;
    a.holder_kind = HolderKind::kRole;
    a.holder = tokens.Span(noun - 1, noun);
    document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
      if (!Overlaps(m.base.span, a.holder)) return;
      a.holder_kind = HolderKind::kActor;
      a.entity = View(m.entity);
      a.holder = m.base.span;
    });
    a.name = std::string(document_.Text(a.holder));
    Add(std::move(a), ContentFrom(i));
  }

  // --- Chinese verbs ---

  // 分析人士认为: a role right before the verb that was cut off as a clause of its own.
  Participant SpeakerBefore(const Clause& c) const {
    Participant who;
    if (c.subject.present() && !c.subject_inherited) return who;
    const std::string_view before = Between(SentenceSpan(c).begin, c.predicate.begin);
    size_t from = 0;
    for (const std::string_view mark : {"，", "；", "：", "“", "。", ",", "、", "但", "而"}) {
      const size_t at = before.rfind(mark);
      if (at != std::string_view::npos) from = std::max(from, at + mark.size());
    }
    const std::string_view name = before.substr(from);
    if (name.empty() || name.size() > 36 || !EndsWithAny(name, tables_.roles_zh)) return who;
    who.span = {SentenceSpan(c).begin + static_cast<uint32_t>(from), c.predicate.begin};
    who.head = who.span;
    return who;
  }

  void ChineseVerb(size_t i) {
    const Clause& c = clauses_[i];
    const auto cue = tables_.verbs_zh.find(c.lemma);
    if (cue == tables_.verbs_zh.end()) return;
    Attribution a;
    a.kind = cue->second;
    a.cue = c.predicate;
    a.cue_lemma = c.lemma;
    a.sentence = c.sentence;
    a.negated = Negated(document_.Text(c.verb_group)) && a.kind != ReportKind::kDeny;
    if (!SetHolder(c.subject, true, &a) && !SetHolder(SpeakerBefore(c), true, &a)) return;
    plx_span_t content = {c.predicate.end, c.span.end};
    if (content.end - content.begin < 4) content.begin = content.end;
    for (size_t k = i + 1; k < clauses_.size() && clauses_[k].sentence == c.sentence; ++k) {
      const bool next_speaker = !clauses_[k].subject_inherited && tables_.verbs_zh.count(clauses_[k].lemma) > 0 &&
                                clauses_[k].subject.entity != c.subject.entity;
      if (next_speaker || (k > i + 1 && clauses_[k].link == ClauseLink::kContrast && !clauses_[k].subject_inherited)) break;
      content.end = clauses_[k].span.end;
    }
    Add(std::move(a), content);
  }

  // --- frames of a whole sentence ---

  void SentenceFrames(const plx_sentence_t& sentence, uint32_t index) {
    const TokenSequence tokens(document_, sentence.span);
    for (size_t i = 0; i + 2 < tokens.size(); ++i) {
      if (tokens.Word(i) == "according" && tokens.Word(i + 1) == "to") AccordingTo(tokens, i, index);
    }
    if (tokens.Code(0) == U'据') ByReport(tokens, index);
    OpeningRole(tokens, index);
    if (tokens.Code(0) == U'“' || tokens.Code(0) == U'「') AfterQuote(tokens, index);
    Labelled(tokens, index);
  }

  // "Critics say Northwind is doomed": a plural role and a cue that the parser took for a name.
  void OpeningRole(const TokenSequence& tokens, uint32_t sentence) {
    for (size_t i = 1; i < 4 && i + 2 < tokens.size(); ++i) {
      const auto cue = tables_.verbs.find(tokens.Word(i));
      std::string role = Lemma(tokens.Word(i - 1), WordClass::kNoun);
      if (role == tokens.Word(i - 1) && role.ends_with('s')) role.pop_back();  // "critics"
      if (cue == tables_.verbs.end() || role == tokens.Word(i - 1) || tables_.roles.count(role) == 0) continue;
      const bool known = std::any_of(found_.begin(), found_.end(), [&](const Attribution& a) {
        return a.sentence == sentence && a.content.end > tokens[i].end;
      });
      if (known) return;
      Attribution a;
      a.kind = cue->second;
      a.cue = tokens.Span(i, i + 1);
      a.cue_lemma = std::string(cue->first);
      a.sentence = sentence;
      Participant who;
      who.span = tokens.Span(0, i);
      who.head = tokens.Span(i - 1, i);
      if (SetHolder(who, false, &a)) Add(std::move(a), {tokens[i].end, tokens[tokens.size() - 1].end});
      return;
    }
  }

  // “……”，印度表示。
  void AfterQuote(const TokenSequence& tokens, uint32_t sentence) {
    size_t close = tokens.size();
    for (size_t i = tokens.size(); i-- > 1;) {
      if (tokens.Code(i) == U'”' || tokens.Code(i) == U'」') {
        close = i;
        break;
      }
    }
    size_t first = close + 1;
    if (first < tokens.size() && tokens.Code(first) == ',') ++first;
    size_t end = tokens.size();
    while (end > first && tokens.Kind(end - 1) == TokenKind::kPunctuation) --end;
    if (first >= end || end > first + 24) return;
    const std::string_view said = tokens.Text(tokens.Span(first, end));
    std::string_view cue;
    for (const auto& [verb, kind] : tables_.verbs_zh) {
      if (said.ends_with(verb) && verb.size() > cue.size()) cue = verb;
    }
    if (cue.empty() || cue.size() >= said.size()) return;
    const uint32_t begin = tokens[first].begin;
    const uint32_t cut = tokens[end - 1].end - static_cast<uint32_t>(cue.size());
    Attribution a;
    a.sentence = sentence;
    a.kind = tables_.verbs_zh.find(cue)->second;
    a.cue_lemma = std::string(cue);
    a.cue = {cut, tokens[end - 1].end};
    Participant who;
    who.span = who.head = {begin, cut};
    document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
      if (Contains(who.span, m.base.span) && m.base.span.end == who.span.end) who.entity = View(m.entity);
    });
    if (SetHolder(who, true, &a)) Add(std::move(a), tokens.Span(0, close + 1));
  }

  // The mention that begins at a token, else null.
  const plx_mention_t* MentionAt(const TokenSequence& tokens, size_t i) const {
    const plx_mention_t* best = nullptr;
    document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
      if (i < tokens.size() && m.base.span.begin == tokens[i].begin &&
          (best == nullptr || m.base.span.end > best->base.span.end)) {
        best = &m;
      }
    });
    return best;
  }

  // Reads a holder from token `i` to the next comma or mark; its end, or `i` if it is none.
  size_t ReadHolder(const TokenSequence& tokens, size_t i, bool chinese, Attribution* a) const {
    size_t end = i;
    while (end < tokens.size() && tokens.Kind(end) != TokenKind::kPunctuation &&
           tokens.Kind(end) != TokenKind::kReference && end < i + 24) {
      ++end;
    }
    if (end == i) return i;
    Participant who;
    who.span = tokens.Span(i, end);
    size_t head = end - 1;
    for (size_t k = i; k < end; ++k) {
      if (tokens.Word(k) == "of" || tokens.Word(k) == "from" || tokens.Word(k) == "in") {
        if (k > i) head = k - 1;
        break;
      }
    }
    who.head = tokens.Span(head, head + 1);
    for (size_t k = i; k < end; ++k) {
      const plx_mention_t* m = MentionAt(tokens, k);
      if (m != nullptr && m->base.span.end >= tokens[head].end && m->base.span.end <= who.span.end) {
        who.entity = View(m->entity);
      }
    }
    return SetHolder(who, chinese, a) ? end : i;
  }

  void AccordingTo(const TokenSequence& tokens, size_t i, uint32_t sentence) {
    Attribution a;
    a.cue = tokens.Span(i, i + 2);
    a.cue_lemma = "according to";
    a.sentence = sentence;
    const size_t end = ReadHolder(tokens, i + 2, false, &a);
    if (end == i + 2) return;
    const plx_span_t all = tokens.Span(0, tokens.size());
    if (i > 2) {
      Add(std::move(a), {all.begin, tokens[i].begin});
    } else if (end < tokens.size()) {
      Add(std::move(a), {tokens[end].begin, all.end});
    }
  }

  // 据X报道，... 据X称
  void ByReport(const TokenSequence& tokens, uint32_t sentence) {
    size_t comma = 1;
    while (comma < tokens.size() && tokens.Kind(comma) != TokenKind::kPunctuation && comma < 24) ++comma;
    if (comma >= tokens.size() || comma < 3) return;
    const std::string_view said = tokens.Text({tokens[1].begin, tokens[comma - 1].end});
    size_t cut = said.size();
    std::string_view cue;
    for (const std::string_view w : {"报道称", "报道", "消息称", "消息", "透露", "称", "介绍", "统计", "估计", "数据", "表示", "披露"}) {
      const size_t at = said.rfind(w);
      if (at != std::string_view::npos && at > 0 && at < cut) cut = at, cue = w;
    }
    if (cue.empty()) return;
    Attribution a;
    a.sentence = sentence;
    a.kind = cue == "估计" ? ReportKind::kEstimate : ReportKind::kSay;
    a.cue_lemma = std::string(cue);
    const uint32_t begin = tokens[1].begin;
    a.cue = {begin + static_cast<uint32_t>(cut), begin + static_cast<uint32_t>(cut + cue.size())};
    Participant who;
    who.span = {begin, begin + static_cast<uint32_t>(cut)};
    who.head = who.span;
    document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
      if (Contains(who.span, m.base.span) && m.base.span.end == who.span.end) who.entity = View(m.entity);
    });
    if (!SetHolder(who, true, &a)) {
      a.holder_kind = HolderKind::kRole;
      a.holder = who.span;
      a.name = std::string(document_.Text(who.span));
    }
    Add(std::move(a), {tokens[comma].end, tokens[tokens.size() - 1].end});
  }

  // "Minister: no plan to ban exports", 德国表态：不是针对中国
  void Labelled(const TokenSequence& tokens, uint32_t sentence) {
    size_t from = 0;
    for (size_t i = 1; i + 2 < tokens.size(); ++i) {
      if (tokens.Code(i) == ',' || tokens.Code(i) == U'！' || tokens.Code(i) == '!' || tokens.Code(i) == '-') from = i + 1;
      if (tokens.Code(i) != ':' || i - from > 16 || i <= from) continue;
      const bool chinese = tokens.Kind(i - 1) == TokenKind::kHan;
      Attribution a;
      a.sentence = sentence;
      a.cue = tokens.Span(i, i + 1);
      a.cue_lemma = ":";
      Participant who;
      size_t end = i;
      if (chinese) {  // the verb before the colon is the cue
        for (const auto& [verb, kind] : tables_.verbs_zh) {
          const size_t length = verb.size() / 3;
          if (i < from + length + 1) continue;
          const std::string_view text = tokens.Text(tokens.Span(i - length, i));
          if (text == verb && i - length < end) end = i - length, a.kind = kind, a.cue_lemma = std::string(verb);
        }
        if (end < i) return;  // ChineseVerb has it
      }
      who.span = tokens.Span(from, end);
      who.head = tokens.Span(end - 1, end);
      const plx_mention_t* m = MentionAt(tokens, from);
      if (m == nullptr || m->base.span.end != who.span.end) return;
      who.entity = View(m->entity);
      if (types_[who.entity] == "REGION" && !chinese) return;  // a dateline or a section
      if (SetHolder(who, chinese, &a)) Add(std::move(a), {tokens[i].end, tokens[tokens.size() - 1].end});
      return;
    }
  }

  const Document& document_;
  const std::vector<Clause>& clauses_;
  const Tables& tables_;
  std::map<std::string, std::string_view> types_;
  std::vector<Attribution> found_;
};

}  // namespace

std::vector<Attribution> FindAttributions(const Document& document, const std::vector<Clause>& clauses) {
  return Finder(document, clauses).Run();
}

const Attribution* HolderOf(const std::vector<Attribution>& attributions, plx_span_t span) {
  const Attribution* best = nullptr;
  for (const Attribution& a : attributions) {
    // A clause belongs to a content if most of it lies inside.
    const uint32_t begin = std::max(a.content.begin, span.begin);
    const uint32_t end = std::min(a.content.end, span.end);
    if (begin >= end || (end - begin) * 10 < (span.end - span.begin) * 8) continue;
    if (best == nullptr || a.content.end - a.content.begin <= best->content.end - best->content.begin) best = &a;
  }
  return best;
}

}  // namespace plx::linguistics
