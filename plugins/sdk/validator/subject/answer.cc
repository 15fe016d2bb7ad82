#include "plugins/sdk/validator/subject/answer.h"

#include <cstring>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "server/analyzer/finding_line.h"
#include "server/text/utf8.h"

namespace parallax::validator {
namespace {

// Of a finding in a message: its beginning, and what stands around the first difference.
constexpr size_t kShownHead = 60;
constexpr size_t kShownBefore = 20;
constexpr size_t kShownAfter = 120;

// Appends fields in a form that no two values share: numbers as their bytes, strings with lengths.
class Writer {
 public:
  template <typename T>
  Writer& Add(T value) {
    static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out_.append(bytes, sizeof(T));
    return *this;
  }
  Writer& Add(const std::string& s) {
    Add(static_cast<uint64_t>(s.size()));
    out_ += s;
    return *this;
  }
  Writer& Add(text::Span s) { return Add(s.begin).Add(s.end); }
  Writer& Add(std::optional<int32_t> v) { return Add(v.has_value()).Add(v.value_or(0)); }
  Writer& Add(const Holder& h) { return Add(h.kind).Add(h.span).Add(h.entity).Add(h.name); }
  Writer& Add(const Argument& a) { return Add(a.span).Add(a.entity).Add(a.text); }
  Writer& Base(const FindingBase& f) { return Add(f.span).Add(f.score).Add(f.rule); }

  Writer& Add(const Mention& f) {
    Base(f).Add(f.entity).Add(f.type).Add(f.canonical).Add(f.link_score).Add(f.coreferent);
    Add(static_cast<uint64_t>(f.members.size()));
    for (const std::string& member : f.members) Add(member);
    return Add(f.stated_size);
  }
  Writer& Add(const Quantity& f) {
    return Base(f).Add(f.value).Add(f.low).Add(f.high).Add(f.bound).Add(f.unit).Add(f.measure).Add(
        f.measure_name).Add(f.subject);
  }
  Writer& Add(const Claim& f) {
    Base(f).Add(f.holder).Add(f.subject).Add(f.object).Add(f.predicate).Add(f.predicate_span);
    Add(f.modality).Add(f.polarity).Add(f.time).Add(f.time_span);
    Add(static_cast<uint64_t>(f.quantities.size()));
    for (const Quantity& quantity : f.quantities) Add(quantity);
    return *this;
  }
  Writer& Add(const Stance& f) {
    return Base(f).Add(f.holder).Add(f.target).Add(f.sign).Add(f.strength).Add(f.reason).Add(f.cue);
  }
  Writer& Add(const Warning& f) { return Base(f).Add(f.severity).Add(f.code).Add(f.message); }
  Writer& Add(const Custom& f) { return Base(f).Add(f.type).Add(f.payload); }

  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

// The part of `line` that says how it differs from `other`.
std::string Shown(absl::string_view line, absl::string_view other) {
  size_t at = 0;
  while (at < line.size() && at < other.size() && line[at] == other[at]) ++at;
  const size_t begin = text::FloorBoundary(line, at > kShownBefore ? at - kShownBefore : 0);
  const size_t end = text::FloorBoundary(line, at + kShownAfter);
  if (begin <= kShownHead) {
    return absl::StrCat(line.substr(0, end), end < line.size() ? "..." : "");
  }
  return absl::StrCat(text::CutAtBoundary(line, kShownHead), "...", line.substr(begin, end - begin),
                      end < line.size() ? "..." : "");
}

}  // namespace

Answer AnswerOf(absl::string_view document, absl::string_view text, const AnalyzerOutput& output) {
  Answer answer;
  answer.document = std::string(document);
  Writer writer;
  writer.Add(output.status.code()).Add(std::string(output.status.message()));
  writer.Add(output.truncated).Add(static_cast<uint64_t>(output.findings.size()));
  if (!output.status.ok()) answer.lines.push_back(output.status.ToString());
  if (output.truncated) answer.lines.push_back("truncated");
  for (const Finding& finding : output.findings) {
    writer.Add(static_cast<uint64_t>(finding.index()));
    std::visit([&](const auto& f) { writer.Add(f); }, finding);
    answer.lines.push_back(Describe(finding, text));
  }
  answer.bytes = writer.Take();
  return answer;
}

std::string BytesOf(absl::Span<const Record> records) {
  Writer writer;
  for (const Record& record : records) {
    writer.Add(record.bytes).Add(record.claim).Add(static_cast<uint64_t>(record.keys.size()));
    for (const uint64_t key : record.keys) writer.Add(key);
  }
  return writer.Take();
}

std::string BytesOf(const RelationFinding& r) {
  return Writer()
      .Add(r.kind)
      .Add(r.score)
      .Add(r.joins)
      .Add(r.left)
      .Add(r.right)
      .Add(r.reversed)
      .Add(r.reason)
      .Add(r.detail)
      .Take();
}

std::string BytesOf(const ComparisonFinding& c) {
  return Writer()
      .Add(c.verdict)
      .Add(c.proposition)
      .Add(c.key)
      .Add(c.representative)
      .Add(c.measure)
      .Take();
}

std::string Difference(absl::Span<const Answer> a, absl::string_view first,
                       absl::Span<const Answer> b, absl::string_view second) {
  if (a.size() != b.size()) {
    return absl::StrCat(first, " it answered ", a.size(), " documents, ", second, " ", b.size());
  }
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].bytes == b[i].bytes) continue;
    const auto line = [](const Answer& answer, size_t k) {
      return k < answer.lines.size() ? answer.lines[k] : std::string("nothing more");
    };
    size_t k = 0;
    while (k < a[i].lines.size() && k < b[i].lines.size() && a[i].lines[k] == b[i].lines[k]) ++k;
    if (k == a[i].lines.size() && k == b[i].lines.size()) {
      return absl::StrCat("its answers to ", a[i].document, " ", first, " and ", second,
                          " differ in a number past its sixth digit");
    }
    const std::string left = line(a[i], k);
    const std::string right = line(b[i], k);
    return absl::StrCat("for ", a[i].document, " it found ", first, " {", Shown(left, right),
                        "} and ", second, " {", Shown(right, left), "}");
  }
  return "";
}

}  // namespace parallax::validator
