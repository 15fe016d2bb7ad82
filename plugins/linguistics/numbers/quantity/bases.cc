#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "plugins/linguistics/numbers/quantity/context.h"
#include "plugins/linguistics/numbers/quantity/words.h"
#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/span_text.h"

namespace plx::linguistics {

void ReadBase(const TokenSequence& tokens, Quantity* q) {
  using namespace quantity;  // NOLINT: the predicates of words.h
  if (q->unit_class != UnitClass::kPercent && q->unit_class != UnitClass::kRatio) return;
  if (tokens.Word(q->end) == "of" || tokens.Word(q->end) == "that") {
    const size_t first = tokens.Word(q->end + 1) == "of" ? q->end + 2 : q->end + 1;
    NounGroup group = NounGroupAt(tokens, first);
    if (IsAnyOf(tokens.Word(first), {"those", "that", "what"}) &&
        IsPreposition(tokens.Word(first + 1))) {
      const NounGroup inner = NounGroupAt(tokens, first + 2);
      if (!inner.empty()) group = {first, inner.end, inner.head};
    }
    if (!group.empty()) q->base_span = tokens.Span(group.first, group.end);
    return;
  }
  if (q->unit == "fraction" && IsAnyOf(tokens.Word(q->end), {"the", "its", "their", "all"})) {
    const NounGroup group = NounGroupAt(tokens, q->end);  // half the money
    if (!group.empty()) q->base_span = tokens.Span(group.first, group.end);
    return;
  }
  if (q->first >= 2 && tokens.Code(q->first - 1) == U'的') {  // 占全球产量的六成
    const NounGroup group = NounGroupBefore(tokens, q->first - 1);
    size_t first = group.first;
    for (size_t i = group.first; i + 1 < group.end; ++i) {
      if (IsAnyOf(tokens.Code(i), U"占为是达足到过于仅近")) first = i + 1;
    }
    if (first < group.end) q->base_span = tokens.Span(first, group.end);
    return;
  }
  if (tokens.Code(q->end) == U'的') {  // 60%的稀土开采
    const NounGroup group = NounGroupAt(tokens, q->end + 1);
    if (!group.empty()) q->base_span = tokens.Span(group.first, group.end);
  }
}

bool IsLabelNumber(const TokenSequence& tokens, const Numeral& n) {
  if (n.first == 0 || n.kind != NumeralKind::kCardinal || n.first + 1 != n.end) return false;
  const size_t before = n.first - 1;
  const std::string_view w = tokens.Word(before);
  static const std::unordered_set<std::string_view> kLabels = {
      "group",      "article",     "chapter",   "section",  "resolution", "phase",     "page",
      "route",      "flight",      "title",     "figure",   "table",      "stage",     "type",
      "model",      "formula",     "tier",      "level",    "category",   "channel",   "apollo",
      "falcon",     "boeing",      "airbus",    "iphone",   "windows",    "galaxy",    "version",
      "room",       "line",        "step",      "part",     "volume",     "issue",     "episode",
      "season",     "paragraph",   "item",      "appendix", "annex",      "schedule",  "rule",
      "directive",  "regulation",  "decree",    "grade",    "class",      "no",        "number",
      "point",      "point's",     "division",  "brigade",  "block",      "unit",      "reactor",
      "gate",       "pier",        "terminal",  "building", "track",      "platform",  "highway",
      "interstate", "proposition", "amendment", "act",      "world",      "battalion", "sars",
      "mark",       "ps"};
  if (tokens.Kind(before) != TokenKind::kWord) {
    return tokens.Code(before) == '.' && before > 0 && tokens.Word(before - 1) == "no" &&
           tokens.Glued(before);
  }
  const std::string_view written = tokens.Text(before);
  const bool name =
      std::any_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return (name || IsAnyOf(w, {"page", "article", "chapter", "section", "phase", "paragraph",
                              "version", "flight"})) &&
         kLabels.count(w) != 0;
}

}  // namespace plx::linguistics
