#include "plugins/stance/scoring/requested_targets.h"

#include <algorithm>

#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/text/characters.h"
#include "plugins/linguistics/text/tokens.h"
#include "plugins/stance/scoring/scorer.h"

namespace plx::stance {
namespace {

// A clause that takes no side is weak evidence of neutrality.
constexpr int kNeutralStrength = 200;
constexpr int kNeutralScore = 600;

}  // namespace

RequestedTargets::RequestedTargets(const Document& document,
                                   const std::vector<std::string>& targets)
    : document_(document) {
  for (const std::string& target : targets) {
    Requested requested{"", linguistics::FoldText(target)};
    document.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
      if (!requested.entity.empty()) return;
      const std::string_view names[] = {View(m.entity), View(m.canonical),
                                        document.Text(m.base.span)};
      for (std::string_view name : names) {
        if (linguistics::FoldText(name) == requested.words) requested.entity = View(m.entity);
      }
    });
    if (requested.entity.empty()) {
      if (target.find(':') != std::string::npos && target.find(' ') == std::string::npos) {
        requested.entity = target;
      } else if (const std::string concept_id = linguistics::ConceptOf(target);
                 !concept_id.empty()) {
        requested.entity = "topic:" + concept_id;
      }
    }
    requested_.push_back(std::move(requested));
  }
}

bool RequestedTargets::Matches(const Requested& requested, const Opinion& opinion) const {
  if (!requested.entity.empty() && opinion.target.entity == requested.entity) return true;
  return opinion.target.entity.empty() &&
         linguistics::FoldText(opinion.target.text).find(requested.words) != std::string::npos;
}

void RequestedTargets::Restrict(std::vector<Opinion>* opinions) const {
  std::erase_if(*opinions, [&](const Opinion& opinion) {
    return std::none_of(requested_.begin(), requested_.end(),
                        [&](const Requested& r) { return Matches(r, opinion); });
  });
}

plx_span_t RequestedTargets::FindIn(const Requested& requested, plx_span_t clause) const {
  plx_span_t found = {0, 0};
  document_.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    if (Empty(found) && View(m.entity) == requested.entity && Contains(clause, m.base.span)) {
      found = m.base.span;
    }
  });
  if (!Empty(found)) return found;
  const linguistics::TokenSequence tokens(document_, clause);
  if (requested.entity.starts_with("topic:")) {
    for (const linguistics::Term& term : linguistics::ExtractTerms(tokens, &document_)) {
      if (term.concept_known && "topic:" + term.key == requested.entity) return term.span;
    }
  }
  const linguistics::TokenSequence words(requested.words);
  for (size_t i = 0; !words.empty() && i + words.size() <= tokens.size(); ++i) {
    size_t n = 0;
    while (n < words.size() && tokens.Word(i + n) == words.Word(n) &&
           tokens.Code(i + n) == words.Code(n)) {
      ++n;
    }
    if (n == words.size()) return tokens.Span(i, i + n);
  }
  return {0, 0};
}

void RequestedTargets::AddNeutral(const ParsedDocument& parsed,
                                  std::vector<Opinion>* opinions) const {
  std::vector<Opinion> added;
  for (const linguistics::Clause& clause : parsed.clauses) {
    for (const Requested& requested : requested_) {
      const plx_span_t span = FindIn(requested, clause.span);
      if (Empty(span)) continue;
      const bool scored = std::any_of(opinions->begin(), opinions->end(), [&](const Opinion& o) {
        return Matches(requested, o) && Overlaps(o.evidence, clause.span);
      });
      if (scored) continue;
      Opinion opinion;
      const auto* said = linguistics::HolderOf(parsed.attributions, clause.span);
      if (said != nullptr && said->holder_kind != linguistics::HolderKind::kOutlet) {
        opinion.holder = {static_cast<uint32_t>(said->holder_kind), said->holder, said->entity,
                          said->name, 1000};
      } else {
        opinion.holder = {PLX_HOLDER_OUTLET, {0, 0}, std::string(document_.source()),
                          std::string(document_.source_name()), 1000};
      }
      opinion.target.span = span;
      opinion.target.entity = requested.entity;
      opinion.target.text = std::string(document_.Text(span));
      opinion.strength = kNeutralStrength;
      opinion.score = kNeutralScore;
      opinion.evidence = clause.span;
      opinion.cue = span;
      opinion.reason = "mention.no_side";
      opinion.rule = "requested_target";
      added.push_back(std::move(opinion));
    }
  }
  opinions->insert(opinions->end(), added.begin(), added.end());
}

}  // namespace plx::stance
