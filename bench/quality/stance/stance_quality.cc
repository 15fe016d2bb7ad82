// How right the stance analyzer is on the development parts of public sets, beside floors measured
// in the same run and published figures. Precision of what is said and coverage of what could be
// said stand side by side, because frames and model abstain.
//
//   stance_quality STANCE.so [--failures N]
//
// Reads $PARALLAX_DATA: newsmtsc and directed_sentiment (the part that tools/train leaves out),
// nlpcc2016_stance and c_stance (measured only: their licence lets nothing made of them ship).
// Exit code 2, with a message, if the data is not there. Official test splits are not used.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "bench/quality/stance/scores.h"
#include "plugins/stance/data/tables.h"
#include "server/analyzer/text_pass.h"
#include "server/plugin/plugin_directory.h"
#include "tools/train/stance_examples.h"

namespace parallax {
namespace {

using quality::SignAnswer;
using quality::SignScores;

constexpr const char* kFramesOnly = R"({"back_off": "none"})";
constexpr const char* kDefault = "";
constexpr const char* kAlways = R"({"back_off": "always", "abstain_below": 0, "min_strength": 0})";

int SignOf(const Stance& stance) {
  return stance.sign == Sign::kFor ? 1 : stance.sign == Sign::kAgainst ? -1 : 0;
}

bool IsModel(const Stance& stance) { return stance.reason.rfind("model.", 0) == 0; }

// The answer to a question: frames before the model, then the strongest; null if nothing is said.
const Stance* AnswerTo(const StanceExample::Question& question, const std::vector<Finding>& findings) {
  const Stance* best = nullptr;
  for (const Finding& finding : findings) {
    const auto* stance = std::get_if<Stance>(&finding);
    if (stance == nullptr || stance->target.entity != NameId(question.target)) continue;
    const bool named = question.holder >= 0;
    if (named && stance->holder.entity != NameId(question.holder)) continue;
    // Which pair a directed answer is about is not asked where anybody's side is.
    if (!named && stance->reason == "model.directed") continue;
    if (named && stance->reason == "model.target") continue;
    if (SignOf(*stance) == 0) continue;
    const auto rank = [](const Stance& s) { return std::pair(!IsModel(s), s.strength); };
    if (best == nullptr || rank(*stance) > rank(*best)) best = stance;
  }
  return best;
}

std::vector<Finding> Analyze(Analyzer& analyzer, const std::string& text, const std::string& language,
                             std::vector<Finding> names, const std::string& options) {
  DocumentContent content;
  content.text = text;
  content.language = language;
  const auto document = BuildDocument("example", std::move(content));
  if (!document.ok()) return {};
  std::stable_sort(names.begin(), names.end(), [](const Finding& a, const Finding& b) {
    return BaseOf(a).span.begin < BaseOf(b).span.begin;
  });
  const AnalyzerInput input{*document, std::make_shared<const std::vector<Finding>>(names)};
  const auto checked = analyzer.CheckOptions(options);
  if (!checked.ok()) {
    std::cerr << checked.status() << "\n";
    std::exit(1);
  }
  auto output = analyzer.Analyze({&input, 1}, *checked, CallContext());
  if (!output[0].status.ok()) std::cerr << output[0].status << "\n";
  return std::move(output[0].findings);
}

// The sum of the polarity of a sentence's words: the floor of what needs no training.
class WordListFloor {
 public:
  WordListFloor() {
    for (absl::string_view row : absl::StrSplit(absl::string_view(plx::stance::data::kPolarityEn.data(),
                                                                  plx::stance::data::kPolarityEn.size()),
                                                '\n')) {
      const std::vector<std::string> columns = absl::StrSplit(row, '\t');
      if (columns.size() == 2) words_[columns[0]] = std::atoi(columns[1].c_str());
    }
  }
  int SignOf(const std::string& text) const {
    int sum = 0;
    std::string word;
    for (char c : text + " ") {
      if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      } else if (!word.empty()) {
        if (const auto it = words_.find(word); it != words_.end()) sum += it->second;
        word.clear();
      }
    }
    return sum > 250 ? 1 : sum < -250 ? -1 : 0;
  }

