// How right the stance analyzer is on public sets that no rule was made from: NewsMTSC (which side
// a sentence takes towards a person) and directed sentiment (who is for or against whom). Rules
// abstain, so precision of what is said and coverage of what could be said stand side by side.
//
//   stance_quality STANCE.so [--failures N]
//
// Reads $PARALLAX_DATA/newsmtsc/train.jsonl and $PARALLAX_DATA/directed_sentiment/{train,valid}.txt.
// Exit code 2, with a message, if the data is not there. The test splits are not used.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "server/analyzer/text_pass.h"
#include "server/plugin/plugin_directory.h"

namespace parallax {
namespace {

// A sentence with the names that the set gives, by position; entity ids are "person:0", ...
struct Example {
  std::string text;
  std::vector<Mention> names;
  // What a stance must look like to be an answer to (holder, target); -1: any holder.
  struct Question {
    int holder = -1;
    int target = 0;
    int sign = 0;  // gold: -1, 0, +1
  };
  std::vector<Question> questions;
};

std::string EntityOf(int i) { return absl::StrCat("person:", i); }

// Byte offset of the `index`-th code point.
uint32_t ByteOf(const std::string& text, int index) {
  uint32_t at = 0;
  for (int n = 0; at < text.size() && n < index; ++n) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return at;
}

Mention NameAt(uint32_t begin, uint32_t end, int i, bool coreferent) {
  Mention mention;
  mention.span = {begin, end};
  mention.entity = EntityOf(i);
  mention.type = "PERSON";
  mention.canonical = mention.entity;
  mention.coreferent = coreferent;
  return mention;
}

std::vector<Example> ReadNewsMtsc(const std::string& path) {
  std::vector<Example> examples;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded()) continue;
    Example example;
    example.text = json["sentence_normalized"];
    int i = 0;
    for (const auto& target : json["targets"]) {
      const auto add = [&](const nlohmann::json& place, bool coreferent) {
        example.names.push_back(NameAt(ByteOf(example.text, place["from"]),
                                       ByteOf(example.text, place["to"]), i, coreferent));
      };
      add(target, false);
      if (target.contains("further_mentions")) {
        for (const auto& more : target["further_mentions"]) add(more, true);
      }
      const double polarity = target["polarity"];
      example.questions.push_back({-1, i, polarity < 4 ? -1 : polarity > 4 ? 1 : 0});
      ++i;
    }
    examples.push_back(std::move(example));
  }
  return examples;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "[A] blames [B].\tA\tB\tlabel"; a cut plural ("[the United State]s") is completed.
bool ReadBracketed(const std::string& marked, Example* example) {
  int i = 0;
  for (size_t at = 0; at < marked.size(); ++at) {
    if (marked[at] != '[') {
      example->text += marked[at];
      continue;
    }
    const size_t close = marked.find(']', at);
    if (close == std::string::npos) return false;
    const uint32_t begin = static_cast<uint32_t>(example->text.size());
    example->text += marked.substr(at + 1, close - at - 1);
    at = close;
    while (at + 1 < marked.size() && IsLetter(marked[at + 1])) example->text += marked[++at];
    example->names.push_back(
        NameAt(begin, static_cast<uint32_t>(example->text.size()), i++, false));
  }
  return i == 2;
}

std::vector<Example> ReadDirected(const std::string& path) {
  std::vector<Example> examples;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> columns = absl::StrSplit(line, '\t');
    if (columns.size() != 4 || columns[3].empty()) continue;
    Example example;
    if (!ReadBracketed(columns[0], &example)) continue;
    const int label = columns[3][0] - '0';
    example.questions.push_back({0, 1, label == 1 ? 1 : label == 3 ? -1 : 0});
    example.questions.push_back({1, 0, label == 2 ? 1 : label == 4 ? -1 : 0});
    examples.push_back(std::move(example));
  }
  return examples;
}

int SignOf(const Stance& stance) {
  return stance.sign == Sign::kFor ? 1 : stance.sign == Sign::kAgainst ? -1 : 0;
}

// The stance that answers a question: the strongest; null if the analyzer abstains.
const Stance* AnswerTo(const Example::Question& question, const std::vector<Finding>& findings) {
  const Stance* best = nullptr;
  for (const Finding& finding : findings) {
    const auto* stance = std::get_if<Stance>(&finding);
    if (stance == nullptr || stance->target.entity != EntityOf(question.target)) continue;
    if (question.holder >= 0 && stance->holder.entity != EntityOf(question.holder)) continue;
    if (SignOf(*stance) == 0) continue;
    if (best == nullptr || stance->strength > best->strength) best = stance;
  }
  return best;
}

