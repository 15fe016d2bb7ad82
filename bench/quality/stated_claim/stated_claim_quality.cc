// How well a stated claim is set against a text, on public sets read from $PARALLAX_DATA:
//
//   emergent      rumours and headlines: for, against, observing (5 folds by claim)
//   fnc1          headlines and bodies: agree, disagree, discuss, unrelated (a fifth of the bodies held out)
//   breaking_nli  sentences that differ in one word: accuracy by kind of word; nothing is trained
//
//   stated_claim_quality [emergent|fnc1|fnc1_linear|breaking_nli]...     fnc1_linear: without the server, seconds
//
// "the server" is what CompareClaims answers to the claim over the texts, with the analyzers of this build. The
// linear models are trained on each set's own training part and ship nowhere: the licences of the sets allow
// measuring only; what they reach with the same cues says what a trained model would add. Exit code 2 without data.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "bench/quality/stated_claim/body_model.h"
#include "bench/quality/stated_claim/claim_features.h"
#include "bench/quality/stated_claim/claim_service.h"
#include "bench/quality/stated_claim/classification_score.h"
#include "bench/quality/stated_claim/csv.h"
#include "bench/quality/stated_claim/headline_model.h"
#include "plugins/linguistics/meaning/word_swap.h"
#include "plugins/linguistics/text/hash64.h"