 private:
  std::map<std::string, int> words_;
};

void PrintRow(const std::string& name, const std::vector<SignAnswer>& answers) {
  const SignScores s = quality::ScoreSigns(answers);
  std::cout << absl::StrFormat(
      "  %-26s %5.1f %5.1f %5.1f   %-22s %9.1f %9.1f\n", name, 100 * s.f1[0], 100 * s.f1[1],
      100 * s.f1[2],
      quality::WithInterval(s.macro, quality::Bootstrap(answers, &SignScores::macro)),
      100 * s.precision, 100 * s.coverage);
}

void PrintHead(const std::string& title) {
  std::cout << "\n" << title << "\n"
            << "                              F1 against neutral for   macro-F1 [95% of resamples]"
            << "  precision  coverage\n";
}

// Labels of directed sentiment: none, each direction with each sign.
double FiveClassMacro(const std::vector<SignAnswer>& answers) {
  std::array<std::array<double, 5>, 5> confusion{};
  const auto label = [](int there, int back) -> size_t {
    return there > 0 ? 1 : back > 0 ? 2 : there < 0 ? 3 : back < 0 ? 4 : 0;
  };
  for (size_t i = 0; i + 1 < answers.size(); i += 2) {
    ++confusion[label(answers[i].gold, answers[i + 1].gold)][label(answers[i].said, answers[i + 1].said)];
  }
  double macro = 0;
  for (size_t c = 0; c < 5; ++c) {
    double all = 0;
    for (size_t k = 0; k < 5; ++k) all += confusion[c][k] + confusion[k][c];
    macro += all == 0 ? 0 : 2 * confusion[c][c] / all / 5;
  }
  return macro;
}

void Measure(const std::string& title, const std::vector<StanceExample>& examples, Analyzer& analyzer,
             int failures) {
  PrintHead(title);
  const WordListFloor floor;
  std::vector<SignAnswer> majority, words;
  std::map<int, int> counts;
  for (const StanceExample& example : examples) {
    if (!IsDevelopment(example)) continue;
    for (const auto& question : example.questions) ++counts[question.sign];
  }
  int most = 0;
  for (const auto& [sign, count] : counts) most = count > counts[most] ? sign : most;
  for (const StanceExample& example : examples) {
    if (!IsDevelopment(example)) continue;
    for (const auto& question : example.questions) {
      majority.push_back({question.sign, most});
      words.push_back({question.sign, floor.SignOf(example.text)});
    }
  }
  PrintRow("floor: commonest class", majority);
  PrintRow("floor: word list", words);
  const std::pair<const char*, const char*> modes[] = {
      {"frames alone", kFramesOnly}, {"frames, confident model", kDefault}, {"frames, model always", kAlways}};
  for (const auto& [name, options] : modes) {
    std::vector<SignAnswer> answers;
    for (const StanceExample& example : examples) {
      if (!IsDevelopment(example)) continue;
      const std::vector<Finding> findings =
          Analyze(analyzer, example.text, "en", {example.names.begin(), example.names.end()}, options);
      for (const auto& question : example.questions) {
        const Stance* answer = AnswerTo(question, findings);
        answers.push_back({question.sign, answer == nullptr ? 0 : SignOf(*answer)});
        if (answer != nullptr && answers.back().said != question.sign && failures-- > 0) {
          std::cout << "  gold " << question.sign << ", said " << SignOf(*answer) << " ("
                    << answer->rule << ") of " << answer->target.text << " by "
                    << answer->holder.name << ": " << example.text << "\n";
        }
      }
    }
    PrintRow(name, answers);
    if (examples.front().questions.front().holder >= 0) {
      std::cout << absl::StrFormat("  %-26s five classes of the set: macro-F1 %.1f\n", "", 100 * FiveClassMacro(answers));
    }
  }
}

struct TextQuestion {
  std::string text, target;
  int sign = 0;
};

// ID, target, text, FAVOR | AGAINST | NONE, separated by tabs.
std::vector<TextQuestion> ReadNlpcc(const std::string& path) {
  std::vector<TextQuestion> questions;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && line.back() == '\r') line.pop_back();
    const std::vector<std::string> columns = absl::StrSplit(line, '\t');
    if (columns.size() != 4 || columns[0] == "ID") continue;
    const int sign = columns[3] == "FAVOR" ? 1 : columns[3] == "AGAINST" ? -1 : columns[3] == "NONE" ? 0 : 2;
    if (sign != 2) questions.push_back({columns[2], columns[1], sign});
  }
  return questions;
}

