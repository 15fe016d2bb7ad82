#include "plugins/linguistics/clauses.h"

#include <algorithm>
#include <string_view>

#include "plugins/linguistics/syntax/english.h"
#include "plugins/linguistics/syntax/words.h"
#include "plugins/linguistics/text/any_of.h"
#include "plx/analyzer.hpp"

namespace plx::linguistics {
namespace {

using syntax::NamedSpan;

std::vector<NamedSpan> CollectMentions(const Document& document) {
  std::vector<NamedSpan> named;
  document.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    named.push_back({m.base.span, View(m.entity), View(m.type), m.coreferent != 0});
  });
  std::stable_sort(named.begin(), named.end(), [](const NamedSpan& a, const NamedSpan& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return named;
}

// The mentions that lie in `span`.
std::vector<NamedSpan> Within(const std::vector<NamedSpan>& named, plx_span_t span) {
  std::vector<NamedSpan> inside;
  auto it = std::lower_bound(named.begin(), named.end(), span.begin,
                             [](const NamedSpan& n, uint32_t begin) { return n.span.begin < begin; });
  for (; it != named.end() && it->span.begin < span.end; ++it) {
    if (it->span.end <= span.end) inside.push_back(*it);
  }
  return inside;
}

bool StartsWithWord(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.size() < word.size()) continue;
    bool same = true;
    for (size_t i = 0; i < word.size() && same; ++i) {
      const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
      same = c == word[i];
    }
    const bool ascii = static_cast<unsigned char>(word[0]) < 0x80;
    if (same && (!ascii || text.size() == word.size() || text[word.size()] == ' ')) return true;
  }
  return false;
}

// Gives pronouns the entity of the last subject that has one: the parent's, the sentence's, the one
// before. "it"/"its" refer to the subject of the clause before far more often than to anything else
// in news; a wrong guess costs a missing relation, not a false one, because the words stay.
class PronounResolver {
 public:
  PronounResolver(const Document& document, Accusations accusations) : document_(document), accusations_(accusations) {}

  void Resolve(Clause* c) {
    if (c->block != block_) last_.clear(), object_ = nullptr;
    block_ = c->block;
    if (accusations_ == Accusations::kClause) GoOnSpeaking(c);
    Fill(&c->subject);
    // A subject of its own that is nobody known is what later pronouns mean, not who came before.
    const bool undergone = accusations_ == Accusations::kClause && c->passive && c->subject.present() && !c->objects.empty() &&
                           c->objects.front().span.end <= c->verb_group.begin &&
                           (!c->objects.front().entity.empty() || StartsWithWord(document_.Text(c->objects.front().span), {"the"}));
    if (undergone) {
      last_ = c->objects.front().entity;  // "The mine is owned by Tarvo. It": the mine
    } else if (!c->subject.entity.empty()) {
      last_ = c->subject.entity;
    } else if (!c->subject.owner.empty()) {
      last_ = c->subject.owner;
    } else if (c->subject.present() && !c->subject_inherited) {
      last_.clear();
    }
    for (Participant& object : c->objects) Fill(&object);
    if (accusations_ == Accusations::kPart) return;
    // "blamed Tarvo and accused it of": nobody known is the subject, and it is no person.
    if (last_.empty() && object_ != nullptr) {
      FillObject(&c->subject);
      for (Participant& object : c->objects) FillObject(&object);
    }
    for (const Participant& object : c->objects) {
      if (!object.entity.empty() && !object.entity.starts_with("person:")) object_ = &object.entity;
    }
  }

 private:
  // "The union said the plan would cost jobs. It accused": who spoke in the sentence before goes on.
  void GoOnSpeaking(Clause* c) {
    if (c->sentence == sentence_) return;
    const bool next = c->block == speaker_block_ && c->sentence == sentence_ + 1;
    const std::string_view text = c->subject.present() ? document_.Text(c->subject.span) : std::string_view();
    const bool speaks = IsAnyOf(c->lemma, {"say", "accuse", "demand", "add", "deny", "warn", "blame", "call", "reject"});
    if (next && speaks && speaker_ != nullptr && IsAnyOf(text, {"It", "They", "He", "She"})) {
      c->subject = *speaker_;
      c->subject_inherited = true;
    }
    sentence_ = c->sentence;
    speaker_block_ = c->block;
    speaker_ = speaks && c->subject.present() ? &c->subject : nullptr;
  }

  void Fill(Participant* p) const {
    if (!p->present()) return;
    const std::string_view text = document_.Text(p->span);
    if (p->entity.empty() && StartsWithWord(text, {"it", "they", "he", "she", "其", "它", "他", "她", "该国"}) &&
        p->span.end - p->span.begin <= 9) {
      p->entity = last_;
    }
    if (p->owner.empty() && StartsWithWord(text, {"its", "their", "his", "her", "其", "它的", "该国的", "本国", "自身"})) {
      p->owner = last_;
    }
  }

  void FillObject(Participant* p) const {
    if (!p->present() || !p->entity.empty()) return;
    const std::string_view text = document_.Text(p->span);
    if (text == "it" || text == "它") p->entity = *object_;
  }

  const Document& document_;
  const Accusations accusations_;
  std::string last_;    // the subject that was named last
  const std::string* object_ = nullptr;  // the object that was; no person. Lent by its clause
  const Participant* speaker_ = nullptr;  // the subject of the first clause of the sentence before, if it speaks
  uint32_t sentence_ = UINT32_MAX, speaker_block_ = UINT32_MAX;
  uint32_t block_ = UINT32_MAX;
};

}  // namespace

Parse ParseClauses(const Document& document, Accusations accusations) {
  Parse parse;
  std::vector<Clause>& clauses = parse.clauses;
  const std::vector<NamedSpan> named = CollectMentions(document);
  const auto sentences = document.sentences();
  const auto blocks = document.blocks();
  parse.sentences.resize(sentences.size());
  for (uint32_t s = 0; s < sentences.size(); ++s) {
    CheckNotCancelled();
    const plx_sentence_t& sentence = sentences[s];
    Clause base;
    base.sentence = s;
    base.block = sentence.block;
    base.block_kind = sentence.block < blocks.size() ? blocks[sentence.block].kind : uint32_t{PLX_BLOCK_PARAGRAPH};
    if (base.block_kind == PLX_BLOCK_BYLINE) continue;
    const std::vector<NamedSpan> inside = Within(named, sentence.span);
    parse.sentences[s] = syntax::TagSentence(document, sentence, inside);
    const std::vector<syntax::Word>& words = parse.sentences[s].words;
    if (parse.sentences[s].chinese) {
      syntax::ParseChinese(words, inside, base, &clauses);
    } else {
      syntax::ParseEnglish(words, inside, base, accusations, &clauses);
    }
  }
  PronounResolver resolver(document, accusations);
  for (Clause& clause : clauses) {
    CheckNotCancelled();
    resolver.Resolve(&clause);
  }
  return parse;
}

}  // namespace plx::linguistics
