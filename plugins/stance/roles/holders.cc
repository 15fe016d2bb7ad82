// English holders: names, states through their organs, described organisations, persons and groups.
#include <algorithm>

#include "plugins/linguistics/syntax/phrases.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/stance/roles/certainty.h"
#include "plugins/stance/roles/parties.h"
#include "plugins/stance/roles/referents.h"

namespace plx::stance {
namespace {

namespace syntax = linguistics::syntax;

bool IsAny(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Singular nouns that are many people.
bool IsCollective(std::string_view lemma) {
  return IsAny(lemma, {"public", "police", "media", "people", "majority", "community", "industry",
                       "crowd", "minority", "staff"});
}

bool IsOwnPronoun(const Word& w) {
  return IsAny(w.lower, {"its", "their", "his", "her", "our", "my", "your"});
}

// "shopkeepers", "villagers", "cyclists": people by what they do.
bool IsAgentive(std::string_view lemma, const WordClasses& classes) {
  if (lemma.size() < 6 || classes.Contains("not_person", lemma)) return false;
  for (std::string_view ending : {"er", "or", "ist", "ian", "eer", "man", "woman", "person"}) {
    if (lemma.ends_with(ending)) return true;
  }
  return false;
}

// The words that describe a member, head last, without articles and pronouns.
std::vector<std::string> DescribingWords(const Sentence& s, const Member& member) {
  std::vector<std::string> words;
  for (size_t i = member.words.first; i <= member.head; ++i) {
    const Word& w = s.words[i];
    if (w.tag == syntax::kDeterminer || w.mark != 0 || IsOwnPronoun(w)) continue;
    words.push_back(i == member.head ? s.forms[i].noun : w.lower);
  }
  return words;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

struct Article {
  bool definite = false;    // the, this, its, Germany's
  bool indefinite = false;  // a, another, one
};

Article ArticleOf(const Sentence& s, const Member& member) {
  Article article;
  const Word& first = s.words[member.words.first];
  article.indefinite = IsAny(first.lower, {"a", "an", "another", "one", "some", "any", "every", "each"});
  article.definite = !article.indefinite && (first.tag == syntax::kDeterminer ||
                                             first.tag == syntax::kPossessive || first.possessive);
  return article;
}

}  // namespace

std::vector<Party> PartyReader::FromMention(const Document& document,
                                            const plx_mention_t& mention) {
  std::vector<Party> parties;
  const std::string name(document.Text(mention.base.span));
  if (mention.coreferent != 0 && mention.member_count > 0) {
    for (uint32_t i = 0; i < mention.member_count; ++i) {
      parties.push_back({PLX_HOLDER_ACTOR, mention.base.span, std::string(View(mention.members[i])),
                         name, 850});
    }
    // "the U.S. and its allies" names one of an open group.
    if (mention.member_count > 1) return parties;
  }
  parties.push_back(
      {PLX_HOLDER_ACTOR, mention.base.span, std::string(View(mention.entity)), name, 1000});
  return parties;
}

Described PartyReader::Describe(const Sentence& s, const Member& member) const {
  const std::string& lemma = s.forms[member.head].noun;
  const bool plural = s.words[member.head].lower != lemma;
  if (plural || IsCollective(lemma)) {
    const bool group = classes_->Contains("role", lemma) || IsAgentive(lemma, *classes_);
    return group ? Described::kGroup : Described::kNothing;
  }
  if (classes_->Contains("organisation", lemma)) return Described::kOrganisation;
  if (classes_->Contains("person", lemma)) return Described::kPerson;
  return Described::kNothing;
}

void PartyReader::AddHolders(const Document& document, const Sentence& s, const Member& member,
                             std::vector<Party>* out) const {
  const std::string& lemma = s.forms[member.head].noun;
  const plx_span_t span = PhraseSpan(s, member.words);
  if (IsOutletItself(document, span)) {
    out->push_back({PLX_HOLDER_OUTLET, {0, 0}, std::string(document.source()),
                    std::string(document.source_name()), 1000});
    return;
  }
  const plx_mention_t* mention = s.MentionAt(member.head);
  if (mention != nullptr && CanHold(*mention)) {
    for (Party& party : FromMention(document, *mention)) out->push_back(std::move(party));
    return;
  }
  const plx_mention_t* owner = Owner(s, member);
  const bool region = owner != nullptr && View(owner->type) == "REGION";
  const bool speaks_for_owner =
      classes_->Contains(region ? "state_organ" : "government", lemma) ||
      classes_->Contains("intent", lemma);
  if (owner != nullptr && speaks_for_owner) {
    for (Party& party : FromMention(document, *owner)) {
      party.certainty = party.certainty * kOwnerCertainty / 1000;
      party.name = DisplayName(document, span);
      party.span = span;
      out->push_back(std::move(party));
    }
    return;
  }
  AddDescribed(document, s, member, out);
}

const Party* PartyReader::Referent(const Sentence& s, const Member& member) const {
  if (s.referents == nullptr || ArticleOf(s, member).indefinite) return nullptr;
  const Described described = Describe(s, member);
  if (described != Described::kPerson && described != Described::kOrganisation) return nullptr;
  return s.referents->Find(DescribingWords(s, member), PhraseSpan(s, member.words).begin);
}

// A holder that words describe: linked to whom the text named before, or by its description.
void PartyReader::AddDescribed(const Document& document, const Sentence& s, const Member& member,
                               std::vector<Party>* out) const {
  const Described described = Describe(s, member);
  if (described == Described::kNothing || !IsNominal(s.words[member.head].tag)) return;
  const plx_span_t span = PhraseSpan(s, member.words);
  const std::string name = DisplayName(document, span);
  if (described == Described::kGroup) {
    out->push_back({PLX_HOLDER_ROLE, span, "", name, kRoleCertainty});
    return;
  }
  const std::vector<std::string> words = DescribingWords(s, member);
  const Article article = ArticleOf(s, member);
  if (const Party* named = Referent(s, member)) {
    out->push_back(*named);
    out->back().span = span;
    out->back().certainty = named->certainty * kReferentCertainty / 1000;
    return;
  }
  const bool alone = words.size() < 2;
  // A single unnamed person or thing ("a man", "the company") is no role that a map could show.
  if (alone && (article.indefinite || !article.definite)) return;
  if (described == Described::kPerson && !article.indefinite && !alone &&
      classes_->Contains("office", words.back())) {
    const std::string id = "office:" + DescribedOrganisationId(Joined(words)).substr(4);
    out->push_back({PLX_HOLDER_ACTOR, span, id, name, kDescribedCertainty});
    return;
  }
  if (described == Described::kPerson || article.indefinite || alone) {
    out->push_back({PLX_HOLDER_ROLE, span, "", name, kRoleCertainty * kDescribedCertainty / 1000});
    return;
  }
  const plx_span_t core = s.SpanOf({member.words.first, member.head + 1});
  const std::string id = DescribedOrganisationId(
      DisplayName(document, {std::max(core.begin, span.begin), core.end}));
  out->push_back({PLX_HOLDER_ACTOR, span, id, name, kDescribedCertainty});
}

std::vector<Party> PartyReader::Holders(const Document& document, const Sentence& s,
                                        Range phrase) const {
  std::vector<Party> parties;
  if (IsOutletItself(document, PhraseSpan(s, phrase))) {  // "Harbour and Grid Weekly"
    parties.push_back({PLX_HOLDER_OUTLET, {0, 0}, std::string(document.source()),
                       std::string(document.source_name()), 1000});
    return parties;
  }
  for (const Member& member : Members(s, phrase)) AddHolders(document, s, member, &parties);
  if (parties.size() == 1 && parties[0].kind == PLX_HOLDER_ROLE) {
    std::vector<Party> named = Examples(document, s, phrase.end);
    if (!named.empty()) return named;
  }
  return parties;
}

// "countries like India and Mexico": those that the text names after a role.
std::vector<Party> PartyReader::Examples(const Document& document, const Sentence& s,
                                         size_t at) const {
  if (at < s.words.size() && s.words[at].mark == ',') ++at;
  if (at + 1 >= s.words.size()) return {};
  if (s.words[at].lower == "such" && s.words[at + 1].lower == "as") {
    at += 2;
  } else if (s.words[at].lower == "like" || s.words[at].lower == "including") {
    ++at;
  } else {
    return {};
  }
  const auto phrases = syntax::FindPhrases(s.words, at, s.words.size());
  if (phrases.empty() || phrases.front().first != at) return {};
  std::vector<Party> named;
  for (const Member& member : Members(s, {phrases.front().first, phrases.front().end})) {
    AddHolders(document, s, member, &named);
  }
  std::erase_if(named, [](const Party& party) { return party.kind != PLX_HOLDER_ACTOR; });
  return named;
}

bool PartyReader::IsOutletItself(const Document& document, plx_span_t span) const {
  if (Empty(span)) return false;
  const std::string text = linguistics::FoldText(document.Text(span));
  static constexpr std::string_view kOwnVoice[] = {"this newspaper", "this paper", "this magazine",
                                                   "our newspaper",  "we",         "this publication"};
  if (std::find(std::begin(kOwnVoice), std::end(kOwnVoice), text) != std::end(kOwnVoice)) return true;
  const auto& chinese = classes_->Members("own_voice_zh");
  if (std::find(chinese.begin(), chinese.end(), text) != chinese.end()) return true;
  return !document.source_name().empty() && text == linguistics::FoldText(document.source_name());
}

}  // namespace plx::stance
