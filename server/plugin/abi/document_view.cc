#include "server/plugin/abi/document_view.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <type_traits>
#include <variant>

namespace parallax::plugin {
namespace {

// What makes lending in place right: same size, same fields at the same places.
static_assert(sizeof(Span) == sizeof(plx_span_t) &&
              offsetof(Span, end) == offsetof(plx_span_t, end));
static_assert(sizeof(Token) == sizeof(plx_token_t) &&
              offsetof(Token, kind) == offsetof(plx_token_t, kind) &&
              offsetof(Token, sentence) == offsetof(plx_token_t, sentence));
static_assert(sizeof(Sentence) == sizeof(plx_sentence_t) &&
              offsetof(Sentence, block) == offsetof(plx_sentence_t, block) &&
              offsetof(Sentence, first_token) == offsetof(plx_sentence_t, first_token) &&
              offsetof(Sentence, end_token) == offsetof(plx_sentence_t, end_token));
static_assert(sizeof(Reference) == sizeof(plx_reference_t) &&
              offsetof(Reference, number) == offsetof(plx_reference_t, number) &&
              offsetof(Reference, block) == offsetof(plx_reference_t, block));
static_assert(std::is_standard_layout_v<Token> && std::is_standard_layout_v<Sentence> &&
              std::is_standard_layout_v<Reference>);

plx_str_t Str(absl::string_view s) { return {s.data(), s.size()}; }
plx_span_t SpanOf(Span s) { return {s.begin, s.end}; }

template <typename T>
plx_array_t Lend(const std::vector<T>& elements) {
  return {elements.data(), static_cast<uint32_t>(elements.size()), sizeof(T)};
}

template <typename T>
T Header(const FindingBase& from, uint32_t kind) {
  T to = {};
  to.base.size = sizeof(T);
  to.base.kind = kind;
  to.base.span = SpanOf(from.span);
  to.base.score = from.score.value_or(PLX_NO_SCORE);
  to.base.rule = Str(from.rule);
  return to;
}

plx_holder_t HolderOf(const Holder& from) {
  return {static_cast<uint32_t>(from.kind), SpanOf(from.span), Str(from.entity), Str(from.name)};
}

plx_argument_t ArgumentOf(const Argument& from) {
  return {SpanOf(from.span), Str(from.entity), Str(from.text)};
}

plx_quantity_t QuantityOf(const Quantity& from) {
  auto to = Header<plx_quantity_t>(from, PLX_FINDING_QUANTITY);
  to.value = from.value;
  to.low = from.low;
  to.high = from.high;
  to.bound = static_cast<uint32_t>(from.bound);
  to.unit = Str(from.unit);
  to.measure = Str(from.measure);
  to.measure_name = Str(from.measure_name);
  to.subject = Str(from.subject);
  return to;
}

absl::string_view LayerName(const Finding& finding) {
  const auto* custom = std::get_if<Custom>(&finding);
  return custom != nullptr ? absl::string_view(custom->type) : LayerOf(finding);
}

}  // namespace

FindingsView::FindingsView(absl::Span<const Finding> findings,
                           absl::Span<const std::string> layers) {
  for (uint32_t i = 0; i < findings.size(); ++i) {
    const absl::string_view layer = LayerName(findings[i]);
    const bool wanted = std::any_of(layers.begin(), layers.end(),
                                    [&](absl::string_view name) { return name == layer; });
    if (wanted) order_.push_back(i);
  }
  const auto key = [&](uint32_t i) {
    const Finding& f = findings[i];
    return std::tuple(f.index(), LayerName(f), BaseOf(f).span.begin, i);
  };
  std::sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  Reserve(findings);
  pointers_.reserve(order_.size());
  for (const uint32_t i : order_) pointers_.push_back(Convert(findings[i]));
}

void FindingsView::Reserve(absl::Span<const Finding> findings) {
  size_t of_kind[std::variant_size_v<Finding>] = {};
  size_t members = 0;
  size_t quantities_of_claims = 0;
  for (const uint32_t i : order_) {
    ++of_kind[findings[i].index()];
    if (const auto* mention = std::get_if<Mention>(&findings[i]))
      members += mention->members.size();
    if (const auto* claim = std::get_if<Claim>(&findings[i])) {
      quantities_of_claims += claim->quantities.size();
    }
  }
  mentions_.reserve(of_kind[0]);
  quantities_.reserve(of_kind[1] + quantities_of_claims);
  claims_.reserve(of_kind[2]);
  stances_.reserve(of_kind[3]);
  warnings_.reserve(of_kind[4]);
  customs_.reserve(of_kind[5]);
  members_.reserve(members);
}

const plx_finding_t* FindingsView::Convert(const Finding& finding) {
  if (const auto* from = std::get_if<Mention>(&finding)) {
    auto to = Header<plx_mention_t>(*from, PLX_FINDING_MENTION);
    to.entity = Str(from->entity);
    to.type = Str(from->type);
    to.canonical = Str(from->canonical);
    to.link_score = from->link_score.value_or(PLX_NO_SCORE);
    to.coreferent = from->coreferent ? 1 : 0;
    to.members = members_.data() + members_.size();
    to.member_count = static_cast<uint32_t>(from->members.size());
    to.stated_size = from->stated_size;
    for (const std::string& member : from->members) members_.push_back(Str(member));
    if (from->members.empty()) to.members = nullptr;
    return &mentions_.emplace_back(to).base;
  }
  if (const auto* from = std::get_if<Quantity>(&finding)) {
    return &quantities_.emplace_back(QuantityOf(*from)).base;
  }
  if (const auto* from = std::get_if<Claim>(&finding)) {
    auto to = Header<plx_claim_t>(*from, PLX_FINDING_CLAIM);
    to.holder = HolderOf(from->holder);
    to.subject = ArgumentOf(from->subject);
    to.object = ArgumentOf(from->object);
    to.predicate = Str(from->predicate);
    to.predicate_span = SpanOf(from->predicate_span);
    to.modality = static_cast<uint32_t>(from->modality);
    to.polarity = static_cast<uint32_t>(from->polarity);
    to.time = Str(from->time);
    to.time_span = SpanOf(from->time_span);
    to.quantities = from->quantities.empty() ? nullptr : quantities_.data() + quantities_.size();
    to.quantity_count = static_cast<uint32_t>(from->quantities.size());
    for (const Quantity& quantity : from->quantities) quantities_.push_back(QuantityOf(quantity));
    return &claims_.emplace_back(to).base;
  }
  if (const auto* from = std::get_if<Stance>(&finding)) {
    auto to = Header<plx_stance_t>(*from, PLX_FINDING_STANCE);
    to.holder = HolderOf(from->holder);
    to.target = ArgumentOf(from->target);
    to.sign = static_cast<uint32_t>(from->sign);
    to.strength = from->strength;
    to.reason = Str(from->reason);
    to.cue = Str(from->cue);
    return &stances_.emplace_back(to).base;
  }
  if (const auto* from = std::get_if<Warning>(&finding)) {
    auto to = Header<plx_warning_t>(*from, PLX_FINDING_WARNING);
    to.severity = static_cast<uint32_t>(from->severity);
    to.code = Str(from->code);
    to.message = Str(from->message);
    return &warnings_.emplace_back(to).base;
  }
  const auto& from = std::get<Custom>(finding);
  auto to = Header<plx_custom_t>(from, PLX_FINDING_CUSTOM);
  to.type = Str(from.type);
  to.payload = Str(from.payload);
  return &customs_.emplace_back(to).base;
}

DocumentView::DocumentView(const Document& document, const std::vector<Finding>* findings,
                           absl::Span<const std::string> layers)
    : raw_({}) {
  if (findings != nullptr && !findings->empty() && !layers.empty()) {
    findings_ = FindingsView(*findings, layers);
  }
  const DocumentContent& content = document.content;
  blocks_.reserve(content.blocks.size());
  for (const Block& block : content.blocks) {
    blocks_.push_back({SpanOf(block.span), static_cast<uint32_t>(block.kind), Str(block.language)});
  }
  raw_.struct_size = sizeof(raw_);
  raw_.name = Str(document.name);
  raw_.revision = Str(document.revision);
  raw_.text = Str(content.text);
  raw_.language = Str(content.language);
  raw_.title = Str(content.title);
  raw_.source = Str(document.source);
  raw_.source_name = Str(content.source_name);
  raw_.feed = Str(content.feed);
  raw_.published = Str(content.published.iso);
  raw_.published_precision = static_cast<uint32_t>(content.published.precision);
  raw_.blocks = Lend(blocks_);
  raw_.references = Lend(document.references);
  raw_.sentences = Lend(document.sentences);
  raw_.tokens = Lend(document.tokens);
  raw_.findings = findings_.data();
  raw_.finding_count = findings_.size();
}

BatchView::BatchView(absl::Span<const AnalyzerInput> inputs, absl::Span<const std::string> layers) {
  views_.reserve(inputs.size());
  pointers_.reserve(inputs.size());
  for (const AnalyzerInput& input : inputs) {
    views_.emplace_back(*input.document, input.findings.get(), layers);
    pointers_.push_back(&views_.back().raw());
  }
}

}  // namespace parallax::plugin
