#include "tools/train/stance_features.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "plugins/stance/data/tables.h"
#include "plugins/stance/scoring/frame_scorer.h"
#include "plx/analyzer.hpp"
#include "server/analyzer/text_pass.h"
#include "server/base/status_macros.h"
#include "server/plugin/abi/document_view.h"

namespace parallax {
namespace {

// A call that is never cancelled.
plx_call_t EndlessCall() {
  plx_call_t call{};
  call.struct_size = sizeof call;
  call.cancelled = [](const plx_call_t*) { return uint32_t{0}; };
  return call;
}

std::vector<plx_span_t> PlacesOf(const StanceExample& example, int name,
                                 const plx::stance::Sentence& s) {
  std::vector<plx_span_t> places;
  for (const Mention& mention : example.names) {
    const plx_span_t span = {mention.span.begin, mention.span.end};
    if (mention.entity == NameId(name) && plx::Overlaps(s.span, span)) places.push_back(span);
  }
  return places;
}

}  // namespace

StanceFeatureReader::StanceFeatureReader() : lexicon_(plx::stance::data::kPolarityEn) {}

absl::Status StanceFeatureReader::Read(const StanceExample& example, const Body& body) const {
  DocumentContent content;
  content.text = example.text;
  content.language = "en";
  ASSIGN_OR_RETURN(const auto document, BuildDocument("example", std::move(content)));
  std::vector<Finding> names(example.names.begin(), example.names.end());
  std::stable_sort(names.begin(), names.end(), [](const Finding& a, const Finding& b) {
    return BaseOf(a).span.begin < BaseOf(b).span.begin;
  });
  const std::vector<std::string> layers = {"mentions"};
  const plugin::DocumentView view(*document, &names, layers);
  const plx::Document lent(view.raw());
  const plx_call_t raw = EndlessCall();
  const plx::Call call(raw);
  const plx::stance::DocumentReading reading(lent, call, frames_);
  const std::vector<plx::stance::Opinion> opinions = plx::stance::ScoreFrames(reading, call);
  for (const StanceExample::Question& question : example.questions) {
    for (const plx::stance::Sentence& s : reading.parsed().sentences) {
      plx::stance::AskedTarget target;
      target.entity = NameId(question.target);
      target.places = PlacesOf(example, question.target, s);
      if (target.places.empty()) continue;
      if (question.holder >= 0) target.holder_places = PlacesOf(example, question.holder, s);
      body(question, [&](plx::stance::FeatureSink* sink) {
        plx::stance::TargetFeatures(reading.parsed(), s, plx::stance::SignsOf(s, lexicon_), target,
                                    opinions, sink);
      });
      break;
    }
  }
  return absl::OkStatus();
}

}  // namespace parallax
