// What a cluster of claims is about.
#ifndef PLUGINS_CLAIMS_COMPARISON_SUMMARY_H_
#define PLUGINS_CLAIMS_COMPARISON_SUMMARY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "plugins/claims/records/record.h"
#include "plx/phases.h"

namespace plx::claims {

struct Summary {
  uint32_t verdict = PLX_VERDICT_SINGLE_SOURCE;
  uint32_t representative = 0;
  std::string proposition;
  std::string key;
  std::string measure;
};

// `relations`: their indices lie in `records`, which is not empty.
Summary Summarise(const std::vector<Record>& records, const std::vector<plx_cluster_relation_t>& relations);

}  // namespace plx::claims

#endif  // PLUGINS_CLAIMS_COMPARISON_SUMMARY_H_
