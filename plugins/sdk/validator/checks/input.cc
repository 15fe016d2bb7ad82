// Documents of every sort: none may crash the plugin, hang it, or make it break its contract.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "plugins/sdk/validator/checks/groups.h"
#include "plugins/sdk/validator/subject/samples.h"
#include "plugins/sdk/validator/subject/subject.h"
#include "plugins/sdk/validator/subject/synthetic_findings.h"
#include "server/text/digest.h"

namespace parallax::validator {
namespace {

constexpr size_t kSentenceBytes = 128 << 10;
constexpr int kRandomTextsPerLevel = 40;

constexpr const char* kSpanRemedy =
    "correct the code that emits it; plx-run with this text shows what it finds";

// Runs a new model over the cases: none may be a defect.
Outcome NoDefect(const Subject& subject, absl::Span<const Case> cases, size_t batch = 1) {
  const auto analyzer = subject.NewAnalyzer();
  if (!analyzer.ok()) return CannotLoad(analyzer.status());
  const absl::Status defect = FirstDefect(RunRaw(**analyzer, cases, batch));
  if (defect.ok()) return Pass();
  return Fail(std::string(defect.message()), kSpanRemedy);
}

template <typename MakeTexts>
Outcome NoDefectInTexts(const Settings& settings, MakeTexts&& make_texts, size_t batch = 1) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const std::vector<Case> cases = (*subject)->Cases(make_texts());
  if (cases.empty()) return Skip("the text pass lets none of these texts through");
  return NoDefect(**subject, cases, batch);
}

// As a host could lend it, though today's refuses texts without content before.
Case BlankCase(const std::string& text, const std::string& language) {
  auto document = std::make_shared<Document>();
  document->name = "document-blank";
  document->content.text = text;
  document->content.language = language;
  document->revision = text::Sha256Hex(text);
  document->offsets = text::OffsetMap(document->content.text);
  return {std::move(document), {}};
}

}  // namespace

Outcome InputOrdinary(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const auto analyzer = (*subject)->NewAnalyzer();
  if (!analyzer.ok()) return CannotLoad(analyzer.status());
  const std::vector<Case> cases = (*subject)->OrdinaryCases();
  size_t findings = 0;
  for (const AnalyzerOutput& output : RunRaw(**analyzer, cases)) {
    if (!output.status.ok()) {
      return Fail(std::string(output.status.message()),
                  "ordinary news of a declared language must be analyzed; a document that has "
                  "nothing to find has no findings and no error");
    }
    findings += output.findings.size();
  }
  return Pass(absl::StrCat(findings, " findings in ", cases.size(), " documents"));
}

Outcome InputBlank(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  std::vector<Case> cases;
  for (const char* text : {"", " ", "\n\n\t \n", "\xE3\x80\x80"}) {
    cases.push_back(BlankCase(text, (*subject)->info().languages.front()));
  }
  return NoDefect(**subject, cases, cases.size());
}

Outcome InputCharacters(const Settings& settings) {
  return NoDefectInTexts(settings, [] { return CharacterSamples(); });
}

Outcome InputRandom(const Settings& settings) {
  return NoDefectInTexts(
      settings,
      [&] {
        Random random(settings.seed);
        std::vector<std::string> texts;
        for (int i = 0; i < kRandomTextsPerLevel * settings.level; ++i) {
          texts.push_back(RandomText(random));
        }
        return texts;
      },
      16);
}

Outcome InputLarge(const Settings& settings) {
  return NoDefectInTexts(settings, [&] {
    return std::vector<std::string>{LargeText(LargeBytes(settings.level))};
  });
}

Outcome InputLongSentence(const Settings& settings) {
  return NoDefectInTexts(settings, [] {
    std::string commas, brackets;
    for (size_t i = 0; commas.size() < kSentenceBytes; ++i) commas += "said Norland, 12 percent, ";
    for (size_t i = 0; i < kSentenceBytes / 8; ++i) brackets += i % 2 == 0 ? "(\"" : "“（";
    return std::vector<std::string>{LongSentence(kSentenceBytes), commas, brackets};
  });
}

Outcome InputUnsegmented(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  const AnalyzerInfo& info = (*subject)->info();
  if (!info.consumes.empty()) return Skip("it consumes layers, so documents come segmented");
  std::vector<std::string> texts;
  for (const Case& c : (*subject)->OrdinaryCases()) texts.emplace_back(c.document->text());
  std::vector<Answer> answers[2];
  for (const bool segment : {false, true}) {
    const auto analyzer = (*subject)->NewAnalyzer();
    if (!analyzer.ok()) return CannotLoad(analyzer.status());
    answers[segment] = Run(**analyzer, (*subject)->Cases(texts, segment));
  }
  const std::string difference =
      Difference(answers[1], "with tokens", answers[0], "without tokens");
  if (difference.empty()) return Pass();
  return Fail(difference, "declare \"tokens\" in info.consumes if it reads tokens, sentences or "
                          "references");
}

Outcome InputFindings(const Settings& settings) {
  const auto subject = Subject::Open(settings);
  if (!subject.ok()) return CannotLoad(subject.status());
  std::vector<Case> cases = (*subject)->OrdinaryCases();
  size_t added = 0;
  for (Case& c : cases) {
    c.findings.clear();
    for (const std::string& layer : (*subject)->info().consumes) {
      AddExtremeFindings(layer, *c.document, c.findings);
    }
    added += c.findings.size();
  }
  if (added == 0) return Skip("it consumes no findings of others");
  return NoDefect(**subject, cases);
}

}  // namespace parallax::validator