namespace {

using namespace parallax::quality;
namespace ling = plx::linguistics;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void PrintRow(const char* name, const std::vector<Judged>& items, const std::vector<const char*>& classes) {
  const int n = static_cast<int>(classes.size());
  const Score score = ScoreOf(items, n);
  const Interval interval = BootstrapInterval(items, n, Figure::kMacroF1, 400);
  std::printf("  %-34s accuracy %5.1f  macro-F1 %5.1f [%.1f, %.1f] ", name, 100 * score.accuracy, 100 * score.macro_f1,
              100 * interval.low, 100 * interval.high);
  for (int c = 0; c < n; ++c) std::printf(" %s %.1f", classes[static_cast<size_t>(c)], 100 * score.classes[static_cast<size_t>(c)].f1);
  std::printf("\n");
  std::fflush(stdout);
}

// The server's answers to the claims over their texts, pair by pair.
std::vector<Told> AskAll(ClaimService& service, const std::vector<std::pair<std::string, ToldText>>& pairs) {
  std::map<std::string, std::vector<size_t>> by_claim;
  for (size_t i = 0; i < pairs.size(); ++i) by_claim[pairs[i].first].push_back(i);
  std::vector<Told> answers(pairs.size());
  for (const auto& [claim, members] : by_claim) {
    std::vector<ToldText> texts;
    for (const size_t i : members) texts.push_back(pairs[i].second);
    const auto found = service.Ask(claim, texts);
    if (!found.ok()) {
      std::cerr << found.status() << "\n";
      std::exit(1);
    }
    for (size_t k = 0; k < members.size(); ++k) answers[members[k]] = (*found)[k];
  }
  return answers;
}

void PrintSilent(const char* where, const std::vector<Told>& answers) {
  const auto silent = std::count_if(answers.begin(), answers.end(), [](const Told& told) { return told.answer == Answer::kSilent; });
  std::printf("  %-34s %.1f%% of %zu\n", where, answers.empty() ? 0 : 100.0 * static_cast<double>(silent) / static_cast<double>(answers.size()),
              answers.size());
}

// --- emergent ---

// Silence is no position: it counts as observing.
int PositionOf(Answer answer) {
  return answer == Answer::kAsserts ? kFor : answer == Answer::kDenies ? kAgainst : kObserving;
}

// Each claim with the headlines of the other claim that shares most of its words: most are of the same people
// or things, few tell of the same.
std::vector<std::pair<std::string, ToldText>> HeadlinesOfNearest(const std::vector<std::pair<std::string, ToldText>>& pairs) {
  std::map<std::string, std::vector<ToldText>> by_claim;
  for (const auto& [claim, text] : pairs) by_claim[claim].push_back(text);
  std::vector<std::pair<std::string, ToldText>> found;
  for (const auto& [claim, own] : by_claim) {
    const std::vector<ToldText>* nearest = nullptr;
    double most = -1;
    for (const auto& [other, texts] : by_claim) {
      const double shared = other == claim ? -1 : Coverage(claim, other) + Coverage(other, claim);
      if (shared > most) most = shared, nearest = &texts;
    }
    for (const ToldText& text : *nearest) found.push_back({claim, text});
  }
  return found;
}

void PrintTold(const char* what, const char* gold, const Told& told, const std::pair<std::string, ToldText>& pair) {
  static const char* const kAnswers[] = {"asserts", "denies", "reports", "silent"};
  std::printf("    %s %s %s %s | %s | %s\n", what, gold, kAnswers[static_cast<int>(told.answer)], told.reason.c_str(), pair.first.c_str(),
              pair.second.text.c_str());
}

void RunEmergent(const std::filesystem::path& root, ClaimService& service) {
  const auto rows = ReadCsv(ReadFile(root / "emergent/url-versions-2015-06-14-clean-train.csv"));
  struct Row {
    std::string claim, headline;
    int gold;
    uint32_t group;
  };
  std::vector<Row> items;
  for (size_t i = 1; i < rows.size(); ++i) {
    const auto& r = rows[i];
    if (r.size() < 6) continue;
    const int gold = r[3] == "for" ? kFor : r[3] == "against" ? kAgainst : kObserving;
    items.push_back({r[1], r[2], gold, static_cast<uint32_t>(ling::Hash64(r[5]))});
  }
  const std::vector<const char*> classes = {"for", "against", "observing"};
  std::printf("emergent: %zu headlines; published (Ferreira and Vlachos 2016, official test) accuracy 73.3, macro-F1 72.3\n", items.size());
  std::vector<Judged> majority, cues, linear, served, spoken;
  std::vector<Features> features;
  std::vector<std::pair<std::string, ToldText>> pairs;
  for (const Row& r : items) pairs.push_back({r.claim, {r.headline, true}});
  const std::vector<Told> answers = AskAll(service, pairs);
  for (size_t i = 0; i < items.size(); ++i) {
    served.push_back({items[i].gold, PositionOf(answers[i].answer), items[i].group});
    if (answers[i].answer != Answer::kSilent) spoken.push_back(served.back());
  }
  for (const Row& r : items) {
    majority.push_back({r.gold, kFor, r.group});
    cues.push_back({r.gold, PositionByCues(r.claim, r.headline), r.group});
    features.push_back(HeadlineFeatures(r.claim, r.headline));
    const Told& told = answers[features.size() - 1];
    AddFeature("server:" + std::to_string(static_cast<int>(told.answer)), 1, &features.back());
    AddFeature("server:" + told.reason, 1, &features.back());
  }
  // How many of the claim's other headlines refute it, by their cues: no label is looked at.
  for (size_t i = 0; i < items.size(); ++i) {
    int refuting = 0, others = 0;
    for (size_t k = 0; k < items.size(); ++k) {
      if (k == i || items[k].group != items[i].group) continue;
      refuting += cues[k].predicted == kAgainst;
      ++others;
    }
    const float share = others == 0 ? 0 : static_cast<float>(refuting) / static_cast<float>(others);
    AddFeature("others", share, &features[i]);
    AddFeature("others:" + std::to_string(static_cast<int>(share * 4)), 0.5f, &features[i]);
    AddFeature("others:" + std::to_string(cues[i].predicted), share, &features[i]);
  }
  constexpr uint32_t kFolds = 5;
  for (uint32_t fold = 0; fold < kFolds; ++fold) {
    std::vector<Example> train;
    for (size_t i = 0; i < items.size(); ++i) {
      if (items[i].group % kFolds != fold) train.push_back({features[i], items[i].gold});
    }
    const HeadlineModel model(train);
    for (size_t i = 0; i < items.size(); ++i) {
      if (items[i].group % kFolds == fold) linear.push_back({items[i].gold, model.Predict(features[i]), items[i].group});
    }
  }
  PrintRow("floor: majority", majority, classes);
  PrintRow("ours: the server", served, classes);
  PrintRow("ours: the server, where it speaks", spoken, classes);
  PrintSilent("the server is silent", answers);
  // Each claim with a headline of another claim: there it must be.
  std::vector<std::pair<std::string, ToldText>> others;
  for (size_t i = 0; i < items.size(); ++i) {
    const Row& other = items[(i + items.size() / 2) % items.size()];
    if (other.group != items[i].group) others.push_back({items[i].claim, {other.headline, true}});
  }
  PrintSilent("silent on headlines of others", AskAll(service, others));
  const auto nearest = HeadlinesOfNearest(pairs);
  const std::vector<Told> of_nearest = AskAll(service, nearest);
  PrintSilent("silent on those of the nearest", of_nearest);
  if (std::getenv("PARALLAX_FAILURES") != nullptr) {
    for (size_t i = 0; i < nearest.size(); ++i) PrintTold("nearest", "", of_nearest[i], nearest[i]);
    for (size_t i = 0; i < items.size(); ++i) {
      if (served[i].gold != served[i].predicted) PrintTold("missed", classes[static_cast<size_t>(items[i].gold)], answers[i], pairs[i]);
    }
  }
  PrintRow("cues alone, all taken as related", cues, classes);
  PrintRow("linear, trained here", linear, classes);
}

// --- fnc1 ---

// The challenge's score: 0.25 for related or not, 0.75 more for the right class of a related pair.
double WeightedScore(const std::vector<Judged>& items) {
  double got = 0, best = 0;
  for (const Judged& item : items) {
    const bool related = item.gold != kUnrelated;
    best += related ? 1 : 0.25;
    if (item.gold == item.predicted) got += related ? 1 : 0.25;
    else if (related && item.predicted != kUnrelated) got += 0.25;
  }
  return best == 0 ? 0 : 100 * got / best;
}

int BodyPositionOf(Answer answer) {
  return answer == Answer::kAsserts ? kAgree : answer == Answer::kDenies ? kDisagree : answer == Answer::kReports ? kDiscuss : kUnrelated;
}

struct FncRow {
  BodyExample example;
  const std::string* title;
  const std::string* text;
};

template <typename Test, typename Train>
void RunFncSplit(const char* name, const std::vector<FncRow>& items, ClaimService* service, Test&& is_test, Train&& is_train) {
  std::vector<const BodyExample*> train;
  for (const FncRow& r : items) {
    if (is_train(r.example)) train.push_back(&r.example);
  }
  const BodyModel model(train);
  std::vector<Judged> majority, linear, served;
  std::vector<std::pair<std::string, ToldText>> pairs;
  for (const FncRow& r : items) {
    if (!is_test(r.example)) continue;
    majority.push_back({r.example.gold, kUnrelated, r.example.body});
    linear.push_back({r.example.gold, model.Predict(r.example), r.example.body});
    pairs.push_back({*r.title, {*r.text, false}});
  }
  const std::vector<Told> answers = service == nullptr ? std::vector<Told>() : AskAll(*service, pairs);
  for (size_t i = 0; i < answers.size(); ++i) served.push_back({linear[i].gold, BodyPositionOf(answers[i].answer), linear[i].group});
  const std::vector<const char*> classes = {"agree", "disagree", "discuss", "unrelated"};
  std::printf("  held out %s: %zu pairs\n", name, linear.size());
  PrintRow("floor: majority", majority, classes);
  if (service != nullptr) PrintRow("ours: the server", served, classes);
  PrintRow("linear, trained here", linear, classes);
  std::printf("  %-34s floor %.1f, the server %.1f, linear %.1f\n", "weighted score", WeightedScore(majority), WeightedScore(served),
              WeightedScore(linear));
}

void RunFnc(const std::filesystem::path& root, ClaimService* service) {
  const auto body_rows = ReadCsv(ReadFile(root / "fnc1/train_bodies.csv"));
  const auto rows = ReadCsv(ReadFile(root / "fnc1/train_stances_without_emergent_test.csv"));
  std::map<std::string, Body> bodies;
  std::map<std::string, const std::string*> texts;
  for (size_t i = 1; i < body_rows.size(); ++i) {
    bodies.emplace(body_rows[i][0], ReadBody(body_rows[i][1]));
    texts.emplace(body_rows[i][0], &body_rows[i][1]);
  }
  std::vector<FncRow> items;
  std::map<std::string, Headline> headlines;
  for (size_t i = 1; i < rows.size(); ++i) {
    const auto& r = rows[i];
    auto [it, added] = headlines.try_emplace(r[0]);
    if (added) it->second = ReadHeadline(r[0]);
    FncRow row{{}, &r[0], texts.at(r[1])};
    row.example.gold = r[2] == "agree" ? kAgree : r[2] == "disagree" ? kDisagree : r[2] == "discuss" ? kDiscuss : kUnrelated;
    row.example.body = static_cast<uint32_t>(ling::Hash64(r[1]));
    row.example.headline = static_cast<uint32_t>(ling::Hash64(r[0]));
    PairFeatures(it->second, bodies.at(r[1]), &row.example.related, &row.example.stance);
    items.push_back(std::move(row));
  }
  std::printf("fnc1: %zu pairs; published (official test) weighted 82.0-82.7, disagree 3-13, macro-F1 56-60\n", items.size());
  // Held out: every fifth body; then, stricter, bodies and headlines of which training saw neither.
  RunFncSplit("by body", items, service, [](const BodyExample& e) { return e.body % 5 == 0; },
              [](const BodyExample& e) { return e.body % 5 != 0; });
  RunFncSplit("by body and headline", items, service, [](const BodyExample& e) { return e.body % 3 == 0 && e.headline % 3 == 0; },
              [](const BodyExample& e) { return e.body % 3 != 0 && e.headline % 3 != 0; });
}

// --- breaking_nli ---

enum Inference { kContradiction = 0, kEntailment = 1, kNeutral = 2 };

int Judge(const std::string& left, const std::string& right) {
  const std::vector<ling::Swap> swaps = ling::FindSwaps(ling::TokenSequence(left), ling::TokenSequence(right));
  bool unknown = false;
  for (const ling::Swap& swap : swaps) {
    if (swap.kind < ling::SwapKind::kSame) return kContradiction;
    unknown |= swap.kind == ling::SwapKind::kUnknown;
  }
  return unknown ? kNeutral : kEntailment;
}

// A text that denies the claim excludes it, one that asserts it entails it.
int InferenceOf(Answer answer) {
  return answer == Answer::kDenies ? kContradiction : answer == Answer::kAsserts ? kEntailment : kNeutral;
}

void RunBreakingNli(const std::filesystem::path& root, ClaimService& service) {
  std::ifstream in(root / "breaking_nli/dev_half.jsonl");
  std::map<std::string, std::vector<Judged>> by_category, served;
  std::vector<std::pair<std::string, ToldText>> pairs;
  std::vector<std::pair<std::string, Judged>> judged;  // as pairs, with the category
  for (std::string line; std::getline(in, line);) {
    const auto item = nlohmann::json::parse(line);
    const std::string gold = item["gold_label"];
    const int label = gold == "contradiction" ? kContradiction : gold == "entailment" ? kEntailment : kNeutral;
    const std::string one = item["sentence1"], two = item["sentence2"];
    const int ours = Judge(one, two);
    by_category[item["category"]].push_back({label, ours, static_cast<uint32_t>(ling::Hash64(one))});
    pairs.push_back({two, {one, false}});
    judged.push_back({item["category"], by_category[item["category"]].back()});
    if (std::getenv("PARALLAX_FAILURES") != nullptr && ours != label) {
      std::cout << "    " << item["category"].get<std::string>() << " " << gold << " " << ours << " | " << one << " | " << two << "\n";
    }
  }
  const std::vector<Told> answers = AskAll(service, pairs);
  for (size_t i = 0; i < judged.size(); ++i) {
    judged[i].second.predicted = InferenceOf(answers[i].answer);
    served[judged[i].first].push_back(judged[i].second);
    if (std::getenv("PARALLAX_FAILURES") != nullptr && judged[i].second.predicted != judged[i].second.gold) {
      std::cout << "    server " << judged[i].first << " " << judged[i].second.gold << " " << judged[i].second.predicted << " | "
                << pairs[i].second.text << " | " << pairs[i].first << "\n";
    }
  }
  std::printf("breaking_nli: no swap was trained on; floor: always \"contradiction\"; published (Glockner et al. 2018) all categories: ESIM 65.6, WordNet rule 85.8\n");
  for (const auto& [category, items] : by_category) {
    std::vector<Judged> floor = items;
    for (Judged& item : floor) item.predicted = kContradiction;
    const std::vector<Judged>& ours = served.at(category);
    const Interval interval = BootstrapInterval(ours, 3, Figure::kAccuracy, 400);
    std::printf("  %-18s %4zu items  the server %5.1f [%.1f, %.1f]  swaps alone %5.1f  floor %5.1f\n", category.c_str(), items.size(),
                100 * ScoreOf(ours, 3).accuracy, 100 * interval.low, 100 * interval.high, 100 * ScoreOf(items, 3).accuracy,
                100 * ScoreOf(floor, 3).accuracy);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const char* data = std::getenv("PARALLAX_DATA");
  const std::filesystem::path root(data == nullptr ? "" : data);
  if (data == nullptr || !std::filesystem::exists(root / "emergent")) {
    std::cerr << "NOT MEASURED: set PARALLAX_DATA to a folder that holds emergent/, fnc1/ and breaking_nli/; looked in "
              << root << "\n";
    return 2;
  }
  std::set<std::string> wanted(argv + 1, argv + argc);
  if (wanted.empty()) wanted = {"emergent", "fnc1", "breaking_nli"};
  const auto service = ClaimService::Load();
  if (!service.ok()) {
    std::cerr << service.status() << "\n";
    return 1;
  }
  if (wanted.count("breaking_nli") > 0) RunBreakingNli(root, **service);
  if (wanted.count("emergent") > 0) RunEmergent(root, **service);
  if (wanted.count("fnc1") > 0) RunFnc(root, service->get());
  if (wanted.count("fnc1_linear") > 0) RunFnc(root, nullptr);
  return 0;
}
