#include "server/analyzer/finding_line.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace parallax {
namespace {

std::string Quoted(absl::string_view s) {
  return absl::StrCat("\"", absl::StrReplaceAll(s, {{"\n", "\\n"}, {"\"", "\\\""}}), "\"");
}

// Fields as " name=value", those that are not set left out.
class Line {
 public:
  Line(absl::string_view layer, const FindingBase& base, absl::string_view text) : text_(text) {
    line_ = absl::StrCat(layer, " ", base.span.begin, "-", base.span.end, " ",
                         Quoted(base.span.In(text)));
  }

  Line& Add(absl::string_view name, absl::string_view value) {
    if (value.empty()) return *this;
    const bool plain = value.find_first_of(" \n\"") == absl::string_view::npos;
    absl::StrAppend(&line_, " ", name, "=", plain ? std::string(value) : Quoted(value));
    return *this;
  }
  Line& Add(absl::string_view name, double value) {
    absl::StrAppend(&line_, " ", name, "=", value);
    return *this;
  }
  Line& Add(absl::string_view name, std::optional<int32_t> value) {
    if (value.has_value()) absl::StrAppend(&line_, " ", name, "=", *value);
    return *this;
  }
  Line& AddSpan(absl::string_view name, text::Span span) {
    if (!span.empty()) {
      absl::StrAppend(&line_, " ", name, "@", span.begin, "-", span.end, "=",
                      Quoted(span.In(text_)));
    }
    return *this;
  }
  Line& Add(const Holder& holder) {
    static constexpr absl::string_view kKinds[] = {"?", "outlet", "actor", "role"};
    absl::StrAppend(&line_, " holder=", kKinds[static_cast<uint32_t>(holder.kind)]);
    if (!holder.entity.empty()) absl::StrAppend(&line_, ":", holder.entity);
    return Add("holder_name", holder.name).AddSpan("holder", holder.span);
  }
  Line& Add(absl::string_view name, const Argument& argument) {
    return Add(name, argument.entity)
        .Add(absl::StrCat(name, "_text"), argument.text)
        .AddSpan(name, argument.span);
  }
  Line& Add(const Quantity& q) {
    static constexpr absl::string_view kBounds[] = {"?",         "exact",   "approximate",
                                                    "at-least",  "at-most", "more-than",
                                                    "less-than", "nearly",  "range"};
    return Add("value", q.value)
        .Add("interval", absl::StrCat("[", q.low, ",", q.high, "]"))
        .Add("bound", kBounds[static_cast<uint32_t>(q.bound)])
        .Add("unit", q.unit)
        .Add("measure", q.measure)
        .Add("measure_name", q.measure_name)
        .Add("subject", q.subject);
  }
  std::string Finish(const FindingBase& base) {
    Add("score", base.score).Add("rule", base.rule);
    return std::move(line_);
  }

 private:
  absl::string_view text_;
  std::string line_;
};

std::string LineOf(const Mention& f, absl::string_view text) {
  Line line("mentions", f, text);
  line.Add("entity", f.entity).Add("type", f.type).Add("canonical", f.canonical);
  line.Add("link", f.link_score).Add("coreferent", f.coreferent ? "yes" : "");
  line.Add("members", absl::StrJoin(f.members, ","));
  if (f.stated_size > 0) line.Add("stated_size", absl::StrCat(f.stated_size));
  return line.Finish(f);
}

std::string LineOf(const Quantity& f, absl::string_view text) {
  return Line("quantities", f, text).Add(f).Finish(f);
}

std::string LineOf(const Claim& f, absl::string_view text) {
  static constexpr absl::string_view kModalities[] = {"?",        "fact",   "plan",
                                                      "forecast", "denial", "opinion"};
  Line line("claims", f, text);
  line.Add(f.holder).Add("subject", f.subject);
  line.Add("predicate", f.predicate).AddSpan("predicate", f.predicate_span);
  line.Add("object", f.object);
  line.Add("modality", kModalities[static_cast<uint32_t>(f.modality)]);
  line.Add("polarity", f.polarity == Polarity::kNegative ? "negative" : "positive");
  line.Add("time", f.time).AddSpan("time", f.time_span);
  std::string all = line.Finish(f);
  for (const Quantity& q : f.quantities) {
    absl::StrAppend(&all, "\n  ", Line("quantity", q, text).Add(q).Finish(q));
  }
  return all;
}

std::string LineOf(const Stance& f, absl::string_view text) {
  static constexpr absl::string_view kSigns[] = {"?", "against", "neutral", "for", "mixed"};
  return Line("stances", f, text)
      .Add(f.holder)
      .Add("target", f.target)
      .Add("sign", kSigns[static_cast<uint32_t>(f.sign)])
      .Add("strength", std::optional<int32_t>(f.strength))
      .Add("reason", f.reason)
      .Add("cue", f.cue)
      .Finish(f);
}

std::string LineOf(const Warning& f, absl::string_view text) {
  return Line("warnings", f, text)
      .Add("severity", f.severity == Severity::kInfo ? "info" : "warning")
      .Add("code", f.code)
      .Add("message", f.message)
      .Finish(f);
}

std::string LineOf(const Custom& f, absl::string_view text) {
  return Line(f.type, f, text).Add("payload", absl::CHexEscape(f.payload)).Finish(f);
}

}  // namespace

std::string Describe(const Finding& finding, absl::string_view text) {
  return std::visit([&](const auto& f) { return LineOf(f, text); }, finding);
}

}  // namespace parallax
