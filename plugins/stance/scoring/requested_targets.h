// The targets a caller asked for, and which clauses speak of them.
#ifndef PLUGINS_STANCE_SCORING_REQUESTED_TARGETS_H_
#define PLUGINS_STANCE_SCORING_REQUESTED_TARGETS_H_

#include <string>
#include <vector>

#include "plugins/stance/roles/sentence.h"
#include "plx/view.hpp"

namespace plx::stance {

struct Opinion;

class RequestedTargets {
 public:
  // `targets`: entity ids, topic keys, or words. Words that name an entity of the document, or a
  // known concept, stand for it under all its names.
  RequestedTargets(const Document& document, const std::vector<std::string>& targets);

  // Drops the opinions towards anything else.
  void Restrict(std::vector<Opinion>* opinions) const;
  // Adds a neutral stance of the clause's speaker for every clause that mentions a target and
  // holds no opinion towards it.
  void AddNeutral(const ParsedDocument& parsed, std::vector<Opinion>* opinions) const;

 private:
  struct Requested {
    std::string entity;  // empty: words alone
    std::string words;   // folded
  };
  bool Matches(const Requested& requested, const Opinion& opinion) const;
  // The first place of the target in `clause`; empty if it is not mentioned.
  plx_span_t FindIn(const Requested& requested, plx_span_t clause) const;

  const Document& document_;
  std::vector<Requested> requested_;
};

}  // namespace plx::stance

#endif  // PLUGINS_STANCE_SCORING_REQUESTED_TARGETS_H_
