// Analyses whose mentions a test writes itself.
#ifndef PARALLAX_TESTS_FAKES_FAKE_MENTIONS_H_
#define PARALLAX_TESTS_FAKES_FAKE_MENTIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fakes/fake_documents.h"

namespace parallax {

// What an analyzer found: `name` in the text, as `entity`; link 950 is what a table knows.
struct Found {
  std::string name;
  std::string entity;
  std::string type = "ORGANIZATION";
  int link_score = 500;
};

// The analysis of `text`, each name at its first place.
inline DocumentAnalysis Analysis(const std::string& text, const std::vector<Found>& found) {
  DocumentAnalysis analysis{MakeDocument(absl::StrCat("d", text.size()), text), {}, {}};
  for (const Found& f : found) {
    Mention mention;
    const auto at = static_cast<uint32_t>(text.find(f.name));
    mention.span = {at, at + static_cast<uint32_t>(f.name.size())};
    mention.entity = f.entity;
    mention.type = f.type;
    mention.link_score = f.link_score;
    analysis.findings.emplace_back(std::move(mention));
  }
  return analysis;
}

}  // namespace parallax

#endif  // PARALLAX_TESTS_FAKES_FAKE_MENTIONS_H_
