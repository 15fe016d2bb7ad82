// A stand-in for the entities analyzer: mentions are the longest names of names.tsv, so that the
// cases of the stance analyzer do not depend on another analyzer's quality.
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "plx/analyzer.hpp"

namespace {

struct Name {
  std::string surface;
  std::string entity;
  std::string type;
  std::string canonical;
  bool reference = false;
  std::vector<std::string> members;
};

std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

class Names {
 public:
  Names(const plx::Host& host, std::string_view) {
    const std::string path = std::string(host.data_dir()) + "/names.tsv";
    std::ifstream in(path);
    if (!in) throw plx::Error(PLX_NOT_FOUND, "cannot read " + path);
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      const std::vector<std::string> columns = Split(line, '\t');
      const std::vector<std::string> surfaces = Split(columns.at(2), '|');
      for (const std::string& surface : surfaces) {
        Name name{surface, columns[0], columns[1], surfaces[0], surface[0] == '~', {}};
        if (name.reference) name.surface.erase(0, 1);
        if (columns.size() > 3) name.members = Split(columns[3], ',');
        names_.push_back(std::move(name));
      }
    }
    std::stable_sort(names_.begin(), names_.end(), [](const Name& a, const Name& b) {
      return a.surface.size() > b.surface.size();
    });
  }

  // The longest name at `at`, whole words only; null if none.
  const Name* At(std::string_view text, size_t at) const {
    for (const Name& name : names_) {
      std::string_view rest = text.substr(at);
      if (!StartsWith(rest, name)) continue;
      const size_t end = at + name.surface.size();
      if (IsLetter(name.surface[0]) && at > 0 && IsLetter(text[at - 1])) continue;
      if (IsLetter(name.surface.back()) && end < text.size() && IsLetter(text[end])) continue;
      return &name;
    }
    return nullptr;
  }

 private:
  static bool IsLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
  static bool StartsWith(std::string_view text, const Name& name) {
    if (text.starts_with(name.surface)) return true;
    // A reference may begin a sentence: "The four countries".
    return name.reference && !text.empty() && text[0] == 'T' && name.surface[0] == 't' &&
           text.substr(1).starts_with(std::string_view(name.surface).substr(1));
  }

  std::vector<Name> names_;
};

class NamesAnalyzer : public plx::Analyzer {
 public:
  explicit NamesAnalyzer(const Names& names) : names_(names) {}

  void Analyze(const plx::Document& document, const plx::Call&, plx::Results& out) override {
    const std::string_view text = document.text();
    for (size_t at = 0; at < text.size();) {
      const Name* name = names_.At(text, at);
      if (name == nullptr) {
        ++at;
        continue;
      }
      const uint32_t begin = static_cast<uint32_t>(at);
      auto mention = plx::New<plx_mention_t>(
          {begin, begin + static_cast<uint32_t>(name->surface.size())});
      mention.entity = plx::Str(name->entity);
      mention.type = plx::Str(name->type);
      mention.canonical = plx::Str(name->canonical);
      mention.link_score = 1000;
      mention.coreferent = name->reference ? 1 : 0;
      std::vector<plx_str_t> members;
      for (const std::string& member : name->members) members.push_back(plx::Str(member));
      mention.members = members.data();
      mention.member_count = static_cast<uint32_t>(members.size());
      if (!out.Emit(mention)) return;
      at += name->surface.size();
    }
  }

 private:
  const Names& names_;
};

void Describe(plx_plugin_info_t* info) {
  info->display_name = "Names";
  info->description = "Mentions from a list of names, for tests.";
  info->consumes = "";
  info->produces = "mentions";
  info->languages = "*";
  info->labels = "REGION,ORGANIZATION,PERSON,OFFICE,GROUP";
}

}  // namespace

PLX_PLUGIN(Names, NamesAnalyzer, Describe);
