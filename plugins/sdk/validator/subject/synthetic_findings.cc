#include "plugins/sdk/validator/subject/synthetic_findings.h"

#include <algorithm>
#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/text/utf8.h"

namespace parallax::validator {
namespace {

constexpr int kManyFindings = 3000;
constexpr size_t kLongString = 4096;
constexpr size_t kLongId = 256;

// A word as an id: no white space is in a token.
std::string EntityOf(absl::string_view word) {
  return absl::StrCat("sample:", absl::AsciiStrToLower(text::CutAtBoundary(word, 200)));
}

bool IsName(const Token& token, absl::string_view word) {
  return token.kind == TokenKind::kIdeographic ||
         (token.kind == TokenKind::kWord && !word.empty() && absl::ascii_isupper(word[0]));
}

Mention MentionAt(text::Span span, absl::string_view word) {
  Mention mention;
  mention.span = span;
  mention.entity = EntityOf(word);
  mention.type = "REGION";
  mention.canonical = std::string(text::CutAtBoundary(word, 200));
  return mention;
}

Quantity QuantityAt(text::Span span, absl::string_view number) {
  Quantity quantity;
  quantity.span = span;
  double value = 0;
  if (!absl::SimpleAtod(absl::StrReplaceAll(number, {{",", ""}}), &value) || !(value < 1e15)) {
    value = 1;
  }
  quantity.value = quantity.low = quantity.high = value;
  quantity.unit = "percent";
  quantity.measure = "share/sample";
  quantity.measure_name = "share of the sample";
  return quantity;
}

Claim ClaimAt(text::Span span) {
  Claim claim;
  claim.span = span;
  claim.predicate = "say";
  claim.subject.entity = "sample:subject";
  claim.object.text = "an object";
  return claim;
}

Stance StanceAt(text::Span span) {
  Stance stance;
  stance.span = span;
  stance.target.entity = "sample:target";
  stance.sign = Sign::kFor;
  stance.strength = 500;
  return stance;
}

Warning WarningAt(text::Span span) {
  Warning warning;
  warning.span = span;
  warning.code = "SAMPLE";
  warning.message = "a sample of a warning";
  return warning;
}

// One of `layer` over `span`, whose text is `word`.
Finding FindingAt(absl::string_view layer, text::Span span, absl::string_view word) {
  if (layer == "mentions") return MentionAt(span, word);
  if (layer == "quantities") return QuantityAt(span, word);
  if (layer == "claims") return ClaimAt(span);
  if (layer == "stances") return StanceAt(span);
  if (layer == "warnings") return WarningAt(span);
  Custom custom;
  custom.span = span;
  custom.type = std::string(layer);
  custom.payload = "{}";
  return custom;
}

void Exaggerate(Mention& f) {
  f.entity.assign(kLongId, 'e');
  f.canonical.assign(kLongString, 'c');
  f.members.assign(1024, "sample:member");
  f.stated_size = std::numeric_limits<uint32_t>::max();
  f.score = 0;
  f.link_score = 1000;
}
void Exaggerate(Quantity& f) {
  f.value = -1e300;
  f.low = -std::numeric_limits<double>::infinity();
  f.high = std::numeric_limits<double>::infinity();
  f.bound = Bound::kRange;
  f.unit.clear();
  f.measure.clear();
  f.measure_name.clear();
}
void Exaggerate(Claim& f) {
  const text::Span span = f.span;
  f.subject = {span, std::string(kLongId, 's'), std::string(kLongString, 's')};
  f.object = {};
  f.holder = {HolderKind::kRole, span, "", std::string(kLongString, 'h')};
  f.predicate.assign(kLongId, 'p');
  f.time = "0001/9999";
  Quantity quantity;
  quantity.span = span;
  Exaggerate(quantity);
  f.quantities.assign(256, quantity);
}
void Exaggerate(Stance& f) {
  f.target = {f.span, "", std::string(kLongString, 't')};
  f.holder = {HolderKind::kActor, f.span, std::string(kLongId, 'a'), ""};
  f.sign = Sign::kMixed;
  f.strength = 0;
  f.reason.clear();
  f.cue.assign(kLongString, 'c');
}
void Exaggerate(Warning& f) { f.message.assign(kLongString, 'm'); }
void Exaggerate(Custom& f) { f.payload.assign(65536, '\xFF'); }

bool IsSegmentation(absl::string_view layer) { return layer == "tokens" || layer == "sentences"; }

}  // namespace

void AddSyntheticFindings(absl::string_view layer, const Document& document,
                          std::vector<Finding>& findings) {
  if (IsSegmentation(layer)) return;
  const absl::string_view text = document.text();
  if (layer == "mentions" || layer == "quantities") {
    for (const Token& token : document.tokens) {
      const absl::string_view word = token.span.In(text);
      const bool wanted =
          layer == "mentions" ? IsName(token, word) : token.kind == TokenKind::kNumber;
      if (wanted) findings.push_back(FindingAt(layer, token.span, word));
    }
    return;
  }
  for (const Sentence& sentence : document.sentences) {
    findings.push_back(FindingAt(layer, sentence.span, ""));
  }
}

void AddExtremeFindings(absl::string_view layer, const Document& document,
                        std::vector<Finding>& findings) {
  const absl::string_view text = document.text();
  if (IsSegmentation(layer) || text.empty()) return;
  const text::Span all = {0, static_cast<uint32_t>(text.size())};
  size_t first_end = 0;
  text::NextCodePoint(text, &first_end);
  size_t last_begin = text.size();
  text::PreviousCodePoint(text, &last_begin);
  const text::Span first = {0, static_cast<uint32_t>(first_end)};
  const text::Span last = {static_cast<uint32_t>(last_begin), all.end};
  for (const text::Span span : {all, first, last}) {
    Finding plain = FindingAt(layer, span, "x");
    findings.push_back(plain);
    std::visit([](auto& f) { Exaggerate(f); }, plain);
    findings.push_back(std::move(plain));
  }
  for (int i = 0; i < kManyFindings; ++i) findings.push_back(FindingAt(layer, first, "x"));
}

}  // namespace parallax::validator
