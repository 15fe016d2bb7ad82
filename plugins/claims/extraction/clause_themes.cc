#include "plugins/claims/extraction/clause_themes.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "plugins/claims/extraction/predicates.h"
#include "plugins/linguistics/text/any_of.h"

namespace plx::claims {
namespace {

using linguistics::Clause;
using linguistics::Participant;

// "competition was the reason for the loss", "the reason for the loss was competition": it caused the loss.
void TurnReason(const Document& document, Clause* c) {
  const auto reason = [&](const Participant& p) {
    return p.present() && linguistics::IsAnyOf(document.Text(p.head), {"reason", "cause", "culprit"});
  };
  const auto of = [](const Participant& p) { return p.preposition == "for" || p.preposition == "of"; };
  const auto what = std::find_if(c->objects.begin(), c->objects.end(), of);
  if (c->objects.empty() || !c->objects.front().preposition.empty()) return;
  Participant caused;
  if (reason(c->objects.front()) && what != c->objects.end()) {
    c->predicate = c->objects.front().head;
    caused = *what;
  } else if (reason(c->subject) && !c->subject_inherited) {
    // What stands between the noun and the verb: "for the loss".
    const std::string_view rest = document.Text({c->subject.span.end, c->verb_group.begin});
    const size_t skip = rest.starts_with(" for ") ? 5 : rest.starts_with(" of ") ? 4 : 0;
    if (skip == 0) return;
    caused.span = {c->subject.span.end + static_cast<uint32_t>(skip), c->subject.span.end + static_cast<uint32_t>(rest.find_last_not_of(' ') + 1)};
    caused.head = caused.span;
    c->predicate = c->subject.head;
    c->subject = c->objects.front();
  } else {
    return;
  }
  caused.preposition.clear();
  c->objects = {caused};
  c->lemma = "cause";
  c->copula = false;
}

bool HasTrend(std::string_view lemma) {
  const auto& classes = ClassesOf(lemma);
  return std::any_of(classes.begin(), classes.end(), [](std::string_view c) { return c == "increase" || c == "decrease"; });
}

}  // namespace

linguistics::Parse WithThemes(const Document& document, linguistics::Parse parse) {
  for (Clause& c : parse.clauses) {
    if (c.copula && !c.chinese) TurnReason(document, &c);
    const bool moved = c.passive && !c.objects.empty() && HasTrend(c.lemma) && !linguistics::IsAnyOf(c.lemma, {"cut", "raise"});
    const bool state = moved || linguistics::IsAnyOf(c.lemma, {"estimate", "value", "aim", "base", "locate", "situate"});
    if (!state || !c.passive || c.subject.present() || c.objects.empty() || !c.objects.front().preposition.empty()) continue;
    c.subject = c.objects.front();
    c.objects.erase(c.objects.begin());
    c.passive = false;
  }
  return parse;
}

}  // namespace plx::claims
