#include "server/plugin/plugin_analyzer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/plugin/fixture_files.h"

namespace parallax::plugin {
namespace {

using ::testing::HasSubstr;

constexpr auto kInternal = absl::StatusCode::kInternal;

std::unique_ptr<PluginAnalyzer> Misbehaving(absl::string_view mode, PluginOptions options = {}) {
  return LoadFixture("misbehaves", absl::StrCat(R"({"mode": ")", mode, R"("})"), options);
}

struct Breach {
  const char* mode;
  absl::StatusCode code;
  const char* reason;
  const char* message;
};

class BreachTest : public testing::TestWithParam<Breach> {};

// The broken document fails with a message that names analyzer, document and field; the others of
// its batch stand.
TEST_P(BreachTest, FailsItsDocumentAlone) {
  const auto analyzer = Misbehaving(GetParam().mode);
  ASSERT_NE(analyzer, nullptr);
  const auto outputs = AnalyzeTexts(*analyzer, {"spare me, 中国", "中国 text", "spare me too"});
  ASSERT_EQ(outputs.size(), 3u);
  const absl::Status& status = outputs[1].status;
  EXPECT_EQ(status.code(), GetParam().code) << status;
  EXPECT_EQ(ReasonOf(status), GetParam().reason);
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().message));
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("analyzer fixture-misbehaves failed on document \"doc-1\""));
  EXPECT_TRUE(outputs[1].findings.empty());
  for (const size_t other : {0, 2}) {
    EXPECT_TRUE(outputs[other].status.ok()) << outputs[other].status;
    EXPECT_EQ(outputs[other].findings.size(), 1u);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Modes, BreachTest,
    testing::Values(
        Breach{"throws", kInternal, "ANALYZER_FAILED", "the parser lost its way"},
        Breach{"throws_error", absl::StatusCode::kInvalidArgument, "ANALYZER_FAILED",
               "too many brackets"},
        Breach{"throws_int", kInternal, "ANALYZER_FAILED", "not a std::exception"},
        Breach{"throws_bad_alloc", absl::StatusCode::kResourceExhausted, "ANALYZER_FAILED",
               "out of memory"},
        Breach{"fails_bad_utf8_message", kInternal, "ANALYZER_FAILED", "cut here: \\xe5\\x8d"},
        Breach{"span_past_end", kInternal, "SPAN_INVALID", "base.span: span [0, 12)"},
        Breach{"span_inside_code_point", kInternal, "SPAN_INVALID", "cuts a code point"},
        Breach{"span_empty", kInternal, "SPAN_INVALID", "base.span: "},
        Breach{"span_backwards", kInternal, "SPAN_INVALID", "base.span: "},
        Breach{"optional_span_past_end", kInternal, "SPAN_INVALID", "time_span: "},
        Breach{"string_not_utf8", kInternal, "ANALYZER_FAILED", "message is not UTF-8"},
        Breach{"string_too_long", kInternal, "ANALYZER_FAILED",
               "message is 5000 bytes; at most 4096"},
        Breach{"string_null", kInternal, "ANALYZER_FAILED", "message is NULL with a size"},
        Breach{"code_lower_case", kInternal, "ANALYZER_FAILED", "must be UPPER_SNAKE"},
        Breach{"severity_unknown", kInternal, "ANALYZER_FAILED", "severity is 9; it must be 1..2"},
        Breach{"score_too_high", kInternal, "ANALYZER_FAILED", "base.score is 1001"},
        Breach{"kind_unknown", kInternal, "ANALYZER_FAILED", "base.kind is 7"},
        Breach{"size_too_small", kInternal, "ANALYZER_FAILED", "base.size is "},
        Breach{"entity_missing", kInternal, "ANALYZER_FAILED", "entity is empty"},
        Breach{"entity_with_space", kInternal, "ANALYZER_FAILED", "entity \"region CN\" has white"},
        Breach{"label_undeclared", kInternal, "ANALYZER_FAILED",
               "type is \"PLANET\", which info.labels does not declare (REGION, PERSON)"},
        Breach{"members_null", kInternal, "ANALYZER_FAILED", "members is NULL"},
        Breach{"actor_without_entity", kInternal, "ANALYZER_FAILED", "holder.entity is empty"},
        Breach{"role_without_name", kInternal, "ANALYZER_FAILED", "holder.name is empty"},
        Breach{"predicate_missing", kInternal, "ANALYZER_FAILED", "predicate is empty"},
        Breach{"nested_size_missing", kInternal, "ANALYZER_FAILED",
               "quantities[0].base.size is 0; set it to sizeof(plx_quantity_t)"},
        Breach{"nested_span_past_end", kInternal, "SPAN_INVALID", "quantities[0].base.span: "},
        Breach{"value_infinite", kInternal, "ANALYZER_FAILED", "value is not a finite number"},
        Breach{"interval_backwards", kInternal, "ANALYZER_FAILED", "no interval: [2, 1]"},
        Breach{"target_missing", kInternal, "ANALYZER_FAILED", "target has neither"},
        Breach{"strength_negative", kInternal, "ANALYZER_FAILED", "strength is -1"},
        Breach{"payload_too_long", kInternal, "ANALYZER_FAILED", "payload is NULL or longer"},
        Breach{"layer_undeclared", kInternal, "ANALYZER_FAILED",
               "layer \"test.other\", which info.produces does not declare"}),
    [](const auto& info) { return std::string(info.param.mode); });

