#include "server/analyzer/finding_check.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/text/offsets.h"
#include "server/text/utf8.h"

namespace parallax {
namespace {

absl::Status String(absl::string_view field, const std::string& value,
                    size_t max = kMaxStringBytes) {
  if (value.size() > max) {
    return WrongField(field, absl::StrCat("is ", value.size(), " bytes; at most ", max));
  }
  if (absl::Status utf8 = text::CheckUtf8(value); !utf8.ok()) {
    return WrongField(field, absl::StrCat("is not UTF-8: ", utf8.message()));
  }
  return absl::OkStatus();
}

// An id: a short string without white space or control characters.
absl::Status Id(absl::string_view field, const std::string& value, bool required) {
  RETURN_IF_ERROR(String(field, value, kMaxIdBytes));
  if (required && value.empty()) return WrongField(field, "is empty");
  const bool clean = std::all_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
  });
  if (clean) return absl::OkStatus();
  return WrongField(field, absl::StrCat("\"", absl::Utf8SafeCEscape(value),
                                        "\" has white space or control characters"));
}

absl::Status Score(absl::string_view field, const std::optional<int32_t>& score) {
  if (!score || (*score >= 0 && *score <= 1000)) return absl::OkStatus();
  return WrongField(field, absl::StrCat("is ", *score, "; it must be 0..1000 or PLX_NO_SCORE"));
}

template <typename E>
absl::Status Enum(absl::string_view field, E value, E last) {
  const auto number = static_cast<uint32_t>(value);
  if (number >= 1 && value <= last) return absl::OkStatus();
  return WrongField(field, absl::StrCat("is ", number, "; it must be 1..",
                                        static_cast<uint32_t>(last)));
}

// The rules of one document's findings, kind by kind.
class Checker {
 public:
  Checker(absl::string_view text, const AnalyzerInfo& info) : text_(text), info_(info) {}

  absl::Status Base(const FindingBase& f) const {
    RETURN_IF_ERROR(RequiredSpan("base.span", f.span));
    RETURN_IF_ERROR(Score("base.score", f.score));
    return String("base.rule", f.rule, kMaxIdBytes);
  }

  absl::Status operator()(const Mention& f) const {
    RETURN_IF_ERROR(Base(f));
    RETURN_IF_ERROR(Id("entity", f.entity, true));
    RETURN_IF_ERROR(Id("type", f.type, true));
    const auto& labels = info_.labels;
    if (!labels.empty() && std::find(labels.begin(), labels.end(), f.type) == labels.end()) {
      return WrongField("type", absl::StrCat("is \"", f.type,
                                             "\", which info.labels does not declare (",
                                             absl::StrJoin(labels, ", "), ")"));
    }
    RETURN_IF_ERROR(String("canonical", f.canonical));
    RETURN_IF_ERROR(Score("link_score", f.link_score));
    if (f.members.size() > kMaxMembers) {
      return WrongField("members", absl::StrCat("has more than ", kMaxMembers, " entries"));
    }
    for (size_t i = 0; i < f.members.size(); ++i) {
      if (absl::Status s = Id("", f.members[i], true); !s.ok()) {
        return Inside(absl::StrCat("members[", i, "]"), s);
      }
    }
    return absl::OkStatus();
  }

  absl::Status operator()(const Quantity& f) const {
    RETURN_IF_ERROR(Base(f));
    if (!std::isfinite(f.value)) return WrongField("value", "is not a finite number");
    if (!(f.low <= f.high)) {
      return WrongField("low",
                        absl::StrCat("and high are no interval: [", f.low, ", ", f.high, "]"));
    }
    RETURN_IF_ERROR(Enum("bound", f.bound, Bound::kRange));
    RETURN_IF_ERROR(String("unit", f.unit, kMaxIdBytes));
    RETURN_IF_ERROR(String("measure", f.measure, kMaxIdBytes));
    RETURN_IF_ERROR(String("measure_name", f.measure_name));
    return Id("subject", f.subject, false);
  }

