#include "plugins/claims/extraction/asides.h"

#include <string_view>

#include "plugins/linguistics/text/any_of.h"
#include "plugins/linguistics/text/lemma.h"

namespace plx::claims {

using linguistics::IsAnyOf;

bool IsDifference(const Document& document, const SentenceFacts& facts, const linguistics::Clause& clause,
                  const linguistics::Quantity& quantity) {
  const auto& tokens = facts.tokens;
  const bool more = IsAnyOf(tokens.Word(quantity.end), {"more", "less", "fewer", "higher", "lower"});
  if (more && tokens.Word(quantity.end + 1) == "than") return true;
  // "44 more people than allowed"
  const std::string_view next = tokens.Word(tokens.IndexAt(quantity.numeral_span.end));
  if (IsAnyOf(next, {"more", "fewer"}) && tokens.Word(quantity.end) == "than") return true;
  if (!clause.chinese) return false;
  const std::string_view before = document.Text({clause.span.begin, quantity.span.begin});
  if (before.find("比") == std::string_view::npos) return false;
  for (const std::string_view word : {"多", "少", "多出", "少了", "高", "低", "高出", "低了", "贵", "便宜"}) {
    if (before.ends_with(word)) return true;
  }
  return false;
}

bool InAbsolute(const SentenceFacts& facts, const linguistics::Clause& clause, const linguistics::Quantity& quantity) {
  const auto& tokens = facts.tokens;
  bool with = false;
  for (size_t i = tokens.IndexAt(clause.predicate.end); i < quantity.first; ++i) {
    if (tokens.Word(i) == "with") {
      with = true;
    } else if (with && linguistics::FormOf(tokens.Word(i)) == linguistics::VerbForm::kGerund) {
      return true;
    }
  }
  return false;
}

}  // namespace plx::claims
