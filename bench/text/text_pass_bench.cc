// The text pass against ICU's segmentation alone, its floor, on the same text in the same run.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>

#include "server/analyzer/text_pass.h"
#include "server/text/digest.h"

namespace parallax {
namespace {

constexpr size_t kBytes = 8192;

// About kBytes of running text.
std::string Text(bool chinese) {
  const std::string sentence =
      chinese ? "港口委员会周一投票决定拓宽北部航道，预计春季开工，工程师说成本约为三千亿元。"
              : "The harbour council voted on Monday to widen the northern channel after two years "
                "of talks, and engineers expect the work to cost about $3.5 billion. ";
  std::string text;
  while (text.size() < kBytes) text += sentence;
  return text;
}

void SegmentWithIcu(const icu::UnicodeString& text, icu::BreakIterator& iterator) {
  iterator.setText(text);
  int32_t breaks = 0;
  while (iterator.next() != icu::BreakIterator::DONE) ++breaks;
  benchmark::DoNotOptimize(breaks);
}

void IcuAlone(benchmark::State& state) {
  const std::string text = Text(state.range(0) == 1);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const std::unique_ptr<icu::BreakIterator> sentences(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) state.SkipWithError(u_errorName(status));
  for (auto _ : state) {
    const icu::UnicodeString utf16 = icu::UnicodeString::fromUTF8(text);
    SegmentWithIcu(utf16, *words);
    SegmentWithIcu(utf16, *sentences);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}

void TextPass(benchmark::State& state) {
  const std::string text = Text(state.range(0) == 1);
  for (auto _ : state) {
    DocumentContent content;
    content.text = text;
    benchmark::DoNotOptimize(BuildDocument("d", std::move(content)));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}

// What analyzers cost that ask for no tokens, beside the digest alone that binds spans to the text.
void TextPassWithoutTokens(benchmark::State& state) {
  const std::string text = Text(state.range(0) == 1);
  for (auto _ : state) {
    DocumentContent content;
    content.text = text;
    benchmark::DoNotOptimize(BuildDocument("d", std::move(content), {.segment = false}));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}

void DigestAlone(benchmark::State& state) {
  const std::string text = Text(state.range(0) == 1);
  for (auto _ : state) benchmark::DoNotOptimize(text::Sha256Hex(text));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * text.size()));
}

BENCHMARK(IcuAlone)->Arg(0)->Arg(1)->ArgName("zh");
BENCHMARK(TextPass)->Arg(0)->Arg(1)->ArgName("zh");
BENCHMARK(TextPassWithoutTokens)->Arg(0)->Arg(1)->ArgName("zh");
BENCHMARK(DigestAlone)->Arg(0)->Arg(1)->ArgName("zh");

}  // namespace
}  // namespace parallax

BENCHMARK_MAIN();
