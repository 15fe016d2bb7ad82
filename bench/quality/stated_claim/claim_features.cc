#include "bench/quality/stated_claim/claim_features.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <vector>

#include "plugins/linguistics/meaning/refutation.h"
#include "plugins/linguistics/meaning/polarity.h"
#include "plugins/linguistics/meaning/terms.h"
#include "plugins/linguistics/numbers/numerals.h"
#include "plugins/linguistics/text/lemma.h"
#include "plugins/linguistics/text/tokens.h"

namespace parallax::quality {
namespace {

namespace ling = plx::linguistics;

std::set<std::string> KeysOf(const ling::TokenSequence& tokens) {
  std::set<std::string> keys;
  for (const ling::Term& term : ling::ExtractTerms(tokens)) keys.insert(term.key);
  return keys;
}

// Cues of the headline whose word the claim does not have.
std::vector<ling::ReportCue> OwnCues(const ling::TokenSequence& claim, const ling::TokenSequence& text) {
  std::set<std::string> said;
  for (size_t i = 0; i < claim.size(); ++i) said.insert(ling::Lemma(claim.Word(i)));
  std::vector<ling::ReportCue> cues;
  for (const ling::ReportCue& cue : ling::FindReportCues(text)) {
    if (cue.end == cue.first + 1 && said.count(ling::Lemma(text.Word(cue.first))) > 0) continue;
    cues.push_back(cue);
    if (cue.kind == ling::ReportCueKind::kObject) cues.back().kind = ling::ReportCueKind::kRefute;  // a headline
  }
  return cues;
}

// On which side of the claim's words the cue stands, and how far: "hoax: X", "X is a hoax", "X of the fake Y".
std::string Reach(const ling::ReportCue& cue, const ling::TokenSequence& text, const std::set<std::string>& claim) {
  size_t before = text.size(), behind = text.size();
  for (size_t i = 0; i < text.size(); ++i) {
    if ((i >= cue.first && i < cue.end) || text.Word(i).size() < 4 || claim.count(ling::Lemma(text.Word(i))) == 0) continue;
    if (i < cue.first) behind = std::min(behind, cue.first - i);
    else before = std::min(before, i - cue.end + 1);
  }
  const auto step = [](size_t distance) { return distance <= 1 ? "1" : distance <= 3 ? "3" : distance <= 7 ? "7" : "-"; };
  return std::string(step(before)) + step(behind);
}

std::string Bucket(double value) { return std::to_string(static_cast<int>(std::floor(value * 5))); }

bool SameNumbers(const ling::TokenSequence& a, const ling::TokenSequence& b, bool* differ) {
  const auto x = ling::FindNumerals(a), y = ling::FindNumerals(b);
  bool same = false;
  for (const auto& m : x) {
    for (const auto& n : y) same |= m.low <= n.high * 1.02 && n.low <= m.high * 1.02;
  }
  *differ = !x.empty() && !y.empty() && !same;
  return same;
}

}  // namespace

double Coverage(const std::string& claim, const std::string& text) {
  const std::set<std::string> wanted = KeysOf(ling::TokenSequence(claim)), found = KeysOf(ling::TokenSequence(text));
  double all = 0, had = 0;
  for (const std::string& key : wanted) {
    const double weight = std::min<double>(static_cast<double>(key.size()), 8);
    all += weight;
    if (found.count(key) > 0) had += weight;
  }
  return all == 0 ? 0 : had / all;
}

Position PositionByCues(const std::string& claim, const std::string& text) {
  const ling::TokenSequence left(claim), right(text);
  bool hedged = text.find('?') != std::string::npos;
  for (const ling::ReportCue& cue : OwnCues(left, right)) {
    if (cue.kind == ling::ReportCueKind::kRefute) return kAgainst;
    hedged |= cue.kind == ling::ReportCueKind::kHedge;
  }
  return hedged ? kObserving : kFor;
}

Features HeadlineFeatures(const std::string& claim, const std::string& text) {
  const ling::TokenSequence left(claim), right(text);
  Features features;
  const auto add = [&](const std::string& name, float value = 1) { AddFeature(name, value, &features); };
  add("bias");
  constexpr float kWords = 0.3f, kPairs = 0.15f;  // single words say less than cues do
  std::vector<std::string> lemmas;
  for (size_t i = 0; i < right.size(); ++i) {
    if (right.Kind(i) == ling::TokenKind::kWord) lemmas.push_back(ling::Lemma(right.Word(i)));
    else if (right.Kind(i) == ling::TokenKind::kPunctuation) lemmas.emplace_back(right.Text(i));
  }
  std::set<std::string> said;
  for (size_t i = 0; i < left.size(); ++i) said.insert(ling::Lemma(left.Word(i)));
  std::string before = "^";
  for (const std::string& lemma : lemmas) {
    const bool shared = said.count(lemma) > 0;
    if (!shared) add("w:" + lemma, kWords);
    add("b:" + (said.count(before) > 0 ? std::string("#") : before) + "_" + (shared ? std::string("#") : lemma), kPairs);
    before = lemma;
  }
  // Rumours of one kind are told alike: those of products are watched, those of ghosts refuted.
  for (const std::string& key : KeysOf(left)) add("c:" + key, kPairs);
  int counts[4] = {0, 0, 0, 0};
  for (const ling::ReportCue& cue : OwnCues(left, right)) {
    ++counts[static_cast<int>(cue.kind)];
    const double place = right.size() == 0 ? 0 : static_cast<double>(cue.first) / static_cast<double>(right.size());
    add("cue word:" + (cue.end == cue.first + 1 ? ling::Lemma(right.Word(cue.first)) : cue.word), 0.5f);
    add("reach:" + std::to_string(static_cast<int>(cue.kind)) + ":" + Reach(cue, right, said), 0.7f);
    add("cue:" + std::to_string(static_cast<int>(cue.kind)) + ":" + (place < 0.34 ? "head" : place < 0.67 ? "mid" : "tail"), 0.7f);
  }
  for (int k = 1; k < 4; ++k) add("cues:" + std::to_string(k) + ":" + std::to_string(std::min(counts[k], 2)), 1.2f);
  add("list:" + std::to_string(static_cast<int>(PositionByCues(claim, text))), 2.0f);
  add("pair:" + std::to_string(std::min(counts[1], 1)) + std::to_string(std::min(counts[2], 1)) + std::to_string(std::min(counts[3], 1)));
  if (text.find('?') != std::string::npos) add("question", 1.5f);
  if (text.find(':') != std::string::npos) add("colon");
  if (text.find('\'') != std::string::npos || text.find('"') != std::string::npos) add("quotes", 0.7f);
  const auto negations = [](const ling::TokenSequence& tokens) {
    int n = 0;
    for (const ling::Cue& cue : ling::FindCues(tokens)) {
      n += cue.kind == ling::CueKind::kNegation || cue.kind == ling::CueKind::kNegativeVerb || cue.kind == ling::CueKind::kDenial;
    }
    return n;
  };
  const int odd = (negations(left) + negations(right)) % 2;
  add("negation:" + std::to_string(odd), 1.2f);
  const bool future = std::any_of(lemmas.begin(), lemmas.end(), [](const std::string& l) { return l == "will" || l == "to"; });
  add("claim-future:" + std::to_string(said.count("will")) + std::to_string(future));
  bool differ = false;
  if (SameNumbers(left, right, &differ)) add("numbers:same");
  if (differ) add("numbers:differ");
  const double coverage = Coverage(claim, text);
  add("coverage:" + Bucket(coverage));
  add("coverage", static_cast<float>(coverage));
  add("length:" + std::to_string(std::min<size_t>(right.size() / 5, 5)), 0.5f);
  return features;
}

}  // namespace parallax::quality
