#include "plugins/claims/extraction/sentence_facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugins/linguistics/tables/word_map.h"

namespace plx::claims {
namespace {

linguistics::Date PublishedOf(const Document& document) {
  const auto date = linguistics::ParseDate(document.published());
  return date.value_or(linguistics::Date{});
}

bool InAny(plx_span_t span, const std::vector<linguistics::DateExpression>& dates) {
  return std::any_of(dates.begin(), dates.end(), [&](const auto& d) { return Contains(d.span, span); });
}

std::vector<const plx_mention_t*> MentionsInside(const Document& document, plx_span_t span) {
  std::vector<const plx_mention_t*> inside;
  document.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    if (Contains(span, m.base.span)) inside.push_back(&m);
  });
  return inside;
}

}  // namespace

SentenceFacts::SentenceFacts(const Document& document, plx_span_t sentence)
    : SentenceFacts(document, sentence, linguistics::TokenSequence(document, sentence),
                    MentionsInside(document, sentence)) {}

SentenceFacts::SentenceFacts(const Document& document, plx_span_t sentence, linguistics::TokenSequence its_tokens,
                             const std::vector<const plx_mention_t*>& inside)
    : span(sentence),
      tokens(std::move(its_tokens)),
      terms(linguistics::ExtractTerms(tokens, &document)),
      quantities(linguistics::FindQuantities(tokens)),
      dates(linguistics::FindDates(tokens, PublishedOf(document))),
      cues(linguistics::FindCues(tokens)) {
  std::vector<linguistics::Term> things;
  for (const plx_mention_t* m : inside) {
    const std::string_view entity = View(m->entity);
    // "Smartphones" at the head of a sentence: an unknown name that is a word of the dictionary.
    if (entity.substr(0, 5) == "name:" && !linguistics::ConceptOf(document.Text(m->base.span)).empty()) continue;
    if (!IsThing(entity)) {
      mentions.push_back(m);
      continue;
    }
    linguistics::Term term;
    term.span = m->base.span;
    term.key = std::string(entity.substr(entity.find(':') + 1));
    term.concept_known = true;
    term.term_class = linguistics::TermClass::kTopic;
    things.push_back(std::move(term));
    // 铜价: the thing, and that its price is meant.
    if (!document.Text(m->base.span).ends_with("价")) continue;
    linguistics::Term price;
    price.span = m->base.span;
    price.key = "price";
    price.concept_known = true;
    price.term_class = linguistics::TermClass::kMeasure;
    things.push_back(std::move(price));
  }
  std::erase_if(terms, [&](const linguistics::Term& t) {
    const auto covers = [&](plx_span_t s) { return Overlaps(s, t.span); };
    return std::any_of(mentions.begin(), mentions.end(),
                       [&](const plx_mention_t* m) {
                         // "QUAD alliance" is a name and says what it is.
                         return m->coreferent == 0 && View(m->type) != "GROUP" && covers(m->base.span);
                       }) ||
           std::any_of(things.begin(), things.end(), [&](const auto& x) { return covers(x.span); });
  });
  terms.insert(terms.end(), things.begin(), things.end());
  std::stable_sort(terms.begin(), terms.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
}

bool SentenceFacts::InDate(plx_span_t where) const { return InAny(where, dates); }

bool SentenceFacts::InQuantity(plx_span_t where) const {
  return std::any_of(quantities.begin(), quantities.end(), [&](const auto& q) { return Contains(q.span, where); });
}

bool SentenceFacts::IsCounted(plx_span_t where) const {
  return std::any_of(quantities.begin(), quantities.end(), [&](const auto& q) {
    return q.unit_class == linguistics::UnitClass::kCount && Contains(q.unit_span, where);
  });
}

std::vector<std::string> SentenceFacts::Keys(plx_span_t where) const {
  std::vector<std::string> keys;
  for (const linguistics::Term& term : terms) {
    if (!Contains(where, term.span) || IsGenericKey(term.key) || InDate(term.span)) continue;
    if (!InQuantity(term.span)) keys.push_back(term.key);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

namespace {

// "would not exceed $90 million": the number's own bound, which negates nothing.
std::vector<linguistics::Cue> CuesOf(const SentenceFacts& facts, plx_span_t clause, plx_span_t head) {
  std::vector<linguistics::Cue> cues;
  for (const linguistics::Cue& cue : facts.cues) {
    if (Contains(clause, cue.span) && !Overlaps(cue.span, head) && !facts.InQuantity(cue.span)) cues.push_back(cue);
  }
  return cues;
}

}  // namespace

bool SentenceFacts::IsNegated(plx_span_t clause, plx_span_t head) const {
  return linguistics::IsNegated(CuesOf(*this, clause, head), head);
}

linguistics::Modality SentenceFacts::ModalityOf(plx_span_t clause, plx_span_t head) const {
  return linguistics::ModalityOf(CuesOf(*this, clause, head), head);
}

bool IsThing(std::string_view entity) {
  static constexpr std::array<std::string_view, 4> kThings = {"commodity:", "disease:", "technology:", "product:"};
  return std::any_of(kThings.begin(), kThings.end(), [&](std::string_view p) { return entity.substr(0, p.size()) == p; });
}

bool IsNobody(const Document& document, std::string_view entity, plx_span_t head) {
  if (IsThing(entity)) return true;
  if (entity.substr(0, 5) != "name:") return false;
  // By the whole name: a "Link" is a word of the dictionary, the "Andaman Link" is not.
  plx_span_t words = head;
  document.ForEach<plx_mention_t>([&](const plx_mention_t& m, uint32_t) {
    if (Overlaps(m.base.span, head) && View(m.entity) == entity) words = m.base.span;
  });
  return !linguistics::ConceptOf(document.Text(words)).empty();
}

const plx_mention_t* SentenceFacts::MentionIn(plx_span_t where) const {
  const plx_mention_t* best = nullptr;
  for (const plx_mention_t* m : mentions) {
    if (!Contains(where, m->base.span)) continue;
    const auto rank = [](const plx_mention_t* x) {
      return std::make_pair(x->coreferent == 0, x->base.span.end - x->base.span.begin);
    };
    if (best == nullptr || rank(m) > rank(best)) best = m;
  }
  return best;
}

bool IsGenericKey(std::string_view key) {
  static const linguistics::WordSet kGeneric = {
      "global", "world", "worldwide", "total", "complete", "entire", "whole", "overall", "current", "recent", "latest",
      "significant", "major", "key", "new", "large", "big", "important", "substantial", "various",
      "deem", "consider", "regard", "view", "perceive", "remain", "become", "appear", "seem", "continue", "want", "seek",
      "视为", "认为",
      "certain", "several", "many", "overall", "full", "main", "first", "also", "only", "estimate",
      "全球", "全部", "世界", "整个", "目前", "重要", "巨大", "主要", "重大", "显著", "大量", "约", "左右", "以上",
      "达", "超过", "同比", "环比"};
  return kGeneric.Contains(key);
}

}  // namespace plx::claims
