#include "plugins/entities/tagger/agreement.h"

#include <map>
#include <string>
#include <vector>

namespace plx::entities {
namespace {

bool Votes(const Mention& mention) {
  // A Chinese name before a verb of saying is a person's by its characters too.
  const bool english = !mention.canonical.empty() && static_cast<unsigned char>(mention.canonical[0]) < 0x80;
  return !mention.hint && (mention.rule.rfind("tagger.", 0) == 0 || mention.rule == "name.capitals" ||
                           (mention.rule == "person.reporting" && english) || mention.rule == "organization.reporting");
}

}  // namespace

void AgreeOnTypes(Reading* reading) {
  std::map<std::string, std::vector<Mention*>> by_text;
  for (Mention& mention : reading->mentions) {
    if (Votes(mention)) by_text[mention.canonical].push_back(&mention);
  }
  for (auto& [text, mentions] : by_text) {
    std::map<std::string, int> votes;
    for (const Mention* mention : mentions) votes[mention->type] += mention->score;
    if (votes.size() < 2) continue;
    std::string winner;
    for (const auto& [type, count] : votes) {
      if (winner.empty() || count > votes[winner]) winner = type;
    }
    const Mention* model = nullptr;  // the first that has the type
    for (const Mention* mention : mentions) {
      if (model == nullptr && mention->type == winner) model = mention;
    }
    for (Mention* mention : mentions) {
      if (mention->type == winner) continue;
      mention->id = model->id;
      mention->type = model->type;
      mention->rule = model->rule;
      mention->weak = model->weak;
      mention->score = model->score;
    }
  }
}

}  // namespace plx::entities
