// Names of the other script that no document explains: 汉蓝 beside "Hanlan".
#ifndef PARALLAX_SERVER_ENGINE_NAMES_OTHER_SCRIPT_H_
#define PARALLAX_SERVER_ENGINE_NAMES_OTHER_SCRIPT_H_

#include <set>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "server/engine/names/explained_names.h"
#include "server/engine/pipeline.h"

namespace parallax {

// Two ids of one entity.
struct SameEntity {
  std::string han;
  std::string latin;
};

// What documents name in one script only and no table knows, as a question to an analyzer that knows how names sound and
// what their words mean: a list of the names in Han characters, to be held against those in Latin letters.
class OtherScriptQuestion {
 public:
  // Does not depend on the order of the documents.
  explicit OtherScriptQuestion(absl::Span<const DocumentAnalysis> analyses);

  // True if there is nothing to ask: one of the scripts has no such name.
  bool empty() const { return latin_.empty() || list_ == nullptr; }
  absl::Span<const ExplainedName> latin() const { return latin_; }
  const DocumentPtr& list() const { return list_; }

  // The answer: mentions of the list, each over a whole line. Two are one if every line of the one that is a mention is
  // of the other, no line of another is, or none surely while this one's is, and their types agree. NAME agrees with any, and so does a type that is a guess
  // (NamedEntity) where the answer is sure: a link score of 800 or more.
  std::vector<SameEntity> Read(const DocumentAnalysis& answer) const;

 private:
  struct Line {
    text::Span span;
    std::string entity;
    std::string type;
    bool guess = false;
  };
  std::vector<ExplainedName> latin_;
  std::set<std::string> guessed_;  // those of `latin_` whose type is a guess
  std::vector<Line> lines_;
  DocumentPtr list_;
};

}  // namespace parallax

#endif  // PARALLAX_SERVER_ENGINE_NAMES_OTHER_SCRIPT_H_
