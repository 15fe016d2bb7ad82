#include "plugins/stance/scoring/document_reading.h"

#include "plugins/stance/roles/chinese_segment.h"

namespace plx::stance {
namespace {

constexpr int kSpeakerCertainty = 900;

}  // namespace

DocumentReading::DocumentReading(const Document& document, const Call& call,
                                 const FrameModel& model)
    : document_(document),
      model_(model),
      parsed_(ParseDocument(document, call)),
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
  if (said == nullptr || said->holder_kind == linguistics::HolderKind::kOutlet) {
    *party = Outlet();
    return said == nullptr || !said->negated;
  }
  party->kind = static_cast<uint32_t>(said->holder_kind);
  party->span = said->holder;
  party->entity = said->entity;
  party->name = said->name;
  party->certainty = kSpeakerCertainty;
  if (said->holder_kind == linguistics::HolderKind::kRole) Describe(*said, party);
  return !said->negated;
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
