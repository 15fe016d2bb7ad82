// The public sets that the stance model is trained on and measured with: a sentence with its names
// marked, and questions about them.
#ifndef PARALLAX_TOOLS_TRAIN_STANCE_EXAMPLES_H_
#define PARALLAX_TOOLS_TRAIN_STANCE_EXAMPLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/analyzer/findings.h"

namespace parallax {

struct StanceExample {
  // Which side is taken towards the name `target`; by the name `holder`, or by anybody (-1).
  struct Question {
    int holder = -1;
    int target = 0;
    int sign = 0;  // -1 against, 0, +1 for
  };
  std::string text;
  std::string group;           // examples of one article or sentence are never parted
  std::vector<Mention> names;  // entity ids are NameId(0), NameId(1), ...
  std::vector<Question> questions;
};

// The entity id of the i-th name.
std::string NameId(int i);

// `root`/newsmtsc/train.jsonl (F. Hamborg and K. Donnay, EACL 2021). Groups are articles.
absl::StatusOr<std::vector<StanceExample>> ReadNewsMtsc(const std::string& root);
// `root`/directed_sentiment/{train,valid}.txt (K. Park et al., NAACL 2021). Groups are sentences
// whatever names are marked in them, because the same sentence stands in several rows and files.
absl::StatusOr<std::vector<StanceExample>> ReadDirectedSentiment(const std::string& root);

// A fixed part of the groups, about one in five, is for development and never trained on.
bool IsDevelopment(const StanceExample& example);

}  // namespace parallax

#endif  // PARALLAX_TOOLS_TRAIN_STANCE_EXAMPLES_H_
