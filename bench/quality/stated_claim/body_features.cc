#include "bench/quality/stated_claim/body_features.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/meaning/refutation.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/tokens.h"

namespace parallax::quality {
namespace {

namespace ling = plx::linguistics;

constexpr size_t kClosest = 3;  // sentences of the body nearest to the headline
constexpr double kWord = 0.2;   // a word says less than a cue does

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
  for (const ling::Term& term : ling::ExtractTerms(tokens)) s.keys.try_emplace(term.key, term.first);
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.Kind(i) == ling::TokenKind::kWord) s.lemmas.push_back(ling::Lemma(tokens.Word(i)));
  }
  for (const ling::Numeral& n : ling::FindNumerals(tokens)) {
    if (!n.determiner) s.numbers.push_back(n.value);
  }
  for (const ling::ReportCue& cue : ling::FindReportCues(tokens)) {
    const int kind = static_cast<int>(cue.kind);
    ++s.counts[kind];
    s.cues.push_back({kind, cue.first, cue.end == cue.first + 1 ? ling::Lemma(tokens.Word(cue.first)) : cue.word});
  }
  for (const ling::Cue& cue : ling::FindCues(tokens)) {
    s.negated ^= cue.kind == ling::CueKind::kNegation || cue.kind == ling::CueKind::kNegativeVerb || cue.kind == ling::CueKind::kDenial;
  }
  return s;
}

double Weight(const std::string& key) { return std::min<double>(static_cast<double>(key.size()), 8); }

using Keys = std::map<std::string, size_t>;

double Covered(const Keys& wanted, const Keys& found) {
  double all = 0, had = 0;
  for (const auto& [key, place] : wanted) {
    all += Weight(key);
    if (found.count(key) > 0) had += Weight(key);
  }
  return all == 0 ? 0 : had / all;
}

// Words between the cue and the nearest word that the headline has too.
size_t Distance(const BodySentence::CueAt& cue, const BodySentence& sentence, const Headline& headline) {
  size_t nearest = 99;
  for (const auto& [key, place] : sentence.keys) {
    if (place == cue.place || headline.keys.count(key) == 0) continue;
    nearest = std::min(nearest, place < cue.place ? cue.place - place : place - cue.place);
  }
  return nearest;
}

constexpr int kRefute = static_cast<int>(ling::ReportCueKind::kRefute), kHedge = static_cast<int>(ling::ReportCueKind::kHedge),
              kObject = static_cast<int>(ling::ReportCueKind::kObject);

// How a headline tells what it tells.
char Manner(const Headline& headline) {
  if (headline.counts[kRefute] + headline.counts[kObject] > 0) return 'R';
  return headline.counts[kHedge] > 0 || headline.text.find('?') != std::string::npos ? 'H' : 'P';
}

bool SameNumber(const std::vector<double>& a, const std::vector<double>& b) {
  return std::any_of(a.begin(), a.end(), [&](double x) {
    return std::any_of(b.begin(), b.end(), [&](double y) { return std::abs(x - y) <= 0.02 * std::abs(x); });
  });
}

void AddBuckets(const std::string& name, double value, Features* features) {
  for (int step = 1; step <= 10; ++step) {
    if (value >= step / 10.0) AddFeature(name + ":" + std::to_string(step), 1, features);
  }
  AddFeature(name, static_cast<float>(value), features);
}

// How the body stands to the headline; the sentences nearest to it come first in `closest`, with minus their share of it.
void StanceFeatures(const Headline& headline, const Body& body, const std::vector<std::pair<double, size_t>>& closest, Features* out) {
  const auto add = [&](const std::string& name, double value = 1) { AddFeature(name, static_cast<float>(value), out); };
  const char manner = Manner(headline);
  const std::string told(1, manner);
  add("bias");
  add("manner:" + told);
  AddBuckets("best", closest.empty() ? 0 : -closest[0].first, out);
  for (const auto& cue : headline.cues) add("title cue:" + std::to_string(cue.kind) + cue.lemma, 0.5);
  for (const std::string& lemma : headline.lemmas) add("t:" + lemma, kWord / 2);
  // Refuting words: anywhere, and how near to what the headline speaks of.
  int total[5] = {0, 0, 0, 0, 0}, beside[5] = {0, 0, 0, 0, 0};
  size_t nearest = 99;
  for (const auto& [covered, i] : closest) {
    const BodySentence& s = body.sentences[i];
    for (int kind = 1; kind < 5; ++kind) {
      total[kind] += s.counts[kind];
      if (-covered >= 0.25) beside[kind] += s.counts[kind];
    }
    for (const auto& cue : s.cues) {
      if (cue.kind == kRefute) nearest = std::min(nearest, Distance(cue, s, headline));
    }
  }
  const std::string step = nearest <= 2 ? "2" : nearest <= 5 ? "5" : nearest <= 12 ? "12" : nearest < 99 ? "far" : "no";
  add("refuted at:" + step);
  add("refuted at:" + step + told);
  const double length = std::max<double>(1, static_cast<double>(body.sentences.size()));
  for (int kind = 1; kind < 5; ++kind) {
    const std::string name = std::to_string(kind);
    AddBuckets("all:" + name, std::min(1.0, total[kind] / length), out);
    add("beside:" + name + ":" + std::to_string(std::min(beside[kind], 4)));
    add("beside:" + name + ":" + std::to_string(std::min(beside[kind], 4)) + told);
  }
  std::set<std::string> used;
  const auto speak = [&](const std::string& where, const BodySentence& s, double value) {
    for (int kind = 1; kind < 5; ++kind) {
      const std::string name = where + ":" + std::to_string(kind) + ":" + std::to_string(std::min(s.counts[kind], 2));
      add(name, value);
      add(name + told, value);
    }
    for (const auto& cue : s.cues) {
      const size_t distance = Distance(cue, s, headline);
      if (used.insert(where + "cue" + cue.lemma).second) add(where + " cue:" + cue.lemma, 0.5 * value);
      add(where + " reach:" + std::to_string(cue.kind) + (distance <= 3 ? "3" : distance <= 8 ? "8" : "-") + told, 0.7 * value);
    }
    add(where + ":negated:" + std::to_string(s.negated ^ headline.negated), value);
    for (const std::string& lemma : s.lemmas) {
      if (used.insert(where + lemma).second) add(where + "w:" + lemma, kWord * value);
    }
  };
  for (size_t i = 0; i < closest.size() && i < kClosest; ++i) speak("near", body.sentences[closest[i].second], i == 0 ? 1.0 : 0.6);
  for (size_t i = 0; i < body.sentences.size() && i < 2; ++i) speak("lead", body.sentences[i], 0.6);
  if (!closest.empty() && !headline.numbers.empty()) {
    const BodySentence& s = body.sentences[closest[0].second];
    add(SameNumber(headline.numbers, s.numbers) ? "number:same" : s.numbers.empty() ? "number:none" : "number:other");
  }
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

  StanceFeatures(headline, body, closest, stance);
}

}  // namespace parallax::quality