  absl::Status operator()(const Claim& f) const {
    RETURN_IF_ERROR(Base(f));
    RETURN_IF_ERROR(CheckHolder(f.holder));
    RETURN_IF_ERROR(CheckArgument("subject", f.subject));
    RETURN_IF_ERROR(CheckArgument("object", f.object));
    RETURN_IF_ERROR(Id("predicate", f.predicate, true));
    RETURN_IF_ERROR(OptionalSpan("predicate_span", f.predicate_span));
    RETURN_IF_ERROR(Enum("modality", f.modality, Modality::kOpinion));
    RETURN_IF_ERROR(Enum("polarity", f.polarity, Polarity::kNegative));
    RETURN_IF_ERROR(Id("time", f.time, false));
    RETURN_IF_ERROR(OptionalSpan("time_span", f.time_span));
    if (f.quantities.size() > kMaxQuantities) {
      return WrongField("quantities", absl::StrCat("has more than ", kMaxQuantities, " entries"));
    }
    for (size_t i = 0; i < f.quantities.size(); ++i) {
      if (absl::Status s = (*this)(f.quantities[i]); !s.ok()) {
        return Inside(absl::StrCat("quantities[", i, "]."), s);
      }
    }
    return absl::OkStatus();
  }

  absl::Status operator()(const Stance& f) const {
    RETURN_IF_ERROR(Base(f));
    RETURN_IF_ERROR(CheckHolder(f.holder));
    RETURN_IF_ERROR(CheckArgument("target", f.target));
    if (f.target.entity.empty() && f.target.text.empty()) {
      return WrongField("target", "has neither entity nor text");
    }
    RETURN_IF_ERROR(Enum("sign", f.sign, Sign::kMixed));
    if (f.strength < 0 || f.strength > 1000) {
      return WrongField("strength", absl::StrCat("is ", f.strength, "; it must be 0..1000"));
    }
    RETURN_IF_ERROR(Id("reason", f.reason, false));
    return String("cue", f.cue);
  }

  absl::Status operator()(const Warning& f) const {
    RETURN_IF_ERROR(Base(f));
    RETURN_IF_ERROR(Enum("severity", f.severity, Severity::kWarning));
    RETURN_IF_ERROR(Id("code", f.code, true));
    if (f.code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != std::string::npos) {
      return WrongField("code", absl::StrCat("is \"", f.code, "\"; it must be UPPER_SNAKE"));
    }
    RETURN_IF_ERROR(String("message", f.message));
    return f.message.empty() ? WrongField("message", "is empty") : absl::OkStatus();
  }

  absl::Status operator()(const Custom& f) const {
    RETURN_IF_ERROR(Base(f));
    RETURN_IF_ERROR(Id("type", f.type, true));
    if (f.payload.size() <= kMaxPayloadBytes) return absl::OkStatus();
    return WrongField("payload", absl::StrCat("is longer than ", kMaxPayloadBytes, " bytes"));
  }

 private:
  static absl::Status Inside(absl::string_view outer, const absl::Status& s) {
    return WithReason(absl::Status(s.code(), absl::StrCat(outer, s.message())), ReasonOf(s));
  }

  absl::Status RequiredSpan(absl::string_view field, text::Span span) const {
    const absl::Status why = text::CheckSpan(text_, span);
    if (why.ok()) return why;
    return WithReason(absl::Status(why.code(), absl::StrCat(field, ": ", why.message())),
                      "SPAN_INVALID");
  }

  absl::Status OptionalSpan(absl::string_view field, text::Span span) const {
    if (span.begin == span.end) return absl::OkStatus();  // "no span", wherever it stands
    return RequiredSpan(field, span);
  }

  absl::Status CheckHolder(const Holder& holder) const {
    RETURN_IF_ERROR(Enum("holder.kind", holder.kind, HolderKind::kRole));
    RETURN_IF_ERROR(OptionalSpan("holder.span", holder.span));
    RETURN_IF_ERROR(Id("holder.entity", holder.entity, holder.kind == HolderKind::kActor));
    RETURN_IF_ERROR(String("holder.name", holder.name));
    if (holder.kind == HolderKind::kRole && holder.name.empty()) {
      return WrongField("holder.name", "is empty; a role needs the words that name it");
    }
    return absl::OkStatus();
  }

  absl::Status CheckArgument(absl::string_view field, const Argument& argument) const {
    absl::Status status = OptionalSpan(".span", argument.span);
    if (status.ok()) status = Id(".entity", argument.entity, false);
    if (status.ok()) status = String(".text", argument.text);
    return status.ok() ? status : Inside(field, status);
  }

