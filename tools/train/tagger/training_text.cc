#include "tools/train/tagger/training_text.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "plugins/entities/document/rule_reading.h"
#include "plugins/entities/tagger/features.h"
#include "plugins/entities/tagger/name_tagger.h"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/document_view.h"

namespace parallax {
namespace {

using plx::linguistics::tagging::FeatureRows;
using plx::linguistics::tagging::LabelledSpan;
using plx::linguistics::tagging::LabelSet;

// The tokens that a name covers; a token that it cuts is in it.
std::vector<LabelledSpan> TokenSpans(const MarkedText& text, const std::vector<plx_span_t>& tokens,
                                     const LabelSet& labels) {
  std::vector<LabelledSpan> spans;
  for (const MarkedName& name : text.names) {
    const auto type = std::find(labels.types().begin(), labels.types().end(), name.type);
    if (type == labels.types().end()) continue;
    LabelledSpan span = {0, 0, static_cast<uint32_t>(type - labels.types().begin())};
    while (span.first < tokens.size() && tokens[span.first].end <= name.begin) ++span.first;
    span.end = span.first;
    while (span.end < tokens.size() && tokens[span.end].begin < name.end) ++span.end;
    const bool overlaps = std::any_of(spans.begin(), spans.end(), [&](const LabelledSpan& other) {
      return other.first < span.end && span.first < other.end;
    });
    if (span.first < span.end && !overlaps) spans.push_back(span);
  }
  return spans;
}

}  // namespace

absl::StatusOr<std::vector<MarkedText>> ReadMarkedTexts(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<MarkedText> texts;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    try {
      MarkedText text;
      text.text = json.at("text").get<std::string>();
      for (const auto& name : json.at("names")) {
        text.names.push_back({name.at(0), name.at(1), name.at(2)});
      }
      text.copy_of = json.value("copy_of", int64_t{-1});
      texts.push_back(std::move(text));
    } catch (const nlohmann::json::exception& e) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": not {\"text\", \"names\"}: ", e.what()));
    }
  }
  return texts;
}

FeatureReader::FeatureReader(std::string language) : language_(std::move(language)), knowledge_("") {}

absl::Status FeatureReader::Read(const MarkedText& text, const Body& body) const {
  DocumentContent content;
  content.text = text.text;
  content.language = language_;
  ASSIGN_OR_RETURN(const auto document, BuildDocument("text", std::move(content)));
  const plugin::DocumentView view(*document, nullptr, {});
  const plx::Document lent(view.raw());
  const plx::entities::Reading reading =
      plx::entities::ReadWithRules(lent, knowledge_, [] {});
  for (uint32_t u = 0; u < reading.units.size(); ++u) {
    const plx::entities::Unit& unit = reading.units[u];
    const auto rules = plx::entities::RuleMarks(reading, u);
    plx::entities::ForEachSentence(unit, [&](size_t first, size_t end, bool chinese) {
      if (chinese != (language_ == "zh")) return;
      FeatureRows rows;
      if (chinese) {
        plx::entities::ChineseFeatures(words_, knowledge_, unit, rules, first, end, &rows);
      } else {
        plx::entities::EnglishFeatures(words_, unit, rules, first, end, &rows);
      }
      std::vector<plx_span_t> tokens;
      for (size_t i = first; i < end; ++i) tokens.push_back(unit.Span(i, i + 1));
      body(std::move(rows), tokens);
    });
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<TrainingSequence>> FeatureReader::Read(
    const std::vector<MarkedText>& texts, const LabelSet& labels) const {
  std::vector<TrainingSequence> sequences;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    RETURN_IF_ERROR(Read(texts[i], [&](FeatureRows rows, const std::vector<plx_span_t>& tokens) {
      const auto spans = TokenSpans(texts[i], tokens, labels);
      const bool copy = texts[i].copy_of >= 0;
      sequences.push_back({std::move(rows), labels.Encode(spans, tokens.size()),
                           copy ? static_cast<uint32_t>(texts[i].copy_of) : i, copy});
    }));
  }
  return sequences;
}

}  // namespace parallax
