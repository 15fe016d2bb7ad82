#include "plugins/sdk/validator/subject/subject.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/synthetic_findings.h"
#include "server/analyzer/text_pass.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "server/text/utf8.h"

namespace parallax::validator {
namespace {

constexpr uint32_t kMaxTextBytes = 1u << 30;

}  // namespace

absl::StatusOr<std::unique_ptr<Subject>> Subject::Open(const Settings& settings) {
  std::unique_ptr<Subject> subject(new Subject(settings));
  ASSIGN_OR_RETURN(subject->library_, plugin::PluginLibrary::Open(settings.plugin));
  RETURN_IF_ERROR(subject->LoadProviders());
  return subject;
}

absl::Status Subject::LoadProviders() {
  for (const std::string& file : settings_.with) {
    ASSIGN_OR_RETURN(std::shared_ptr<const plugin::PluginLibrary> library,
                     plugin::PluginLibrary::Open(file));
    ASSIGN_OR_RETURN(auto provider, plugin::PluginAnalyzer::Create(std::move(library), ""));
    providers_.push_back(std::move(provider));
  }
  return absl::OkStatus();
}

bool Subject::Consumes(absl::string_view layer) const {
  const std::vector<std::string>& layers = info().consumes;
  return std::find(layers.begin(), layers.end(), layer) != layers.end();
}

absl::StatusOr<std::unique_ptr<plugin::PluginAnalyzer>> Subject::NewAnalyzer(
    plugin::PluginOptions options) const {
  return NewAnalyzer(settings_.config, options);
}

absl::StatusOr<std::unique_ptr<plugin::PluginAnalyzer>> Subject::NewAnalyzer(
    absl::string_view config, plugin::PluginOptions options) const {
  return plugin::PluginAnalyzer::Create(library_, config, options);
}

std::vector<Case> Subject::Cases(absl::Span<const std::string> texts, bool segment) const {
  TextPassOptions options;
  options.max_bytes = kMaxTextBytes;
  options.segment = segment;
  std::vector<Case> cases;
  for (const std::string& text : texts) {
    DocumentContent content;
    content.text = text;
    content.title = std::string(text::CutAtBoundary(text, std::min<size_t>(text.find('\n'), 80)));
    content.source_name = "The Daily Sample";
    content.published = {"2026-01-15", TimePrecision::kDay};
    const std::string name = absl::StrCat("document-", cases.size());
    auto document = BuildDocument(name, content, options);
    if (document.ok() && !info().Speaks((*document)->language())) {
      content.language = info().languages.front();
      document = BuildDocument(name, std::move(content), options);
    }
    if (!document.ok()) continue;  // what the text pass refuses, no plugin ever sees
    cases.push_back({*std::move(document), {}});
    AddFindings(cases.back());
  }
  return cases;
}

void Subject::AddFindings(Case& made) const {
  if (!providers_.empty()) {
    for (const auto& provider : providers_) {
      const AnalyzerInput input = InputOf(made);
      for (AnalyzerOutput& output : provider->Analyze({&input, 1}, "", CallContext())) {
        for (Finding& finding : output.findings) made.findings.push_back(std::move(finding));
      }
    }
    return;
  }
  for (const std::string& layer : info().consumes) {
    AddSyntheticFindings(layer, *made.document, made.findings);
  }
}

std::vector<Case> Subject::OrdinaryCases() const {
  std::vector<std::string> texts;
  for (const Sample& sample : OrdinarySamples()) {
    if (info().Speaks(sample.language)) texts.push_back(sample.text);
  }
  if (texts.empty()) {
    for (const Sample& sample : OrdinarySamples()) texts.push_back(sample.text);
  }
  texts.insert(texts.end(), settings_.texts.begin(), settings_.texts.end());
  return Cases(texts);
}

std::vector<AnalyzerOutput> RunRaw(plugin::PluginAnalyzer& analyzer, absl::Span<const Case> cases,
                                   size_t batch, absl::string_view options) {
  std::vector<AnalyzerOutput> all;
  for (size_t begin = 0; begin < cases.size(); begin += batch) {
    std::vector<AnalyzerInput> inputs;
    for (const Case& c : cases.subspan(begin, batch)) {
      inputs.push_back(InputOf(c));
    }
    for (AnalyzerOutput& output : analyzer.Analyze(inputs, options, CallContext())) {
      all.push_back(std::move(output));
    }
  }
  return all;
}

std::vector<Answer> Run(plugin::PluginAnalyzer& analyzer, absl::Span<const Case> cases,
                        size_t batch, absl::string_view options) {
  const std::vector<AnalyzerOutput> outputs = RunRaw(analyzer, cases, batch, options);
  std::vector<Answer> answers;
  for (size_t i = 0; i < outputs.size(); ++i) {
    const Document& document = *cases[i].document;
    answers.push_back(AnswerOf(document.name, document.text(), outputs[i]));
  }
  return answers;
}

absl::Status FirstDefect(absl::Span<const AnalyzerOutput> outputs) {
  for (const AnalyzerOutput& output : outputs) {
    switch (output.status.code()) {
      case absl::StatusCode::kInternal:
      case absl::StatusCode::kUnknown:
      case absl::StatusCode::kCancelled:
      case absl::StatusCode::kDeadlineExceeded:
        return output.status;
      default:
        break;
    }
  }
  return absl::OkStatus();
}

Outcome CannotLoad(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return Fail(absl::StrCat("it cannot be loaded: ", status.message(),
                           reason.empty() ? "" : absl::StrCat(" [", reason, "]")),
              "do what the message says; a server would refuse it with the same one");
}

}  // namespace parallax::validator