// Text, target, 支持 | 反对 | 中立, type. A text with a comma in it stands in quotation marks.
std::vector<TextQuestion> ReadCStance(const std::string& path) {
  std::vector<TextQuestion> questions;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> columns = absl::StrSplit(line, ',');
    if (columns.size() < 4) continue;
    const std::string& stance = columns[columns.size() - 2];
    const int sign = stance == "支持" ? 1 : stance == "反对" ? -1 : stance == "中立" ? 0 : 2;
    if (sign != 2) questions.push_back({columns[0], columns[columns.size() - 3], sign});
  }
  return questions;
}

void MeasureTexts(const std::string& title, const std::vector<TextQuestion>& questions, Analyzer& analyzer) {
  PrintHead(title);
  std::vector<SignAnswer> answers, against;
  for (const TextQuestion& q : questions) {
    int sum = 0;
    for (const Finding& finding : Analyze(analyzer, q.text, "zh", {}, kDefault)) {
      const auto* stance = std::get_if<Stance>(&finding);
      if (stance == nullptr) continue;
      const bool about = stance->target.text.find(q.target) != std::string::npos ||
                         q.target.find(stance->target.text) != std::string::npos;
      if (about) sum += SignOf(*stance);
    }
    answers.push_back({q.sign, sum > 0 ? 1 : sum < 0 ? -1 : 0});
    against.push_back({q.sign, -1});
  }
  PrintRow("floor: always against", against);
  PrintRow("frames", answers);
  std::cout << absl::StrFormat("  mean F1 of for and against %.1f\n", 100 * quality::ScoreSigns(answers).sided);
}

int Main(int argc, char** argv) {
  const char* data = std::getenv("PARALLAX_DATA");
  const std::string root = data == nullptr ? "" : data;
  const auto targets = ReadNewsMtsc(root);
  const auto directed = ReadDirectedSentiment(root);
  if (argc < 2 || !targets.ok() || !directed.ok()) {
    std::cerr << "stance_quality: nothing measured. Usage: PARALLAX_DATA=<folder with newsmtsc/ and "
                 "directed_sentiment/> stance_quality STANCE.so [--failures N]\n";
    return 2;
  }
  const int failures = argc > 3 ? std::atoi(argv[3]) : 0;
  plugin::LoadedPlugins loaded = plugin::LoadPluginFiles({argv[1]}, {});
  if (!loaded.failures.empty() || loaded.analyzers.empty()) {
    std::cerr << "stance_quality: cannot load " << argv[1] << "\n";
    return 1;
  }
  Analyzer& analyzer = *loaded.analyzers.front();
  Measure("NewsMTSC, development part: which side towards a name", *targets, analyzer, failures);
  std::cout << "  published (official tests rw / mt): BERT 80.1 / 73.7, GRU-TSC 83.1 / 82.5; linear, side of "
               "the target 66 / 63; word list 51.5 / 50.3\n";
  Measure("Directed sentiment, development part by sentence: which side of one name towards another",
          *directed, analyzer, failures);
  std::cout << "  floor: a linear model on sentences not seen in training, five classes: macro-F1 32\n";
  const std::string nlpcc = root + "/nlpcc2016_stance/evasampledata4-TaskAA.txt";
  const std::string c_stance = root + "/c_stance/subtaskA/raw_val_all_onecol.csv";
  if (std::filesystem::exists(nlpcc) && std::filesystem::exists(c_stance)) {
    MeasureTexts("NLPCC 2016 task 4, microblogs (measured only)", ReadNlpcc(nlpcc), analyzer);
    std::cout << "  published: winner 71.06 (trained on each target)\n";
    MeasureTexts("C-STANCE A, validation (measured only)", ReadCStance(c_stance), analyzer);
    std::cout << "  published: linear 60.0 (trained on the set)\n";
  } else {
    std::cout << "\nChinese sets are not there: not measured\n";
  }
  return 0;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Main(argc, argv); }
