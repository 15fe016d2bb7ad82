#include "plugins/stance/scoring/document_reading.h"

#include <algorithm>
#include <iterator>

#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/chinese_segment.h"
#include "plugins/stance/roles/quotes.h"

namespace plx::stance {
namespace {

constexpr int kSpeakerCertainty = 900;
constexpr uint32_t kNearQuote = 8;  // bytes between a quotation and the words that say whose it is

bool IsPronoun(std::string_view name) {
  static constexpr std::string_view kPronouns[] = {"he", "she", "they", "it", "He", "She", "They", "It", "i", "I", "we", "We", "他", "她", "他们", "她们"};
  return std::find(std::begin(kPronouns), std::end(kPronouns), name) != std::end(kPronouns);
}

const plx_mention_t* MentionOf(const Sentence& s, std::string_view entity) {
  for (const plx_mention_t* mention : s.mentions) {
    if (View(mention->entity) == entity) return mention;
  }
  return nullptr;
}

}  // namespace

DocumentReading::DocumentReading(const Document& document, const Call& call,
                                 const FrameModel& model)
    : document_(document),
      model_(model),
      parsed_(ParseDocument(document, call)),
      quotes_(FindQuotes(document)),
      referents_(CollectReferents(document, parsed_, model.reader())) {
  for (Sentence& sentence : parsed_.sentences) {
    sentence.referents = &referents_;
    sentence.all_clauses = &parsed_.clauses;
  }
}

Party DocumentReading::Outlet() const {
  return {PLX_HOLDER_OUTLET, {0, 0}, std::string(document_.source()),
          std::string(document_.source_name()), 1000};
}

bool DocumentReading::Speaker(plx_span_t span, Party* party) const {
  const linguistics::Attribution* said = linguistics::HolderOf(parsed_.attributions, span);
  if (said != nullptr && said->holder_kind != linguistics::HolderKind::kOutlet) return PartyOf(*said, party) && !said->negated;
  for (const plx_span_t quote : quotes_) {
    if (Contains(quote, span)) return QuoteSpeaker(quote, party);
  }
  *party = Outlet();
  return said == nullptr || !said->negated;
}

bool DocumentReading::PartyOf(const linguistics::Attribution& said, Party* party) const {
  party->kind = static_cast<uint32_t>(said.holder_kind);
  party->span = said.holder;
  party->entity = said.entity;
  party->name = said.name;
  party->certainty = kSpeakerCertainty;
  if (said.holder_kind != linguistics::HolderKind::kRole) return true;
  if (IsPronoun(said.name)) return ResolvePronoun(said.holder, party);
  Describe(said, party);
  return true;
}

bool DocumentReading::ResolvePronoun(plx_span_t pronoun, Party* party) const {
  uint32_t before = pronoun.begin;
  for (const plx_span_t quote : quotes_) {  // who is spoken of in the quotation does not speak it
    if (quote.end <= pronoun.begin && pronoun.begin - quote.end < kNearQuote) before = quote.begin;
  }
  return SubjectBefore(before, true, party);
}

bool DocumentReading::QuoteSpeaker(plx_span_t quote, Party* party) const {
  for (const linguistics::Attribution& said : parsed_.attributions) {
    const bool here = Overlaps(said.content, quote) && said.holder_kind != linguistics::HolderKind::kOutlet;
    if (here) return PartyOf(said, party) && !said.negated;
  }
  return SubjectBefore(quote.begin, false, party);
}

bool DocumentReading::SubjectBefore(uint32_t at, bool person, Party* party) const {
  const auto sentence = std::find_if(parsed_.sentences.rbegin(), parsed_.sentences.rend(),
                                     [&](const Sentence& s) { return s.span.begin < at; });
  if (sentence == parsed_.sentences.rend()) return false;
  const auto sentences = document_.sentences();
  for (auto s = sentence; s != parsed_.sentences.rend() && s - sentence < 2; ++s) {
    if (sentences[s->index].block != sentences[sentence->index].block) break;
    for (auto clause = s->clauses.rbegin(); clause != s->clauses.rend(); ++clause) {
      const linguistics::Participant& subject = (*clause)->subject;
      if ((*clause)->predicate.end > at || subject.entity.empty() || InQuote(subject.span)) continue;
      const plx_mention_t* mention = MentionOf(*s, subject.entity);
      if (mention == nullptr || !CanHold(*mention)) continue;
      const std::string_view type = View(mention->type);
      if (person && type != "PERSON" && type != "OFFICE" && type != "NAME") continue;
      *party = {PLX_HOLDER_ACTOR, mention->base.span, subject.entity,
                std::string(document_.Text(mention->base.span)), kEnglishInheritedCertainty};
      return true;
    }
  }
  return false;
}

bool DocumentReading::InQuote(plx_span_t span) const {
  return std::any_of(quotes_.begin(), quotes_.end(), [&](plx_span_t quote) { return Contains(quote, span); });
}

void DocumentReading::Describe(const linguistics::Attribution& said, Party* party) const {
  for (const Sentence& s : parsed_.sentences) {
    if (!Contains(s.span, said.holder)) continue;
    const Range words = s.WordsIn(said.holder);
    std::vector<Party> parties;
    if (s.chinese) {
      ChineseSegment(document_, s, model_.reader(), words).Holders(words, &parties);
    } else {
      parties = model_.reader().Holders(document_, s, words);
    }
    if (parties.size() == 1) *party = parties[0];
    return;
  }
}

}  // namespace plx::stance