TEST(PluginAnalyzerTest, MessagesOfPluginsAreBounded) {
  const auto analyzer = Misbehaving("fails_bad_utf8_message");
  ASSERT_NE(analyzer, nullptr);
  EXPECT_LT(AnalyzeTexts(*analyzer, {"text"})[0].status.message().size(), 1200u);
}

TEST(PluginAnalyzerTest, AFloodIsTruncatedAtTheLimitOfFindings) {
  PluginOptions options;
  options.limits.findings_per_document = 10;
  const auto analyzer = Misbehaving("floods", options);
  const auto outputs = AnalyzeTexts(*analyzer, {"text", "spare me"});
  EXPECT_TRUE(outputs[0].status.ok()) << outputs[0].status;
  EXPECT_TRUE(outputs[0].truncated);
  EXPECT_EQ(outputs[0].findings.size(), 10u);
  EXPECT_FALSE(outputs[1].truncated);
}

TEST(PluginAnalyzerTest, AFloodIsTruncatedAtTheLimitOfBytes) {
  PluginOptions options;
  options.limits.bytes_per_document = 10'000;
  const auto analyzer = Misbehaving("floods", options);
  const auto outputs = AnalyzeTexts(*analyzer, {"text"});
  EXPECT_TRUE(outputs[0].truncated);
  EXPECT_GT(outputs[0].findings.size(), 1u);
  EXPECT_LT(outputs[0].findings.size(), 100u);
}

TEST(PluginAnalyzerTest, TheDeadlineEndsACall) {
  const auto analyzer = Misbehaving("slow");
  const CallContext call(absl::Now() + absl::Milliseconds(30));
  const auto outputs = AnalyzeTexts(*analyzer, {"one", "two"}, call);
  for (const AnalyzerOutput& output : outputs) {
    EXPECT_EQ(output.status.code(), absl::StatusCode::kDeadlineExceeded) << output.status;
    EXPECT_THAT(std::string(output.status.message()), HasSubstr("fixture-misbehaves"));
  }
}

TEST(PluginAnalyzerTest, ACancellationEndsACall) {
  const auto analyzer = Misbehaving("slow");
  const CallContext call(absl::Now() + absl::Minutes(10));
  std::thread client([&call] {
    absl::SleepFor(absl::Milliseconds(20));
    call.Cancel();
  });
  const auto outputs = AnalyzeTexts(*analyzer, {"one"}, call);
  client.join();
  EXPECT_EQ(outputs[0].status.code(), absl::StatusCode::kCancelled) << outputs[0].status;
}

struct RawCase {
  const char* text;
  absl::StatusCode code;
  const char* reason;
  const char* message;
};

class RawTest : public testing::TestWithParam<RawCase> {};

// Breaches that only code without the SDK's guard can commit; all fail the whole batch but the last
// two.
TEST_P(RawTest, IsAnErrorWithAReason) {
  const auto analyzer = LoadFixture("raw_plain");
  ASSERT_NE(analyzer, nullptr);
  const auto outputs = AnalyzeTexts(*analyzer, {GetParam().text, "fine"});
  EXPECT_EQ(outputs[0].status.code(), GetParam().code) << outputs[0].status;
  EXPECT_EQ(ReasonOf(outputs[0].status), GetParam().reason);
  EXPECT_THAT(std::string(outputs[0].status.message()), HasSubstr(GetParam().message));
  EXPECT_TRUE(outputs[0].findings.empty());
  EXPECT_TRUE(AnalyzeTexts(*analyzer, {"fine"})[0].status.ok()) << "the analyzer still serves";
}

INSTANTIATE_TEST_SUITE_P(
    Texts, RawTest,
    testing::Values(
        RawCase{"throw", kInternal, "ANALYZER_THREW",
                "analyzer fixture-raw: analyze threw thrown through the boundary"},
        RawCase{"throw int", kInternal, "ANALYZER_THREW", "not a std::exception"},
        RawCase{"code", absl::StatusCode::kUnimplemented, "ANALYZER_FAILED",
                "analyze failed with code 12"},
        RawCase{"unknown code", kInternal, "ANALYZER_FAILED", "failed with code 4711"},
        RawCase{"cancelled", absl::StatusCode::kCancelled, "", "was cancelled"},
        RawCase{"wrong index", kInternal, "ANALYZER_FAILED", "documents[2] of a batch of 2"},
        RawCase{"fail wrong index", kInternal, "ANALYZER_FAILED", "documents[7] of a batch of 2"},
        RawCase{"null finding", kInternal, "ANALYZER_FAILED", "finding is NULL"},
        RawCase{"fail ok", kInternal, "ANALYZER_FAILED", "failed with code zero"}));

