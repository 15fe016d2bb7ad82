// How well a stated claim is set against a text, on public sets read from $PARALLAX_DATA:
//
//   emergent      rumours and headlines: for, against, observing (5 folds by claim)
//   fnc1          headlines and bodies: agree, disagree, discuss, unrelated (a fifth of the bodies held out)
//   breaking_nli  sentences that differ in one word: accuracy by kind of word; nothing is trained
//
//   stated_claim_quality [emergent|fnc1|breaking_nli]...
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

#include "bench/quality/stated_claim/body_features.h"
#include "bench/quality/stated_claim/claim_features.h"
#include "bench/quality/stated_claim/claim_service.h"
#include "bench/quality/stated_claim/classification_score.h"
#include "bench/quality/stated_claim/csv.h"
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
std::vector<Answer> AskAll(ClaimService& service, const std::vector<std::pair<std::string, ToldText>>& pairs) {
  std::map<std::string, std::vector<size_t>> by_claim;
  for (size_t i = 0; i < pairs.size(); ++i) by_claim[pairs[i].first].push_back(i);
  std::vector<Answer> answers(pairs.size(), Answer::kSilent);
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

void PrintSilent(const char* where, const std::vector<Answer>& answers) {
  const auto silent = std::count(answers.begin(), answers.end(), Answer::kSilent);
  std::printf("  %-34s %.1f%% of %zu\n", where, answers.empty() ? 0 : 100.0 * static_cast<double>(silent) / static_cast<double>(answers.size()),
              answers.size());
}

// --- emergent ---

// Silence is no position: it counts as observing.
int PositionOf(Answer answer) {
  return answer == Answer::kAsserts ? kFor : answer == Answer::kDenies ? kAgainst : kObserving;
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
  const std::vector<Answer> answers = AskAll(service, pairs);
  for (size_t i = 0; i < items.size(); ++i) {
    served.push_back({items[i].gold, PositionOf(answers[i]), items[i].group});
    if (answers[i] != Answer::kSilent) spoken.push_back(served.back());
  }
  for (const Row& r : items) {
    majority.push_back({r.gold, kFor, r.group});
    cues.push_back({r.gold, PositionByCues(r.claim, r.headline), r.group});
    features.push_back(HeadlineFeatures(r.claim, r.headline));
  }
  constexpr uint32_t kFolds = 5;
  for (uint32_t fold = 0; fold < kFolds; ++fold) {
    std::vector<Example> train;
    for (size_t i = 0; i < items.size(); ++i) {
      if (items[i].group % kFolds != fold) train.push_back({features[i], items[i].gold});
    }
    LinearModel::Options options;
    options.epochs = 6;
    options.rate = 0.1;
    options.l2 = 3e-3;
    options.class_weights = {1, 1.3, 1.1};
    const LinearModel model(train, 3, options);
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

template <typename Row, typename Test, typename Train>
void RunFncSplit(const char* name, const std::vector<Row>& items, ClaimService& service, Test&& is_test, Train&& is_train) {
  std::vector<Example> related, stance;
  for (const Row& r : items) {
    if (!is_train(r)) continue;
    related.push_back({r.related, r.gold == kUnrelated ? 1 : 0});
    if (r.gold != kUnrelated) stance.push_back({r.stance, r.gold});
  }
  LinearModel::Options options;
  options.epochs = 6;
  const LinearModel is_related(related, 2, options);
  options.epochs = 10;
  options.class_weights = {1.2, 3.5, 1};
  const LinearModel stance_of(stance, 3, options);
  std::vector<Judged> majority, linear, served;
  std::vector<std::pair<std::string, ToldText>> pairs;
  for (const Row& r : items) {
    if (is_test(r)) pairs.push_back({*r.title, {*r.text, false}});
  }
  const std::vector<Answer> answers = AskAll(service, pairs);
  for (const Row& r : items) {
    if (!is_test(r)) continue;
    served.push_back({r.gold, BodyPositionOf(answers[served.size()]), r.group});
    majority.push_back({r.gold, kUnrelated, r.group});
    linear.push_back({r.gold, is_related.Predict(r.related) == 1 ? kUnrelated : stance_of.Predict(r.stance), r.group});
  }
  const std::vector<const char*> classes = {"agree", "disagree", "discuss", "unrelated"};
  std::printf("  held out %s: %zu pairs\n", name, linear.size());
  PrintRow("floor: majority", majority, classes);
  PrintRow("ours: the server", served, classes);
  PrintRow("linear, trained here", linear, classes);
  std::printf("  %-34s floor %.1f, the server %.1f, linear %.1f\n", "weighted score", WeightedScore(majority), WeightedScore(served),
              WeightedScore(linear));
}

void RunFnc(const std::filesystem::path& root, ClaimService& service) {
  const auto body_rows = ReadCsv(ReadFile(root / "fnc1/train_bodies.csv"));
  const auto rows = ReadCsv(ReadFile(root / "fnc1/train_stances_without_emergent_test.csv"));
  std::map<std::string, Body> bodies;
  std::map<std::string, const std::string*> texts;
  for (size_t i = 1; i < body_rows.size(); ++i) {
    bodies.emplace(body_rows[i][0], ReadBody(body_rows[i][1]));
    texts.emplace(body_rows[i][0], &body_rows[i][1]);
  }
  struct Row {
    Features related, stance;
    int gold;
    uint32_t group;     // of the body
    uint32_t headline;
    const std::string* title;
    const std::string* text;
  };
  std::vector<Row> items;
  std::map<std::string, Headline> headlines;
  for (size_t i = 1; i < rows.size(); ++i) {
    const auto& r = rows[i];
    auto [it, added] = headlines.try_emplace(r[0]);
    if (added) it->second = ReadHeadline(r[0]);
    const int gold = r[2] == "agree" ? kAgree : r[2] == "disagree" ? kDisagree : r[2] == "discuss" ? kDiscuss : kUnrelated;
    Row row{{}, {}, gold, static_cast<uint32_t>(ling::Hash64(r[1])), static_cast<uint32_t>(ling::Hash64(r[0])),
            &r[0], texts.at(r[1])};
    PairFeatures(it->second, bodies.at(r[1]), &row.related, &row.stance);
    items.push_back(std::move(row));
  }
  std::printf("fnc1: %zu pairs; published (official test) weighted 82.0-82.7, disagree 3-13, macro-F1 56-60\n", items.size());
  // Held out: every fifth body; then, stricter, bodies and headlines of which training saw neither.
  RunFncSplit("by body", items, service, [](const Row& r) { return r.group % 5 == 0; }, [](const Row& r) { return r.group % 5 != 0; });
  RunFncSplit("by body and headline", items, service, [](const Row& r) { return r.group % 3 == 0 && r.headline % 3 == 0; },
              [](const Row& r) { return r.group % 3 != 0 && r.headline % 3 != 0; });
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
  const std::vector<Answer> answers = AskAll(service, pairs);
  for (size_t i = 0; i < judged.size(); ++i) {
    judged[i].second.predicted = InferenceOf(answers[i]);
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
  if (wanted.count("fnc1") > 0) RunFnc(root, **service);
  return 0;
}