  absl::string_view text_;
  const AnalyzerInfo& info_;
};

absl::Status CheckLayer(const Finding& finding, const AnalyzerInfo& info) {
  const auto* custom = std::get_if<Custom>(&finding);
  const absl::string_view layer =
      custom != nullptr ? absl::string_view(custom->type) : LayerOf(finding);
  if (std::find(info.produces.begin(), info.produces.end(), layer) != info.produces.end()) {
    return absl::OkStatus();
  }
  return WrongField("base.kind", absl::StrCat("is of the layer \"", layer,
                                              "\", which info.produces does not declare (",
                                              absl::StrJoin(info.produces, ", "), ")"));
}

absl::Status Gave(absl::string_view what) {
  return WithReason(absl::InvalidArgumentError(absl::StrCat("gave ", what)), "ANALYZER_FAILED");
}

size_t StringsOf(const Mention& f) {
  size_t size = f.entity.size() + f.type.size() + f.canonical.size();
  for (const std::string& member : f.members) size += sizeof(member) + member.size();
  return size;
}
size_t StringsOf(const Quantity& f) {
  return f.unit.size() + f.measure.size() + f.measure_name.size() + f.subject.size();
}
size_t StringsOf(const Holder& f) { return f.entity.size() + f.name.size(); }
size_t StringsOf(const Argument& f) { return f.entity.size() + f.text.size(); }
size_t StringsOf(const Claim& f) {
  size_t size = StringsOf(f.holder) + StringsOf(f.subject) + StringsOf(f.object) +
                f.predicate.size() + f.time.size();
  for (const Quantity& quantity : f.quantities) size += sizeof(quantity) + StringsOf(quantity);
  return size;
}
size_t StringsOf(const Stance& f) {
  return StringsOf(f.holder) + StringsOf(f.target) + f.reason.size() + f.cue.size();
}
size_t StringsOf(const Warning& f) { return f.code.size() + f.message.size(); }
size_t StringsOf(const Custom& f) { return f.type.size() + f.payload.size(); }

}  // namespace

absl::Status WrongField(absl::string_view field, absl::string_view what) {
  return WithReason(absl::InvalidArgumentError(absl::StrCat(field, " ", what)), "ANALYZER_FAILED");
}

absl::Status CheckFinding(const Finding& finding, absl::string_view text,
                          const AnalyzerInfo& info) {
  RETURN_IF_ERROR(std::visit(Checker(text, info), finding));
  return CheckLayer(finding, info);
}

absl::Status CheckRelation(const RelationFinding& relation) {
  if (relation.kind == RelationKind::kUnrelated) return absl::OkStatus();
  if (relation.kind > RelationKind::kSameLabelDifferentReferent) {
    return Gave(absl::StrCat("kind ", static_cast<uint32_t>(relation.kind), ", which is none"));
  }
  if (relation.score < 0 || relation.score > 1000) {
    return Gave(absl::StrCat("score ", relation.score, "; it must be 0..1000"));
  }
  if (relation.left.empty() || relation.right.empty()) {
    return Gave("a relation without evidence: left and right must not be empty");
  }
  if (!String("", relation.reason, kMaxIdBytes).ok() || !String("", relation.detail, 255).ok()) {
    return Gave("a reason or detail that does not end or is not UTF-8");
  }
  return absl::OkStatus();
}

absl::Status CheckComparison(const ComparisonFinding& comparison, size_t records) {
  if (comparison.verdict < Verdict::kSingleSource ||
      comparison.verdict > Verdict::kDifferentReferents) {
    return Gave(absl::StrCat("verdict ", static_cast<uint32_t>(comparison.verdict),
                             ", which is none"));
  }
  if (comparison.representative >= records) {
    return Gave(absl::StrCat("representative ", comparison.representative, " of ", records,
                             " records"));
  }
  if (!String("", comparison.proposition).ok() || !String("", comparison.key, kMaxIdBytes).ok() ||
      !String("", comparison.measure, kMaxIdBytes).ok()) {
    return Gave("a proposition, key or measure that is too long or not UTF-8");
  }
  return absl::OkStatus();
}

size_t SizeOf(const Finding& finding) {
  return sizeof(Finding) + BaseOf(finding).rule.size() +
         std::visit([](const auto& f) { return StringsOf(f); }, finding);
}

}  // namespace parallax