struct Table {
  int confusion[3][3] = {};  // gold, answer; 1 is neutral or abstained
  std::map<std::string, std::pair<int, int>> rules;  // right, wrong

  void Add(int gold, const Stance* answer) {
    const int said = answer == nullptr ? 0 : SignOf(*answer);
    ++confusion[gold + 1][said + 1];
    if (answer == nullptr) return;
    auto& [right, wrong] = rules[answer->rule];
    ++(said == gold ? right : wrong);
  }
  void Print(const std::string& name) const {
    std::cout << name << "\n  gold\\said  against  neutral      for\n";
    static const char* kNames[] = {"against", "neutral", "for"};
    for (int g = 0; g < 3; ++g) {
      std::cout << absl::StrFormat("  %-9s %8d %8d %8d\n", kNames[g], confusion[g][0],
                                   confusion[g][1], confusion[g][2]);
    }
    int said = 0, right = 0, opposite = 0, sided = 0;
    for (int g : {0, 1, 2}) {
      for (int a : {0, 2}) {
        said += confusion[g][a];
        if (g == a) right += confusion[g][a];
        if (g != a && g != 1) opposite += confusion[g][a];
      }
      if (g != 1) sided += confusion[g][0] + confusion[g][1] + confusion[g][2];
    }
    std::cout << absl::StrFormat(
        "  said %d of %d sided: precision %.3f, of those where a side is taken %.3f, recall %.3f\n",
        said, sided, said ? double(right) / said : 0,
        right + opposite ? double(right) / (right + opposite) : 0,
        sided ? double(right) / sided : 0);
  }
  void PrintRules() const {
    std::vector<std::pair<int, std::string>> worst;
    for (const auto& [rule, counts] : rules) worst.push_back({counts.second, rule});
    std::sort(worst.rbegin(), worst.rend());
    std::cout << "  rules by wrong answers (right/wrong):";
    for (size_t i = 0; i < worst.size() && i < 40; ++i) {
      const auto& [right, wrong] = rules.at(worst[i].second);
      std::cout << " " << worst[i].second << " " << right << "/" << wrong << ",";
    }
    std::cout << "\n";
  }
};

void Measure(const std::string& name, const std::vector<Example>& examples, Analyzer& analyzer,
             int failures) {
  Table table;
  for (const Example& example : examples) {
    DocumentContent content;
    content.text = example.text;
    content.language = "en";
    const auto document = BuildDocument("example", std::move(content));
    if (!document.ok()) continue;
    std::vector<Finding> names(example.names.begin(), example.names.end());
    std::stable_sort(names.begin(), names.end(), [](const Finding& a, const Finding& b) {
      return BaseOf(a).span.begin < BaseOf(b).span.begin;
    });
    const AnalyzerInput input{document->get(), &names};
    const auto options = analyzer.CheckOptions("");
    const auto output = analyzer.Analyze({&input, 1}, *options, CallContext());
    if (!output[0].status.ok()) {
      std::cerr << output[0].status << "\n";
      continue;
    }
    for (const Example::Question& question : example.questions) {
      const Stance* answer = AnswerTo(question, output[0].findings);
      table.Add(question.sign, answer);
      if (answer != nullptr && SignOf(*answer) != question.sign && failures-- > 0) {
        std::cout << "  gold " << question.sign << ", said " << SignOf(*answer) << " ("
                  << answer->rule << " \"" << answer->cue << "\") of " << answer->target.text
                  << " by " << answer->holder.name << ": " << example.text << "\n";
      }
    }
  }
  table.Print(name);
  if (failures != 0) table.PrintRules();
}

int Main(int argc, char** argv) {
  const char* data = std::getenv("PARALLAX_DATA");
  const std::string root = data == nullptr ? "" : data;
  if (argc < 2 || root.empty() || !std::filesystem::exists(root + "/newsmtsc/train.jsonl")) {
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
  Measure("NewsMTSC train, any holder -> person", ReadNewsMtsc(root + "/newsmtsc/train.jsonl"),
          analyzer, failures);
  for (const char* split : {"train", "valid"}) {
    Measure(absl::StrCat("directed sentiment ", split, ", holder -> target"),
            ReadDirected(absl::StrCat(root, "/directed_sentiment/", split, ".txt")), analyzer,
            failures);
  }
  return 0;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) { return parallax::Main(argc, argv); }
