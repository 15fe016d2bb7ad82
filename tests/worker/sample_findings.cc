#include "tests/worker/sample_findings.h"

#include <limits>

#include "absl/strings/str_cat.h"

namespace parallax::worker {
namespace {

Quantity SomeQuantity() {
  auto quantity = At<Quantity>(12, 22);
  quantity.value = 40;
  quantity.low = 39.5;
  quantity.high = std::numeric_limits<double>::infinity();
  quantity.bound = Bound::kAtLeast;
  quantity.unit = "percent";
  quantity.measure = "share/x";
  quantity.measure_name = "share of x";
  quantity.subject = "region:CN";
  return quantity;
}

}  // namespace

std::vector<Finding> SomeFindings() {
  auto mention = At<Mention>(0, 6);
  mention.entity = "region:CN";
  mention.type = "REGION";
  mention.canonical = "China";
  mention.link_score = 0;
  mention.coreferent = true;
  mention.members = {"region:CN", "region:HK"};
  mention.stated_size = 2;
  auto claim = At<Claim>(0, 31);
  claim.holder = {HolderKind::kActor, {0, 6}, "region:CN", "中国"};
  claim.subject = {{0, 6}, "region:CN", "中国"};
  claim.object = {{25, 26}, "topic:x", "x"};
  claim.predicate = "say";
  claim.predicate_span = {7, 11};
  claim.modality = Modality::kForecast;
  claim.polarity = Polarity::kNegative;
  claim.time = "2024/2026";
  claim.time_span = {12, 14};
  claim.quantities = {SomeQuantity(), SomeQuantity()};
  claim.quantities[1].score.reset();
  auto stance = At<Stance>(36, 52);
  stance.holder = {HolderKind::kRole, {36, 42}, "", "Norway's officials"};
  stance.target = {{0, 6}, "region:CN", "中国"};
  stance.sign = Sign::kMixed;
  stance.strength = 650;
  stance.reason = "frame.disagree";
  stance.cue = "disagrees";
  auto warning = At<Warning>(0, 6);
  warning.severity = Severity::kInfo;
  warning.code = "SEEN";
  warning.message = "seen";
  auto custom = At<Custom>(0, 1 + 5);
  custom.type = "test.note";
  custom.payload = std::string("\0\xff bytes", 8);
  Claim bare;
  bare.span = {0, 6};
  bare.predicate = "be";
  return {mention, SomeQuantity(), claim, bare, stance, warning, custom};
}

std::string Show(const std::vector<Finding>& findings) {
  std::string all;
  for (const Finding& finding : findings) {
    const FindingBase& base = BaseOf(finding);
    absl::StrAppend(&all, finding.index(), " ", base.span.begin, "-", base.span.end, " ",
                    base.score.value_or(-1), " ", base.rule);
    if (const auto* m = std::get_if<Mention>(&finding)) {
      absl::StrAppend(&all, " ", m->entity, m->type, m->canonical, m->link_score.value_or(-1),
                      m->coreferent, m->stated_size);
      for (const std::string& member : m->members) absl::StrAppend(&all, member);
    } else if (const auto* q = std::get_if<Quantity>(&finding)) {
      absl::StrAppend(&all, " ", q->value, q->low, q->high, static_cast<int>(q->bound), q->unit,
                      q->measure, q->measure_name, q->subject);
    } else if (const auto* c = std::get_if<Claim>(&finding)) {
      absl::StrAppend(&all, " ", static_cast<int>(c->holder.kind), c->holder.span.end,
                      c->holder.entity, c->holder.name, c->subject.span.end, c->subject.entity,
                      c->subject.text, c->object.span.begin, c->object.entity, c->object.text,
                      c->predicate, c->predicate_span.begin, static_cast<int>(c->modality),
                      static_cast<int>(c->polarity), c->time, c->time_span.end, " {");
      for (const Quantity& quantity : c->quantities) all += Show({quantity});
      all += "}";
    } else if (const auto* s = std::get_if<Stance>(&finding)) {
      absl::StrAppend(&all, " ", static_cast<int>(s->holder.kind), s->holder.name,
                      s->target.entity, s->target.text, static_cast<int>(s->sign), s->strength,
                      s->reason, s->cue);
    } else if (const auto* w = std::get_if<Warning>(&finding)) {
      absl::StrAppend(&all, " ", static_cast<int>(w->severity), w->code, w->message);
    } else if (const auto* x = std::get_if<Custom>(&finding)) {
      absl::StrAppend(&all, " ", x->type, x->payload);
    }
    all += "\n";
  }
  return all;
}

}  // namespace parallax::worker
