#include "bench/quality/stated_claim/body_features.h"

#include <algorithm>
#include <cmath>

#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/meaning/refutation.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/tokens.h"

namespace parallax::quality {
namespace {

namespace ling = plx::linguistics;

constexpr size_t kClosest = 3;  // sentences of the body nearest to the headline

// Sentences by their marks and line ends: good enough for news in English.
std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> sentences;
  std::string current;
  for (size_t i = 0; i < text.size(); ++i) {
    current += text[i];
    const bool mark = (text[i] == '.' || text[i] == '!' || text[i] == '?') && i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\n');
    if (!mark && text[i] != '\n') continue;
    if (current.size() > 12) sentences.push_back(current);
    current.clear();
  }
  if (current.size() > 12) sentences.push_back(current);
  return sentences;
}

BodySentence Read(const std::string& text) {
  BodySentence s;
  s.text = text;
  const ling::TokenSequence tokens(s.text);
  for (const ling::Term& term : ling::ExtractTerms(tokens)) s.keys.insert(term.key);
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.Kind(i) == ling::TokenKind::kWord) s.lemmas.push_back(ling::Lemma(tokens.Word(i)));
  }
  for (const ling::ReportCue& cue : ling::FindReportCues(tokens)) {
    ++s.cues[static_cast<int>(cue.kind == ling::ReportCueKind::kObject ? ling::ReportCueKind::kRefute : cue.kind)];
  }
  for (const ling::Cue& cue : ling::FindCues(tokens)) {
    s.negated |= cue.kind == ling::CueKind::kNegation || cue.kind == ling::CueKind::kNegativeVerb || cue.kind == ling::CueKind::kDenial;
  }
  return s;
}

double Weight(const std::string& key) { return std::min<double>(static_cast<double>(key.size()), 8); }

double Covered(const std::set<std::string>& wanted, const std::set<std::string>& found) {
  double all = 0, had = 0;
  for (const std::string& key : wanted) {
    all += Weight(key);
    if (found.count(key) > 0) had += Weight(key);
  }
  return all == 0 ? 0 : had / all;
}

void AddBuckets(const std::string& name, double value, Features* features) {
  for (int step = 1; step <= 10; ++step) {
    if (value >= step / 10.0) AddFeature(name + ":" + std::to_string(step), 1, features);
  }
  AddFeature(name, static_cast<float>(value), features);
}

}  // namespace

Body ReadBody(const std::string& text) {
  Body body;
  for (const std::string& sentence : Split(text)) {
    body.sentences.push_back(Read(sentence));
    body.keys.insert(body.sentences.back().keys.begin(), body.sentences.back().keys.end());
  }
  return body;
}

Headline ReadHeadline(const std::string& text) { return Read(text); }

void PairFeatures(const Headline& headline, const Body& body, Features* related, Features* stance) {
  std::vector<std::pair<double, size_t>> closest;
  for (size_t i = 0; i < body.sentences.size(); ++i) {
    closest.push_back({-Covered(headline.keys, body.sentences[i].keys), i});
  }
  std::stable_sort(closest.begin(), closest.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  AddFeature("bias", 1, related);
  AddBuckets("body", Covered(headline.keys, body.keys), related);
  AddBuckets("best", closest.empty() ? 0 : -closest[0].first, related);
  double lead = 0;
  for (size_t i = 0; i < body.sentences.size() && i < 4; ++i) lead = std::max(lead, Covered(headline.keys, body.sentences[i].keys));
  AddBuckets("lead", lead, related);

  AddFeature("bias", 1, stance);
  AddBuckets("best", closest.empty() ? 0 : -closest[0].first, stance);
  const std::set<std::string> said(headline.lemmas.begin(), headline.lemmas.end());
  for (int kind = 1; kind < 4; ++kind) {
    AddFeature("title:" + std::to_string(kind) + ":" + std::to_string(std::min(headline.cues[kind], 2)), 1, stance);
  }
  std::string before = "^";
  for (const std::string& lemma : headline.lemmas) {
    AddFeature("t:" + lemma, 0.3f, stance);
    before = lemma;
  }
  // How the body speaks: of the sentences nearest to the headline, of its beginning, and of all.
  int total[4] = {0, 0, 0, 0};
  for (const BodySentence& s : body.sentences) {
    for (int kind = 1; kind < 4; ++kind) total[kind] += s.cues[kind];
  }
  const double length = std::max<double>(1, static_cast<double>(body.sentences.size()));
  for (int kind = 1; kind < 4; ++kind) AddBuckets("all:" + std::to_string(kind), std::min(1.0, total[kind] / length / 2), stance);
  std::set<std::string> used;
  const auto speak = [&](const std::string& where, const BodySentence& s, float value) {
    for (int kind = 1; kind < 4; ++kind) {
      AddFeature(where + ":" + std::to_string(kind) + ":" + std::to_string(std::min(s.cues[kind], 2)), value, stance);
    }
    AddFeature(where + ":negated:" + std::to_string(s.negated) + std::to_string(headline.negated), value, stance);
    for (const std::string& lemma : s.lemmas) {
      if (said.count(lemma) == 0 && used.insert(where + lemma).second) AddFeature(where + "w:" + lemma, 0.3f * value, stance);
    }
  };
  for (size_t i = 0; i < closest.size() && i < kClosest; ++i) speak("near", body.sentences[closest[i].second], i == 0 ? 1.0f : 0.6f);
  for (size_t i = 0; i < body.sentences.size() && i < 2; ++i) speak("lead", body.sentences[i], 0.6f);
  // "hoax", "fake" and the like anywhere beside what the headline speaks of.
  bool refuted_near = false, refuted = false;
  for (const auto& [covered, i] : closest) {
    refuted |= body.sentences[i].cues[1] > 0;
    refuted_near |= body.sentences[i].cues[1] > 0 && -covered >= 0.4;
  }
  AddFeature(std::string("refuted:") + (refuted_near ? "near" : refuted ? "far" : "no"), 1, stance);
}

}  // namespace parallax::quality
