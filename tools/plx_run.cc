// plx-run: runs plugin files over texts and prints what they find, one line per finding. For
// authors of plugins; the server is not needed.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/error_reason.h"
#include "server/base/status_macros.h"
#include "tests/fakes/plugin_driver.h"

namespace parallax {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::vector<std::string> plugins;
  std::vector<std::string> texts;  // empty: standard input
  PluginDriver::Settings configs;
  PluginDriver::Settings options;
};

// "id={...}" into a map.
absl::Status AddSettings(const std::vector<std::string>& pairs, PluginDriver::Settings& settings) {
  for (const std::string& pair : pairs) {
    const size_t equals = pair.find('=');
    if (equals == std::string::npos) {
      return absl::InvalidArgumentError(absl::StrCat("\"", pair, "\" must be ID=JSON"));
    }
    settings[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return absl::OkStatus();
}

// Sorts file names into plugins (*.so, and all of a folder) and texts.
absl::Status AddFiles(const std::vector<std::string>& files, Arguments& arguments) {
  for (const std::string& file : files) {
    if (fs::is_directory(file)) {
      for (const fs::directory_entry& entry : fs::directory_iterator(file)) {
        if (entry.path().extension() == ".so") arguments.plugins.push_back(entry.path().string());
      }
    } else if (absl::EndsWith(file, ".so")) {
      arguments.plugins.push_back(file);
    } else {
      arguments.texts.push_back(file);
    }
  }
  if (arguments.plugins.empty()) {
    return absl::InvalidArgumentError("no plugin given: name at least one .so file or a folder");
  }
  return absl::OkStatus();
}

std::string ReadAll(std::istream& in) {
  return std::string(std::istreambuf_iterator<char>(in), {});
}

TimePrecision PrecisionOf(absl::string_view iso) {
  switch (iso.size()) {
    case 4:
      return TimePrecision::kYear;
    case 7:
      return TimePrecision::kMonth;
    case 10:
      return TimePrecision::kDay;
    case 16:
      return TimePrecision::kMinute;
    case 19:
      return TimePrecision::kSecond;
    default:
      return TimePrecision::kUnknown;
  }
}

// `text`: a JSON object with text and, optionally, title, source, published, language. `place`: of
// errors; `path`: of the file.
absl::StatusOr<DocumentContent> ParseDocument(const std::string& text, const std::string& place,
                                              const std::string& path) {
  DocumentContent content;
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("text")) {
    return absl::InvalidArgumentError(absl::StrCat(place, " is not a JSON object with \"text\""));
  }
  try {
    content.text = json.at("text").get<std::string>();
    content.title = json.value("title", "");
    content.source_name = json.value("source", fs::path(path).stem().string());
    content.language = json.value("language", "");
    content.published.iso = json.value("published", "");
  } catch (const nlohmann::json::exception& e) {
    return absl::InvalidArgumentError(absl::StrCat(place, ": ", e.what()));
  }
  content.published.precision = PrecisionOf(content.published.iso);
  return content;
}

using NamedDocuments = std::vector<std::pair<std::string, DocumentContent>>;

// A text file, a ".json" file with one document, or a ".jsonl" file with one in each line, which are
// named "file:line".
absl::Status ReadDocuments(const std::string& path, NamedDocuments& documents) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  const std::string name = fs::path(path).filename().string();
  if (absl::EndsWith(path, ".jsonl")) {
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      const std::string place = absl::StrCat(":", ++number);
      ASSIGN_OR_RETURN(DocumentContent content, ParseDocument(line, path + place, path));
      documents.emplace_back(name + place, std::move(content));
    }
    return absl::OkStatus();
  }
  DocumentContent content;
  if (absl::EndsWith(path, ".json")) {
    ASSIGN_OR_RETURN(content, ParseDocument(ReadAll(in), path, path));
  } else {
    content.text = ReadAll(in);
    content.source_name = fs::path(path).stem().string();
  }
  documents.emplace_back(name, std::move(content));
  return absl::OkStatus();
}

absl::Status Run(const Arguments& arguments) {
  ASSIGN_OR_RETURN(const auto driver, PluginDriver::Load(arguments.plugins, arguments.configs));
  NamedDocuments documents;
  for (const std::string& path : arguments.texts) RETURN_IF_ERROR(ReadDocuments(path, documents));
  if (documents.empty()) {
    documents.emplace_back("stdin", DocumentContent());
    documents.back().second.text = ReadAll(std::cin);
  }
  std::vector<DocumentAnalysis> analyses;
  bool has_phases = false;
  for (const AnalyzerHandle& analyzer : driver->engine().registry().List()) {
    has_phases = has_phases || analyzer->info().has_phases;
  }
  for (auto& [name, content] : documents) {
    ASSIGN_OR_RETURN(DocumentAnalysis analysis,
                     driver->Run(std::move(content), arguments.options, name));
    if (documents.size() > 1) std::cout << "== " << name << "\n";
    std::cout << Describe(analysis);
    analyses.push_back(std::move(analysis));
  }
  if (analyses.size() < 2 || !has_phases) return absl::OkStatus();
  ASSIGN_OR_RETURN(const PhasesResult result, driver->Compare(analyses));
  std::cout << "== comparisons\n" << Describe(result, analyses);
  return absl::OkStatus();
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) {
  CLI::App app("Runs Parallax plugins over texts and prints each finding as one line.", "plx-run");
  std::vector<std::string> files, configs, options;
  app.add_option("FILE", files,
                 "plugin files (*.so) or folders of them, and texts (.txt, or .json with text, "
                 "title, source, published, language, or .jsonl with one of these in each line); "
                 "without a text, standard input. Two or more texts are compared if a plugin has "
                 "phases")
      ->required();
  app.add_option("--config", configs, "ID=JSON, configuration of one plugin; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--options", options, "ID=JSON, options of the call; may be repeated")
      ->allow_extra_args(false);
  CLI11_PARSE(app, argc, argv);

  parallax::Arguments arguments;
  absl::Status status = parallax::AddFiles(files, arguments);
  if (status.ok()) status = parallax::AddSettings(configs, arguments.configs);
  if (status.ok()) status = parallax::AddSettings(options, arguments.options);
  if (status.ok()) status = parallax::Run(arguments);
  if (status.ok()) return 0;
  const std::string reason = parallax::ReasonOf(status);
  std::cerr << "plx-run: " << status.message() << (reason.empty() ? "" : " [" + reason + "]")
            << "\n";
  return 1;
}