TEST(PluginAnalyzerTest, AnInstanceThatThrewIsNotUsedAgain) {
  const auto analyzer = LoadFixture("raw_plain");
  AnalyzeTexts(*analyzer, {"fine"});
  EXPECT_EQ(analyzer->pool().counts().instances, 1u);
  AnalyzeTexts(*analyzer, {"throw"});
  EXPECT_EQ(analyzer->pool().counts().instances, 0u);
}

TEST(PluginAnalyzerTest, AnEmptyBatchHasNoOutputs) {
  const auto analyzer = LoadFixture("echo");
  EXPECT_TRUE(analyzer->Analyze({}, "", CallContext()).empty());
}

TEST(PluginAnalyzerTest, ConfigurationIsCheckedAndCompleted) {
  const auto analyzer = LoadFixture("misbehaves", "");
  ASSERT_NE(analyzer, nullptr);
  EXPECT_EQ(analyzer->config(), R"({"mode":"none"})");
  const auto other = Misbehaving("throws");
  EXPECT_NE(analyzer->info().config_digest, other->info().config_digest);
  EXPECT_EQ(analyzer->info().config_digest.size(), 64u);

  const auto library = PluginLibrary::Open(FixturePath("misbehaves")).value();
  for (const auto& [config, message] :
       {std::pair{R"({"mood": "good"})", "fixture-misbehaves: mood: unknown key; known: mode"},
        {R"({"mode": 3})", "mode: "},
        {"{", "not JSON"},
        {"[]", "must be a JSON object"}}) {
    const auto refused = PluginAnalyzer::Create(library, config);
    EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument) << config;
    EXPECT_EQ(ReasonOf(refused.status()), "CONFIG_INVALID") << config;
    EXPECT_THAT(std::string(refused.status().message()), HasSubstr(message));
  }
}

TEST(PluginAnalyzerTest, SaysWhyAModelOrInstanceCannotBeMade) {
  const auto library = PluginLibrary::Open(FixturePath("misbehaves")).value();
  const auto model = PluginAnalyzer::Create(library, R"({"mode": "create_model_fails"})");
  EXPECT_EQ(model.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(model.status().message()),
              HasSubstr("create_model failed: model.bin is missing"));

  const auto analyzer = Misbehaving("create_instance_fails");
  ASSERT_NE(analyzer, nullptr);
  const auto outputs = AnalyzeTexts(*analyzer, {"one", "two"});
  for (const AnalyzerOutput& output : outputs) {
    EXPECT_EQ(output.status.code(), kInternal);
    EXPECT_THAT(std::string(output.status.message()), HasSubstr("no room for an instance"));
  }
  EXPECT_EQ(analyzer->pool().counts().instances, 0u);
}

TEST(PluginAnalyzerTest, OptionsAreCheckedAndReachThePlugin) {
  const auto analyzer = LoadFixture("echo");
  const auto options = analyzer->CheckOptions(R"({"word": "b"})");
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(*options, R"({"depth":3,"word":"b"})");
  const auto outputs = AnalyzeTexts(*analyzer, {"text"}, CallContext(), *options);
  EXPECT_THAT(std::get<Custom>(outputs[0].findings.back()).payload, HasSubstr(*options));

  const auto unknown = analyzer->CheckOptions(R"({"wort": "b"})");
  EXPECT_EQ(unknown.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(unknown.status()), "UNKNOWN_OPTION");
  EXPECT_EQ(MetadataOf(unknown.status())["path"], "wort");
  EXPECT_THAT(std::string(unknown.status().message()),
              HasSubstr("options of analyzer fixture-echo: wort: unknown key; known: depth, word"));
  EXPECT_EQ(ReasonOf(analyzer->CheckOptions(R"({"depth": 0})").status()), "OPTION_INVALID");

  const auto no_schema = LoadFixture("statics");
  EXPECT_EQ(no_schema->CheckOptions("").value(), "{}");
  EXPECT_EQ(ReasonOf(no_schema->CheckOptions(R"({"a": 1})").status()), "UNKNOWN_OPTION");
}

TEST(PluginAnalyzerTest, APluginThatLogsMuchDoesNotFail) {
  const auto analyzer = Misbehaving("logs");
  testing::internal::CaptureStderr();
  EXPECT_TRUE(AnalyzeTexts(*analyzer, {"text"})[0].status.ok());
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_THAT(lines, HasSubstr("a line of the plugin"));
  EXPECT_THAT(lines, HasSubstr("analyzer=fixture-misbehaves"));
  EXPECT_LT(std::count(lines.begin(), lines.end(), '\n'), 200) << "1000 lines were logged";
}

}  // namespace
}  // namespace parallax::plugin
